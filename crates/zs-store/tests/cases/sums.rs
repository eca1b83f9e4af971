//! However entries and reversals are ordered, the kept sums are what the entries add up to.
use super::execution::approved;
use crate::support::{AREA, Kind, NOW, TestStore};
use proptest::prelude::*;
use zs_store::{MoneyKind, NewMoney, NodeSum, Page};

/// One thing that happens: an entry, or taking back an earlier one.
#[derive(Clone, Debug)]
enum Deed {
    Book { on: usize, kind: MoneyKind, month: u8, day: u8, amount: i64 },
    Reverse { which: prop::sample::Index, month: u8 },
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let kind = prop::sample::select(MoneyKind::ALL);
    let book = (0..2_usize, kind, 1..=12_u8, 1..=28_u8, -9_999..99_999_i64)
        .prop_map(|(on, kind, month, day, amount)| Deed::Book { on, kind, month, day, amount });
    let reverse = (any::<prop::sample::Index>(), 1..=12_u8)
        .prop_map(|(which, month)| Deed::Reverse { which, month });
    prop::collection::vec(prop_oneof![3 => book, 1 => reverse], 1..25)
}

/// Does everything on a fresh record, then adds the entries up by hand.
async fn sums_follow(deeds: Vec<Deed>) {
    let Some(test) = TestStore::new(Kind::Embedded).await else { return };
    let made = approved(&test).await;
    let mut writer = test.store.write(AREA).await.unwrap();
    let mut booked: Vec<NewMoney<'_>> = Vec::new();
    let days: Vec<String> = deeds
        .iter()
        .map(|deed| match deed {
            Deed::Book { month, day, .. } => format!("2025-{month:02}-{day:02}"),
            Deed::Reverse { month, .. } => format!("2025-{month:02}-28"),
        })
        .collect();
    let mut ids = Vec::new();
    for (deed, day) in deeds.iter().zip(&days) {
        let blank = NewMoney { day, actor: test.clerk, now: NOW, ..NewMoney::default() };
        let new = match deed {
            Deed::Book { on, kind, amount, .. } => {
                NewMoney { undertaking: made[*on].id, kind: Some(*kind), amount: *amount, ..blank }
            }
            Deed::Reverse { .. } if ids.is_empty() => continue,
            Deed::Reverse { which, .. } => {
                let at = which.index(ids.len());
                let (amount, reverses) = (-booked[at].amount, Some(ids[at]));
                NewMoney { day, amount, reverses, ..booked[at] }
            }
        };
        ids.push(writer.book(&new).await.unwrap());
        booked.push(new);
    }
    let mut whole = [NodeSum::default(); 13];
    for u in &made {
        let entries = writer.money_entries(u.id, None, &Page::first(500)).await.unwrap().items;
        for end in writer.month_ends(u.id).await.unwrap() {
            let until = format!("2025-{:02}-31", end.month);
            let sum = |kind| {
                let counted = entries.iter().filter(|e| e.kind == kind && e.day <= until);
                counted.map(|e| e.amount).sum::<i64>()
            };
            assert_eq!(end.paid, sum(MoneyKind::Payment));
            assert_eq!(end.allocated, sum(MoneyKind::Allocation));
            assert_eq!(end.adjusted, u.initial + sum(MoneyKind::Adjustment));
            assert_eq!(end.behind, end.due - end.paid);
            let month = &mut whole[usize::try_from(end.month).unwrap()];
            month.paid += end.paid;
            month.allocated += end.allocated;
            month.adjusted += end.adjusted;
        }
    }
    for (month, all) in (0..).zip(&whole).skip(1) {
        let sums = writer.board(2025, month, "000001").await.unwrap();
        let sum = sums[0].sum;
        let told = (sum.paid, sum.allocated, sum.adjusted);
        assert_eq!(told, (all.paid, all.allocated, all.adjusted));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_are_those_of_the_entries_in_any_order(deeds in deeds()) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(sums_follow(deeds));
    }
}
