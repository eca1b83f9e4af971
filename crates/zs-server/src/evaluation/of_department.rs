//! The self-evaluation of a department: its own lines beside the scores of its projects, filled at first from what it approved.
use crate::evaluation::department::{DepartmentBasis, DepartmentContent, DepartmentScored};
use crate::evaluation::department_filled::filled;
use crate::evaluation::department_whole::{DepartmentAround, DepartmentWhole};
use crate::evaluation::flow::{DepartmentEvaluations, EvaluationAct};
use crate::evaluation::opened::{Evaluated, Opened, json_text};
use crate::evaluation::scored::Given;
use crate::evaluation::written::read;
use crate::monitoring::whole::Signature;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::rights::Action;
use serde_json::{Value, json};
use std::sync::Arc;
use zs_store::{EvaluationKept, Reader, SelfEvaluation, Writer};

/// What a department's self-evaluation is computed from, and what was written on it.
pub(crate) struct OfDepartment {
    basis: Arc<DepartmentBasis>,
    pub content: Arc<DepartmentContent>,
}

impl Evaluated for OfDepartment {
    type Steps = DepartmentEvaluations;
    type Content = DepartmentContent;
    type Scored = DepartmentScored;
    type Whole = DepartmentWhole;
    const WRITES: Action = Action::WriteDepartmentEvaluations;

    async fn read(
        reader: &mut Reader,
        one: &SelfEvaluation,
        kept: &EvaluationKept,
    ) -> Answer<Self> {
        if one.undertaking.is_some() {
            return Err(Problem::new(ProblemKind::NotFound));
        }
        let basis: DepartmentBasis = match &kept.basis {
            Some(basis) => read(basis)?,
            None => DepartmentBasis::gather(reader, one).await?,
        };
        let content = match &kept.content {
            Some(content) => read(content)?,
            None => filled(reader, one, basis.initial()).await?,
        };
        Ok(Self { basis: Arc::new(basis), content: Arc::new(content) })
    }

    async fn stands(&self, reader: &mut Reader, one: &SelfEvaluation) -> Answer<bool> {
        Ok(DepartmentBasis::gather(reader, one).await? == *self.basis)
    }

    async fn scored(opened: &Opened<Self>, given: Arc<Given>) -> Answer<Arc<DepartmentScored>> {
        scored(opened, given, Arc::clone(&opened.of.content)).await
    }

    fn meant(&self, _: &DepartmentContent) -> Answer<()> {
        Ok(())
    }

    /// `Invalid` for content that says too much.
    async fn written(
        opened: &Opened<Self>,
        content: DepartmentContent,
    ) -> Answer<(EvaluationKept, Arc<DepartmentScored>)> {
        content.check()?;
        let kept = EvaluationKept {
            profile: content.profile.clone(),
            scheme: content.scheme.clone(),
            content: Some(json_text(&content)?),
            ..EvaluationKept::default()
        };
        let given = Given { place: opened.given.place.clone(), ..Given::default() };
        Ok((kept, scored(opened, Arc::new(given), Arc::new(content)).await?))
    }

    fn fixed(&self, scored: &DepartmentScored) -> Answer<(String, Option<String>)> {
        let scheme = Some((scored.profile.id.clone(), scored.scheme.id.clone()));
        let basis = DepartmentBasis { scheme, ..(*self.basis).clone() };
        Ok((json_text(&basis)?, Some(json_text(&*self.content)?)))
    }

    fn whole(
        opened: &Opened<Self>,
        scored: &DepartmentScored,
        signatures: Vec<Signature>,
    ) -> DepartmentWhole {
        let Self { basis, content } = &opened.of;
        let finance = opened.given.finance.as_ref();
        DepartmentWhole::of(scored, DepartmentAround { basis, content, finance, signatures })
    }

    fn told(&self, one: &SelfEvaluation) -> Value {
        json!({ "node": one.node })
    }

    async fn follow(
        &self,
        _: &mut Writer,
        _: i64,
        _: (EvaluationAct, bool),
        _: &DepartmentScored,
        _: i64,
    ) -> Answer<()> {
        Ok(())
    }
}

async fn scored(
    opened: &Opened<OfDepartment>,
    given: Arc<Given>,
    content: Arc<DepartmentContent>,
) -> Answer<Arc<DepartmentScored>> {
    let (area, basis) = (opened.area.clone(), Arc::clone(&opened.of.basis));
    DepartmentScored::of(area, basis, content, given).await
}
