//! As few places as possible so that every interval has one of them.
use crate::formats::page::matrix::Length;

/// Places in order; those that are known already are among them, and need no interval.
pub fn stab(intervals: impl Iterator<Item = (Length, Length)>, known: &[Length]) -> Vec<Length> {
    let has = |(from, to): &(Length, Length)| {
        known.get(known.partition_point(|place| place < from)).is_some_and(|place| place <= to)
    };
    let mut open: Vec<(Length, Length)> = intervals.filter(|interval| !has(interval)).collect();
    // The interval that ends first needs a place, and the later its place the more others have it too.
    open.sort_unstable_by_key(|(from, to)| (*to, *from));
    let mut places = known.to_vec();
    let mut common: Option<(Length, Length)> = None;
    for (from, to) in open {
        match &mut common {
            Some((begin, end)) if from <= *end => *begin = from.max(*begin),
            _ => {
                places.extend(common.map(|(begin, end)| begin.midpoint(end)));
                common = Some((from, to));
            }
        }
    }
    places.extend(common.map(|(begin, end)| begin.midpoint(end)));
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_places_are_in_all_intervals() {
        let intervals = [(0, 10), (4, 30), (6, 8), (12, 20), (18, 40), (25, 26)];
        assert_eq!(stab(intervals.into_iter(), &[]), [7, 16, 25]);
        assert_eq!(stab(intervals.into_iter(), &[19]), [7, 19, 25]);
    }
}
