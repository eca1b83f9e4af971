//! What is being read: the open form, the captions waiting for the next one, what had no place.
use super::caption::{FormKind, Title, owner, split_unit, without_stamp};
use super::grid::{Grid, RawRow};
use super::indicators::Levels;
use super::narrative::Narrative;
use super::prose::{filled, items, prose};
use super::trail::Trail;
use std::collections::BTreeSet;
use zs_catalog::{Catalog, Label, Labels, normal};
use zs_model::{
    ContentsEntry, DepartmentForm, Document, Field, FieldRef, Money, MoneyUnit, Place, PlanPoint,
    Project, Reason, Scope, SummaryForm,
};

/// Captions met since the last form, for the next one.
#[derive(Default)]
pub(super) struct Captions {
    pub title: Option<(Title, Place)>,
    pub unit: Option<(String, String, Place)>,
    pub money: Option<(MoneyUnit, Place)>,
    pub owner: Option<(String, Place)>,
}

/// How the next row of the open form is to be read.
#[derive(Default)]
pub(super) enum Mode {
    /// Labels with their values beside them.
    #[default]
    Head,
    /// Values of the columns whose labels stood alone in the row before.
    Under(Vec<(std::ops::Range<u32>, Label, String)>),
    /// Percentages under month labels.
    PlanValues(Vec<(std::ops::Range<u32>, u8)>),
    /// Rows of the indicator grid.
    Grid,
    /// Rows of 年度重点工作.
    Tasks(Vec<(std::ops::Range<u32>, Label)>),
    /// Rows of the summary form.
    Summary(Vec<(std::ops::Range<u32>, Label)>),
}

/// The form being filled.
pub(super) enum Open {
    Project(Box<Project>),
    Department(Box<DepartmentForm>),
    Summary(Box<SummaryForm>),
}

/// Most texts without a place that are told one by one; what follows joins the last one.
pub(super) const MOST_UNPLACED: usize = 50_000;

pub(super) struct State<'c> {
    pub catalog: &'c Catalog,
    pub labels: &'c Labels,
    pub document: Document,
    pub narrative: Narrative,
    pub captions: Captions,
    pub open: Option<Open>,
    pub mode: Mode,
    pub grid: Grid,
    /// The label in front of the current rows (a merged cell, or blank cells under it).
    pub group: Option<Label>,
    /// Start labels that the open form has already had.
    pub seen: BTreeSet<Label>,
    /// The goal text of the open project, numbers not yet taken apart.
    pub goals: Vec<(String, Place)>,
    /// Levels that blank cells of the grid inherit, now and before the last row.
    pub levels: Levels,
    pub levels_before: Levels,
    /// The last row of the grid: a page break may have cut it.
    pub last_row: Option<RawRow<'c>>,
    pub last_was_levels: bool,
    /// Whether a table or page began since the last grid row.
    pub broken: bool,
    /// The unit named by a row of its own in a table of many projects.
    pub unit_row: Option<(String, Place)>,
    pub unplaced: Vec<(String, Place)>,
    /// The place of every field read so far.
    pub places: Vec<(FieldRef, Place)>,
    pub title_years: Vec<u16>,
    /// Grid column of the cell being read.
    pub column: u32,
    /// Where 年度资金总额 stands to the right of 中期资金总额: amounts left of it are the whole period's.
    pub annual_from: Option<u32>,
    /// How fields are found, if somebody asks for the confidence.
    pub trail: Option<Box<Trail<'c>>>,
}

impl<'c> State<'c> {
    pub fn new(catalog: &'c Catalog, labels: &'c Labels) -> Self {
        Self {
            catalog,
            labels,
            document: Document::default(),
            narrative: Narrative::default(),
            captions: Captions::default(),
            open: None,
            mode: Mode::Head,
            grid: Grid::default(),
            group: None,
            seen: BTreeSet::new(),
            goals: Vec::new(),
            levels: Levels::default(),
            levels_before: Levels::default(),
            last_row: None,
            last_was_levels: false,
            broken: false,
            unit_row: None,
            unplaced: Vec::new(),
            places: Vec::new(),
            title_years: Vec::new(),
            column: 0,
            annual_from: None,
            trail: None,
        }
    }

    /// The scope of the open form.
    pub fn scope(&self) -> Scope {
        match &self.open {
            Some(Open::Project(project)) => Scope::Project(project.ordinal),
            Some(Open::Department(_)) => Scope::Department,
            Some(Open::Summary(_)) => Scope::Summary,
            None => Scope::Document,
        }
    }

    pub fn mark(&mut self, field: Field, place: &Place) {
        let at = FieldRef::new(self.scope(), field);
        self.place(at, place);
    }

    /// Remembers where a field stands; the first place given for a field counts.
    pub fn place(&mut self, field: FieldRef, place: &Place) {
        if let Some(trail) = &mut self.trail {
            trail.placed();
        }
        self.places.push((field, place.clone()));
    }

    pub fn unplaced(&mut self, text: &str, place: &Place) {
        let Some(text) = filled(text) else { return };
        let scope = self.scope();
        if let Some(trail) = &mut self.trail {
            trail.left_out.push((scope, text.clone(), place.clone()));
        }
        let full = self.unplaced.len() >= MOST_UNPLACED;
        match self.unplaced.last_mut() {
            Some((last, _)) if full => {
                last.push('\n');
                last.push_str(&text);
            }
            _ => self.unplaced.push((text, place.clone())),
        }
    }

    /// The unit of the open form's amounts.
    pub fn money_unit(&self) -> MoneyUnit {
        let stated = match &self.open {
            Some(Open::Project(project)) => project.money_unit,
            Some(Open::Department(form)) => form.money_unit,
            Some(Open::Summary(form)) => form.money_unit,
            None => None,
        };
        stated.unwrap_or(MoneyUnit::TenThousandYuan)
    }

    pub fn set_money_unit(&mut self, unit: MoneyUnit, place: &Place) {
        let slot = match &mut self.open {
            Some(Open::Project(project)) => &mut project.money_unit,
            Some(Open::Department(form)) => &mut form.money_unit,
            Some(Open::Summary(form)) => &mut form.money_unit,
            None => {
                self.captions.money = Some((unit, place.clone()));
                return;
            }
        };
        slot.get_or_insert(unit);
        self.mark(Field::MoneyUnit, place);
    }

    /// An amount in the open form's unit: a figure with a unit of its own is converted.
    pub fn money(&self, printed: &str) -> Option<Money> {
        let unit = self.money_unit();
        let money = Money::parse(printed, unit)?;
        if money.unit() == unit { Some(money) } else { Money::new(money.in_unit(unit), unit) }
    }

    /// A title waits for its form; one that already waited was the document's own.
    pub fn announce_title(&mut self, title: Title, place: &Place) {
        if let Some((before, _)) = self.captions.title.replace((title, place.clone())) {
            self.title_years.extend(super::caption::year_in(&before.raw));
            let owner = super::cover::in_front_of_title(&before.raw);
            self.document.department = self.document.department.take().or(owner);
        }
    }

    /// Opens the form that the captions or the labels ask for; an open one is closed first.
    pub fn open(&mut self, kind: FormKind) {
        self.close();
        self.narrative.end();
        let captions = std::mem::take(&mut self.captions);
        self.open = Some(match kind {
            FormKind::Project => {
                let ordinal =
                    u32::try_from(self.document.projects.len()).unwrap_or(u32::MAX - 1) + 1;
                Open::Project(Box::new(Project { ordinal, ..Project::default() }))
            }
            FormKind::Department => Open::Department(Box::default()),
            FormKind::Summary => Open::Summary(Box::default()),
        });
        self.mode = Mode::Head;
        self.group = None;
        self.seen.clear();
        self.grid = Grid::default();
        self.levels = Levels::default();
        self.last_row = None;
        self.annual_from = None;
        self.take_captions(captions);
    }

    fn take_captions(&mut self, captions: Captions) {
        self.found_by(Reason::LabelExact);
        if let Some((unit, place)) = captions.money {
            self.set_money_unit(unit, &place);
        }
        if let Some((title, place)) = captions.title {
            let year = super::caption::year_in(&title.raw);
            if let (Some(Open::Department(form)), Some(year)) = (&mut self.open, year) {
                form.year = Some(year);
            }
            self.title_years.extend(year.filter(|_| title.form != FormKind::Project));
            if let Some(Open::Project(project)) = &mut self.open {
                project.title = Some(title.name).filter(|name| !name.is_empty());
            }
            self.mark(Field::Title, &place);
        }
        if let Some((code, name, place)) = captions.unit {
            self.found_by(Reason::LabelPosition);
            self.set_unit(Some(code), &name, &place);
        }
        if let Some((owner, place)) = captions.owner {
            self.found_by(Reason::LabelExact);
            self.set_owner(&owner, &place);
        }
    }

    /// 实施单位, perhaps with its code in front.
    pub fn set_unit(&mut self, code: Option<String>, name: &str, place: &Place) {
        let split = if code.is_none() { split_unit(name) } else { None };
        let (code, name) = match split {
            Some((code, name)) => (Some(code), name),
            None => (code, name.to_owned()),
        };
        let Some(Open::Project(project)) = &mut self.open else {
            return self.set_owner(&name, place);
        };
        if code.is_some() {
            project.unit_code = code;
        }
        project.unit_name = Some(without_stamp(&name)).filter(|name| !name.is_empty());
        self.mark(Field::UnitName, place);
        self.mark(Field::UnitCode, place);
    }

    /// 主管部门, 部门名称: the department of the form, and of the document if none is stated on a cover.
    pub fn set_owner(&mut self, printed: &str, place: &Place) {
        let name = owner(&prose(printed));
        if name.is_empty() {
            return;
        }
        match &mut self.open {
            Some(Open::Project(project)) => {
                project.unit_name.get_or_insert_with(|| name.clone());
                self.mark(Field::UnitName, place);
            }
            Some(Open::Department(form)) => form.department = Some(name.clone()),
            Some(Open::Summary(form)) => form.department = Some(name.clone()),
            None => {
                self.captions.owner = Some((name, place.clone()));
                return;
            }
        }
        self.mark(Field::Department, place);
        self.document.department.get_or_insert(name);
    }

    /// Closes the open form and stores it.
    pub fn close(&mut self) {
        self.flush_plan();
        self.finish_goals();
        match self.open.take() {
            Some(Open::Project(project)) => self.document.projects.push(*project),
            Some(Open::Department(form)) => self.document.department_form = Some(*form),
            Some(Open::Summary(form)) => self.document.summary_form = Some(*form),
            None => {}
        }
        self.unit_row = None;
        self.mode = Mode::Head;
        self.group = None;
    }

    fn finish_goals(&mut self) {
        let texts = std::mem::take(&mut self.goals);
        let scope = self.scope();
        let Some((_, place)) = texts.first() else { return };
        let place = place.clone();
        let joined = texts.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("\n");
        match &mut self.open {
            Some(Open::Project(project)) => {
                project.goals.extend(items(&joined));
                for item in 0..=u32::try_from(project.goals.len()).unwrap_or(u32::MAX) {
                    let at = FieldRef::item(scope, Field::Goals, item);
                    self.place(at, &place);
                }
            }
            Some(Open::Department(form)) => form.goal = Some(filled(&joined)),
            _ => {}
        }
    }

    pub fn plan_point(&mut self, month: u8, percent: Option<zs_model::Decimal>, place: &Place) {
        let Some(Open::Project(project)) = &mut self.open else { return };
        project.plan.0.push(PlanPoint { month, percent });
        let item = u32::try_from(project.plan.0.len()).unwrap_or(u32::MAX);
        let scope = self.scope();
        self.place(FieldRef::item(scope, Field::Plan, item), place);
        self.mark(Field::Plan, place);
    }

    pub fn contents_entry(&mut self, name: String, raw: String, place: &Place) {
        let item = u32::try_from(self.document.contents.len()).unwrap_or(u32::MAX) + 1;
        let at = FieldRef::item(Scope::Document, Field::Contents, item);
        self.place(at, place);
        self.document.contents.push(ContentsEntry { name, raw });
    }

    /// The meaning of a printed label, with long text never taken for one.
    pub fn label(&self, printed: &str) -> Option<Label> {
        (printed.len() <= 120).then(|| self.labels.get(printed)).flatten()
    }

    /// `资金总额：917.50` as label, printed label and value; the value may be blank.
    pub fn inline<'t>(&self, printed: &'t str) -> Option<(Label, &'t str, &'t str)> {
        let (head, value) = printed.split_once(['：', ':'])?;
        let label = self.label(head)?;
        Some((label, head, value))
    }

    /// The printed label as a key of `extra`.
    pub fn key(printed: &str) -> String {
        normal(printed).into_owned()
    }
}
