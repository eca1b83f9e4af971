//! Rows of the same 三级指标 name in all tables: each row knows its namesakes, so no rule has to look for them.
use crate::facts::TableFacts;
use crate::lookup::Lookup;
use zs_model::{Dimension, Document, Indicator, Op};

/// Table and row, both 0-based.
pub type Place = (usize, usize);

/// The rows of one normal name, in order; 无 rows have no namesakes.
#[derive(Clone, Debug, Default)]
pub struct Namesakes {
    /// All of them.
    pub rows: Vec<Place>,
    /// Those whose target is a ceiling.
    pub ceilings: Vec<Place>,
    /// Those that compare in a unit that is no share.
    pub counts: Vec<Place>,
}

impl Namesakes {
    /// Every different name's, each row's number among them noted in its facts.
    pub(crate) fn of(document: &Document, tables: &mut [TableFacts<'_>]) -> Vec<Self> {
        let projects = document.projects.iter().map(|project| &project.indicators);
        let form = document.department_form.iter().map(|form| &form.indicators);
        let indicators: Vec<&Vec<Indicator>> = projects.chain(form).collect();
        let size = indicators.iter().map(|rows| rows.len()).sum();
        let (mut known, mut all) = (Lookup::with_capacity(size), Vec::<Self>::new());
        let mut numbers = Vec::with_capacity(size);
        for (table, (facts, indicators)) in tables.iter().zip(indicators).enumerate() {
            for (row, (facts, indicator)) in facts.rows.iter().zip(indicators).enumerate() {
                let number =
                    (!facts.is_none()).then(|| *known.or_insert(facts.name.as_str(), all.len()));
                numbers.push(number);
                let Some(number) = number else { continue };
                if number == all.len() {
                    all.push(Self::default());
                }
                all[number].add((table, row), indicator);
            }
        }
        let rows = tables.iter_mut().flat_map(|table| &mut table.rows);
        rows.zip(numbers).for_each(|(row, number)| row.namesakes = number);
        all
    }

    fn add(&mut self, place: Place, row: &Indicator) {
        self.rows.push(place);
        if matches!(row.target.op, Op::Le | Op::Lt) {
            self.ceilings.push(place);
        }
        let unit = row.target.unit.as_ref();
        let counts = unit.is_some_and(|unit| unit.dimension() != Dimension::Ratio);
        if counts && row.target.op.is_comparison() {
            self.counts.push(place);
        }
    }
}
