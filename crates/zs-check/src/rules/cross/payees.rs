//! Payees of one kind that a project calls by two names.
use crate::cx::{ProjectCx, RowCx};
use zs_catalog::Scanned;

/// Two names of one kind of payee (catalog/terms/payee-names.toml) in one project, neither part of the
/// other nor listed beside it. Telecoms compete: several of them are several.
pub(super) fn doubled(project: ProjectCx<'_>) -> Vec<[String; 2]> {
    let rows = project.table.rows();
    let rows = rows.flat_map(|RowCx { facts, .. }| [&facts.name, &facts.description, &facts.basis]);
    let texts: Vec<&Scanned<'_>> = std::iter::once(project.subject()).chain(rows).collect();
    let groups = project.cx().terms.get("payee-names").groups.iter();
    let pair = |names: &'_ zs_catalog::Words| -> Option<[String; 2]> {
        let naming = texts.iter().filter(|text| names.stands_in(**text));
        let mut used: Vec<&str> =
            naming.flat_map(|text| names.all_in(*text)).map(|(_, name)| name).collect();
        used.sort_unstable();
        used.dedup();
        let part = |name: &&str| used.iter().any(|other| other != name && other.contains(*name));
        let listed = |name: &&str| {
            let mut both = used.iter().map(|other| format!("{name}、{other}"));
            both.any(|both| texts.iter().any(|text| text.contains(&both)))
        };
        let mut alone = used.iter().filter(|name| !part(name) && !listed(name));
        Some([(*alone.next()?).to_owned(), (*alone.next()?).to_owned()])
    };
    groups.filter(|(kind, _)| *kind != "telecom").filter_map(|(_, names)| pair(names)).collect()
}
