//! Names of the people behind numbers of accounts.
use crate::problem::Answer;
use std::collections::BTreeMap;
use zs_store::{Reader, StoreError};

/// The names of these accounts; one that is gone has none.
pub(crate) async fn names(
    reader: &mut Reader,
    accounts: Vec<i64>,
) -> Answer<BTreeMap<i64, String>> {
    let mut names = BTreeMap::new();
    for id in accounts {
        if names.contains_key(&id) {
            continue;
        }
        match reader.account(id).await {
            Ok(account) => names.insert(id, account.name),
            Err(StoreError::NotFound { .. }) => names.insert(id, String::new()),
            Err(error) => return Err(error.into()),
        };
    }
    Ok(names)
}
