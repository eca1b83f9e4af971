//! docs/reference/cli.md: the program's own help, verb by verb.
use super::NOTE;
use crate::shell;
use anyhow::Result;

/// The help page, or `None` while the program has no help.
pub fn page() -> Result<Option<String>> {
    let help = shell::program(&["--help"])?;
    if help.trim().is_empty() {
        return Ok(None);
    }
    let mut page = format!("# Command line\n\n{NOTE}\n\n{}", fenced("zhunsheng --help", &help));
    for verb in verbs(&help) {
        let help = shell::program(&[verb, "--help"])?;
        page += &format!("\n## zhunsheng {verb}\n\n");
        page += &fenced(&format!("zhunsheng {verb} --help"), &help);
    }
    Ok(Some(page))
}

fn fenced(call: &str, help: &str) -> String {
    let lines: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
    format!("```text\n$ {call}\n{}\n```\n", lines.join("\n"))
}

/// The verbs that a help text lists under its heading for commands.
fn verbs(help: &str) -> Vec<&str> {
    help.lines()
        .skip_while(|line| !is_commands_heading(line))
        .skip(1)
        .take_while(|line| line.starts_with(' ') || line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("    "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .collect()
}

fn is_commands_heading(line: &str) -> bool {
    let heading = line.strip_suffix(':').or_else(|| line.strip_suffix('：'));
    heading.is_some_and(|h| !h.starts_with(' ') && (h.contains("Commands") || h.contains("命令")))
}

#[cfg(test)]
mod tests {
    use super::verbs;

    #[test]
    fn reads_the_list_of_verbs_in_either_language() {
        let english =
            "About.\n\nCommands:\n  check  judge\n           more\n  help   this\n\nOptions:\n  -h";
        assert_eq!(verbs(english), ["check"]);
        assert_eq!(
            verbs("命令：\n  convert  转换\n  rule  规则\n选项：\n  -h"),
            ["convert", "rule"]
        );
    }
}
