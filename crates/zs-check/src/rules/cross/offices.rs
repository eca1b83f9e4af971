//! Names of offices that are so alike that one of them is a slip.
use crate::words;
use std::collections::BTreeSet;
use zs_model::{Document, Field, FieldRef, Scope};

/// How many different names are compared with each other.
const NAMES: usize = 40;

/// Places whose office differs from one named before in one or two characters, with both names.
pub(super) fn alike(document: &Document) -> Vec<(FieldRef, String, String)> {
    let mut seen: BTreeSet<String> =
        document.department.iter().map(|name| words::normal(name)).collect();
    let mut found = Vec::new();
    for (at, name) in named(document) {
        let name = words::normal(name);
        if name.chars().count() < 5 || seen.len() > NAMES || !seen.insert(name.clone()) {
            continue;
        }
        let other = seen.iter().find(|other| **other != name && nearly(other, &name)).cloned();
        found.extend(other.map(|other| (at, name, other)));
    }
    found
}

/// Every place that names an office.
fn named(document: &Document) -> impl Iterator<Item = (FieldRef, &str)> {
    let department = document.department_form.as_ref().and_then(|form| form.department.as_deref());
    let summary = document.summary_form.as_ref().and_then(|form| form.department.as_deref());
    let forms = [(Scope::Department, department), (Scope::Summary, summary)];
    let forms = forms
        .into_iter()
        .filter_map(|(scope, name)| Some((FieldRef::new(scope, Field::Department), name?)));
    let units = document.projects.iter().filter_map(|project| {
        Some((
            FieldRef::new(Scope::Project(project.ordinal), Field::UnitName),
            project.unit_name.as_deref()?,
        ))
    });
    forms.chain(units)
}

/// Equal beginning and end, and one to two characters between them that differ; numbers, places and
/// directions (第一中学, 第二中学) tell offices apart.
fn nearly(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let rest = |name: &[char]| name.len().saturating_sub(front + back);
    let middle: Vec<&str> =
        vec!["服务", "管理", "保障", "事务", "事物", "务", "物", "的", "局", "处", "科"];
    let inner = |name: &[char]| -> String { name.iter().skip(front).take(rest(name)).collect() };
    let (x, y) = (inner(&a), inner(&b));
    a.len() == b.len()
        && front >= 4
        && back >= 1
        && rest(&a) <= 2
        && middle.contains(&x.as_str())
        && middle.contains(&y.as_str())
}
