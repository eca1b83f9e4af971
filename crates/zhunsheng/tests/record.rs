//! The commands that administer a record, and the reference configuration, as an operator uses them.
#![allow(clippy::unwrap_used, reason = "a case fails by panicking")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn command(&self, database: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhunsheng"));
        let url = format!("sqlite:{}", self.path(database));
        command.args(args).args(["--database", &url]).current_dir(self.folder.path());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command("record.db", args).output().unwrap()
    }

    #[track_caller]
    fn ok(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }
}

#[test]
fn a_record_is_founded_at_the_command_line() {
    let place = Place::new();
    assert_eq!(place.run(&["user", "list"]).status.code(), Some(2));
    place.ok(&["area", "add", "139998", "青禾县"]);
    assert_eq!(place.run(&["area", "add", "12", "x"]).status.code(), Some(2));
    let password =
        place.ok(&["user", "add", "chen", "--name", "程守正", "--role", "security_admin"]);
    assert!(password.trim().len() >= 10, "{password}");
    let both = ["user", "add", "all", "--role", "system_admin", "--role", "audit_admin"];
    assert_eq!(place.run(&both).status.code(), Some(2));
    let mut weak = place
        .command("record.db", &["user", "add", "gu", "--role", "system_admin", "--password-stdin"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    weak.stdin.take().unwrap().write_all(b"short\n").unwrap();
    assert_eq!(weak.wait().unwrap().code(), Some(2));
    place.ok(&["user", "lock", "chen"]);
    assert!(place.ok(&["user", "list"]).contains("disabled"));
    place.ok(&["user", "unlock", "chen"]);
    assert_ne!(place.ok(&["user", "password", "chen"]), password);
    assert!(place.ok(&["user", "list"]).contains("程守正\tactive\tsecurity_admin@1"));
    assert_eq!(place.run(&["user", "lock", "nobody"]).status.code(), Some(2));
    assert!(place.ok(&["audit", "verify"]).contains("139998"));
    assert_eq!(place.run(&["audit", "verify", "--area", "110000"]).status.code(), Some(2));
}

#[test]
fn a_backup_comes_back_whole_and_nothing_is_overwritten() {
    let place = Place::new();
    place.ok(&["area", "add", "139998", "青禾县"]);
    place.ok(&["user", "add", "chen", "--role", "security_admin"]);
    let file = place.path("today.zsbak");
    place.ok(&["backup", &file]);
    assert_eq!(place.run(&["backup", &file]).status.code(), Some(2));
    assert_eq!(place.run(&["restore", &file]).status.code(), Some(2), "the record is not empty");
    let restored = place.command("other.db", &["restore", &file]).output().unwrap();
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    let list = |database| place.command(database, &["user", "list"]).output().unwrap().stdout;
    assert_eq!(list("other.db"), list("record.db"));
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(place.path("bad.zsbak"), bytes).unwrap();
    let bad = place.path("bad.zsbak");
    let refused = place.command("third.db", &["restore", &bad]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn the_reference_configuration_shows_every_setting_with_its_default() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/zhunsheng.toml");
    let text = std::fs::read_to_string(file).unwrap();
    // Settings that stand out commented have no default: uncommented, the file must still be read.
    let whole: String = text
        .lines()
        .map(|line| match line.strip_prefix("#") {
            Some(setting) if setting.contains(" = ") && !setting.starts_with(' ') => setting,
            _ => line,
        })
        .map(|line| format!("{line}\n"))
        .collect();
    let whole: toml::Table = whole.parse().unwrap();
    let shown: toml::Table = text.parse().unwrap();
    let server = whole["server"].clone();
    let named: Vec<&String> = server.as_table().unwrap().keys().collect();
    let _: zs_server::Settings = server.clone().try_into().unwrap();
    let parsed: zs_server::Settings = shown["server"].clone().try_into().unwrap();
    let default = zs_server::Settings::default();
    assert_eq!(format!("{parsed:?}"), format!("{default:?}"));
    let debug = format!("{default:?}");
    for name in named {
        assert!(debug.contains(&format!("{name}: ")), "{name} is no setting");
    }
    for part in debug.trim_start_matches("Settings {").trim_end_matches('}').split(", ") {
        let name = part.split(':').next().unwrap().trim();
        assert!(server.get(name).is_some(), "deploy/zhunsheng.toml does not show {name}");
    }
}
