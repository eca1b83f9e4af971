//! The workbook's own part: which sheets there are, in which order, and where their parts lie.
use crate::formats::archive::Archive;
use crate::formats::sheet::package::{Events, attribute, part};
use crate::formats::sheet::trouble;
use crate::formats::xml::tokens::{Tag, Token};
use crate::{Limits, ReadError};
use std::collections::BTreeMap;

/// A sheet of cells.
pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) part: String,
}

/// The parts of a workbook.
#[derive(Default)]
pub(super) struct Index {
    pub(super) sheets: Vec<SheetPart>,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
    /// Days are counted from 1904.
    pub(super) early: bool,
}

struct Relation {
    kind: String,
    target: String,
}

/// Finds the workbook part and reads it.
pub(super) fn read(archive: &mut Archive<'_>, limits: &Limits) -> Result<Index, ReadError> {
    let main = main_part(archive, limits)?;
    let Some(xml) = part(archive, &main)? else {
        let (zh, en) = ("工作簿缺少主要部分", "the workbook lacks its main part");
        return Err(trouble::damaged(zh, en));
    };
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = relations(archive, &format!("{folder}/_rels/{file}.rels"), folder, limits)?;
    let mut index = Index::default();
    for relation in relations.values() {
        match relation.kind.as_str() {
            "sharedStrings" => index.strings = Some(relation.target.clone()),
            "styles" => index.styles = Some(relation.target.clone()),
            _ => {}
        }
    }
    let mut events = Events::new(&main, &xml, limits);
    loop {
        match events.token()? {
            Token::Start(element) | Token::Empty(element) => match element.local() {
                "workbookPr" => {
                    let early = attribute(&element, "date1904");
                    index.early = early.is_some_and(|early| early == "1" || early == "true");
                }
                "sheet" => index.sheets.extend(sheet(&element, &relations)),
                _ => {}
            },
            Token::Eof => return Ok(index),
            _ => {}
        }
    }
}

/// The part that the package names as its main one, where it is a workbook that we read.
fn main_part(archive: &mut Archive<'_>, limits: &Limits) -> Result<String, ReadError> {
    let named = relations(archive, "_rels/.rels", "", limits)?
        .into_values()
        .find(|relation| relation.kind == "officeDocument")
        .map(|relation| relation.target);
    let main = named.unwrap_or_else(|| String::from("xl/workbook.xml"));
    let has = |name: &str| archive.names().any(|entry| entry.eq_ignore_ascii_case(name));
    if main.to_ascii_lowercase().ends_with(".bin") {
        return Err(trouble::unknown(
            "不读取 .xlsb 二进制工作簿",
            "binary .xlsb workbooks are not read",
        ));
    }
    if main.starts_with("word/") || main.starts_with("ppt/") {
        return Err(trouble::unknown("这不是电子表格", "this is not a workbook"));
    }
    match has(&main) {
        true => Ok(main),
        false if has("xl/workbook.xml") => Ok(String::from("xl/workbook.xml")),
        false => Err(trouble::unknown("压缩包里没有工作簿", "the archive holds no workbook")),
    }
}

/// The relations of a part by their ids; kinds without their address, targets as full part names.
fn relations(
    archive: &mut Archive<'_>,
    name: &str,
    folder: &str,
    limits: &Limits,
) -> Result<BTreeMap<String, Relation>, ReadError> {
    let mut relations = BTreeMap::new();
    let Some(xml) = part(archive, name)? else { return Ok(relations) };
    let mut events = Events::new(name, &xml, limits);
    loop {
        match events.token()? {
            Token::Start(element) | Token::Empty(element) if element.local() == "Relationship" => {
                let field = |name| attribute(&element, name).unwrap_or_default();
                let kind = field("Type").rsplit('/').next().unwrap_or_default().to_owned();
                let target = resolve(folder, &field("Target"));
                relations.insert(field("Id"), Relation { kind, target });
            }
            Token::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// The full name of a part that is named relative to a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A sheet of cells that is not hidden for good; charts and macro sheets have no cells for us.
fn sheet(element: &Tag<'_>, relations: &BTreeMap<String, Relation>) -> Option<SheetPart> {
    let state = attribute(element, "state").unwrap_or_default();
    let relation = relations.get(&attribute(element, "id")?)?;
    if state == "veryHidden" || relation.kind != "worksheet" {
        return None;
    }
    let name = attribute(element, "name").unwrap_or_default();
    Some(SheetPart { name, hidden: state == "hidden", part: relation.target.clone() })
}
