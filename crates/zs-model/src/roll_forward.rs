//! Last year's document as the beginning of a later year's: years and days move on, everything else stays.
use crate::{Document, Indicator, Optional, Project, Target};

/// How far from the document's own year a year may lie to move with it (last year's figure, next year's plan).
const NEAR: u16 = 1;

/// A copy of a document for `year`. Years within one of the document's own move by the same distance wherever
/// they stand in its texts, targets included; a year inside 《…》, 〔…〕 or before 号 names something that was
/// issued then and stays. Codes, amounts and plans stay: they are for the writer to look at. A document that
/// states no year is copied as it is, with the new year.
#[must_use]
pub fn roll_forward(document: &Document, year: u16) -> Document {
    let mut rolled = document.clone();
    rolled.fiscal_year = Some(year);
    rolled.places = crate::Places::default();
    let Some(own) = document.fiscal_year.filter(|own| *own != year) else { return rolled };
    let shift = Shift { own, to: year };
    shift.texts(&mut rolled);
    rolled
}

struct Shift {
    own: u16,
    to: u16,
}

impl Shift {
    fn texts(&self, document: &mut Document) {
        let overall = &mut document.overall;
        self.option(&mut overall.goal);
        self.all(&mut overall.sub_goals);
        self.all(&mut overall.safeguards);
        for project in &mut document.projects {
            self.project(project);
        }
        for entry in &mut document.contents {
            entry.name = self.text(&entry.name);
            entry.raw = self.text(&entry.raw);
        }
        if let Some(form) = &mut document.department_form {
            form.year = form.year.map(|year| if year == self.own { self.to } else { year });
            self.option(&mut form.duties);
            self.optional(&mut form.goal);
            for task in &mut form.key_tasks {
                self.option(&mut task.item);
                self.option(&mut task.goal);
            }
            self.rows(&mut form.indicators);
        }
        for row in document.summary_form.iter_mut().flat_map(|form| &mut form.rows) {
            self.option(&mut row.name);
            self.option(&mut row.annual_goal);
        }
    }

    fn project(&self, project: &mut Project) {
        self.option(&mut project.title);
        self.option(&mut project.name);
        self.option(&mut project.purpose);
        self.all(&mut project.goals);
        self.rows(&mut project.indicators);
    }

    fn rows(&self, rows: &mut [Indicator]) {
        for row in rows {
            self.option(&mut row.level3);
            self.option(&mut row.description);
            self.option(&mut row.basis);
            self.optional(&mut row.note);
            let Some(raw) = &row.target.raw else { continue };
            let moved = self.text(raw);
            if moved != *raw {
                row.target = Target::parse(&moved);
            }
        }
    }

    fn all(&self, texts: &mut [String]) {
        for text in texts {
            *text = self.text(text);
        }
    }

    fn option(&self, text: &mut Option<String>) {
        if let Some(text) = text {
            *text = self.text(text);
        }
    }

    fn optional(&self, text: &mut Optional<String>) {
        if let Some(Some(text)) = text {
            *text = self.text(text);
        }
    }

    /// A text with its years moved; digits that are part of a longer number are no year.
    fn text(&self, text: &str) -> String {
        let characters: Vec<char> = text.chars().collect();
        let mut out = String::with_capacity(text.len());
        let (mut at, mut quoted) = (0, 0_u32);
        while let Some(&c) = characters.get(at) {
            match c {
                '《' | '〔' | '［' | '[' => quoted += 1,
                '》' | '〕' | '］' | ']' => quoted = quoted.saturating_sub(1),
                _ => {}
            }
            match self.moved(&characters, at).filter(|_| quoted == 0) {
                Some(year) => {
                    out.push_str(&year.to_string());
                    at += 4;
                }
                None => {
                    out.push(c);
                    at += 1;
                }
            }
        }
        out
    }

    /// The year that the year at this position becomes.
    fn moved(&self, characters: &[char], at: usize) -> Option<u16> {
        let digit = |n: usize| characters.get(n).and_then(|c| c.to_digit(10));
        if at > 0 && (digit(at - 1).is_some() || characters.get(at - 1) == Some(&'.')) {
            return None;
        }
        let year = (at..at + 4).try_fold(0_u32, |sum, n| Some(sum * 10 + digit(n)?))?;
        // 2025年, 2025-06, 2025/6, 2025.6.30, 2025—2026年; a bare number may be an amount.
        let after = characters.get(at + 4)?;
        if !matches!(after, '年' | '-' | '/' | '.' | '—' | '－' | '~' | '至') {
            return None;
        }
        let year = u16::try_from(year).ok().filter(|year| year.abs_diff(self.own) <= NEAR)?;
        if *after == '.' && digit(at + 5).is_none() {
            return None;
        }
        year.checked_add(self.to)?.checked_sub(self.own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(text: &str) -> String {
        Shift { own: 2025, to: 2026 }.text(text)
    }

    #[test]
    fn years_and_days_move_on() {
        assert_eq!(moved("2025年供热，比2024年下降2%"), "2026年供热，比2025年下降2%");
        assert_eq!(moved("2025年12月底前"), "2026年12月底前");
        assert_eq!(moved("2025-06-30"), "2026-06-30");
        assert_eq!(moved("2025—2026年度"), "2026—2027年度");
    }

    #[test]
    fn what_was_issued_then_stays() {
        for text in [
            "依据《2025年电价方案》",
            "青财〔2025〕12号",
            "自2019年起",
            "≥2025平方米",
            "12025年",
            "编号3.2025年",
        ] {
            assert_eq!(moved(text), text);
        }
    }

    #[test]
    fn a_document_moves_as_a_whole() {
        let target = Target::parse("2025年11月底前");
        let indicators = vec![Indicator { target, ..Indicator::default() }];
        let project = Project {
            name: Some("2025年供热".to_owned()),
            goals: vec!["2025年完成".to_owned()],
            indicators,
            ..Project::default()
        };
        let document =
            Document { fiscal_year: Some(2025), projects: vec![project], ..Document::default() };
        let rolled = roll_forward(&document, 2027);
        assert_eq!(rolled.fiscal_year, Some(2027));
        let project = &rolled.projects[0];
        assert_eq!(project.name.as_deref(), Some("2027年供热"));
        assert_eq!(project.goals, ["2027年完成"]);
        assert_eq!(project.indicators[0].target, Target::parse("2027年11月底前"));
        assert_eq!(roll_forward(&document, 2025).projects, document.projects);
    }
}
