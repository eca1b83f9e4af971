//! Phrases of a document that differ in one easily mistaken character.
use super::misspelt::Found;
use crate::cx::DocumentCx;
use crate::words::is_han;
use zs_catalog::TermFile;

/// Characters that are easily mistaken for each other, in groups.
struct Mistaken {
    /// For each character the position of its groups in `sets`; the first set is empty.
    of: Vec<u8>,
    sets: Vec<Vec<u8>>,
}

impl Mistaken {
    fn of(terms: &TermFile) -> Self {
        let groups = terms.groups.iter().filter(|(name, _)| name.starts_with("alike"));
        let (mut of, mut sets) = (Vec::new(), vec![Vec::new()]);
        for (group, (_, words)) in (0..=u8::MAX).zip(groups) {
            for at in words.iter().flat_map(str::chars).filter(|c| is_han(*c)).map(|c| c as usize) {
                of.resize(of.len().max(at + 1), 0);
                let mut set = sets[usize::from(of[at])].clone();
                set.push(group);
                let known = sets.iter().position(|known| *known == set);
                let number = known.unwrap_or(sets.len());
                if number == sets.len() {
                    sets.push(set);
                }
                of[at] = u8::try_from(number).unwrap_or_default();
            }
        }
        Self { of, sets }
    }

    fn set(&self, c: usize) -> u8 {
        self.of.get(c).copied().unwrap_or_default()
    }

    /// Notes every five Chinese characters of a text whose second, third or fourth is one of these.
    fn note(&self, text: &str, seen: &mut Vec<Run>) {
        // The last four characters, sixteen bits each; how many are Chinese in a row; which are of these.
        let (mut four, mut row, mut odd) = (0_u64, 0_u32, 0_u8);
        for c in text.chars() {
            row = if is_han(c) { row + 1 } else { 0 };
            if row >= 5 && odd & 0b111 != 0 {
                let last = u64::from(c);
                for back in (0..3).filter(|back| odd >> back & 1 == 1) {
                    self.runs(four, last, back, seen);
                }
            }
            odd = odd << 1 | u8::from(self.set(c as usize) > 0);
            four = four << 16 | u64::from(c) & 0xffff;
        }
    }

    /// The runs of one phrase whose odd character stands so many places before its fourth one.
    fn runs(&self, four: u64, last: u64, back: u8, seen: &mut Vec<Run>) {
        let bits = 16 * u32::from(back);
        let odd = (four >> bits & 0xffff) as u16;
        let behind = four & ((1 << bits) - 1);
        let around = (four >> bits >> 16 << bits | behind) << 16 | last;
        let groups = &self.sets[usize::from(self.set(usize::from(odd)))];
        seen.extend(groups.iter().map(|group| Run { around, at: 3 - back, group: *group, odd }));
    }
}

/// A phrase of five Chinese characters, seen with one of them as the odd one.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Run {
    /// The four others, sixteen bits each.
    around: u64,
    /// The place of the odd one.
    at: u8,
    /// The group of the odd one.
    group: u8,
    odd: u16,
}

impl Run {
    /// The phrase with `c` in the place of the odd one, sixteen bits for each character.
    fn with(self, c: u16) -> u128 {
        let bits = 16 * (4 - u32::from(self.at));
        let around = u128::from(self.around);
        (around >> bits << 16 | u128::from(c)) << bits | around & ((1 << bits) - 1)
    }

    /// The phrase with a blank for the odd one, its place and its group.
    fn without_odd(self) -> (u128, u8, u8) {
        (self.with(0), self.at, self.group)
    }

    /// A number of so many bits for the phrase without its odd one.
    const fn folded(self, bits: u32) -> usize {
        let rest = (self.at as u64) << 8 | self.group as u64;
        let mixed = (self.around ^ rest.rotate_left(40)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> (u64::BITS - 1 - bits) >> 1)
            as usize
    }

    fn phrase(self) -> String {
        let phrase = self.with(self.odd);
        let chars =
            [64, 48, 32, 16, 0].map(|bits| char::from_u32((phrase >> bits & 0xffff) as u32));
        chars.into_iter().flatten().collect()
    }
}

/// Drops the phrases that have the same odd character wherever they stand, nearly all of them, so that few are
/// sorted. One that only folds to the same number as another may stay.
fn only_disputed(seen: &mut Vec<Run>) {
    const DISPUTED: u16 = u16::MAX;
    let mut odds = vec![0; (seen.len() * 4).next_power_of_two()];
    let bits = odds.len().trailing_zeros();
    for run in seen.iter() {
        let odd = &mut odds[run.folded(bits)];
        *odd = if *odd == 0 || *odd == run.odd { run.odd } else { DISPUTED };
    }
    seen.retain(|run| odds[run.folded(bits)] == DISPUTED);
}

/// Phrases that differ in one easily mistaken character from one that the document writes at least
/// twice: five characters, two on each side of the odd one or one and three.
pub(super) fn alike(cx: &DocumentCx<'_>, terms: &TermFile) -> Vec<Found> {
    let mistaken = Mistaken::of(terms);
    let mut seen: Vec<Run> = Vec::new();
    cx.cells().for_each(|cell| mistaken.note(cell.squeezed, &mut seen));
    only_disputed(&mut seen);
    seen.sort_unstable_by_key(|run| (run.without_odd(), run.odd));
    let mut found = Vec::new();
    for same in seen.chunk_by(|a, b| a.without_odd() == b.without_odd()) {
        let counts = same.chunk_by(|a, b| a == b);
        let mut ranked: Vec<(usize, Run)> = counts.map(|one| (one.len(), one[0])).collect();
        ranked.sort_unstable_by_key(|(many, run)| (*many, run.odd));
        if let [(few, odd), (many, usual)] = ranked[..]
            && many >= 2
            && (few == 1 || few * 3 <= many)
            && few < many
        {
            found.push((odd.phrase(), usual.phrase()));
        }
    }
    found
}
