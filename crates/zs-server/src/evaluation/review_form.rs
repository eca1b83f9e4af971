//! What the reviewers made of a self-evaluation, as the official form: every change of points with its reason.
use crate::evaluation::form_parts::{Item, Scores, Total, read};
use crate::evaluation::written::Given;
use crate::evaluation::{department_form, form};
use crate::monitoring::form::{Signed, department, reached, signatures, stamp};
use crate::problem::Answer;
use crate::workflow::State;
use zs_engine::forms::evaluation::Subject;
use zs_engine::forms::rescoring::{RescoredItem, RescoredStage, Rescoring};
use zs_engine::scoring::printed;
use zs_model::Decimal;

/// A stage of the scoring.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Own,
    Department,
    Finance,
}

/// The stages of a project; a department's form begins with finance.
const PROJECT: &[Place] = &[Place::Own, Place::Department, Place::Finance];
const DEPARTMENT: &[Place] = &[Place::Own, Place::Finance];

/// The review of a project's self-evaluation from its bytes; their SM3 stands on every page.
///
/// # Errors
/// `Internal` for bytes that are no self-evaluation of a project.
pub(crate) fn of_project(bytes: &[u8], signed: bool) -> Answer<Rescoring> {
    let whole: form::Whole = read(bytes)?;
    let review = Review { places: PROJECT, scores: &whole.scores, signed: &whole.signatures };
    let mut items = vec![review.execution(&whole.funds.item, whole.funds.rate)];
    for row in whole.rows {
        let actual = row.actual.and_then(reached);
        items.push(review.row((row.level1, row.level3, row.target, actual), &row.item));
    }
    Ok(Rescoring {
        stamp: stamp(whole.year, bytes, signed),
        subject: Subject::Project,
        code: whole.project.code,
        name: whole.project.name,
        department: department(whole.project.department, whole.project.department_code),
        unit: whole.project.unit_name,
        items,
        weight: whole.scores.own.weight,
        stages: review.stages(),
        signatures: signatures(&whole.signatures).split_off(2),
    })
}

/// The review of a department's self-evaluation from its bytes.
///
/// # Errors
/// `Internal` for bytes that are no self-evaluation of a department.
pub(crate) fn of_department(bytes: &[u8], signed: bool) -> Answer<Rescoring> {
    let whole: department_form::Whole = read(bytes)?;
    let review = Review { places: DEPARTMENT, scores: &whole.scores, signed: &whole.signatures };
    let mut items = vec![review.execution(&whole.funds.item, whole.funds.rate)];
    for department_form::Row { line, item } in whole.rows {
        items.push(review.row((line.level1, line.level3, line.target, line.actual), &item));
    }
    Ok(Rescoring {
        stamp: stamp(whole.year, bytes, signed),
        subject: Subject::Department,
        code: whole.department.code,
        name: whole.department.name,
        items,
        weight: whole.scores.own.weight,
        stages: review.stages(),
        signatures: signatures(&whole.signatures).split_off(3),
        ..Rescoring::default()
    })
}

/// First and third level, target, actual value.
type Words = (Option<String>, Option<String>, Option<String>, Option<String>);

/// The scores of all stages, and who passed it on.
struct Review<'a> {
    places: &'a [Place],
    scores: &'a Scores,
    signed: &'a [Signed],
}

impl Review<'_> {
    /// The total that a stage gave, where it changed points.
    const fn given(&self, place: Place) -> Option<&Total> {
        match place {
            Place::Own => Some(&self.scores.own),
            Place::Department => self.scores.department.as_ref(),
            Place::Finance => self.scores.finance.as_ref(),
        }
    }

    /// Whether a stage gave points, or passed it on as it was.
    fn done(&self, place: Place) -> bool {
        let passed = |state: State| self.signed.iter().any(|one| one.passed(state));
        self.given(place).is_some()
            || match place {
                Place::Own => true,
                Place::Department => passed(State::DepartmentReview),
                Place::Finance => passed(State::FinanceReview),
            }
    }

    fn execution(&self, item: &Item, rate: Option<Decimal>) -> RescoredItem {
        let actual = rate.map(|rate| printed(rate) + "%");
        let words = (Some("预算执行".to_owned()), Some("预算执行率".to_owned()), None, actual);
        self.row(words, item)
    }

    /// An item with its points at every stage; what nobody changed is as it was before.
    fn row(&self, (group, name, target, actual): Words, item: &Item) -> RescoredItem {
        let mut points = Vec::with_capacity(self.places.len());
        let mut opinions = Vec::new();
        let mut counts = item.score;
        for place in self.places {
            let given: Option<&Given> = match place {
                Place::Own => None,
                Place::Department => item.department.as_ref(),
                Place::Finance => item.finance.as_ref(),
            };
            if let Some(given) = given {
                counts = given.score.parse().ok();
                opinions.push(format!("{}：{}", place.name(), given.reason));
            }
            points.push(counts.filter(|_| self.done(*place)));
        }
        RescoredItem {
            group: group.unwrap_or_default(),
            item: name.unwrap_or_default(),
            target,
            actual,
            weight: item.weight,
            points,
            opinion: (!opinions.is_empty()).then(|| opinions.join("\n")),
        }
    }

    fn stages(&self) -> Vec<RescoredStage> {
        let mut counts = &self.scores.own;
        let mut stages = Vec::with_capacity(self.places.len());
        for place in self.places {
            let (given, done) = (self.given(*place), self.done(*place));
            counts = given.unwrap_or(counts);
            let told = given.map_or_else(|| "维持原得分。".to_owned(), Total::told);
            stages.push(RescoredStage {
                name: place.name().to_owned(),
                done,
                total: counts.total.filter(|_| done),
                grade: counts.grade.clone().filter(|_| done),
                off: counts.cap.filter(|_| done),
                told: done.then_some(told),
            });
        }
        stages
    }
}

impl Place {
    const fn name(self) -> &'static str {
        match self {
            Self::Own => "单位自评",
            Self::Department => "部门复核",
            Self::Finance => "财政复核",
        }
    }
}
