//! Writing a department's self-evaluation, giving points again, and taking its steps.
use crate::app::App;
use crate::caller::Caller;
use crate::deed::Deed;
use crate::evaluation::department::{DepartmentBasis, DepartmentContent, DepartmentScored};
use crate::evaluation::department_filled::filled;
use crate::evaluation::department_whole::{DepartmentAround, DepartmentWhole};
use crate::evaluation::flow::{DepartmentEvaluations, EvaluationAct};
use crate::evaluation::scored::{self, Given};
use crate::evaluation::steps::{
    case, finish, given, hold, json_text, keep, standing, tell, writable,
};
use crate::evaluation::written::{Changes, read};
use crate::machine::{To, Word, allowed, fresh, may_at_all, moved};
use crate::monitoring::steps::{signature, signatures};
use crate::monitoring::whole::Signature;
use crate::output;
use crate::people::names;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::reviews::{Asked, WRITE, authors, not_own_work};
use crate::rights::Action;
use crate::rule_settings;
use crate::workflow::State;
use crate::years;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use zs_store::{
    EvaluationKept, EvaluationScores, NewStep, Reader, SelfEvaluation, StepEvent, Subject,
};

/// A department's self-evaluation with all that belongs to it, as it stands.
pub(crate) struct Opened {
    area: String,
    pub evaluation: SelfEvaluation,
    pub kept: EvaluationKept,
    pub frozen: Option<Vec<u8>>,
    pub events: Vec<StepEvent>,
    pub names: BTreeMap<i64, String>,
    basis: Arc<DepartmentBasis>,
    pub content: Arc<DepartmentContent>,
    pub given: Arc<Given>,
    signatures: Vec<Signature>,
}

impl Opened {
    /// That of a department; another is none of these.
    pub async fn read(reader: &mut Reader, id: i64) -> Answer<Self> {
        let evaluation = reader.self_evaluation(id).await?;
        if evaluation.undertaking.is_some() {
            return Err(Problem::new(ProblemKind::NotFound));
        }
        let (kept, frozen) = reader.evaluation_kept(id).await?;
        let events = reader.step_events(Subject::SelfEvaluation, id).await?;
        let names = names(reader, events.iter().map(|event| event.actor).collect()).await?;
        let basis: DepartmentBasis = match &kept.basis {
            Some(basis) => read(basis)?,
            None => DepartmentBasis::gather(reader, &evaluation).await?,
        };
        let content = match &kept.content {
            Some(content) => read(content)?,
            None => filled(reader, &evaluation, basis.initial()).await?,
        };
        Ok(Self {
            area: reader.area().to_owned(),
            basis: Arc::new(basis),
            content: Arc::new(content),
            given: Arc::new(Given {
                place: rule_settings::stored(reader).await?.profile,
                ..given(&kept)?
            }),
            signatures: signatures(&events, &names),
            evaluation,
            kept,
            frozen,
            events,
            names,
        })
    }

    /// Its scores with this content and these changes of finance. Slow work is done elsewhere.
    pub async fn scored(
        &self,
        content: Arc<DepartmentContent>,
        given: Arc<Given>,
    ) -> Answer<Arc<DepartmentScored>> {
        DepartmentScored::of(self.area.clone(), Arc::clone(&self.basis), content, given).await
    }

    /// Its scores as they stand.
    pub async fn now(&self) -> Answer<Arc<DepartmentScored>> {
        self.scored(Arc::clone(&self.content), Arc::clone(&self.given)).await
    }

    /// What is kept once this is written, and its scores then; what finance gave is gone.
    ///
    /// # Errors
    /// `Invalid` for content that says too much.
    pub async fn written(
        &self,
        content: DepartmentContent,
    ) -> Answer<(EvaluationKept, Arc<DepartmentScored>)> {
        content.check()?;
        let kept = EvaluationKept {
            profile: content.profile.clone(),
            scheme: content.scheme.clone(),
            content: Some(json_text(&content)?),
            ..EvaluationKept::default()
        };
        let given = Given { place: self.given.place.clone(), ..Given::default() };
        Ok((kept, self.scored(Arc::new(content), Arc::new(given)).await?))
    }

    /// What is kept once finance gives these points instead, and its scores then.
    pub async fn rescored(
        &self,
        changes: Changes,
    ) -> Answer<(EvaluationKept, Arc<DepartmentScored>)> {
        let finance = (!changes.is_empty()).then(|| json_text(&changes)).transpose()?;
        let changes = (!changes.is_empty()).then_some(changes);
        let given = Given { finance: changes, ..(*self.given).clone() };
        let kept = EvaluationKept { finance, ..self.kept.clone() };
        Ok((kept, self.scored(Arc::clone(&self.content), Arc::new(given)).await?))
    }

    /// The bytes of the whole, as it was closed or as it stands now, and whether it was closed.
    pub async fn bytes(&self) -> Answer<(Vec<u8>, bool)> {
        match &self.frozen {
            Some(bytes) => Ok((bytes.clone(), true)),
            None => Ok((output::bytes(&self.whole(&*self.now().await?, None))?, false)),
        }
    }

    /// The whole as it stands.
    pub fn whole(&self, scored: &DepartmentScored, last: Option<Signature>) -> DepartmentWhole {
        let mut signatures = self.signatures.clone();
        signatures.extend(last);
        let finance = self.given.finance.as_ref();
        let (basis, content) = (&*self.basis, &*self.content);
        DepartmentWhole::of(scored, DepartmentAround { basis, content, finance, signatures })
    }
}

/// Keeps what somebody wrote.
pub(crate) async fn write(
    app: &App,
    caller: &Caller,
    id: i64,
    etag: &str,
    content: DepartmentContent,
) -> Answer {
    let opened = Opened::read(&mut app.store.read(&caller.area).await?, id).await?;
    caller.require(Action::WriteDepartmentEvaluations, &opened.evaluation.path)?;
    Deed::replayed(app, caller).await?;
    fresh(&standing(&opened.evaluation), Some(etag))?;
    writable(&opened.evaluation)?;
    let (kept, scored) = opened.written(content).await?;
    let deed = begin(app, caller, &opened).await?;
    keep(deed, caller, &opened.evaluation, (WRITE, json!({})), &kept, &scored.scores()).await
}

/// Keeps the points that finance gives instead.
pub(crate) async fn give(
    app: &App,
    caller: &Caller,
    id: i64,
    etag: &str,
    changes: Changes,
) -> Answer {
    let opened = Opened::read(&mut app.store.read(&caller.area).await?, id).await?;
    let act = EvaluationAct::Rescore;
    may_at_all::<DepartmentEvaluations>(caller, &opened.evaluation.path, act)?;
    Deed::replayed(app, caller).await?;
    fresh(&standing(&opened.evaluation), Some(etag))?;
    allowed::<DepartmentEvaluations>(caller, &standing(&opened.evaluation), act)?;
    not_own_work(caller, &authors(&opened.events))?;
    let detail = serde_json::to_value(&changes).unwrap_or_default();
    let (kept, scored) = opened.rescored(changes).await?;
    let deed = begin(app, caller, &opened).await?;
    keep(deed, caller, &opened.evaluation, (act.word(), detail), &kept, &scored.scores()).await
}

/// Begins to write, if its year is open and nothing moved since it was read.
async fn begin<'a>(app: &'a App, caller: &'a Caller, opened: &Opened) -> Answer<Deed<'a>> {
    let mut deed = Deed::begin(app, caller).await?;
    years::require_open(&mut deed, opened.evaluation.year).await?;
    unchanged(&mut deed, opened).await?;
    Ok(deed)
}

/// Takes a step. A refusal has written nothing.
pub(crate) async fn take(
    app: &App,
    caller: &Caller,
    id: i64,
    asked: &Asked<EvaluationAct>,
) -> Answer {
    let opened = Opened::read(&mut app.store.read(&caller.area).await?, id).await?;
    may_at_all::<DepartmentEvaluations>(caller, &opened.evaluation.path, asked.act)?;
    Deed::replayed(app, caller).await?;
    let standing = standing(&opened.evaluation);
    fresh(&standing, Some(&asked.etag))?;
    let step = allowed::<DepartmentEvaluations>(caller, &standing, asked.act)?;
    let scored = opened.now().await?;
    let (authors, case) = (authors(&opened.events), case(&opened.evaluation, &opened.events));
    for guard in step.guards {
        hold(*guard, caller, asked.reason.as_deref(), &scored.own, &case, &authors)?;
    }
    let closes = step.to == To::State(State::Reviewed);
    let from = opened.evaluation.state.as_str();
    let last = signature(asked.act.word(), from, caller.name.clone(), app.now());
    // The whole is printed before the writer is held; `unchanged` makes sure that nothing moved in between.
    let whole = closes.then(|| output::bytes(&opened.whole(&scored, Some(last)))).transpose()?;
    let mut deed = begin(app, caller, &opened).await?;
    let to = case.target(step.to, asked.to, &mut deed, &authors).await?;
    let (kept, scores) = after(&opened, &scored, to)?;
    let taken = NewStep {
        from,
        to: to.word(),
        action: asked.act.word(),
        reason: asked.reason.as_deref(),
        actor: caller.account,
        now: deed.now,
    };
    deed.keep_self_evaluation(id, &kept, &scores, whole.as_deref(), &taken).await?;
    let detail = json!({ "node": opened.evaluation.node, "reason": taken.reason });
    tell(&mut deed, id, taken.action, Some((from, taken.to)), detail).await?;
    finish(deed, id).await
}

/// What is kept when it stands there, with its scores: the basis and what was written while it is under review or
/// closed; going back takes away what the review gave.
pub(crate) fn after(
    opened: &Opened,
    scored: &DepartmentScored,
    to: State,
) -> Answer<(EvaluationKept, EvaluationScores)> {
    let (mut kept, mut scores) = (opened.kept.clone(), scored.scores());
    if matches!(to, State::FinanceReview | State::Reviewed) {
        let fixed = (scored.profile.id.clone(), scored.scheme.id.clone());
        let basis = DepartmentBasis { scheme: Some(fixed), ..(*opened.basis).clone() };
        kept.basis = Some(json_text(&basis)?);
        kept.content = Some(json_text(&*opened.content)?);
    } else {
        (kept.basis, kept.finance) = (None, None);
        scores.finance = scored::score(None);
    }
    Ok((kept, scores))
}

/// Demands that neither it nor what it is computed from moved since it was read.
async fn unchanged(deed: &mut Deed<'_>, opened: &Opened) -> Answer<()> {
    let one = deed.self_evaluation(opened.evaluation.id).await?;
    let same = match opened.kept.basis {
        Some(_) => true,
        None => DepartmentBasis::gather(deed, &one).await? == *opened.basis,
    };
    if same && one.revision == opened.evaluation.revision {
        return Ok(());
    }
    Err(moved(one.etag()))
}
