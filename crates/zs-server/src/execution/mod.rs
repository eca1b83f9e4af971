//! The money of the year: which thresholds count, lights, what is doubtful about an entry, and booking it.
mod booking;
mod entry;
mod judge;
mod lights;
mod reversal;
mod rules;
mod sheet;
mod turn;

pub(crate) use booking::{Booking, book, finish, undertaking};
pub(crate) use entry::{acceptable, prove};
pub(crate) use judge::{Doubt, Judged, funds, judge, judge_cut, payment};
pub(crate) use lights::{due_percent, light, light_document, light_year, plan_of};
pub(crate) use reversal::{Reversing, reverse};
pub(crate) use rules::{Rules, month_ended, months_ended};
pub(crate) use sheet::{Looked, look_through, mapping_of, printed_mapping};
pub(crate) use turn::Lighting;
