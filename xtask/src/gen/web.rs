//! The types of the API for the web application, printed from its description.
use crate::{shell, web};
use anyhow::Result;

pub fn api_types() -> Result<Option<String>> {
    web::packages()?;
    let program = "web/node_modules/.bin/openapi-typescript";
    shell::capture(program, &["docs/reference/openapi.json"]).map(Some)
}
