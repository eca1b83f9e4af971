//! Formulas that are only a literal: the author typed `=98%` and meant the operator.

/// What such a formula's author meant to be read: `=98%` for a number, the inner text for a string.
/// `formula` stands without its leading `=`; `None` for ordinary formulas.
pub(in crate::formats) fn text(formula: &str) -> Option<String> {
    let formula = formula.trim();
    if let Some(inner) = formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        let bare = inner.replace("\"\"", "");
        return (!bare.contains('"')).then(|| inner.replace("\"\"", "\""));
    }
    is_number(formula).then(|| format!("={formula}"))
}

fn is_number(text: &str) -> bool {
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    let body = body.strip_suffix('%').unwrap_or(body);
    let digits = body.bytes().filter(u8::is_ascii_digit).count();
    let points = body.bytes().filter(|byte| *byte == b'.').count();
    digits > 0 && points <= 1 && digits + points == body.len()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn only_literals_are_kept() {
        for (formula, expected) in [
            ("98%", Some("=98%")),
            ("0.98", Some("=0.98")),
            ("12", Some("=12")),
            ("-5", Some("=-5")),
            ("\"≥95%\"", Some("≥95%")),
            ("\"a\"\"b\"", Some("a\"b")),
            ("\"a\"&\"b\"", None),
            ("\"", None),
            ("A1", None),
            ("1+2", None),
            ("%", None),
            ("SUM(A1:A3)", None),
        ] {
            assert_eq!(text(formula).as_deref(), expected, "{formula}");
        }
    }
}
