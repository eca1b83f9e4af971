//! Document to findings: the rules, their pages and the runner.
#![warn(missing_docs)]
