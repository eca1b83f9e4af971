//! Text inside XML: escaped, without what XML cannot hold.

/// Appends text with its marks escaped; line breaks and tabs are the caller's.
pub(super) fn put(xml: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        xml.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        match chars.next() {
            Some('&') => xml.push_str("&amp;"),
            Some('<') => xml.push_str("&lt;"),
            Some('>') => xml.push_str("&gt;"),
            Some('"') => xml.push_str("&quot;"),
            Some('\n' | '\t') => xml.push(' '),
            _ => {}
        }
        rest = chars.as_str();
    }
    xml.push_str(rest);
}

fn is_special(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\u{fffe}' | '\u{ffff}') || c.is_control()
}

pub(super) fn escape(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    put(&mut xml, text);
    xml
}

/// A run of text: line breaks stay line breaks, spaces stay.
pub(super) fn run(xml: &mut String, properties: &str, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        xml.push_str("<w:r>");
        xml.push_str(properties);
        if at > 0 {
            xml.push_str("<w:br/>");
        }
        let padded = line.starts_with(char::is_whitespace)
            || line.ends_with(char::is_whitespace)
            || line.contains("  ");
        xml.push_str(if padded { r#"<w:t xml:space="preserve">"# } else { "<w:t>" });
        put(xml, line);
        xml.push_str("</w:t></w:r>");
    }
}

#[cfg(test)]
mod tests {
    use super::{escape, run};

    #[test]
    fn marks_are_text_and_what_xml_cannot_hold_is_left_out() {
        assert_eq!(escape("a<b>&\"c\"\u{1}\u{ffff}\td"), "a&lt;b&gt;&amp;&quot;c&quot; d");
        let mut xml = String::new();
        run(&mut xml, "", "甲 \n乙");
        let expected =
            "<w:r><w:t xml:space=\"preserve\">甲 </w:t></w:r><w:r><w:br/><w:t>乙</w:t></w:r>";
        assert_eq!(xml, expected);
    }
}
