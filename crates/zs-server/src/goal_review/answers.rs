//! What the check says to each question of the review form; a question that no rule speaks to is left for the pen.
use crate::goal_review::questions::{QUESTIONS, Question};
use crate::record::{Place, covers};
use zs_engine::forms::review::ReviewItem;
use zs_engine::{Lang, by_name, explain};
use zs_model::{Decimal, Document, Finding};
use zs_store::Waiver;

/// So many findings are told of one question; of the rest only how many there are.
const TOLD: usize = 10;

/// The questions with what was found in a project.
pub(super) fn answers(
    document: &Document,
    project: u32,
    findings: &[Finding],
    waivers: &[Waiver],
) -> Vec<ReviewItem> {
    let here: Vec<&Finding> =
        findings.iter().filter(|finding| finding.at.scope.project() == Some(project)).collect();
    let item = |question: &Question| {
        let speaks = |finding: &&&Finding| {
            by_name(finding.rule).is_some_and(|rule| question.rules.contains(&rule.code))
        };
        let found: Vec<&Finding> = here.iter().filter(speaks).copied().collect();
        ReviewItem {
            criterion: question.criterion.to_owned(),
            point: question.point.to_owned(),
            opinion: (!question.rules.is_empty()).then(|| opinion(document, &found, waivers)),
            grade: None,
            weight: Some(Decimal::from(question.points)),
            score: None,
        }
    };
    QUESTIONS.iter().map(item).collect()
}

fn opinion(document: &Document, found: &[&Finding], waivers: &[Waiver]) -> String {
    if found.is_empty() {
        return "系统核查未发现问题。".to_owned();
    }
    let mut lines = vec![format!("系统核查发现{}处：", found.len())];
    lines.extend(found.iter().take(TOLD).zip(1..).map(|(finding, number)| {
        let number: usize = number;
        format!("{number}. {}", told(document, finding, waivers))
    }));
    if let Some(more) = found.len().checked_sub(TOLD).filter(|more| *more > 0) {
        lines.push(format!("另有{more}处，见检查报告。"));
    }
    lines.join("\n")
}

/// Where it is, what is wrong, and why it may stand where somebody allowed it.
fn told(document: &Document, finding: &Finding, waivers: &[Waiver]) -> String {
    let place = Place::of(document, finding.at, &finding.text);
    let row = place.indicator.map(|row| format!("第{row}行")).unwrap_or_default();
    let (message, _) = explain(finding, Lang::Zh);
    let waived = waivers.iter().find(|waiver| covers(waiver, finding.rule, &place));
    let waived = waived.map(|waiver| format!("（已豁免：{}）", waiver.reason)).unwrap_or_default();
    format!("{row}{message}{waived}")
}
