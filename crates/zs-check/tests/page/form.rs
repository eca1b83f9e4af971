//! A form in the notation of rule pages → `Document`. See docs/how-to/add-a-rule.md.
use zs_model::{
    ContentsEntry, Decimal, DepartmentForm, Document, Indicator, KeyTask, Money, MoneyUnit, Plan,
    PlanPoint, Project, SummaryForm, SummaryRow, Target,
};

/// Reads a form; the error says which line is not understood.
pub fn read(text: &str) -> Result<Document, String> {
    let mut reader = Reader::default();
    reader.document.form = "unknown".to_owned();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let known = match line.trim().strip_prefix('|') {
            Some(row) => reader.table_row(row.trim_end_matches('|')),
            None => {
                line.split_once('：').and_then(|(key, value)| reader.head(key.trim(), value.trim()))
            }
        };
        known.ok_or_else(|| format!("not understood: {line}"))?;
    }
    Ok(reader.document)
}

#[derive(Default)]
struct Reader {
    document: Document,
    columns: Vec<String>,
    unit: Option<MoneyUnit>,
}

fn text(value: &str) -> Option<String> {
    Some(value.trim()).filter(|value| !value.is_empty()).map(str::to_owned)
}

impl Reader {
    fn money(&self, value: &str) -> Option<Money> {
        Money::parse(value.trim(), self.unit.unwrap_or(MoneyUnit::TenThousandYuan))
    }

    /// `预算 120.00 = 财政 120.00 + 其他 0`: label → amount; a label without a figure is blank.
    fn amounts(&self, value: &str) -> Option<Vec<(String, Option<Money>)>> {
        let parts =
            value.split(['=', '+', '＝', '＋']).map(str::trim).filter(|part| !part.is_empty());
        let amount = |part: &str| {
            let (label, figure) = part.rsplit_once(' ').unwrap_or((part, ""));
            let money = if figure.is_empty() { None } else { Some(self.money(figure)?) };
            Some((label.trim().to_owned(), money))
        };
        parts.map(amount).collect()
    }

    fn head(&mut self, key: &str, value: &str) -> Option<()> {
        let document = &mut self.document;
        match key {
            "年度" => document.fiscal_year = Some(value.parse().ok()?),
            "模板" => value.clone_into(&mut document.form),
            "部门" => document.department = text(value),
            "总体目标" => document.overall.goal = text(value),
            "分项目标" => document.overall.sub_goals.push(value.to_owned()),
            "保障措施" => document.overall.safeguards.push(value.to_owned()),
            "目录" => {
                let entry = ContentsEntry { name: value.to_owned(), raw: value.to_owned() };
                document.contents.push(entry);
            }
            "项目" => self.project(value)?,
            "部门表" | "收入" | "支出" | "职责" | "任务" => {
                self.department(key, value)?
            }
            "汇总" | "子项" => self.summary(key, value)?,
            _ => self.project_field(key, value)?,
        }
        Some(())
    }

    /// `名称 | 编码 | 预算 120.00 = 财政 120.00 + 其他 0`.
    fn project(&mut self, value: &str) -> Option<()> {
        (self.columns, self.unit) = (Vec::new(), None);
        let mut parts = value.split('|').map(str::trim);
        let (name, code) = (parts.next()?, parts.next().unwrap_or_default());
        let mut project = Project {
            ordinal: u32::try_from(self.document.projects.len()).ok()? + 1,
            title: text(name),
            name: text(name),
            code: text(code),
            money_unit: Some(MoneyUnit::TenThousandYuan),
            ..Project::default()
        };
        for (label, amount) in self.amounts(parts.next().unwrap_or_default())? {
            match label.as_str() {
                "预算" => project.budget.total = amount,
                "财政" => project.budget.fiscal = amount,
                "其他" => project.budget.other = amount,
                _ => return None,
            }
        }
        self.document.projects.push(project);
        Some(())
    }

    fn project_field(&mut self, key: &str, value: &str) -> Option<()> {
        let project = self.document.projects.last_mut()?;
        match key {
            "标题" => project.title = text(value),
            "单位" => {
                let (code, name) = value.split_once(' ').unwrap_or(("", value));
                (project.unit_code, project.unit_name) = (text(code), text(name));
            }
            "用途" => project.purpose = text(value),
            "目标" => project.goals.push(value.to_owned()),
            "专项" => project.special_fund = Some(text(value)),
            "实施期" => project.period = Some(text(value)),
            "实施期目标" => project.period_goal = Some(text(value)),
            "计划" => project.plan = plan(value)?,
            _ => return None,
        }
        Some(())
    }

    /// `部门表：917.49`, `收入：一般公共预算拨款 917.49 + 其他资金`, `任务：事项 | 责任单位 | 目标`.
    fn department(&mut self, key: &str, value: &str) -> Option<()> {
        if key == "部门表" {
            self.columns = Vec::new();
            self.document.department_form =
                Some(DepartmentForm { total: self.money(value), ..DepartmentForm::default() });
            return Some(());
        }
        let amounts =
            if matches!(key, "收入" | "支出") { self.amounts(value)? } else { Vec::new() };
        let form = self.document.department_form.as_mut()?;
        let mut parts = value.split('|').map(text);
        match key {
            "收入" => form.by_income = amounts,
            "支出" => form.by_expense = amounts,
            "职责" => form.duties = text(value),
            _ => form.key_tasks.push(KeyTask {
                item: parts.next()?,
                responsible: parts.next()?,
                goal: parts.next()?,
                amount: None,
            }),
        }
        Some(())
    }

    /// `汇总：588.50`, `子项：名称 | 金额 | 实施期目标 | 年度目标`.
    fn summary(&mut self, key: &str, value: &str) -> Option<()> {
        if key == "汇总" {
            let form = SummaryForm { total: self.money(value), ..SummaryForm::default() };
            self.document.summary_form = Some(form);
            return Some(());
        }
        let mut parts = value.split('|').map(str::trim);
        let name = text(parts.next()?);
        let amount = parts.next().and_then(|figure| self.money(figure));
        let (period_goal, annual_goal) = (parts.next().and_then(text), parts.next().and_then(text));
        let rows = &mut self.document.summary_form.as_mut()?.rows;
        let ordinal = Some((rows.len() + 1).to_string());
        rows.push(SummaryRow { ordinal, name, amount, period_goal, annual_goal });
        Some(())
    }

    /// A row of the grid; the first row names the columns. Blank level cells inherit.
    fn table_row(&mut self, row: &str) -> Option<()> {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        if self.columns.is_empty() {
            self.columns = cells.into_iter().map(str::to_owned).collect();
            return Some(());
        }
        if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':')))
            && !cells.concat().is_empty()
        {
            return Some(());
        }
        let rows = match (self.document.projects.last_mut(), &mut self.document.department_form) {
            (Some(project), _) => &mut project.indicators,
            (None, Some(form)) => &mut form.indicators,
            (None, None) => return None,
        };
        let mut indicator = Indicator::default();
        for (column, cell) in self.columns.iter().zip(cells) {
            let cell = text(cell);
            match column.as_str() {
                "一级" => indicator.level1 = cell.or_else(|| rows.last()?.level1.clone()),
                "二级" => indicator.level2 = cell.or_else(|| rows.last()?.level2.clone()),
                "三级" => indicator.level3 = cell,
                "描述" => indicator.description = cell,
                "指标值" => {
                    indicator.target = cell.as_deref().map(Target::parse).unwrap_or_default()
                }
                "依据" => indicator.basis = cell,
                "备注" => indicator.note = Some(cell),
                "分值" => {
                    indicator.weight = Some(cell.as_deref().and_then(zs_model::text::decimal))
                }
                _ => return None,
            }
        }
        rows.push(indicator);
        Some(())
    }
}

/// `25 50 75 100` at the end of March, June, October, December; `—` is a blank cell.
fn plan(value: &str) -> Option<Plan> {
    let months = [3, 6, 10, 12];
    let point = |(month, cell): (u8, &str)| match cell {
        "—" | "-" => Some(PlanPoint { month, percent: None }),
        figure => {
            let percent: Decimal = zs_model::text::decimal(figure.trim_end_matches('%'))?;
            Some(PlanPoint { month, percent: Some(percent) })
        }
    };
    let points: Option<Vec<PlanPoint>> =
        months.into_iter().zip(value.split_whitespace()).map(point).collect();
    points.map(Plan)
}
