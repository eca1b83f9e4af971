//! A self-evaluation with all that belongs to it: what those of projects and of departments share.
use crate::evaluation::flow::{EvaluationAct, EvaluationGuard};
use crate::evaluation::scored::{Given, Scores};
use crate::evaluation::written::{Changes, read};
use crate::machine::{Flow, Standing};
use crate::monitoring::steps::signatures;
use crate::monitoring::whole::Signature;
use crate::output::{self, part, printed};
use crate::people::names;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::reviews::Case;
use crate::rights::Action;
use crate::rule_settings;
use crate::workflow::State;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use zs_store::{EvaluationKept, Reader, SelfEvaluation, StepEvent, Subject, Writer};

/// What is evaluated, a project or a department, as far as the two differ: what a score is computed from, what people
/// write, and what follows.
pub(crate) trait Evaluated: Sized + Send + Sync + 'static {
    /// Its workflow.
    type Steps: Flow<State = State, Act = EvaluationAct, Guard = EvaluationGuard>;
    /// What somebody writes: the body that the API takes.
    type Content: DeserializeOwned + Send;
    /// It with all its scores.
    type Scored: Scores + Send + Sync;
    /// All that its forms need, as the API sends it and as it is frozen.
    type Whole: Serialize;
    /// The right to write on it.
    const WRITES: Action;

    /// From the record, or as it was kept when it was submitted; `NotFound` for the other kind.
    fn read(
        reader: &mut Reader,
        one: &SelfEvaluation,
        kept: &EvaluationKept,
    ) -> impl Future<Output = Answer<Self>> + Send;

    /// Whether the record still says what this was read from.
    fn stands(
        &self,
        reader: &mut Reader,
        one: &SelfEvaluation,
    ) -> impl Future<Output = Answer<bool>> + Send;

    /// Its scores with what reviewers gave. Slow work is done elsewhere.
    fn scored(
        opened: &Opened<Self>,
        given: Arc<Given>,
    ) -> impl Future<Output = Answer<Arc<Self::Scored>>> + Send;

    /// Refuses what was written for something else than what stands now.
    fn meant(&self, content: &Self::Content) -> Answer<()>;

    /// What is kept once this is written, and its scores then; what reviewers gave is gone.
    fn written(
        opened: &Opened<Self>,
        content: Self::Content,
    ) -> impl Future<Output = Answer<(EvaluationKept, Arc<Self::Scored>)>> + Send;

    /// The basis as it is kept while it is under review or closed, and the content where nobody wrote one.
    fn fixed(&self, scored: &Self::Scored) -> Answer<(String, Option<String>)>;

    /// The whole as it stands.
    fn whole(
        opened: &Opened<Self>,
        scored: &Self::Scored,
        signatures: Vec<Signature>,
    ) -> Self::Whole;

    /// What the audit says of it beside its number.
    fn told(&self, one: &SelfEvaluation) -> Value;

    /// What follows when points are given again or a step was taken, which may have closed it; in the same write.
    fn follow(
        &self,
        writer: &mut Writer,
        id: i64,
        act_and_closed: (EvaluationAct, bool),
        scored: &Self::Scored,
        now: i64,
    ) -> impl Future<Output = Answer<()>> + Send;
}

/// A self-evaluation with all that belongs to it, as it stands.
pub(crate) struct Opened<E> {
    pub area: String,
    pub evaluation: SelfEvaluation,
    pub kept: EvaluationKept,
    pub frozen: Option<Vec<u8>>,
    pub events: Vec<StepEvent>,
    pub names: BTreeMap<i64, String>,
    pub given: Arc<Given>,
    /// What it is of.
    pub of: E,
    signatures: Vec<Signature>,
}

impl<E: Evaluated> Opened<E> {
    pub async fn read(reader: &mut Reader, id: i64) -> Answer<Self> {
        let evaluation = reader.self_evaluation(id).await?;
        let (kept, frozen) = reader.evaluation_kept(id).await?;
        let of = E::read(reader, &evaluation, &kept).await?;
        let events = reader.step_events(Subject::SelfEvaluation, id).await?;
        let names = names(reader, events.iter().map(|event| event.actor).collect()).await?;
        let place = rule_settings::stored(reader).await?.profile;
        Ok(Self {
            area: reader.area().to_owned(),
            given: Arc::new(Given { place, ..given(&kept)? }),
            signatures: signatures(&events, &names),
            of,
            evaluation,
            kept,
            frozen,
            events,
            names,
        })
    }

    pub fn standing(&self) -> Standing<'_> {
        let one = &self.evaluation;
        Standing { state: &one.state, path: &one.path, etag: one.etag(), delegated: false }
    }

    pub fn case(&self) -> Case<'_> {
        let one = &self.evaluation;
        Case::of(&one.state, one.node, &one.path, &self.events)
    }

    /// Its scores as they stand.
    pub async fn now(&self) -> Answer<Arc<E::Scored>> {
        E::scored(self, Arc::clone(&self.given)).await
    }

    /// What is kept once the reviewer before whom it lies gives these points instead, and its scores then.
    pub async fn rescored(&self, changes: Changes) -> Answer<(EvaluationKept, Arc<E::Scored>)> {
        let text = (!changes.is_empty()).then(|| json_text(&changes)).transpose()?;
        let changes = (!changes.is_empty()).then_some(changes);
        let (mut given, mut kept) = ((*self.given).clone(), self.kept.clone());
        if self.evaluation.state == State::DepartmentReview.word() {
            (given.department, kept.department) = (changes, text);
        } else {
            (given.finance, kept.finance) = (changes, text);
        }
        Ok((kept, E::scored(self, Arc::new(given)).await?))
    }

    /// The whole as it stands, with a signature that is about to be given.
    pub fn whole(&self, scored: &E::Scored, last: Option<Signature>) -> E::Whole {
        let mut signatures = self.signatures.clone();
        signatures.extend(last);
        E::whole(self, scored, signatures)
    }

    /// The bytes of the whole, as it was closed or as it stands now, and whether it was closed.
    pub async fn bytes(&self) -> Answer<(Vec<u8>, bool)> {
        match &self.frozen {
            Some(bytes) => Ok((bytes.clone(), true)),
            None => Ok((output::bytes(&self.whole(&*self.now().await?, None))?, false)),
        }
    }

    /// The whole as the API sends it. The lists show the scores of its last change; what is shown alone those of now.
    pub async fn shown(&mut self) -> Answer<Box<RawValue>> {
        if let Some(bytes) = &self.frozen {
            return printed(bytes);
        }
        let scored = self.now().await?;
        self.evaluation.scores = scored.scores();
        part(&self.whole(&scored, None))
    }
}

/// What was chosen and given, as it is kept.
fn given(kept: &EvaluationKept) -> Answer<Given> {
    Ok(Given {
        place: None,
        profile: kept.profile.clone(),
        scheme: kept.scheme.clone(),
        department: kept.department.as_deref().map(read).transpose()?,
        finance: kept.finance.as_deref().map(read).transpose()?,
    })
}

pub(crate) fn json_text(value: &impl Serialize) -> Answer<String> {
    serde_json::to_string(value).map_err(|_| Problem::new(ProblemKind::Internal))
}
