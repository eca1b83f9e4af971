//! Rows of the summary form (专项资金预算绩效目标汇总表).
use super::lines::Row;
use super::prose::filled;
use super::state::{Open, State};
use zs_catalog::Label;
use zs_model::{Field, FieldRef, Reason, Scope, SummaryRow};

impl State<'_> {
    /// Reads one row of the summary, the total included.
    pub fn summary_row(&mut self, columns: &[(std::ops::Range<u32>, Label)], row: &Row<'_>) {
        let mut read = SummaryRow::default();
        let mut total = false;
        let mut amount = None;
        for at in row.filled() {
            total |= at.label == Some(Label::GrandTotal);
            let column = columns.iter().find(|(range, _)| range.contains(&at.cell.column));
            match column.map(|(_, label)| *label) {
                Some(Label::Ordinal) => read.ordinal = filled(at.text()),
                Some(Label::Name) => read.name = filled(at.text()),
                Some(Label::PeriodGoal) => read.period_goal = filled(at.text()),
                Some(Label::Goal) => read.annual_goal = filled(at.text()),
                Some(Label::Total) => {
                    amount = self.money(at.text());
                    if amount.is_none() {
                        self.unplaced(at.text(), at.place());
                    }
                }
                _ => self.unplaced(at.text(), at.place()),
            }
        }
        read.amount = amount;
        let Some(Open::Summary(form)) = &mut self.open else { return };
        let scope = if total {
            form.total = amount;
            Scope::Summary
        } else {
            form.rows.push(read);
            Scope::SummaryRow(u32::try_from(form.rows.len()).unwrap_or(u32::MAX))
        };
        let field = if total { Field::Total } else { Field::Amount };
        self.found_by(Reason::LabelExact);
        if let Some(at) = row.filled().next() {
            self.place(FieldRef::new(scope, field), at.place());
        }
    }
}
