//! Prints what `schema.sql` must hold.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    print!("{}", runtime.block_on(zs_store::print_schema())?);
    Ok(())
}
