//! What a text is about: its pairs of characters without the words that any project uses.
use crate::words::{self, Shingle};
use zs_catalog::Terms;

/// The shingles that are left when generic words (catalog/terms/generic-words.toml) are taken out.
#[must_use]
pub fn content(terms: &Terms, text: &str) -> Vec<Shingle> {
    words::shingles(&specific(terms, text))
}

/// The text without generic words; a comma stands where one was.
#[must_use]
pub fn specific(terms: &Terms, text: &str) -> String {
    let generic = terms.words("generic-words");
    let mut rest = text.to_owned();
    while let Some(word) = generic.find_in(&rest) {
        rest = rest.replace(word, "，");
    }
    rest
}

/// Whether two texts speak of the same thing: a shared shingle of content, or two words for the same
/// spending (catalog/terms/spending-synonyms.toml).
#[must_use]
pub fn related(terms: &Terms, a: &str, b: &str) -> bool {
    let (a, b) = (&specific(terms, a), &specific(terms, b));
    words::shared(&words::shingles(a), &words::shingles(b)) > 0
        || terms
            .get("spending-synonyms")
            .groups
            .values()
            .any(|words| words.find_in(a).is_some() && words.find_in(b).is_some())
}

#[cfg(test)]
mod tests {
    use super::{content, related};
    use zs_catalog::Terms;

    #[test]
    fn generic_words_say_nothing() {
        let terms = Terms::embedded();
        assert!(content(terms, "保障各项工作顺利开展").is_empty());
        assert!(!related(terms, "保障路灯正常运行", "保障食堂正常运行"));
        assert!(related(terms, "路灯维护", "更换路灯"));
        assert!(related(terms, "支付物业合同款", "保洁和绿化"));
    }
}
