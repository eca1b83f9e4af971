//! Wrong marks in a line.
use crate::words::is_han;

const fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | ',' | ';' | ':' | '？' | '！')
}

/// Whether a line may have one of them; most have none, which one look tells.
pub(super) fn may_be_wrong(line: &str) -> bool {
    const HALF: u8 = 1;
    const FULL: u8 = 2;
    const COMMA: u8 = 4;
    const ENDS: u8 = 8;
    // Every mark begins with one of these bytes.
    if !line.bytes().any(|byte| matches!(byte, 0xe3 | 0xef | b',' | b';' | b':' | b'(' | b')')) {
        return false;
    }
    let (mut seen, mut before) = (0, ' ');
    for c in line.chars() {
        if is_mark(before) && (is_mark(c) || matches!(c, '和' | '及' | '与')) {
            return true;
        }
        seen |= match c {
            '等' | '达' => ENDS,
            _ if is_han(c) => 0,
            ',' | ';' | ':' => return true,
            '(' | ')' => HALF,
            '（' | '）' => FULL,
            '，' => COMMA,
            _ => 0,
        };
        before = c;
    }
    let both = |a: u8, b: u8| seen & (a | b) == a | b;
    both(HALF, FULL) || both(COMMA, ENDS)
}

fn around(chars: &[char], at: usize, size: usize) -> String {
    chars.iter().skip(at.saturating_sub(4)).take(size + 8).collect()
}

/// Two marks in a row; a full-width colon or stop before another is none.
pub(super) fn doubled(chars: &[char]) -> Option<String> {
    let at = chars.windows(2).position(|two| two.iter().all(|c| is_mark(*c)) && !loud(two))?;
    Some(around(chars, at, 2))
}

/// ！！ and ？！ are loud, not wrong.
fn loud(two: &[char]) -> bool {
    two.iter().all(|c| matches!(c, '！' | '？'))
}

/// A bracket that one of the other width closes.
pub(super) fn brackets(chars: &[char]) -> Option<String> {
    let mut open = None;
    for (at, c) in chars.iter().enumerate() {
        match c {
            '(' | '（' => open = Some((at, *c)),
            ')' | '）' => {
                let mixed = |(_, o): &(usize, char)| (*o == '(') != (*c == ')');
                if let Some((from, _)) = open.take().filter(mixed) {
                    return Some(chars[from..=at].iter().collect());
                }
            }
            _ => {}
        }
    }
    None
}

/// A half-width comma, semicolon or colon between Chinese characters.
pub(super) fn half(chars: &[char]) -> Option<String> {
    let at = chars.windows(3).position(|three| {
        is_han(three[0]) && matches!(three[1], ',' | ';' | ':') && is_han(three[2])
    })?;
    Some(around(chars, at + 1, 1))
}

/// 、 before 和 or 及, or three short words with commas and 等 behind them, or 甲率，乙率达到.
pub(super) fn list(line: &str, chars: &[char]) -> Option<String> {
    let fine = |c: char| "时谐平睦格解蔼气".contains(c);
    let joined = chars.windows(3).position(|three| {
        three[0] == '、'
            && matches!(three[1], '和' | '及' | '与')
            && is_han(three[2])
            && !fine(three[2])
    });
    joined.map(|at| around(chars, at, 2)).or_else(|| commas(line))
}

fn commas(line: &str) -> Option<String> {
    if !line.contains('，') || !(line.contains('等') || line.contains("达到")) {
        return None;
    }
    let size = |text: &str| text.chars().count();
    line.split(['。', '；']).find_map(|sentence| {
        let parts: Vec<&str> = sentence.split('，').collect();
        let short = |part: &&str| (2..=4).contains(&size(part)) && part.chars().all(is_han);
        let etc = |part: &str| {
            part.split_once('等').is_some_and(|(word, _)| (2..=4).contains(&size(word)))
        };
        let row =
            parts.windows(3).find(|three| short(&three[0]) && short(&three[1]) && etc(three[2]));
        let rates = parts.windows(2).find(|two| {
            let rate = |text: &str| text.ends_with(['率', '度']) && size(text) <= 10;
            let (name, reached) = two[1].split_once("达到").unwrap_or_default();
            rate(two[0]) && rate(name) && !reached.is_empty() && two[0].chars().all(is_han)
        });
        // 绿化，餐饮、消防等: a comma inside a list with 、 on both sides.
        let mixed = parts.windows(2).find(|two| {
            let left =
                two[0].rsplit_once('、').is_some_and(|(_, word)| (2..=3).contains(&size(word)));
            let right = two[1]
                .split_once('、')
                .is_some_and(|(word, rest)| size(word) == 2 && rest.contains('等'));
            left && right
        });
        row.or(rates).or(mixed).map(|parts| parts.join("，"))
    })
}
