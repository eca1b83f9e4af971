//! States in words, deeds done or not, and satisfaction by steps.
use crate::line::{Arg, Line};
use crate::row::{Judged, target_text};
use crate::{Say, State, exact};
use zs_catalog::{Band, Scheme};
use zs_model::{Decimal, Target};

/// A state: the share inside its band that the scorer gives, or the band's usual one.
pub(crate) fn state(
    state: State,
    share: Option<Decimal>,
    weight: Decimal,
    scheme: &Scheme,
) -> Judged {
    let bands = &scheme.bands;
    let (band, highest) = match state {
        State::Met => (&bands.met, Decimal::from(bands.met.to)),
        State::Partial => (&bands.partial, below_edge(&bands.partial)),
        State::Unmet => (&bands.unmet, below_edge(&bands.unmet)),
    };
    let lowest = Decimal::from(band.from);
    let wanted = share.unwrap_or_else(|| Decimal::from(band.usual));
    let used = wanted.clamp(lowest.min(highest), highest);
    let score = exact::percent_of(weight, used);
    let say = match share {
        Some(share) if share != used => Say::StateClamped,
        _ => Say::State,
    };
    let word = band.words.first().cloned().unwrap_or_default();
    let line = [
        ("state", Arg::Text(word)),
        ("from", Arg::Percent(lowest)),
        ("to", Arg::Percent(Decimal::from(band.to))),
        ("share", Arg::Percent(used)),
        ("weight", Arg::Points(weight)),
        ("score", Arg::Points(score)),
    ];
    Judged::new(state == State::Met, score, Line::new(say, line))
}

/// The upper edge belongs to the better band.
fn below_edge(band: &Band) -> Decimal {
    (Decimal::from(band.to) - Decimal::new(1, 2)).max(Decimal::ZERO)
}

/// Done or not: all points or none.
pub(crate) fn done(done: bool, weight: Decimal) -> Judged {
    let (score, say) = if done { (weight, Say::Done) } else { (Decimal::new(0, 2), Say::NotDone) };
    let line = [("weight", Arg::Points(weight)), ("score", Arg::Points(score))];
    Judged::new(done, score, Line::new(say, line))
}

/// Satisfaction in percent by steps: the target only says whether it is met.
pub(crate) fn steps(actual: Decimal, target: &Target, weight: Decimal, scheme: &Scheme) -> Judged {
    let step = scheme.satisfaction.iter().find(|step| actual >= Decimal::from(step.from));
    let (from, share) = step.map_or((0, 0), |step| (step.from, step.share));
    let score = exact::percent_of(weight, Decimal::from(share));
    let line = [
        ("actual", Arg::Percent(actual)),
        ("from", Arg::Percent(Decimal::from(from))),
        ("share", Arg::Percent(Decimal::from(share))),
        ("target", target_text(target)),
        ("weight", Arg::Points(weight)),
        ("score", Arg::Points(score)),
    ];
    let met = target.value.is_none_or(|value| actual >= value);
    Judged::new(met, score, Line::new(Say::SatisfactionStep, line))
}
