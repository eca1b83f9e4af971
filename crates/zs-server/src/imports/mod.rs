//! Files on their way into the record: read, described, matched to a node and a year, confirmed.
mod matching;
mod reading;

pub(crate) use matching::{Match, matched};
pub(crate) use reading::{FileFacts, Kept, Unreadable, describe, read, read_surely, refusal};
