//! The record: areas, offices, accounts, documents with every version, findings, workflow, jobs, audit chain.
//!
//! One [`Store`] on either engine. [`Store::read`] gives a [`Reader`], [`Store::write`] a [`Writer`]; both are
//! bound to one area, so no query can leave it. A writer is one transaction: everything done through it,
//! the audit entries included, stands or falls with [`Writer::commit`]. Writers of one area follow each
//! other, so what a writer reads cannot change before it commits: do nothing slow while you hold one.
//!
//! The store has no clock: every moment is given by the caller, in milliseconds since 1970 (UTC).
#![warn(missing_docs)]

mod account;
mod acknowledgement;
mod actual_value;
mod api_key;
mod approval;
mod archive;
mod archive_file;
mod area;
mod attachment;
mod audit;
mod board;
mod comment;
mod day;
mod document;
mod edition;
mod engine;
mod error;
mod finding;
mod fiscal_year;
mod gram;
mod idempotency;
mod indicator;
mod job;
mod light;
mod migrate;
mod money;
mod monitoring_round;
mod monitoring_sheet;
mod node;
mod page;
mod payment_file;
mod project;
mod project_rows;
mod proposal;
mod publication;
mod rectification;
mod role;
mod schema;
mod search;
mod seed;
mod seed_year;
mod self_evaluation;
mod session;
mod setting;
mod sql;
mod step_event;
mod store;
mod undertaking;
mod version;
mod waiver;
mod word;
mod workflow;

pub use account::{Account, NewAccount};
pub use acknowledgement::Acknowledgement;
pub use actual_value::{ActualValue, NewActualValue, ValueSource};
pub use api_key::{ApiKey, NewApiKey};
pub use archive::{ArchiveReport, verify_archive};
pub use area::{Area, NewArea};
pub use attachment::{Attachment, NewAttachment};
pub use audit::{AuditEntry, AuditFilter, AuditRow, ChainHash, Sm3, Verdict};
pub use board::{BranchSum, Lights, Unlit};
pub use comment::{Comment, NewComment};
pub use document::{Document, DocumentFilter, DocumentOrder, NewDocument};
pub use edition::Edition;
pub use error::{Result, StoreError};
pub use finding::{FindingCount, FindingFilter, FindingRow};
pub use fiscal_year::{CalendarPoint, FiscalYear, NewCalendarPoint};
pub use idempotency::{Answer, Remembered};
pub use indicator::{Indicator, IndicatorContent};
pub use job::{Job, JobState, NewJob};
pub use light::{Light, MonthEnd, NodeSum};
pub use money::{MoneyEntry, MoneyKind, NewMoney, PaymentLike};
pub use monitoring_round::{MonitoringRound, NewMonitoringRound, SheetCount};
pub use monitoring_sheet::{MonitoringSheet, NewMonitoringSheet, SheetFilter, SheetSigns};
pub use node::{NewNode, Node, NodeKind};
pub use page::{Cursor, Page, PageOf};
pub use payment_file::{NewPaymentFile, PaymentFile, PaymentFileState};
pub use project::{Project, ProjectFilter, ProjectOrder, ProjectRow};
pub use proposal::{NewProposal, Proposal, ProposalFilter, ResultAction};
pub use publication::Publication;
pub use rectification::{
    NewRectification, Rectification, RectificationFilter, RectificationSource,
};
pub use role::{Grant, Role};
pub use schema::print_schema;
pub use seed::Seed;
pub use seed_year::SeedYear;
pub use self_evaluation::{
    EvaluationFilter, EvaluationKept, EvaluationScores, NewSelfEvaluation, Score, SelfEvaluation,
};
pub use session::{NewSession, SessionView};
pub use setting::Setting;
pub use step_event::{NewStep, StepEvent, Subject};
pub use store::{BlobPlace, Reader, Store, Writer};
pub use undertaking::{Undertaking, UndertakingFilter, UndertakingRow};
pub use version::{Content, ProjectContent, Saved, Version};
pub use waiver::{NewWaiver, Waiver};
pub use workflow::{Seal, SealKind, Transition, WorkflowEvent};
