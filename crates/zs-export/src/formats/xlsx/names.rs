//! Names of sheets: at most 31 characters, some signs forbidden, no two alike.
use std::collections::BTreeSet;

const LONGEST: usize = 31;
/// Room for `-` and a number.
const TAIL: usize = 5;

#[derive(Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// The name, or the nearest one that Excel takes and no other sheet has.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let allowed = |c: &char| !c.is_control() && !"[]:*?/\\：".contains(*c);
        let name = cut(&wanted.chars().filter(allowed).collect::<String>(), LONGEST);
        let name = name.trim_matches(|c: char| c == '\'' || c.is_whitespace());
        // Excel keeps the name History for itself.
        let name =
            if name.is_empty() || name.eq_ignore_ascii_case("history") { "表" } else { name };
        let first = std::iter::once(name.to_owned());
        let numbered = (2_u32..).map(|number| format!("{}-{number}", cut(name, LONGEST - TAIL)));
        let free = first.chain(numbered).find(|name| self.taken.insert(name.to_lowercase()));
        free.unwrap_or_default()
    }
}

/// The text cut to so many UTF-16 units.
fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= most
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn every_name_is_allowed_and_no_two_are_alike() {
        let mut names = Names::default();
        assert_eq!(names.unique("1.楼宇[水电]/费"), "1.楼宇水电费");
        assert_eq!(names.unique("1.楼宇水电费"), "1.楼宇水电费-2");
        assert_eq!(names.unique("'"), "表");
        assert_eq!(names.unique("HISTORY"), "表-2");
        let long = "楼".repeat(40);
        assert_eq!(names.unique(&long).chars().count(), 31);
        assert_eq!(names.unique(&long), format!("{}-2", "楼".repeat(26)));
    }
}
