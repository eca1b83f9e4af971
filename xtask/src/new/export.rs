//! `new export`: a renderer and its two lines in the list.
use super::{create, edit, insert, named};
use anyhow::{Context as _, Result};

const FORMATS: &str = "crates/zs-export/src/formats";

#[derive(clap::Args)]
pub struct Args {
    /// The value of `--to`, like csv
    id: String,
}

pub fn run(args: &Args) -> Result<()> {
    named(&args.id, '_')?;
    create(&format!("{FORMATS}/{}.rs", args.id), &FORMAT.replace("{id}", &args.id))?;
    edit(&format!("{FORMATS}/mod.rs"), |list| listed(list, &args.id))?;
    crate::shell::run("cargo", &["fmt", "--package", "zs-export"])?;
    println!("write the test first: render examples/, read the output back, compare");
    Ok(())
}

/// The list with the format's module in order and its entry at the end of `FORMATS`.
fn listed(list: &str, id: &str) -> Result<String> {
    let module = format!("pub mod {id};");
    let not_module = |line: &str| !line.starts_with("pub mod ") || line > module.as_str();
    let with_module = insert(list, "//!", "\u{0}", &module, not_module);
    let with_entry = with_module.and_then(|list| {
        let start = list.find("FORMATS: &[&Format] = &[")?;
        let end = start + list[start..].find("];")?;
        let comma = if list[..end].trim_end().ends_with(',') { "" } else { "," };
        Some(format!("{}{comma} &{id}::FORMAT{}", list[..end].trim_end(), &list[end..]))
    });
    with_entry.context("the list in formats/mod.rs has an unknown shape: add the two lines by hand")
}

const FORMAT: &str = r#"//! TODO: what this output is, in one sentence.
use super::{Format, Unprintable};
use zs_model::Document;

/// The format.
pub const FORMAT: Format = Format {
    id: "{id}",
    zh: "TODO",
    en: "TODO",
    ending: "{id}",
    media_type: "TODO",
    render,
};

fn render(document: &Document) -> Result<Vec<u8>, Unprintable> {
    Ok(document.form.clone().into_bytes())
}
"#;

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn a_format_takes_its_place_in_the_list() {
        let list = "//! The list.\npub mod html;\npub mod json;\n\nuse x;\n\n\
                    pub const FORMATS: &[&Format] = &[&json::FORMAT, &html::FORMAT];\n";
        let list = listed(list, "ics").unwrap();
        assert!(list.contains("pub mod html;\npub mod ics;\npub mod json;"), "{list}");
        assert!(list.contains("&html::FORMAT, &ics::FORMAT];"), "{list}");
    }
}
