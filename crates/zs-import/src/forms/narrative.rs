//! 第一部分 in prose: overall goal, sub-goals, safeguards; also the cover.
use super::caption::{self, Caption};
use super::prose::{Numbering, filled, number_at, prose};
use super::state::State;
use crate::Paragraph;
use zs_catalog::{Label, normal};
use zs_model::{Field, FieldRef, Overall, Place, Reason, Scope};

/// What has been read of the first part.
#[derive(Default)]
pub(super) struct Narrative {
    section: Option<Label>,
    goal: Vec<(String, Place)>,
    sub_goals: Section,
    safeguards: Section,
    /// Lines in front of everything else.
    pub cover: Vec<(String, Place)>,
    /// Whether the first heading, title or form was met.
    begun: bool,
}

/// A list of items, one per number.
#[derive(Default)]
struct Section {
    items: Vec<(String, Place)>,
    style: Option<Numbering>,
    /// Short lines without a full stop before the first number.
    captions: Vec<(String, Place)>,
}

impl Section {
    fn push(&mut self, text: String, place: &Place) {
        let number = number_at(&text).map(|(style, _, _)| style);
        let begins = match (self.style, number) {
            (None, Some(style)) => {
                self.style = Some(style);
                true
            }
            (Some(style), Some(next)) => style == next,
            _ => false,
        };
        if begins {
            self.items.push((text, place.clone()));
        } else if let Some((item, _)) = self.items.last_mut().filter(|_| self.style.is_some()) {
            item.push_str(&text);
        } else if is_sentence(&text) {
            self.items.push((text, place.clone()));
        } else {
            self.captions.push((text, place.clone()));
        }
    }

    /// Captions stand only before items: without any item they are the text.
    fn finish(self) -> Vec<(String, Place)> {
        if self.items.is_empty() { self.captions } else { self.items }
    }
}

fn is_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', '！', ';', '，', '：']) || text.chars().count() > 40
}

impl Narrative {
    /// A title or form begins: prose sections are over.
    pub fn end(&mut self) {
        self.section = None;
        self.begun = true;
    }

    /// Text of a section that stands in a table cell.
    pub fn table_text(&mut self, label: Label, text: &str, place: &Place) {
        self.begun = true;
        for line in text.lines() {
            if let Some(line) = filled(line) {
                self.push(label, line, place);
            }
        }
    }

    fn push(&mut self, section: Label, text: String, place: &Place) {
        match section {
            Label::OverallGoal => self.goal.push((text, place.clone())),
            Label::SubGoals => self.sub_goals.push(text, place),
            _ => self.safeguards.push(text, place),
        }
    }

    fn is_empty(&self, section: Label) -> bool {
        match section {
            Label::OverallGoal => self.goal.is_empty(),
            Label::SubGoals => {
                self.sub_goals.items.is_empty() && self.sub_goals.captions.is_empty()
            }
            _ => self.safeguards.items.is_empty() && self.safeguards.captions.is_empty(),
        }
    }

    /// The overall part, with the place of each item.
    pub fn finish(self) -> (Overall, Vec<(FieldRef, Place)>) {
        let mut places = Vec::new();
        let mut goal = String::new();
        let last = self.goal.len();
        for (index, (text, place)) in self.goal.into_iter().enumerate() {
            // A line that only repeats or captions the heading is no part of the goal.
            if index == 0 && last > 1 && !is_sentence(&text) && number_at(&text).is_none() {
                continue;
            }
            goal.push_str(&text);
            places.push((FieldRef::new(Scope::Overall, Field::Goal), place));
        }
        let mut list = |items: Vec<(String, Place)>, field| {
            let mut texts = Vec::new();
            for (number, (text, place)) in (1..).zip(items) {
                places.push((FieldRef::item(Scope::Overall, field, number), place));
                texts.push(text);
            }
            texts
        };
        let sub_goals = list(self.sub_goals.finish(), Field::SubGoals);
        let safeguards = list(self.safeguards.finish(), Field::Safeguards);
        (Overall { goal: filled(&goal), sub_goals, safeguards }, places)
    }
}

impl State<'_> {
    /// Reads a paragraph outside tables.
    pub fn paragraph(&mut self, paragraph: &Paragraph) {
        let place = &paragraph.place;
        let text = prose(&paragraph.text);
        if text.is_empty() || is_sheet_name(paragraph, &text) {
            return;
        }
        if self.heading(&text, place) || is_part(&text) {
            return;
        }
        if self.narrative.section.is_none()
            || matches!(caption::caption(&text), Some(Caption::Title(_)))
        {
            if self.caption(&paragraph.text, place) {
                return;
            }
        } else if let Some(section) = self.narrative.section {
            return self.narrative.push(section, text.into_owned(), place);
        }
        if self.project_heading(paragraph, &text) || self.labelled_paragraph(paragraph) {
            return;
        }
        if self.label(&text).is_some() {
            return;
        }
        if self.narrative.begun || self.open.is_some() {
            self.unplaced(&text, place);
        } else {
            self.narrative.cover.push((text.into_owned(), place.clone()));
        }
    }

    /// `一、总体绩效目标` and its relatives.
    fn heading(&mut self, text: &str, place: &Place) -> bool {
        if text.chars().count() > 24 || self.open.is_some() {
            return false;
        }
        let label = self.label(text.trim_end_matches(['：', ':']));
        let Some(section @ (Label::OverallGoal | Label::SubGoals | Label::Safeguards)) = label
        else {
            return false;
        };
        if self.narrative.section == Some(section) && self.narrative.is_empty(section) {
            return true;
        }
        self.narrative.begun = true;
        self.narrative.section = Some(section);
        let field = match section {
            Label::OverallGoal => Field::Goal,
            Label::SubGoals => Field::SubGoals,
            _ => Field::Safeguards,
        };
        self.found_by(Reason::LabelExact);
        self.place(FieldRef::item(Scope::Overall, field, u32::MAX), place);
        true
    }

    /// In the second part a numbered heading names a project even without 绩效目标表.
    fn project_heading(&mut self, paragraph: &Paragraph, text: &str) -> bool {
        let Some((Numbering::Arabic, _, length)) = number_at(text) else { return false };
        if paragraph.heading.is_none() || text.chars().count() > 60 {
            return false;
        }
        let name = text[length..].to_owned();
        let title = caption::Title { name, raw: text.to_owned(), form: caption::FormKind::Project };
        self.close();
        self.narrative.end();
        self.announce_title(title, &paragraph.place);
        true
    }

    /// `项目名称：…` outside a table.
    fn labelled_paragraph(&mut self, paragraph: &Paragraph) -> bool {
        let Some((label, head, value)) = self.inline(&paragraph.text) else { return false };
        if prose(value).is_empty() {
            return true;
        }
        if self.open.is_none() && matches!(label, Label::Name | Label::Code) {
            self.open_by_title();
        }
        let (head, value) = (head.to_owned(), value.to_owned());
        self.assign(label, &head, &value, &paragraph.place);
        true
    }
}

/// The name of a sheet is layout, unless it is the only title there is.
fn is_sheet_name(paragraph: &Paragraph, text: &str) -> bool {
    let place = &paragraph.place;
    place.sheet.is_some() && place.row.is_none() && caption::title(text).is_none()
}

/// `第一部分 部门整体绩效目标`, `第二部分`, `预算项目绩效目标`.
pub(super) fn is_part(text: &str) -> bool {
    let label = normal(text);
    let rest = label.strip_prefix('第').and_then(|rest| {
        let end = rest.find("部分")?;
        (end <= 6).then(|| rest[end + "部分".len()..].trim_start_matches([':', '、']))
    });
    let captions = [
        "",
        "部门整体绩效目标",
        "预算项目绩效目标",
        "部门预算项目绩效目标",
        "部门(单位)整体绩效目标",
        "项目绩效目标",
        "单位整体绩效目标",
        "部门绩效目标",
    ];
    captions.contains(&rest.unwrap_or(&label)) && !label.is_empty()
}
