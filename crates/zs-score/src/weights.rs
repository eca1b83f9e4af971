//! Weights that sum exactly: equal, by level, or scaled from figures given by hand, at two decimals.
//!
//! Largest remainder: everybody gets the floor of the exact share in hundredths, and the hundredths that are left go
//! to the largest remainders. Ties go by id, so the order of the rows does not matter.
use crate::{Row, exact};
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use zs_catalog::Scheme;
use zs_model::{Decimal, Level1};

/// The same weight for each id, as nearly as hundredths allow.
#[must_use]
pub fn equal(points: Decimal, ids: &[&str]) -> Vec<Decimal> {
    in_proportion(points, &ids.iter().map(|id| (*id, Decimal::ONE)).collect::<Vec<_>>())
}

/// Weights in proportion to figures given by hand; what is not above zero gets nothing. If nothing is, all are equal.
#[must_use]
pub fn in_proportion(points: Decimal, given: &[(&str, Decimal)]) -> Vec<Decimal> {
    let total = hundredths(exact::weight(points));
    let shares: Vec<i128> = given.iter().map(|(_, share)| millionths(*share)).collect();
    let whole: i128 = shares.iter().sum();
    let shares = if whole > 0 { shares } else { vec![1; given.len()] };
    let Some(whole) = Some(shares.iter().sum::<i128>()).filter(|whole| *whole > 0) else {
        return Vec::new();
    };
    let mut floors: Vec<i128> = shares.iter().map(|share| total * share / whole).collect();
    let mut left = total - floors.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..given.len()).collect();
    let remainder = |at: usize| total * shares[at] % whole;
    order.sort_by(|a, b| {
        remainder(*b).cmp(&remainder(*a)).then_with(|| given[*a].0.cmp(given[*b].0))
    });
    for at in order {
        if left == 0 {
            break;
        }
        floors[at] += 1;
        left -= 1;
    }
    floors.into_iter().map(|hundredths| Decimal::from_i128_with_scale(hundredths, 2)).collect()
}

/// Weights by first level: the scheme's points of each level, spread evenly over its rows. Levels without rows give
/// theirs to the others in proportion; without a split, or with rows of no known level, all rows are equal.
#[must_use]
pub fn by_level(rows: &[Row], scheme: &Scheme) -> Vec<Decimal> {
    let points = Decimal::from(scheme.indicator_points());
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let levels: Option<Vec<Level1>> = rows.iter().map(|row| row.level1).collect();
    let Some(levels) = levels else { return equal(points, &ids) };
    let present = levels.iter().copied().collect();
    let Some(split) = scheme.split_for(&present).or(scheme.splits.first()) else {
        return equal(points, &ids);
    };
    let mut members: BTreeMap<Level1, Vec<usize>> = BTreeMap::new();
    for (at, level) in levels.iter().enumerate() {
        members.entry(*level).or_default().push(at);
    }
    let shares: Vec<(&str, Decimal)> =
        members.keys().map(|level| (name(*level), Decimal::from(split.of(*level)))).collect();
    let mut weights = vec![Decimal::new(0, 2); rows.len()];
    for (places, points) in members.values().zip(in_proportion(points, &shares)) {
        let ids: Vec<&str> = places.iter().map(|at| ids[*at]).collect();
        for (at, weight) in places.iter().zip(equal(points, &ids)) {
            weights[*at] = weight;
        }
    }
    weights
}

const fn name(level: Level1) -> &'static str {
    match level {
        Level1::Cost => "1",
        Level1::Output => "2",
        Level1::Benefit => "3",
        Level1::Satisfaction => "4",
    }
}

fn hundredths(points: Decimal) -> i128 {
    (points * Decimal::ONE_HUNDRED).to_i128().unwrap_or_default()
}

/// A share given by hand to six decimals, at most a billion.
fn millionths(share: Decimal) -> i128 {
    let share = share.clamp(Decimal::ZERO, Decimal::from(1_000_000_000));
    (share * Decimal::from(1_000_000)).trunc().to_i128().unwrap_or_default()
}
