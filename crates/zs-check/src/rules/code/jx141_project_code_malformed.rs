//! A project code that is not of the pattern that its form uses.
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::text::squeeze;
use zs_model::{Field, ProjectCode, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "project-code-malformed",
    code: "JX141",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "项目编码格式不对", en: "Malformed project code" },
    messages: &[
        Message {
            key: "length",
            zh: "项目编码 {code} 有 {count} 位，应为 21 位。",
            en: "The code {code} has {count} characters; 21 are due.",
            help_zh: "21 位编码＝区划 6 位＋年份 2 位＋类别字母 1 位＋流水 12 位，请到预算管理一体化系统核对。",
            help_en: "Area 6, year 2, class letter 1, serial 12; look the code up in the budget system.",
        },
        Message {
            key: "shape",
            zh: "项目编码 {code} 的第 {count} 位不合规则。",
            en: "Character {count} of the code {code} is not allowed there.",
            help_zh: "前 8 位是数字（区划不以 0 开头），第 9 位是大写字母，其余是数字或大写字母；请核对是否错字或混入全角、小写字符。",
            help_en: "Eight digits (no leading 0), one capital, then digits or capitals; check for misread, small or full-width characters.",
        },
        Message {
            key: "other",
            zh: "“{code}”（{count} 位）不是项目编码：既不是 21 位编码，也不是 430-0301-JBN-1D87 这样的旧编码。",
            en: "\"{code}\" ({count} characters) is no project code: neither 21 characters nor like 430-0301-JBN-1D87.",
            help_zh: "请填预算管理一体化系统里的项目编码。",
            help_en: "State the code that the budget system gives.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx141_project_code_malformed.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let code = squeeze(cx.project.code.as_deref().unwrap_or_default());
    // Other places' patterns are not known; there only a near miss of the common one is wrong.
    let known = cx.cx().profile.fields.code;
    if code.is_empty() || ProjectCode::parse(&code).is_ok() || !(known || is_near(&code)) {
        return;
    }
    let count = code.chars().count();
    let (key, count) = match count {
        _ if code.contains('-') || !is_near(&code) => ("other", count),
        21 => ("shape", wrong_at(&code)),
        _ => ("length", count),
    };
    sink.push(Draft::at(cx.at(Field::Code)).message(key).arg("code", code).arg("count", count));
}

/// 18 to 24 letters and digits, begun by six digits and most of it digits: meant to be a 21-character code.
fn is_near(code: &str) -> bool {
    let chars: Vec<char> = code.chars().map(zs_model::text::half_width_char).collect();
    let plain = chars.iter().all(char::is_ascii_alphanumeric);
    let digits = chars.iter().take(8).filter(|c| c.is_ascii_digit()).count();
    let class = chars.get(6..11).is_some_and(|run| run.iter().any(char::is_ascii_alphabetic));
    (18..=24).contains(&chars.len()) && plain && digits >= 6 && class
}

/// 1-based position of the first character that its place does not allow.
fn wrong_at(code: &str) -> usize {
    let fits = |(at, c): (usize, char)| match at {
        0 => matches!(c, '1'..='9'),
        1..=7 => c.is_ascii_digit(),
        8 => c.is_ascii_uppercase(),
        _ => c.is_ascii_digit() || c.is_ascii_uppercase(),
    };
    code.chars().enumerate().position(|it| !fits(it)).map_or(1, |at| at + 1)
}
