//! Developer verbs: demo, test, lint, gen, tidy, new, bench.
fn main() {}
