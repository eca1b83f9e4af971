//! The whole catalog: embedded in the binary, read once.
use crate::{CatalogError, Form, Labels, Printed, Words};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

macro_rules! form_files {
    ($($id:literal),+ $(,)?) => {
        &[$(($id, include_str!(concat!("../../../catalog/forms/", $id, "/form.toml")))),+]
    };
}

/// The families, in the order of preference when two fit equally well.
const FORMS: &[(&str, &str)] = form_files![
    "hebei-2022",
    "hebei-2020",
    "hunan-2021",
    "central-project",
    "sichuan-goal",
    "yunnan-goal",
    "neimenggu-2021",
    "ezhou-2022",
    "hunan-county",
];
const COMMON: &str = include_str!("../../../catalog/forms/common.toml");

/// All definitions.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// Labels that mean the same in every family.
    pub labels: Labels,
    /// What is printed for a label where no family is known.
    pub printed: Printed,
    /// The form families.
    pub forms: Vec<Form>,
    /// The labels and level names that speak for any family.
    pub signs: Words,
    /// Names of income kinds (按收入性质分).
    pub income: BTreeSet<String>,
    /// Names of expense kinds (按支出性质分).
    pub expense: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommonFile {
    labels: BTreeMap<String, Vec<String>>,
    print: BTreeMap<String, String>,
    income: Items,
    expense: Items,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Items {
    items: BTreeSet<String>,
}

impl Catalog {
    /// The catalog that the binary carries.
    ///
    /// # Panics
    /// Never on a released binary: a test reads every embedded file.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static CATALOG: OnceLock<Catalog> = OnceLock::new();
        CATALOG.get_or_init(|| Self::read(COMMON, FORMS).expect("the embedded catalog is tested"))
    }

    /// Reads a catalog from the text of its files: the common labels, and id and text of each form.
    ///
    /// # Errors
    /// `CatalogError` names the file and what is wrong in it.
    pub fn read(common: &str, forms: &[(&str, &str)]) -> Result<Self, CatalogError> {
        let wrong = |e: toml::de::Error| CatalogError {
            file: "forms/common.toml".to_owned(),
            reason: e.to_string(),
        };
        let common: CommonFile = toml::from_str(common).map_err(wrong)?;
        let mut labels = Labels::default();
        labels.read("forms/common.toml", &common.labels)?;
        let mut printed = Printed::default();
        printed.read("forms/common.toml", &common.print, &[], &labels)?;
        let forms = forms
            .iter()
            .map(|(id, text)| Form::read(&format!("forms/{id}/form.toml"), text, &labels, &printed))
            .collect::<Result<Vec<_>, _>>()?;
        let signs = forms.iter().flat_map(|form| form.recognise.signs()).cloned();
        Ok(Self {
            labels,
            printed,
            signs: Words::new(signs),
            forms,
            income: common.income.items,
            expense: common.expense.items,
        })
    }

    /// The family with this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }
}
