//! Any text as a target cell: reading never fails and never loses, printing is read back.
#![no_main]
use libfuzzer_sys::fuzz_target;
use zs_model::{MoneyUnit, Target, text};

fuzz_target!(|raw: &str| {
    let target = Target::parse(raw);
    assert_eq!(target.raw.as_deref().unwrap_or_default(), text::squeeze(raw));
    let printed = target.print();
    let again = Target { raw: target.raw.clone(), ..Target::parse(&printed) };
    assert_eq!(again, target, "printed {printed}");
    let _ = target.split_proposals();
    let _ = (target.threshold_percent(), target.money(Some(MoneyUnit::TenThousandYuan)));
});
