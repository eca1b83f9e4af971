//! The confidence of each field, beside the document in JSON: paths are JSON pointers into it.
use crate::shape::place;
use serde_json::{Value, json};
use zs_model::{Confidence, Field, FieldRef, Scope, Sureness};

/// One step from a value to one inside it.
#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    /// 1-based.
    At(u32),
}

/// One entry for each value without others inside and for each part, in the order of the document.
pub(crate) fn entries(document: &Value, confidence: &Confidence) -> Vec<Value> {
    let mut entries = Vec::new();
    walk(document, &mut Vec::new(), confidence, &mut entries);
    entries
}

fn walk<'a>(
    value: &'a Value,
    path: &mut Vec<Step<'a>>,
    confidence: &Confidence,
    entries: &mut Vec<Value>,
) {
    let empty = match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => true,
    };
    let schema = matches!(path.as_slice(), [Step::Key("schema")]);
    if !schema && (empty || part(path).is_some()) {
        entries.extend(sureness(path, confidence).map(|of| entry(path, of)));
    }
    let mut inside = |step, value| {
        path.push(step);
        walk(value, path, confidence, entries);
        path.pop();
    };
    match value {
        Value::Array(items) => {
            (1..).zip(items).for_each(|(at, value)| inside(Step::At(at), value));
        }
        Value::Object(map) => map.iter().for_each(|(key, value)| inside(Step::Key(key), value)),
        _ => {}
    }
}

/// The part of the document that a path leads to, if it leads to a whole one.
fn part(path: &[Step<'_>]) -> Option<Scope> {
    use Step::{At, Key};
    Some(match path {
        [Key("projects")] => Scope::Document,
        [Key("projects"), At(number)] => Scope::Project(*number),
        [Key("overall")] => Scope::Overall,
        [Key("department_form")] => Scope::Department,
        [Key("summary_form")] => Scope::Summary,
        _ => return None,
    })
}

/// The field that a path leads to or into.
fn field(path: &[Step<'_>]) -> (Scope, Option<FieldRef>) {
    use Step::{At, Key};
    let (scope, rest) = match path {
        [Key("projects"), At(project), Key("indicators"), At(row), rest @ ..] => {
            (Scope::Indicator { project: *project, row: *row }, rest)
        }
        [Key("projects"), At(project), rest @ ..] => (Scope::Project(*project), rest),
        [Key("overall"), rest @ ..] => (Scope::Overall, rest),
        [Key("department_form"), Key("indicators"), At(row), rest @ ..] => {
            (Scope::DepartmentIndicator(*row), rest)
        }
        [Key("department_form"), rest @ ..] => (Scope::Department, rest),
        [Key("summary_form"), Key("rows"), At(row), rest @ ..] => (Scope::SummaryRow(*row), rest),
        [Key("summary_form"), rest @ ..] => (Scope::Summary, rest),
        rest => (Scope::Document, rest),
    };
    let of = |key: &str| if key == "year" { Some(Field::FiscalYear) } else { Field::parse(key) };
    let (key, item) = match rest {
        [Key("budget"), Key(key), ..] => (key, 0),
        [Key(key), At(item), ..] => (key, *item),
        [Key(key), ..] => (key, 0),
        _ => return (scope, None),
    };
    (scope, of(key).map(|field| FieldRef::item(scope, field, item)))
}

fn sureness<'c>(path: &[Step<'_>], confidence: &'c Confidence) -> Option<&'c Sureness> {
    if let Some(scope) = part(path) {
        return confidence.parts.get(&scope);
    }
    let (scope, field) = field(path);
    confidence.of(&field.unwrap_or(FieldRef::new(scope, Field::Title)))
}

fn entry(path: &[Step<'_>], of: &Sureness) -> Value {
    let mut entry = json!({
        "path": pointer(path),
        "level": of.level().word(),
        "reasons": of.reasons.iter().map(|reason| reason.word()).collect::<Vec<_>>(),
        "source": of.place.as_ref().map(place),
    });
    if let Some(text) = &of.left_out {
        entry["left_out"] = json!(text);
    }
    entry
}

/// RFC 6901.
fn pointer(path: &[Step<'_>]) -> String {
    let step = |step: &Step<'_>| match step {
        Step::Key(key) => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Step::At(number) => format!("/{}", number - 1),
    };
    path.iter().map(step).collect()
}
