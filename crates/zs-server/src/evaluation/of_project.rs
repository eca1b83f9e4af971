//! The self-evaluation of a project: scored from its goals, money and actual values; proposes next year's result.
use crate::blocking::blocking;
use crate::evaluation::basis::Basis;
use crate::evaluation::flow::{EvaluationAct, Evaluations};
use crate::evaluation::opened::{Evaluated, Opened, json_text};
use crate::evaluation::proposing;
use crate::evaluation::scored::{Given, Scored};
use crate::evaluation::whole::{Around, EvaluationWhole};
use crate::evaluation::written::{EvaluationContent, Kept};
use crate::monitoring::steps::department_code;
use crate::monitoring::whole::Signature;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::rights::Action;
use serde_json::{Value, json};
use std::sync::Arc;
use zs_store::{EvaluationKept, Reader, SelfEvaluation, Writer};

/// What a project's self-evaluation is computed from, and what was written on it.
pub(crate) struct OfProject {
    basis: Arc<Basis>,
    content: Arc<Kept>,
    department_code: Option<String>,
}

impl Evaluated for OfProject {
    type Steps = Evaluations;
    type Content = EvaluationContent;
    type Scored = Scored;
    type Whole = EvaluationWhole;
    const WRITES: Action = Action::WriteEvaluations;

    async fn read(
        reader: &mut Reader,
        one: &SelfEvaluation,
        kept: &EvaluationKept,
    ) -> Answer<Self> {
        let undertaking = one.undertaking.ok_or_else(|| Problem::new(ProblemKind::NotFound))?;
        let basis = match &kept.basis {
            Some(basis) => Basis::read(basis)?,
            None => Basis::gather(reader, undertaking).await?,
        };
        Ok(Self {
            basis: Arc::new(basis),
            content: Arc::new(Kept::read(kept.content.as_deref())?),
            department_code: department_code(reader, one.node).await?,
        })
    }

    async fn stands(&self, reader: &mut Reader, _: &SelfEvaluation) -> Answer<bool> {
        Ok(Basis::gather(reader, self.basis.undertaking).await? == *self.basis)
    }

    async fn scored(opened: &Opened<Self>, given: Arc<Given>) -> Answer<Arc<Scored>> {
        scored(opened, given, Arc::clone(&opened.of.content)).await
    }

    fn meant(&self, content: &EvaluationContent) -> Answer<()> {
        let version = self.basis.version;
        if content.version == version {
            return Ok(());
        }
        let (zh, en) =
            ("绩效目标已调整，请按新的指标填写。", "the goals were adjusted; look at them again");
        Err(Problem::new(ProblemKind::Stale).because(zh, en).with("current", version))
    }

    /// `Invalid` where it speaks of indicators that are not there.
    async fn written(
        opened: &Opened<Self>,
        content: EvaluationContent,
    ) -> Answer<(EvaluationKept, Arc<Scored>)> {
        let before = opened.now().await?;
        let written = Arc::new(content.kept(&before.project)?);
        let kept = EvaluationKept {
            profile: content.profile.clone(),
            scheme: content.scheme.clone(),
            content: Some(json_text(&*written)?),
            ..EvaluationKept::default()
        };
        let place = opened.given.place.clone();
        let (profile, scheme) = (content.profile, content.scheme);
        let given = Given { place, profile, scheme, ..Given::default() };
        Ok((kept, scored(opened, Arc::new(given), written).await?))
    }

    fn fixed(&self, scored: &Scored) -> Answer<(String, Option<String>)> {
        let scheme = Some((scored.profile.id.clone(), scored.scheme.id.clone()));
        Ok((Basis { scheme, ..(*self.basis).clone() }.text()?, None))
    }

    fn whole(
        opened: &Opened<Self>,
        scored: &Scored,
        signatures: Vec<Signature>,
    ) -> EvaluationWhole {
        let Self { basis, content, department_code } = &opened.of;
        let around = Around {
            basis,
            kept: content,
            department: opened.given.department.as_ref(),
            finance: opened.given.finance.as_ref(),
            department_code: department_code.clone(),
            signatures,
        };
        EvaluationWhole::of(scored, around)
    }

    fn told(&self, _: &SelfEvaluation) -> Value {
        json!({ "undertaking": self.basis.undertaking, "version": self.basis.version })
    }

    /// Points given again and closing make its proposal; going back takes it away.
    async fn follow(
        &self,
        writer: &mut Writer,
        id: i64,
        (act, closed): (EvaluationAct, bool),
        scored: &Scored,
        now: i64,
    ) -> Answer<()> {
        let (undertaking, funds) = (self.basis.undertaking, self.basis.funds());
        match act {
            EvaluationAct::Withdraw | EvaluationAct::Return => {
                Ok(writer.remove_proposal(id).await?)
            }
            _ if closed || act == EvaluationAct::Rescore => {
                proposing::keep(writer, id, undertaking, funds, scored, now).await
            }
            _ => Ok(()),
        }
    }
}

async fn scored(
    opened: &Opened<OfProject>,
    given: Arc<Given>,
    written: Arc<Kept>,
) -> Answer<Arc<Scored>> {
    let (area, basis) = (opened.area.clone(), Arc::clone(&opened.of.basis));
    blocking(move || Scored::of(&area, &basis, &written, &given).map(Arc::new)).await
}
