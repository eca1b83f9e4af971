//! Prints the description of the API; `cargo xtask gen` keeps it as docs/reference/openapi.json.
fn main() {
    println!("{}", zs_server::openapi());
}
