//! Prints the workflow's table; `cargo xtask gen` keeps it as docs/reference/workflow.md.
fn main() {
    print!("{}", zs_server::workflow_page());
}
