//! The notation of rule pages: sections, fenced forms, expected findings.
pub mod expected;
pub mod form;

/// One form of a page and what its rule must say about it.
pub struct Example {
    /// 1-based line of the form's fence on the page.
    pub line: usize,
    /// Whether it stands under `## 会报`.
    pub flagged: bool,
    /// The form's text.
    pub form: String,
    /// The lines of the findings block behind it.
    pub findings: Vec<String>,
}

/// The examples of a page, in order.
pub fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let (mut flagged, mut fence) = (false, None);
    for (line, text) in (1..).zip(page.lines()) {
        match (fence, text.trim_end()) {
            (None, "## 会报") => flagged = true,
            (None, "## 不报") => flagged = false,
            (None, "```form") => {
                fence = Some("form");
                examples.push(Example { line, flagged, form: String::new(), findings: Vec::new() });
            }
            (None, "```findings") => fence = Some("findings"),
            // Plain text is shown to the reader only.
            (None, "```text") => fence = Some("text"),
            (None, other) => {
                assert!(!other.starts_with("```"), "line {line}: unknown fence {other}")
            }
            (Some(_), "```") => fence = None,
            (Some("text"), _) => {}
            (Some(kind), text) => {
                let example = examples.last_mut().expect("findings stand behind a form");
                match kind {
                    "form" => example.form += &format!("{text}\n"),
                    _ => example.findings.push(text.trim().to_owned()),
                }
            }
        }
    }
    assert!(fence.is_none(), "a fence is open at the end of the page");
    examples
}
