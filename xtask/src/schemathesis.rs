//! The whole API against its own description: the real program on an invented county, asked as several roles.
use crate::shell;
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The version that is known to work.
const TOOL: &str = "schemathesis==4.32.5";
/// People of `zhunsheng demo`, one of each kind of right.
const PEOPLE: [&str; 5] = ["c430001", "finance", "system", "security", "audit"];
/// No answer of 5xx, none that is not described, none of another type or shape than described.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_schema_conformance";
/// Requests by chance for each operation, beside those that go along the edges of the description.
const BY_CHANCE: &str = "5";
/// What would end the session that asks.
const NOT_ASKED: [&str; 3] = ["create_session", "delete_session", "update_password"];

/// Runs where Python and the package can be had; elsewhere it says what is missing.
pub fn run() -> Result<()> {
    let folder = shell::root().join("target/schemathesis");
    fs::create_dir_all(&folder)?;
    let Some(tool) = installed(&folder) else {
        println!(
            "schemathesis could not be installed (python3 with venv and pip): the API is not tried with it"
        );
        return Ok(());
    };
    shell::build_all()?;
    let demo = Demo::start(&folder)?;
    for login in PEOPLE {
        demo.ask(&tool, login)?;
    }
    Ok(())
}

fn installed(folder: &Path) -> Option<PathBuf> {
    let venv = folder.join("venv");
    let tool = venv.join("bin/schemathesis");
    if !tool.exists() {
        let venv = venv.to_string_lossy().into_owned();
        let made = shell::works("python3", &["-m", "venv", &venv]);
        let pip = format!("{venv}/bin/pip");
        if !made || !shell::works(&pip, &["install", "--quiet", TOOL]) {
            return None;
        }
    }
    tool.exists().then_some(tool)
}

/// The running program; it ends with this value.
struct Demo {
    child: Child,
    folder: PathBuf,
    address: String,
    password: String,
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Demo {
    /// Starts it in `folder`, where it may leave backups, and reads where it listens and the password.
    fn start(folder: &Path) -> Result<Self> {
        let mut program = Command::new(shell::program_path());
        program.args(["--lang", "en", "demo", "--listen", "127.0.0.1:0"]).current_dir(folder);
        program.env("ZHUNSHENG_LOG", "warn").stdout(Stdio::piped());
        let mut child = program.spawn().context("could not start the program")?;
        let lines = BufReader::new(child.stdout.take().context("no output")?).lines();
        let mut demo = Self {
            child,
            folder: folder.to_owned(),
            address: String::new(),
            password: String::new(),
        };
        for line in lines {
            let line = line?;
            if let Some((_, rest)) = line.split_once("password is ") {
                demo.password = rest.trim().to_owned();
            }
            if let Some((_, rest)) = line.split_once("http://") {
                demo.address = rest.split_whitespace().next().unwrap_or_default().to_owned();
                return Ok(demo);
            }
        }
        bail!("zhunsheng demo ended before it listened")
    }

    /// Cookie and csrf token of a new session.
    fn log_in(&self, login: &str) -> Result<(String, String)> {
        let body = format!("{{\"login\":\"{login}\",\"password\":\"{}\"}}", self.password);
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        write!(
            stream,
            "POST /api/v1/session HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            body.len()
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.and_then(|cookie| cookie.split(';').next());
        let csrf = answer.split_once("\"csrf\":\"").and_then(|(_, rest)| rest.split('"').next());
        let (cookie, csrf) = cookie.zip(csrf).with_context(|| format!("{login}: {answer}"))?;
        Ok((cookie.to_owned(), csrf.to_owned()))
    }

    fn ask(&self, tool: &Path, login: &str) -> Result<()> {
        let (cookie, csrf) = self.log_in(login)?;
        let (cookie, csrf) = (format!("Cookie: {cookie}"), format!("X-CSRF-Token: {csrf}"));
        let description = format!("http://{}/api/openapi.json", self.address);
        let mut args = vec!["run", &description, "-H", &cookie, "-H", &csrf, "-c", CHECKS];
        args.extend(["--phases", "coverage,fuzzing", "-n", BY_CHANCE, "--seed", "1"]);
        args.extend(["--continue-on-failure", "--no-shrink", "--request-timeout", "30"]);
        args.extend(["--suppress-health-check", "all", "--warnings", "off"]);
        for operation in NOT_ASKED {
            args.extend(["--exclude-operation-id", operation]);
        }
        println!("schemathesis as {login}");
        let mut command = Command::new(tool);
        command.current_dir(&self.folder).args(&args);
        if !command.status()?.success() {
            bail!("the API and its description differ for {login}");
        }
        Ok(())
    }
}
