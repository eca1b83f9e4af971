//! Figures that a goal promises: what is measured, how much, and in which direction.
use crate::words;
use zs_catalog::{Scanned, TermFile, Terms};
use zs_model::{Decimal, Dimension, Unit};

/// A figure that a text promises.
#[derive(Clone, Debug)]
pub(crate) struct Promise {
    /// What is measured, canonical names; the one nearest to the figure first.
    pub terms: Vec<String>,
    /// The text between the figure before and this one, with the words right behind it.
    pub around: String,
    /// The clause as printed.
    pub clause: String,
    /// The figure, in its unit.
    pub value: Decimal,
    /// Its unit.
    pub unit: Unit,
    /// Whether it is a ceiling (不超过); otherwise a floor.
    pub ceiling: bool,
    /// Whether it is a change (节省, 增长) and not a level.
    pub change: bool,
    /// Whether it is only aimed at (力争).
    pub hedged: bool,
}

impl Promise {
    /// Whether it is a share in percent.
    pub(crate) fn is_ratio(&self) -> bool {
        self.unit.dimension() == Dimension::Ratio
    }

    /// The figure in base units.
    pub(crate) fn base(&self) -> Decimal {
        self.value.saturating_mul(self.unit.factor())
    }
}

/// All promises of a text; amounts, dates and spans of time are none, nor is what takes several years.
pub(crate) fn promises(terms: &Terms, text: &str) -> Vec<Promise> {
    let file = terms.get("goal-figures");
    let long = terms.words("multi-year");
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let sentences = words::sentences(text).filter(|s| s.contains(figure)).map(words::normal_form);
    let scanned = sentences.map(|sentence| terms.scan(sentence));
    let yearly = scanned.filter(|s| !long.stands_in(s) && !s.contains("到20"));
    yearly.flat_map(|sentence| of_sentence(file, &sentence)).collect()
}

fn of_sentence(file: &TermFile, sentence: &Scanned<'_>) -> Vec<Promise> {
    let (mut found, mut from) = (Vec::new(), 0);
    // A word that the sentence has nowhere is in no part of it.
    let says = |group: &str, part: &str| {
        let words = file.group(group);
        words.stands_in(sentence) && words.stands_in(part)
    };
    for figure in words::figures(sentence) {
        let start = figure.before.len();
        let segment = sentence.get(from..start).unwrap_or_default();
        let Some((unit, len)) = unit(file, figure.after) else { continue };
        let (measured, says_ceiling) = before_figure(file, segment);
        // A span of time is promised only with a bound: 不超过2小时, 330天以上.
        let bound = says_ceiling || is_floor(file, segment, figure.after, len);
        if unit.dimension() == Dimension::Duration && !bound {
            continue;
        }
        let after = figure.after.get(len..).unwrap_or_default();
        from = sentence.len() - after.len();
        let ends = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
        let last = measured.rsplit([',', '、']).next().unwrap_or_default();
        let clause = segment.trim_start_matches([',', '、', '，']);
        found.push(Promise {
            terms: measures(file, measured),
            around: format!("{clause}{}", after.chars().take(8).collect::<String>()),
            clause: format!("{}{}{}", last_clause(segment), figure.value, unit.text()),
            value: figure.value,
            unit,
            ceiling: says_ceiling || ends(&["以内", "以下", "之内"]),
            change: (says("down", last) || says("up", last) || ends(&["个百分点"]))
                && !says_level(segment),
            hedged: says("hedge", segment),
        });
    }
    found
}

/// 提高到, 降至: the change leads to a level.
fn says_level(segment: &str) -> bool {
    segment.ends_with(['到', '至']) && !segment.ends_with("达到")
}

/// 不少于 in front or 以上 behind.
fn is_floor(file: &TermFile, segment: &str, after: &str, len: usize) -> bool {
    let behind = after.get(len..).unwrap_or_default();
    file.group("lower").end_of(segment).is_some() || behind.starts_with("以上")
}

/// What stands behind the last comma.
fn last_clause(segment: &str) -> &str {
    segment.rsplit(',').next().unwrap_or_default()
}

/// The unit that a text begins with, and its length: a listed compound (个月, 人次), else the shortest
/// unit that is known. 名辅警 is 名, and what is behind a comma belongs to no unit.
fn unit(file: &TermFile, after: &str) -> Option<(Unit, usize)> {
    let listed = file.group("units").start_of(after).map(|text| (Unit::new(text), text.len()));
    let ends = after.char_indices().map(|(at, c)| at + c.len_utf8()).take(4);
    let known = |(unit, _): &(Unit, usize)| unit.dimension() != Dimension::Other;
    let shortest = || ends.map(|end| (Unit::new(&after[..end]), end)).find(known);
    let (unit, len) = listed.or_else(shortest)?;
    let short_time = matches!(unit.base(), "分钟" | "小时" | "天" | "工作日");
    let can = match unit.dimension() {
        Dimension::Money | Dimension::Points => false,
        Dimension::Duration => short_time,
        _ => true,
    };
    can.then_some((unit, len))
}

/// The segment without what compares, and whether it says 不超过.
fn before_figure<'a>(file: &TermFile, segment: &'a str) -> (&'a str, bool) {
    let (mut rest, mut ceiling) = (segment, None);
    loop {
        let ends = |group: &str| file.group(group).end_of(rest);
        let (lower, upper) = (ends("lower"), ends("upper"));
        let longer = upper.map_or(0, str::len) > lower.map_or(0, str::len);
        let Some(word) = if longer { upper } else { lower }.or_else(|| ends("tail")) else { break };
        if lower.is_some() || upper.is_some() {
            ceiling.get_or_insert(longer);
        }
        rest = &rest[..rest.len() - word.len()];
    }
    (rest, ceiling.unwrap_or(false))
}

/// The names in front of the figure: the last part, and those before it that are measures too
/// (满意率、合同执行率达到).
fn measures(file: &TermFile, text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for part in text.rsplit([',', '、', '和', '及', '与']).filter(|part| !part.is_empty()) {
        let name = canonical(file, bare(file, part));
        let is_measure = file.group("measure").end_of(&name).is_some();
        if !terms.is_empty() && !is_measure {
            break;
        }
        terms.push(name);
    }
    terms
}

/// Without 确保, 实现 and the like in front, and without words of change behind.
fn bare<'a>(file: &TermFile, part: &'a str) -> &'a str {
    let mut rest = part;
    while let Some(word) = file.group("lead").start_of(rest) {
        rest = &rest[word.len()..];
    }
    while let Some(word) =
        ["down", "up", "tail"].iter().find_map(|group| file.group(group).end_of(rest))
    {
        rest = &rest[..rest.len() - word.len()];
    }
    rest
}

/// The usual name: 满意率 is 满意度.
pub(crate) fn canonical(file: &TermFile, name: &str) -> String {
    file.pair_at_end(name).map_or_else(
        || name.to_owned(),
        |(word, usual)| format!("{}{usual}", &name[..name.len() - word.len()]),
    )
}

#[cfg(test)]
mod tests {
    use super::promises;
    use zs_catalog::Terms;

    #[test]
    fn measures_in_front_of_a_figure() {
        let all = promises(
            Terms::embedded(),
            "做好巡查，力争住户满意率、故障排除率达到98%以上，用油比上年节省5%",
        );
        assert_eq!(all[0].terms, ["故障排除率", "住户满意度"]);
        assert!(all[0].hedged && !all[0].ceiling && !all[0].change);
        assert!(all[1].change);
        let all = promises(Terms::embedded(), "投诉率不超过2%；修补路面1200平方米；不低于30人次");
        assert!(all[0].ceiling && !all[2].ceiling);
        assert_eq!((all[0].terms[0].as_str(), all[1].unit.text()), ("投诉率", "平方米"));
    }
}
