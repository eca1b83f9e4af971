//! The report as one self-contained page: the form with marked cells, findings beside it, filters, print.
use super::{Face, FileReport, Run, Shown, Totals};
use crate::formats::html::escape;
use std::collections::BTreeMap;
use std::fmt::Write;
use zs_model::{Document, Field, FieldRef, Indicator, Project, Scope, Severity};

pub(super) static FACE: Face = Face {
    id: "html",
    zh: "网页（可筛选、可打印）",
    en: "a page to filter and print",
    begin,
    file,
    end,
};

const STYLE: &str = include_str!("html.css");
const SCRIPT: &str = include_str!("html.js");

/// Findings by the field that they are about, as numbers of the list.
type Marks<'a> = BTreeMap<FieldRef, Vec<(usize, &'a Shown)>>;

fn begin(run: &Run) -> String {
    let lang = run.lang;
    let title = lang.pick("准绳检查报告", "Zhunsheng check report");
    let html_lang = lang.pick("zh-CN", "en");
    let filter = |severity: Severity, word: &str| {
        format!(
            "<label><input type=\"checkbox\" data-severity=\"{severity}\" checked> {word}</label>"
        )
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{html_lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header><h1>{title}</h1><form id=\"filter\">{}{}{}\
         <label>{} <input id=\"rule\" list=\"rules\" autocomplete=\"off\"></label>\
         <datalist id=\"rules\">{}</datalist></form></header>\n<main>\n",
        filter(Severity::Error, lang.pick("错误", "errors")),
        filter(Severity::Warning, lang.pick("警告", "warnings")),
        filter(Severity::Info, lang.pick("提示", "infos")),
        lang.pick("规则", "rule"),
        run.rules
            .iter()
            .map(|rule| format!("<option value=\"{}\">", rule.name))
            .collect::<String>(),
    )
}

fn file(run: &Run, file: &FileReport, before: &Totals) -> String {
    let mut marks = Marks::new();
    for (index, shown) in file.findings.iter().enumerate() {
        marks.entry(shown.finding.at).or_default().push((index + 1, shown));
    }
    let page = Page { run, marks: &marks, number: before.files };
    let mut out = format!("<section class=\"file\">\n<h2>{}</h2>\n", escape(&file.file));
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(|s| file.count(s));
    let lang = run.lang;
    let _ = writeln!(
        out,
        "<p class=\"sums\">{} {} · {} {} · {} {} · {} {} · {} {}</p>",
        lang.pick("模板", "form"),
        escape(&file.document.form),
        lang.pick("口径", "profile"),
        escape(&file.profile),
        lang.pick("错误", "errors"),
        counts[0],
        lang.pick("警告", "warnings"),
        counts[1],
        lang.pick("提示", "infos"),
        counts[2],
    );
    out.push_str(&page.list(&file.findings));
    out.push_str(&page.overall(&file.document));
    for project in &file.document.projects {
        out.push_str(&page.project(project));
    }
    if let Some(form) = &file.document.department_form {
        let title = lang.pick("部门整体支出绩效目标表", "department form");
        let _ = writeln!(out, "<h3>{title}</h3>");
        let rows = (1..).zip(&form.indicators).map(|(row, i)| (Scope::DepartmentIndicator(row), i));
        out.push_str(&page.grid(rows));
    }
    out.push_str("</section>\n");
    out
}

fn end(run: &Run, totals: &Totals) -> String {
    let [info, warning, error] = totals.counts;
    let lang = run.lang;
    format!(
        "</main>\n<footer>{} {} · {} {error} · {} {warning} · {} {info} · {} {} · {} {}</footer>\n\
         <script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        lang.pick("文件", "files"),
        totals.files,
        lang.pick("错误", "errors"),
        lang.pick("警告", "warnings"),
        lang.pick("提示", "infos"),
        lang.pick("已豁免", "waived"),
        totals.waived,
        lang.pick("规则版本", "rules"),
        escape(&run.version),
    )
}

struct Page<'a> {
    run: &'a Run,
    marks: &'a Marks<'a>,
    /// The file's number: anchors of several files must differ.
    number: usize,
}

impl Page<'_> {
    fn list(&self, findings: &[Shown]) -> String {
        let mut out = String::from("<ol class=\"findings\">\n");
        for (index, shown) in findings.iter().enumerate() {
            let id = format!("{}-{}", self.number, index + 1);
            let waived = shown.waived.as_ref().map(|w| {
                format!(
                    " <em>{} {} {}</em>",
                    escape(&w.reason),
                    escape(&w.approver),
                    escape(&w.expires)
                )
            });
            let _ = writeln!(
                out,
                "<li id=\"f{id}\" data-severity=\"{}\" data-rule=\"{}\" class=\"{}\"><b>{}</b> \
                 <a href=\"#c{id}\">{}</a> <span>{}</span> <i>{}</i>{}</li>",
                shown.finding.severity,
                shown.finding.rule,
                shown.finding.severity,
                shown.code,
                escape(&shown.message),
                escape(&shown.finding.text),
                escape(&shown.help),
                waived.unwrap_or_default(),
            );
        }
        out + "</ol>\n"
    }

    /// The marks of a field, list items included, as anchors with the messages as titles.
    fn mark(&self, scope: Scope, fields: &[Field]) -> (String, String) {
        let mut anchors = String::new();
        let mut worst = None;
        for field in fields {
            let range = FieldRef::new(scope, *field)..=FieldRef::item(scope, *field, u32::MAX);
            for (number, shown) in self.marks.range(range).flat_map(|(_, shown)| shown) {
                worst = worst.max(Some(shown.finding.severity));
                let id = format!("{}-{number}", self.number);
                let _ = write!(
                    anchors,
                    "<a class=\"mark {}\" id=\"c{id}\" href=\"#f{id}\" data-rule=\"{}\" \
                     data-severity=\"{}\" title=\"{}\">{number}</a>",
                    shown.finding.severity,
                    shown.finding.rule,
                    shown.finding.severity,
                    escape(&shown.message),
                );
            }
        }
        (anchors, worst.map(|w| format!(" class=\"has-{w}\"")).unwrap_or_default())
    }

    fn cell(&self, scope: Scope, fields: &[Field], text: &str) -> String {
        let (anchors, class) = self.mark(scope, fields);
        format!("<td{class}>{}{anchors}</td>", escape(text))
    }

    fn overall(&self, document: &Document) -> String {
        let lang = self.run.lang;
        let overall = &document.overall;
        let mut out = String::from("<table class=\"head\">\n");
        let rows = [
            (
                Field::Goal,
                lang.pick("总体绩效目标", "overall goal"),
                overall.goal.clone().unwrap_or_default(),
            ),
            (Field::SubGoals, lang.pick("分项绩效目标", "sub-goals"), overall.sub_goals.join("\n")),
            (
                Field::Safeguards,
                lang.pick("工作保障措施", "safeguards"),
                overall.safeguards.join("\n"),
            ),
        ];
        let (document_marks, class) = self.mark(Scope::Document, Field::ALL);
        let _ = writeln!(
            out,
            "<tr><th>{}</th><td{class}>{}{document_marks}</td></tr>",
            lang.pick("文本", "document"),
            escape(document.department.as_deref().unwrap_or_default()),
        );
        for (field, label, text) in rows {
            let _ = writeln!(
                out,
                "<tr><th>{label}</th>{}</tr>",
                self.cell(Scope::Overall, &[field], &text)
            );
        }
        out + "</table>\n"
    }

    fn project(&self, project: &Project) -> String {
        let scope = Scope::Project(project.ordinal);
        let lang = self.run.lang;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let money =
            |money: Option<zs_model::Money>| money.map(|m| m.to_string()).unwrap_or_default();
        let plan: Vec<String> = project
            .plan
            .0
            .iter()
            .map(|p| {
                format!(
                    "{}月底 {}",
                    p.month,
                    p.percent.map(|v| format!("{v}%")).unwrap_or_default()
                )
            })
            .collect();
        let goals: Vec<String> = (1..)
            .zip(&project.goals)
            .map(|(number, goal): (u32, _)| format!("{number}.{goal}"))
            .collect();
        let budget = format!(
            "{}（{} {}，{} {}）{}",
            money(project.budget.total),
            lang.pick("财政资金", "fiscal"),
            money(project.budget.fiscal),
            lang.pick("其他资金", "other"),
            money(project.budget.other),
            project.money_unit.map(|unit| unit.to_string()).unwrap_or_default(),
        );
        let rows: [(&[Field], &str, String); 6] = [
            (&[Field::Code], lang.pick("项目编码", "code"), text(&project.code)),
            (
                &[
                    Field::Name,
                    Field::Title,
                    Field::UnitName,
                    Field::UnitCode,
                    Field::Extra,
                    Field::Indicators,
                ],
                lang.pick("项目名称", "name"),
                text(&project.name),
            ),
            (
                &[Field::Budget, Field::Total, Field::Fiscal, Field::Other, Field::MoneyUnit],
                lang.pick("预算数", "budget"),
                budget,
            ),
            (&[Field::Purpose], lang.pick("资金用途", "purpose"), text(&project.purpose)),
            (&[Field::Plan], lang.pick("资金支出计划", "plan"), plan.join("　")),
            (
                &[Field::Goals, Field::PeriodGoal, Field::SpecialFund, Field::Period],
                lang.pick("绩效目标", "goals"),
                goals.join("\n"),
            ),
        ];
        let title = project.title.as_deref().or(project.name.as_deref()).unwrap_or_default();
        let mut out =
            format!("<h3>{}. {}</h3>\n<table class=\"head\">\n", project.ordinal, escape(title));
        for (fields, label, value) in rows {
            let _ = writeln!(out, "<tr><th>{label}</th>{}</tr>", self.cell(scope, fields, &value));
        }
        out.push_str("</table>\n");
        let ordinal = project.ordinal;
        let indicators = (1..).zip(&project.indicators);
        out + &self.grid(indicators.map(|(row, i)| (Scope::Indicator { project: ordinal, row }, i)))
    }

    fn grid<'i>(&self, rows: impl Iterator<Item = (Scope, &'i Indicator)>) -> String {
        let lang = self.run.lang;
        let labels = [
            lang.pick("一级指标", "level 1"),
            lang.pick("二级指标", "level 2"),
            lang.pick("三级指标", "level 3"),
            lang.pick("绩效指标描述", "description"),
            lang.pick("指标值", "target"),
            lang.pick("指标值确定依据", "basis"),
            lang.pick("分值", "weight"),
        ];
        let mut out = String::from("<table class=\"grid\">\n<thead><tr>");
        for label in labels {
            let _ = write!(out, "<th>{label}</th>");
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for (scope, indicator) in rows {
            let weight = indicator.weight.flatten().map(|w| w.to_string());
            let cells = [
                (Field::Level1, &indicator.level1),
                (Field::Level2, &indicator.level2),
                (Field::Level3, &indicator.level3),
                (Field::Description, &indicator.description),
                (Field::Target, &indicator.target.raw),
                (Field::Basis, &indicator.basis),
                (Field::Weight, &weight),
            ];
            out.push_str("<tr>");
            for (field, text) in cells {
                let text = text.as_deref().unwrap_or_default();
                let fields: &[Field] =
                    if field == Field::Basis { &[Field::Basis, Field::Note] } else { &[field] };
                out.push_str(&self.cell(scope, fields, text));
            }
            out.push_str("</tr>\n");
        }
        out + "</tbody>\n</table>\n"
    }
}
