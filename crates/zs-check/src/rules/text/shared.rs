//! Doubled words: the same two to six characters twice in a row, or one that is never doubled.
use crate::words::is_han;
use zs_catalog::TermFile;

/// The first doubled word of a line and what it should be; `may_twin`: whether a listed one may stand there.
pub(super) fn doubled(line: &str, may_twin: bool, terms: &TermFile) -> Option<(String, String)> {
    // Of a line where nothing stands twice no characters are wanted.
    let chars: Vec<char> = if repeats(line) { line.chars().collect() } else { Vec::new() };
    for size in (2..=6).rev() {
        for (at, pair) in chars.windows(2 * size).enumerate() {
            let (one, two) = pair.split_at(size);
            if one[0] == two[0]
                && one == two
                && is_word(one, chars.get(at + 2 * size..).unwrap_or_default(), terms)
            {
                return Some((pair.iter().collect(), one.iter().collect()));
            }
        }
    }
    let twin = if may_twin { terms.group("twins").find_in(line) } else { None };
    let twin = twin.filter(|twin| ends_there(line, twin));
    let twin = twin.map(|twin| (twin.to_owned(), twin.chars().take(2).collect()));
    twin.or_else(|| single(&chars, terms))
}

/// Whether any two to six characters stand twice in a row, or one does.
fn repeats(line: &str) -> bool {
    // How many characters in a row are the one that stood so many places before, and how many are too many; eight
    // of each, for the processor compares that many at once.
    const MOST: [u32; 8] = [0, 1, 2, 3, 4, 5, u32::MAX, u32::MAX];
    let (mut last, mut same) = ([0_u32; 8], [0_u32; 8]);
    for c in line.chars().map(u32::from) {
        let mut twice = false;
        for at in 0..8 {
            same[at] = if last[at] == c { same[at] + 1 } else { 0 };
            twice |= same[at] > MOST[at];
        }
        if twice {
            return true;
        }
        last.copy_within(..7, 1);
        last[0] = c;
    }
    false
}

/// Whether a run of characters that stands twice is a word that may not.
fn is_word(run: &[char], after: &[char], terms: &TermFile) -> bool {
    let numeral = |c: &char| "一二三四五六七八九十百千万亿〇零两几".contains(*c);
    let word: String = run.iter().collect();
    let seam: String = [run.last(), run.first()].into_iter().flatten().collect();
    let after: String = after.iter().take(2).collect();
    let joined = terms.group("joined").has(&word) && terms.group("joins").has(&after);
    run.iter().all(|c| is_han(*c) && !numeral(c))
        && run.windows(2).any(|two| two[0] != two[1])
        && !terms.group("fine").has(&word)
        && !(run.len() == 2 && (terms.group("seams").has(&seam) || joined))
}

/// A twin must not be the beginning of a longer word: 数量数 of 数量数据.
fn ends_there(line: &str, twin: &str) -> bool {
    let mut ends = line.match_indices(twin).map(|(at, word)| &line[at + word.len()..]);
    ends.any(|rest| !rest.starts_with(is_han) || rest.starts_with('的'))
}

fn single(chars: &[char], terms: &TermFile) -> Option<(String, String)> {
    chars.windows(2).enumerate().filter(|(_, two)| two[0] == two[1]).find_map(|(at, two)| {
        let (before, after) = terms.pairs.get(&two[0].to_string())?.split_once('|')?;
        let near =
            |c: Option<&char>, list: &str| c.is_some_and(|c| list.contains(*c) || *c == two[0]);
        let left = at.checked_sub(1).and_then(|at| chars.get(at));
        let fine = near(left, before) || near(chars.get(at + 2), after);
        (!fine).then(|| (two.iter().collect(), two[0].to_string()))
    })
}
