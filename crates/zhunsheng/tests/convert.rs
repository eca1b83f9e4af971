//! `zhunsheng convert` as scripts call it: the real binary, its exit codes and its streams.
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const DOCUMENT: &str = r#"{"schema": "zhunsheng.document/1", "form": "hebei-2022",
 "department": "青禾县机关事务服务中心", "fiscal_year": 2026,
 "projects": [{"title": "楼宇水电费", "name": "楼宇水电费", "money_unit": "万元",
   "budget": {"total": "9.20"}, "goals": ["保障供水"]}]}"#;

fn zhunsheng() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhunsheng"));
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "zh_CN.UTF-8");
    command
}

/// A folder of this test alone, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).expect("a temporary file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

fn convert(files: &[&Path], more: &[&str]) -> (Option<i32>, String, String) {
    run(zhunsheng().arg("convert").args(files).args(more))
}

#[test]
fn the_result_alone_is_on_standard_output() {
    let folder = Folder::new("alone");
    let file = folder.file("a.json", DOCUMENT);
    let (code, out, err) = convert(&[&file], &["--to", "json"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(document["projects"][0]["budget"]["total"], "9.20");
    let again = folder.file("again.json", &out);
    assert_eq!(convert(&[&again], &["--to", "json"]).1, out);
}

#[test]
fn confidence_stands_beside_the_document() {
    let folder = Folder::new("confidence");
    let form = "| 项目编码 | 13999926P00001210021Q | 项目名称 | 楼宇水电费 |\n|---|---|---|---|\n\
                | 预算规模及资金用途 | 预算数 | 9.20 | |\n";
    let file = folder.file("a.md", form);
    let plain = convert(&[&file], &["--to", "json"]).1;
    let (code, out, _) = convert(&[&file], &["--to", "json", "--with-confidence"]);
    assert_eq!(code, Some(0));
    let mut document: serde_json::Value = serde_json::from_str(&out).unwrap();
    let told = document.as_object_mut().unwrap().remove("confidence").unwrap();
    assert_eq!(document, serde_json::from_str::<serde_json::Value>(&plain).unwrap());
    let name = told.as_array().unwrap().iter().find(|of| of["path"] == "/projects/0/name").unwrap();
    assert_eq!((&name["level"], &name["source"]["line"]), (&"certain".into(), &1.into()));
    assert_eq!(name["reasons"], serde_json::json!(["label-exact", "value-fits"]));
    // What was given with it is read as the document alone.
    let again = folder.file("again.json", &out);
    assert_eq!(convert(&[&again], &["--to", "json"]).1, plain);
    let (code, _, err) = convert(&[&file], &["--to", "md", "--with-confidence"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("--to json"), "{err}");
}

#[test]
fn standard_input_is_a_file() {
    let mut child = zhunsheng()
        .args(["convert", "-", "--to", "md", "--from", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(DOCUMENT.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().contains("### 1.楼宇水电费绩效目标表"));
}

#[test]
fn a_bad_file_is_named_and_the_others_go_on() {
    let folder = Folder::new("batch");
    let good = folder.file("good.json", DOCUMENT);
    let bad =
        folder.file("bad.json", "{\"schema\": \"zhunsheng.document/1\",\n \"fiscal_year\": \"x\"}");
    let missing = folder.0.join("missing.json");
    let out = folder.0.join("out");
    let to = ["--to", "json", "-o", out.to_str().unwrap()];
    let (code, stdout, err) = convert(&[&bad, &missing, &folder.0, &good], &to);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(lines.len(), 3, "{err}");
    assert!(lines[0].contains("bad.json:2: 错误: ") && lines[0].contains("fiscal_year"), "{err}");
    assert!(lines[1].contains("missing.json: 错误: 没有这个文件"), "{err}");
    assert!(lines[2].contains("错误: 这是文件夹"), "{err}");
    let written: Vec<_> =
        std::fs::read_dir(&out).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(written, ["good.json"], "nothing half written stays behind");
}

#[test]
fn results_of_one_name_do_not_overwrite_each_other() {
    let folder = Folder::new("names");
    std::fs::create_dir(folder.0.join("b")).unwrap();
    let files = ["a.json", "a.txt", "b/a.json"].map(|name| folder.file(name, DOCUMENT));
    let out = folder.0.join("out");
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let more = ["--from", "json", "--to", "md", "-o", out.to_str().unwrap()];
    assert_eq!(convert(&files, &more).0, Some(0));
    let mut written: Vec<String> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort();
    assert_eq!(written, ["a.json.md", "a.md", "a.txt.md"]);
}

#[test]
fn one_file_replaces_its_output_as_a_whole() {
    let folder = Folder::new("whole");
    let file = folder.file("a.json", DOCUMENT);
    let old = folder.file("a.html", "old");
    let to = ["--to", "html", "-o", old.to_str().unwrap()];
    assert_eq!(convert(&[&file], &to), (Some(0), String::new(), String::new()));
    assert!(std::fs::read_to_string(&old).unwrap().starts_with("<!DOCTYPE html>"));
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 2);
}

#[test]
fn messages_follow_the_language() {
    let missing = Path::new("missing.json");
    assert!(convert(&[missing], &["--to", "json"]).2.contains("错误"));
    let en = convert(&[missing], &["--to", "json", "--lang", "en"]).2;
    assert!(en.starts_with("missing.json: error: there is no such file"), "{en}");
    let mut command = zhunsheng();
    command.env("LANG", "en_GB.UTF-8").args(["convert", "missing.json", "--to", "json"]);
    assert!(run(&mut command).2.contains("error: "));
}

#[test]
fn pdf_files_are_written() {
    let folder = Folder::new("pdf");
    let (file, out) = (folder.file("a.json", DOCUMENT), folder.0.join("a.pdf"));
    let to = ["--to", "pdf", "-o", out.to_str().unwrap()];
    assert_eq!(convert(&[&file], &to), (Some(0), String::new(), String::new()));
    let pdf = std::fs::read(&out).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
}

#[test]
fn word_and_excel_files_are_read_back() {
    let folder = Folder::new("office");
    let file = folder.file("a.json", DOCUMENT);
    for ending in ["docx", "xlsx"] {
        let out = folder.0.join(format!("a.{ending}"));
        let to = ["--to", ending, "-o", out.to_str().unwrap()];
        assert_eq!(convert(&[&file], &to), (Some(0), String::new(), String::new()));
        let (code, json, err) = convert(&[&out], &["--to", "json"]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        let document: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(document["projects"][0]["budget"]["total"], "9.20");
        assert_eq!(document["department"], "青禾县机关事务服务中心");
    }
}

#[test]
fn bad_usage_is_2_and_help_is_0_in_both_languages() {
    let (code, out, err) = run(zhunsheng().args(["convert", "a.json"]));
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.starts_with("命令行用法不对"), "{err}");
    let (code, help, err) = run(zhunsheng().args(["convert", "--help"]));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for text in ["用法 / Usage: zhunsheng convert", "选项 / Options:", "--to", "转换成", "ndjson"]
    {
        assert!(help.contains(text), "{text} in {help}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new("pipe");
    let large = DOCUMENT.replace("保障供水", &"保障供水".repeat(100_000));
    let file = folder.file("a.json", &large);
    let mut child = zhunsheng()
        .arg("convert")
        .args([&file, &file, &file])
        .args(["--to", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn what_the_reader_could_not_place_is_said_with_its_line() {
    let folder = Folder::new("unplaced");
    let md = "# 青禾县机关事务服务中心2026年部门预算绩效文本\n\n\
              ## 1.楼宇水电费绩效目标表\n\n单位：万元\n\n\
              | 项目名称 | 楼宇水电费 |\n| --- | --- |\n| 绩效目标 | 1.保障供水 |\n\n\
              | 车牌 | 里程 |\n| --- | --- |\n| 甲 | 乙 |\n";
    let file = folder.file("a.md", md);
    let (code, out, err) = convert(&[&file], &["--to", "json"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("\"楼宇水电费\"") && out.contains("\"保障供水\""), "{out}");
    assert!(err.contains("a.md:11: 警告: ") && err.contains("车牌"), "{err}");
}

#[test]
fn a_file_of_no_known_kind_says_what_to_do() {
    let folder = Folder::new("kinds");
    let file = folder.0.join("a.docx");
    std::fs::write(&file, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let empty = folder.file("b.txt", "");
    let (code, out, err) = convert(&[&file, &empty], &["--to", "json"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(lines.len(), 2, "{err}");
    assert!(
        lines[0].contains("a.docx: 错误: ") && lines[1].contains("b.txt: 错误: 文件是空的"),
        "{err}"
    );
}
