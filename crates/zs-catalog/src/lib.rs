//! Form families, terms and profiles as data: read, validated, looked up by id.
#![warn(missing_docs)]
