//! Steps of what goes through a workflow beside documents, recorded. Whether one is allowed is judged above.
use crate::error::Result;
use crate::sql::{Row, sql};
use crate::store::{Reader, Writer};
use crate::word::words;

words! {
    /// What went a step.
    Subject, "subject" {
        /// 绩效运行监控表.
        MonitoringSheet = "monitoring_sheet",
        /// 整改.
        Rectification = "rectification",
        /// 绩效自评, of an undertaking or of a department.
        SelfEvaluation = "self_evaluation",
    }
}

/// A step to record.
#[derive(Clone, Copy, Debug)]
pub struct NewStep<'a> {
    /// The state that the thing must be in.
    pub from: &'a str,
    /// The state that it is in afterwards.
    pub to: &'a str,
    /// What is done: a word of the caller's.
    pub action: &'a str,
    /// Why, where a reason is asked for.
    pub reason: Option<&'a str>,
    /// Who.
    pub actor: i64,
    /// Now.
    pub now: i64,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepEvent {
    /// Its number in the area.
    pub id: i64,
    /// The state before.
    pub from: String,
    /// The state after.
    pub to: String,
    /// What was done.
    pub action: String,
    /// Why.
    pub reason: Option<String>,
    /// Who.
    pub actor: i64,
    /// When.
    pub created_at: i64,
}

fn event(row: Row) -> Result<StepEvent> {
    let mut c = row.cells();
    Ok(StepEvent {
        id: c.int()?,
        from: c.text()?,
        to: c.text()?,
        action: c.text()?,
        reason: c.opt_text()?,
        actor: c.int()?,
        created_at: c.int()?,
    })
}

impl Reader {
    /// Everything that happened to a thing, in order.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn step_events(&mut self, subject: Subject, id: i64) -> Result<Vec<StepEvent>> {
        let all = sql("SELECT id, from_state, to_state, action, reason, actor, created_at
             FROM step_event WHERE area = $1 AND subject = $2 AND subject_id = $3 ORDER BY id");
        let all = all.bind(&self.area).bind(subject.word()).bind(id);
        self.connection.rows(all).await?.into_iter().map(event).collect()
    }
}

impl Writer {
    /// Records a step of a thing whose state was changed with it.
    pub(crate) async fn record_step(
        &mut self,
        subject: Subject,
        subject_id: i64,
        step: &NewStep<'_>,
    ) -> Result<()> {
        let id = self.next_id();
        let insert = sql(
            "INSERT INTO step_event (area, id, subject, subject_id, from_state, to_state, action,
             reason, actor, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        );
        let insert = insert.bind(&self.area).bind(id).bind(subject.word()).bind(subject_id);
        let insert = insert.bind(step.from).bind(step.to).bind(step.action).bind(step.reason);
        self.connection.run(insert.bind(step.actor).bind(step.now)).await.map(|_| ())
    }
}
