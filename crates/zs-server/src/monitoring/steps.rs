//! Writing on a sheet and taking its steps: what is computed before, what is guarded, what is frozen.
use crate::api::monitoring_sheets::SheetRow;
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::acceptable_reason;
use crate::machine::{Standing, To, allowed, fresh, may_at_all, moved, wrong_state};
use crate::monitoring::facts::Facts;
use crate::monitoring::flow::{SheetGuard, Sheets};
use crate::monitoring::look::Look;
use crate::monitoring::whole::{Around, SheetWhole, Signature};
use crate::monitoring::written::{Kept, SheetContent};
use crate::output;
use crate::people::names;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::reviews::{Asked, Case, WRITE, authors, not_own_work};
use crate::rights::Action;
use crate::workflow::{Act, State};
use crate::years;
use axum::http::StatusCode;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use zs_store::{MonitoringRound, MonitoringSheet, NewStep, NodeKind, Reader, StepEvent, Subject};

/// A sheet with all that belongs to it, as it stands.
pub(crate) struct Opened {
    area: String,
    pub sheet: MonitoringSheet,
    pub round: MonitoringRound,
    /// The node that owns the undertaking.
    pub node: i64,
    pub events: Vec<StepEvent>,
    pub kept: Arc<Kept>,
    /// The whole as it was signed.
    pub frozen: Option<Vec<u8>>,
    pub facts: Arc<Facts>,
    /// Of everybody who did something with it.
    pub names: BTreeMap<i64, String>,
    signatures: Vec<Signature>,
    department_code: Option<String>,
}

impl Opened {
    pub async fn read(reader: &mut Reader, id: i64) -> Answer<Self> {
        let sheet = reader.monitoring_sheet(id).await?;
        let events = reader.step_events(Subject::MonitoringSheet, id).await?;
        let (content, frozen) = reader.sheet_content(id).await?;
        let facts = Facts::gather(reader, sheet.undertaking).await?;
        let names = names(reader, events.iter().map(|event| event.actor).collect()).await?;
        Ok(Self {
            area: reader.area().to_owned(),
            round: reader.monitoring_round(sheet.round).await?,
            node: facts.undertaking.node,
            department_code: department_code(reader, facts.undertaking.node).await?,
            kept: Arc::new(Kept::read(content.as_deref())?),
            facts: Arc::new(facts),
            signatures: signatures(&events, &names),
            sheet,
            events,
            names,
            frozen,
        })
    }

    pub fn standing(&self) -> Standing<'_> {
        let sheet = &self.sheet;
        Standing { state: &sheet.state, path: &sheet.path, etag: sheet.etag(), delegated: false }
    }

    pub fn case(&self) -> Case<'_> {
        Case::of(&self.sheet.state, self.node, &self.sheet.path, &self.events)
    }

    /// The undertaking as it stands now. Slow work is done elsewhere.
    pub async fn look(&self) -> Answer<Arc<Look>> {
        let (facts, month) = (Arc::clone(&self.facts), self.round.month);
        let (area, chosen) = (self.area.clone(), self.round.profile.clone());
        blocking(move || Look::at(&facts, month, &area, chosen.as_deref()).map(Arc::new)).await
    }

    /// The bytes of the whole, as it was signed or as it stands now, and whether it was signed.
    pub async fn bytes(&self) -> Answer<(Vec<u8>, bool)> {
        match &self.frozen {
            Some(bytes) => Ok((bytes.clone(), true)),
            None => {
                Ok((output::bytes(&self.whole(&*self.look().await?, &self.kept, None))?, false))
            }
        }
    }

    /// The whole as it stands now.
    pub fn whole(&self, look: &Look, kept: &Kept, last: Option<Signature>) -> SheetWhole {
        let mut signatures = self.signatures.clone();
        signatures.extend(last);
        let around = Around {
            round: &self.round,
            department_code: self.department_code.clone(),
            act_by: self.sheet.signs.act_by.clone(),
            kept,
            signatures,
        };
        SheetWhole::of(&self.facts, look, around)
    }
}

/// Submissions and passes since the sheet was last returned or withdrawn.
pub(crate) fn signatures(events: &[StepEvent], names: &BTreeMap<i64, String>) -> Vec<Signature> {
    let back = [Act::Return.word(), Act::Withdraw.word()];
    let begin = events.iter().rposition(|event| back.contains(&event.action.as_str()));
    let since = events.get(begin.map_or(0, |at| at + 1)..).unwrap_or_default();
    let signs = [Act::Submit.word(), Act::Pass.word()];
    let signed = since.iter().filter(|event| signs.contains(&event.action.as_str()));
    let of = |event: &StepEvent| {
        let name = names.get(&event.actor).cloned().unwrap_or_default();
        signature(&event.action, &event.from, name, event.created_at)
    };
    signed.map(of).collect()
}

pub(crate) fn signature(action: &str, from: &str, name: String, at: i64) -> Signature {
    Signature { action: action.to_owned(), from: from.to_owned(), name, at }
}

/// The code of the department that a node belongs to.
pub(crate) async fn department_code(reader: &mut Reader, node: i64) -> Answer<Option<String>> {
    let mut next = Some(node);
    while let Some(id) = next {
        let node = reader.node(id).await?;
        if node.kind == NodeKind::Department {
            return Ok(Some(node.code));
        }
        next = node.parent;
    }
    Ok(None)
}

/// Keeps what somebody wrote on a sheet.
pub(crate) async fn write(
    app: &App,
    caller: &Caller,
    id: i64,
    etag: &str,
    content: SheetContent,
) -> Answer {
    let opened = Opened::read(&mut app.store.read(&caller.area).await?, id).await?;
    caller.require(Action::WriteMonitoring, &opened.sheet.path)?;
    Deed::replayed(app, caller).await?;
    fresh(&opened.standing(), Some(etag))?;
    let state = opened.sheet.state.as_str();
    if ![State::Draft.word(), State::Returned.word()].contains(&state) {
        let (zh, en) =
            ("监控表已报送，不能修改。", "the sheet was submitted; it cannot be changed");
        return Err(wrong_state(state, zh, en));
    }
    let version = opened.facts.undertaking.version;
    if content.version != version {
        let (zh, en) =
            ("绩效目标已调整，请按新的指标填写。", "the goals were adjusted; look at them again");
        return Err(Problem::new(ProblemKind::Stale).because(zh, en).with("current", version));
    }
    let look = opened.look().await?;
    let kept = content.kept(&look.project)?;
    let text = serde_json::to_string(&kept).map_err(|_| Problem::new(ProblemKind::Internal))?;
    let mut deed = Deed::begin(app, caller).await?;
    years::require_open(&mut deed, opened.sheet.year).await?;
    unchanged(&mut deed, &opened).await?;
    let signs = look.signs(deed.now, &opened.round.due_on);
    let step = NewStep {
        from: state,
        to: state,
        action: WRITE,
        reason: None,
        actor: caller.account,
        now: deed.now,
    };
    deed.write_sheet(id, &text, &signs, &step).await?;
    let told = Told { action: "sheet.write", object: "monitoring_sheet", ..Told::default() };
    deed.audit(Told { id: id.to_string(), detail: json!({ "version": version }), ..told }).await?;
    finish(deed, id).await
}

/// Takes a step. A refusal has written nothing.
pub(crate) async fn take(app: &App, caller: &Caller, id: i64, asked: &Asked<Act>) -> Answer {
    let opened = Opened::read(&mut app.store.read(&caller.area).await?, id).await?;
    may_at_all::<Sheets>(caller, &opened.sheet.path, asked.act)?;
    Deed::replayed(app, caller).await?;
    fresh(&opened.standing(), Some(&asked.etag))?;
    let step = allowed::<Sheets>(caller, &opened.standing(), asked.act)?;
    let look = opened.look().await?;
    for guard in step.guards {
        hold(*guard, &opened, caller, asked, &look)?;
    }
    let signs_it = step.to == To::State(State::Reviewed);
    let from = opened.sheet.state.as_str();
    let last = signature(asked.act.word(), from, caller.name.clone(), app.now());
    // The whole is printed before the writer is held; `unchanged` makes sure that nothing moved in between.
    let whole = signs_it.then(|| output::bytes(&opened.whole(&look, &opened.kept, Some(last))));
    let whole = whole.transpose()?;
    let mut deed = Deed::begin(app, caller).await?;
    years::require_open(&mut deed, opened.sheet.year).await?;
    unchanged(&mut deed, &opened).await?;
    let case = opened.case();
    let to = case.target(step.to, asked.to, &mut deed, &authors(&opened.events)).await?;
    let signs = look.signs(deed.now, &opened.round.due_on);
    let reason = asked.reason.as_deref();
    let taken = NewStep {
        from,
        to: to.word(),
        action: asked.act.word(),
        reason,
        actor: caller.account,
        now: deed.now,
    };
    deed.step_sheet(id, &signs, whole.as_deref(), &taken).await?;
    let action = format!("sheet.{}", asked.act.word());
    let (before, after) = (Some(taken.from), Some(taken.to));
    let detail = json!({ "undertaking": opened.sheet.undertaking, "reason": reason });
    let id_text = id.to_string();
    let object = "monitoring_sheet";
    deed.audit(Told { action: &action, object, id: id_text, before, after, detail }).await?;
    finish(deed, id).await
}

/// Answers with the sheet as it stands now.
async fn finish(mut deed: Deed<'_>, id: i64) -> Answer {
    let sheet = deed.monitoring_sheet(id).await?;
    let etag = sheet.etag();
    deed.done_with(StatusCode::OK, &SheetRow::from(sheet), Some(etag)).await
}

fn hold(
    guard: SheetGuard,
    opened: &Opened,
    caller: &Caller,
    asked: &Asked<Act>,
    look: &Look,
) -> Answer<()> {
    match guard {
        SheetGuard::Explained => explained(look, &opened.kept),
        SheetGuard::NotOwnWork => not_own_work(caller, &authors(&opened.events)),
        SheetGuard::Reason => acceptable_reason(asked.reason.as_deref().unwrap_or_default()),
        SheetGuard::Untouched => opened.case().untouched(),
    }
}

/// Every warning has its answer: a goal that warns its causes and its likelihood, any warning a decision and a measure.
fn explained(look: &Look, kept: &Kept) -> Answer<()> {
    let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let (written, _) = kept.by_row(&look.project);
    let open = look.watched.goals.iter().zip(written).zip(1..).filter(|((goal, written), _)| {
        let answered = written.is_some_and(|row| {
            !row.causes.is_empty() && !blank(&row.reason) && row.likelihood.is_some()
        });
        goal.light.warns() && !answered
    });
    let rows: Vec<usize> = open.map(|(_, at)| at).collect();
    let mut fields = Vec::new();
    if look.watched.light.warns() {
        fields.extend(kept.whole.decision.is_none().then_some("decision"));
        fields.extend(blank(&kept.whole.measures).then_some("measures"));
    }
    if rows.is_empty() && fields.is_empty() {
        return Ok(());
    }
    let zh = "有预警未处理：请填写偏差原因、原因说明、完成目标可能性，以及处理决定和措施。";
    let en = "a warning is not answered: give causes, reason and likelihood of its rows, a decision and measures";
    let problem = Problem::new(ProblemKind::Invalid).because(zh, en);
    Err(problem.with("rows", rows).with("fields", fields))
}

/// Demands that neither the sheet nor what it is computed from moved since it was read.
async fn unchanged(deed: &mut Deed<'_>, opened: &Opened) -> Answer<()> {
    let sheet = deed.monitoring_sheet(opened.sheet.id).await?;
    let facts = Facts::gather(deed, opened.sheet.undertaking).await?;
    if sheet.revision == opened.sheet.revision && facts == *opened.facts {
        return Ok(());
    }
    Err(moved(sheet.etag()))
}
