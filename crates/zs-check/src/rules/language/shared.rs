//! Patterns over a clause: literal parts, … for what stands between, ^ and | for its ends.
use zs_model::text::squeeze;

/// Farthest that two parts stand apart, in characters.
const APART: usize = 40;
/// Verbs between two parts, and set phrases, that keep them from belonging together.
const BREAKS: &[&str] = &[
    "提高",
    "提升",
    "加大",
    "加快",
    "加强",
    "增强",
    "发放",
    "支付",
    "缴纳",
    "核定",
    "核算",
    "兑现",
    "并",
    "民办实事",
];

/// Sentences and clauses without layout; a pattern with a comma looks at sentences.
pub(super) fn units(text: &str, pattern: &str) -> Vec<String> {
    let ends: &[char] = if pattern.contains('，') {
        &['。', '；', ';', '！', '？', '：', ':']
    } else {
        &['。', '；', ';', '！', '？', '：', ':', '，', ',']
    };
    let lines = text.lines().map(squeeze);
    lines.flat_map(|line| line.split(ends).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Whether all parts of a pattern stand in a text: most texts that hold the first lack another.
pub(super) fn may_stand(pattern: &str, text: &str) -> bool {
    pattern.trim_start_matches('^').trim_end_matches('|').split('…').all(|part| text.contains(part))
}

/// The part of the clause that the pattern means.
pub(super) fn find<'t>(pattern: &str, clause: &'t str) -> Option<&'t str> {
    let clause = crate::words::without_mark(clause);
    let (first, body) = pattern.strip_prefix('^').map_or((false, pattern), |body| (true, body));
    let (last, body) = body.strip_suffix('|').map_or((false, body), |body| (true, body));
    let clause = if last { clause.trim_end_matches(['等', '。']) } else { clause };
    let mut parts = body.split('…');
    let head = parts.next()?;
    let from = if first { clause.starts_with(head).then_some(0)? } else { clause.find(head)? };
    let mut to = from + head.len();
    for part in parts {
        let rest = &clause[to..];
        let gap = if last { rest.strip_suffix(part)?.len() } else { rest.find(part)? };
        let between = &rest[..gap];
        let broken = !pattern.contains('，') && BREAKS.iter().any(|word| between.contains(word));
        if broken || !(1..=APART).contains(&between.chars().count()) {
            return None;
        }
        to += gap + part.len();
    }
    (!last || to == clause.len()).then(|| &clause[from..to])
}
