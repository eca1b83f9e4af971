//! Where a file belongs: the node by the codes and names that it states, the year, and the document that is there.
use super::FileFacts;
use crate::problem::Answer;
use std::collections::BTreeSet;
use zs_store::{Document, DocumentFilter, DocumentOrder, Node, Page, Reader};

/// A proposal; the person who confirms decides.
#[derive(Debug, Default)]
pub(crate) struct Match {
    pub node: Option<Node>,
    /// What told the node: `unit_code`, `department_code`, `name` or `only_node`.
    pub by: Option<&'static str>,
    pub year: Option<i64>,
    /// The document of that node and year, the last changed first.
    pub document: Option<Document>,
}

/// Proposes a node of the caller's branches, a year, and the document that the file would be a version of.
pub(crate) async fn matched(
    reader: &mut Reader,
    branches: &[String],
    facts: &FileFacts,
) -> Answer<Match> {
    let mut nodes = Vec::new();
    for branch in branches {
        nodes.extend(reader.branch(branch).await?);
    }
    nodes.retain(|node| node.retired_at.is_none());
    let (node, by) = choose(nodes, facts);
    let year = facts.year.map(i64::from);
    let mut found = Match { node, by, year, document: None };
    if let (Some(node), Some(year)) = (&found.node, year) {
        let branches = vec![node.path.clone()];
        let filter = DocumentFilter { year, branches, ..DocumentFilter::default() };
        let page = reader.documents(&filter, DocumentOrder::Updated, &Page::first(500)).await?;
        let mut own: Vec<Document> = page.items.into_iter().filter(|d| d.node == node.id).collect();
        // A document of the same form comes before others; the last changed comes first anyway.
        own.sort_by_key(|document| document.form != facts.form);
        found.document = own.into_iter().next();
    }
    Ok(found)
}

fn choose(nodes: Vec<Node>, facts: &FileFacts) -> (Option<Node>, Option<&'static str>) {
    let by_code = |code: &str| nodes.iter().find(|node| node.code == code).cloned();
    let codes: Vec<&String> = facts.unit_codes.iter().collect();
    if let [code] = codes.as_slice()
        && let Some(node) = by_code(code)
    {
        return (Some(node), Some("unit_code"));
    }
    if let Some(node) = common_start(&facts.unit_codes).and_then(by_code) {
        return (Some(node), Some("department_code"));
    }
    let units: Vec<&String> = facts.unit_names.iter().collect();
    let stated = match units.as_slice() {
        [unit] => vec![unit.as_str(), facts.department.as_deref().unwrap_or_default()],
        _ => vec![facts.department.as_deref().unwrap_or_default()],
    };
    for name in stated {
        if let Some(node) = nodes.iter().find(|node| same_name(name, &node.name)) {
            return (Some(node.clone()), Some("name"));
        }
    }
    match nodes.as_slice() {
        [only] => (Some(only.clone()), Some("only_node")),
        _ => (None, None),
    }
}

/// The three digits of a 部门 that all 单位编码 begin with.
fn common_start(codes: &BTreeSet<String>) -> Option<&str> {
    let start = codes.first()?.get(..3)?;
    codes.iter().all(|code| code.starts_with(start)).then_some(start)
}

/// Names are the same with or without the county's name in front, and without spaces.
fn same_name(stated: &str, known: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let (stated, known) = (plain(stated), plain(known));
    !known.is_empty()
        && !stated.is_empty()
        && (stated.ends_with(&known) || known.ends_with(&stated))
}

#[cfg(test)]
mod tests {
    use super::*;
    use zs_store::NodeKind;

    fn node(id: i64, code: &str, name: &str) -> Node {
        let (code, name, path) = (code.to_owned(), name.to_owned(), format!("{id:06}"));
        let kind = NodeKind::Unit;
        Node { id, parent: None, kind, code, name, path, created_at: 0, retired_at: None }
    }

    fn chosen(codes: &[&str], department: &str) -> (Option<i64>, Option<&'static str>) {
        let nodes =
            vec![node(2, "430", "机关事务局"), node(3, "430001", "本级"), node(4, "501", "文化馆")];
        let facts = FileFacts {
            unit_codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            department: Some(department.to_owned()),
            ..FileFacts::default()
        };
        let (node, by) = choose(nodes, &facts);
        (node.map(|node| node.id), by)
    }

    #[test]
    fn codes_come_before_names() {
        assert_eq!(chosen(&["430001"], "文化馆"), (Some(3), Some("unit_code")));
        assert_eq!(chosen(&["430001", "430004"], ""), (Some(2), Some("department_code")));
        assert_eq!(chosen(&["430001", "501001"], "云溪县 文化馆"), (Some(4), Some("name")));
        assert_eq!(chosen(&[], "水务局"), (None, None));
    }
}
