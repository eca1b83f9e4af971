//! What makes several findings one thing: rule and message; and where it stands, in words that survive a save.
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zs_model::{Document, FieldRef, Finding, Scope};

/// The cause of a finding: safe in an address.
pub(super) fn cause(finding: &Finding) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let message: String = finding.message.chars().filter(|c| plain(*c)).collect();
    format!("{}.{message}", finding.rule)
}

/// One place of a cause. Ordinals are those of the version; the names say whether the next version has it too.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
pub(crate) struct Place {
    /// The project's ordinal.
    pub project: Option<u32>,
    /// The indicator's row.
    pub indicator: Option<u32>,
    /// The field.
    pub field: String,
    /// The project's code; without one its name.
    pub project_name: Option<String>,
    /// 三级指标 of the row.
    pub indicator_name: Option<String>,
    /// The text that it is about.
    pub text: String,
}

impl Place {
    pub fn of(document: &Document, at: FieldRef, text: &str) -> Self {
        let index = |number: u32| usize::try_from(number).ok()?.checked_sub(1);
        let by_ordinal =
            |ordinal: u32| document.projects.iter().find(|project| project.ordinal == ordinal);
        let project = at.scope.project().and_then(by_ordinal);
        let row = match at.scope {
            Scope::Indicator { row, .. } => index(row).and_then(|row| project?.indicators.get(row)),
            Scope::DepartmentIndicator(row) => {
                index(row).and_then(|row| document.department_form.as_ref()?.indicators.get(row))
            }
            _ => None,
        };
        Self {
            project: at.scope.project(),
            indicator: at.scope.indicator(),
            field: at.field.key().to_owned(),
            project_name: project.and_then(|p| p.code.clone().or_else(|| p.name.clone())),
            indicator_name: row.and_then(|row| row.level3.clone()),
            text: text.to_owned(),
        }
    }

    /// What stays the same when projects or rows are put in front: ordinals count only without names.
    fn lasting(&self) -> Self {
        let mut lasting = self.clone();
        lasting.project = self.project.filter(|_| self.project_name.is_none());
        lasting.indicator = self.indicator.filter(|_| self.indicator_name.is_none());
        lasting
    }
}

/// Whether the later places hold one that the earlier ones do not.
pub(crate) fn grew(before: &[Place], after: &[Place]) -> bool {
    let mut known: Vec<Place> = before.iter().map(Place::lasting).collect();
    after.iter().map(Place::lasting).any(|place| {
        let found = known.iter().position(|known| *known == place);
        found.map(|at| known.swap_remove(at)).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(project: u32, name: &str, text: &str) -> Place {
        let project_name = (!name.is_empty()).then(|| name.to_owned());
        let (field, text) = ("target".to_owned(), text.to_owned());
        Place { project: Some(project), project_name, field, text, ..Place::default() }
    }

    #[test]
    fn a_cause_grows_by_a_place_or_a_text_and_not_by_moving() {
        let before = [place(1, "甲", "5"), place(2, "乙", "5")];
        assert!(!grew(&before, &before[1..]));
        assert!(!grew(&before, &[place(3, "乙", "5")]));
        assert!(grew(&before, &[place(1, "甲", "6")]));
        assert!(grew(&before, &[place(1, "甲", "5"), place(1, "甲", "5")]));
        assert!(grew(&[place(1, "", "5")], &[place(2, "", "5")]));
    }
}
