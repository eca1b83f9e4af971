//! A finding in words: the message and the help of its rule with the finding's arguments.
use crate::run::by_name;
use zs_model::Finding;

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// Message and help of a finding; both empty for a rule that is not ours.
#[must_use]
pub fn render(finding: &Finding, lang: Lang) -> (String, String) {
    let args = |name: &str| finding.args.get(name).map(String::as_str);
    render_stored(finding.rule, finding.message, args, lang)
}

/// The same for a finding that was kept elsewhere: its rule's name, its message's key, its arguments.
#[must_use]
pub fn render_stored<'a>(
    rule: &str,
    message: &str,
    args: impl Fn(&str) -> Option<&'a str>,
    lang: Lang,
) -> (String, String) {
    let Some(message) = by_name(rule).and_then(|rule| rule.message(message)) else {
        return (String::new(), String::new());
    };
    let (text, help) = match lang {
        Lang::Zh => (message.zh, message.help_zh),
        Lang::En => (message.en, message.help_en),
    };
    (filled(text, &args), filled(help, &args))
}

/// The template with `{name}` replaced by its argument; a name without an argument stays as it is.
fn filled<'a>(template: &str, args: &impl Fn(&str) -> Option<&'a str>) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let hole = after.split_once('}').and_then(|(name, tail)| Some((args(name)?, tail)));
        if let Some((value, tail)) = hole {
            out.push_str(value);
            rest = tail;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out + rest
}

/// The placeholders of a template, in order, each once.
#[must_use]
pub fn placeholders(template: &str) -> Vec<&str> {
    let holes = template.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
    let mut names: Vec<&str> = holes.collect();
    names.sort_unstable();
    names.dedup();
    names
}
