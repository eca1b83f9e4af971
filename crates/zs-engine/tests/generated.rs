//! Generated documents of every family survive each printed format: the samples with other texts and figures.
mod shared;

use proptest::prelude::*;
use shared::{assert_survives, samples};
use zs_model::{
    Decimal, DepartmentForm, Document, Indicator, Money, MoneyUnit, Project, SummaryForm, Target,
};

/// What the fields are filled with, in turn.
#[derive(Clone, Debug)]
struct Pool {
    texts: Vec<String>,
    targets: Vec<String>,
    figures: Vec<Option<(u32, u32)>>,
    copies: Vec<usize>,
    at: usize,
}

impl Pool {
    fn next<T: Clone>(&mut self, of: fn(&Self) -> &Vec<T>) -> T {
        self.at += 1;
        let list = of(self);
        list[self.at % list.len()].clone()
    }

    fn text(&mut self) -> String {
        self.next(|pool| &pool.texts)
    }

    /// Another text where there was one.
    fn refill(&mut self, field: &mut Option<String>) {
        if field.is_some() {
            *field = Some(self.text());
        }
    }

    fn money(&mut self, unit: Option<MoneyUnit>) -> Option<Money> {
        let (digits, scale) = self.next(|pool| &pool.figures)?;
        let unit = unit.unwrap_or(MoneyUnit::TenThousandYuan);
        Money::new(Decimal::new(i64::from(digits), scale), unit)
    }

    fn indicators(&mut self, rows: &mut Vec<Indicator>) {
        let copied = std::mem::take(rows).into_iter().flat_map(|row| {
            let copies = self.next(|pool| &pool.copies);
            std::iter::repeat_n(row, copies).collect::<Vec<_>>()
        });
        *rows = copied.collect();
        for row in rows {
            self.refill(&mut row.level3);
            self.refill(&mut row.description);
            self.refill(&mut row.basis);
            row.target = Target::parse(&self.next(|pool| &pool.targets));
            if let Some(Some(weight)) = &mut row.weight {
                let (digits, scale) = self.next(|pool| &pool.figures).unwrap_or((10, 0));
                *weight = Decimal::new(i64::from(digits % 100), scale);
            }
            if let Some(note) = &mut row.note {
                self.refill(note);
            }
        }
    }

    fn project(&mut self, project: &mut Project) {
        self.refill(&mut project.name);
        self.refill(&mut project.purpose);
        let unit = project.money_unit;
        let budget = &mut project.budget;
        for amount in [&mut budget.total, &mut budget.fiscal, &mut budget.other] {
            *amount = self.money(unit);
        }
        for point in &mut project.plan.0 {
            let percent = self.next(|pool| &pool.figures);
            point.percent = percent.map(|(digits, _)| Decimal::new(i64::from(digits % 1001), 1));
        }
        project.goals.iter_mut().for_each(|goal| *goal = self.text());
        if let Some(goal) = &mut project.period_goal {
            self.refill(goal);
        }
        self.indicators(&mut project.indicators);
        self.indicators(&mut project.period_indicators);
    }

    fn department(&mut self, form: &mut DepartmentForm) {
        self.refill(&mut form.duties);
        form.total = self.money(form.money_unit);
        for (_, amount) in form.by_income.iter_mut().chain(&mut form.by_expense) {
            *amount = self.money(form.money_unit);
        }
        for task in &mut form.key_tasks {
            self.refill(&mut task.item);
            self.refill(&mut task.goal);
        }
        self.indicators(&mut form.indicators);
    }

    fn summary(&mut self, form: &mut SummaryForm) {
        form.total = self.money(form.money_unit);
        for row in &mut form.rows {
            self.refill(&mut row.name);
            row.amount = self.money(form.money_unit);
            self.refill(&mut row.period_goal);
            self.refill(&mut row.annual_goal);
        }
    }

    /// Other words behind the number of a list.
    fn numbered(&mut self, items: &mut [String]) {
        for item in items {
            let number = item.find('）').map_or(0, |at| at + '）'.len_utf8());
            item.replace_range(number.., &format!("{}。", self.text()));
        }
    }

    fn document(&mut self, document: &mut Document) {
        self.refill(&mut document.overall.goal);
        self.numbered(&mut document.overall.sub_goals);
        self.numbered(&mut document.overall.safeguards);
        let copies = self.next(|pool| &pool.copies);
        if let Some(last) = document.projects.last().cloned() {
            document.projects.extend(std::iter::repeat_n(last, copies - 1));
        }
        for (ordinal, project) in (1..).zip(&mut document.projects) {
            project.ordinal = ordinal;
            self.project(project);
        }
        if let Some(form) = &mut document.department_form {
            self.department(form);
        }
        if let Some(form) = &mut document.summary_form {
            self.summary(form);
        }
    }
}

/// Words of the field with marks that formats use for themselves between them.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "办公楼",
        "电梯",
        "空调",
        "食堂",
        "档案",
        "维修",
        "验收",
        "年检",
        "保洁",
        "节电",
        "车辆",
        "培训",
        "2台",
        "Windows",
        "㎡",
        "𠮷",
    ]);
    let mark = prop::sample::select(vec![
        "", "", "", "，", "、", "（", "）", "<b>", "&amp;", "&", "\"", "'", "|", "*", "_",
        "_x000D_", "=", "+", "-", "@", "#", "%", "~", "`", "\\", "{", "]", "；",
    ]);
    let front = prop::sample::select(vec!["", "", "", "=", "+", "-", "@", "'", "="]);
    (front, prop::collection::vec((word, mark), 1..40)).prop_map(|(front, parts)| {
        let parts: String = parts.into_iter().flat_map(|(word, mark)| [word, mark]).collect();
        format!("{front}{parts}")
    })
}

fn pool() -> impl Strategy<Value = Pool> {
    let target = prop::sample::select(vec![
        "≥95%",
        "12次",
        "100%",
        "≤1.50万元",
        "2026年6月底前",
        "=1",
        "30%~50%",
        "达到国家标准",
        "0",
        "≥1,200人次",
    ]);
    (
        prop::collection::vec(text(), 1..20),
        prop::collection::vec(target.prop_map(str::to_owned), 1..10),
        prop::collection::vec(prop::option::of((0_u32..1_000_000_000, 0_u32..5)), 1..9),
        prop::collection::vec(1_usize..4, 1..4),
    )
        .prop_map(|(texts, targets, figures, copies)| Pool {
            texts,
            targets,
            figures,
            copies,
            at: 0,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn other_texts_and_figures_survive_printing(mut pool in pool(), which in any::<prop::sample::Index>()) {
        let (name, mut document) = which.get(&samples()).clone();
        pool.document(&mut document);
        assert_survives(&name, &document);
    }
}
