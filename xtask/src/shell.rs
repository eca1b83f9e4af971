//! Running other programs from the root of the checkout, and saying so.
use anyhow::{Context as _, Result, bail};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The root of the checkout.
pub fn root() -> PathBuf {
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// A command that starts in the root of the checkout; `cargo` is the one that runs us.
pub fn command(program: &str) -> Command {
    let mut command = match program {
        "cargo" => Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())),
        other => Command::new(other),
    };
    command.current_dir(root());
    command
}

/// Runs a program, shows its name and output, and fails when it fails.
pub fn run<S: AsRef<OsStr>>(program: &str, args: &[S]) -> Result<()> {
    checked(program, command(program), args)
}

/// The same with a command that was prepared: its environment, say.
pub fn checked<S: AsRef<OsStr>>(program: &str, mut command: Command, args: &[S]) -> Result<()> {
    let shown: Vec<_> = args.iter().map(|a| a.as_ref().to_string_lossy()).collect();
    eprintln!("$ {program} {}", shown.join(" "));
    let status = command
        .args(args)
        .status()
        .with_context(|| format!("could not start {program}: is it installed?"))?;
    if !status.success() {
        bail!("{program} {} failed", shown.first().map_or("", |first| first));
    }
    Ok(())
}

/// Runs a program in silence and gives its standard output; fails when it fails.
pub fn capture<S: AsRef<OsStr>>(program: &str, args: &[S]) -> Result<String> {
    let output = command(program)
        .args(args)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start {program}: is it installed?"))?;
    if !output.status.success() {
        bail!("{program} failed ({})", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("{program} printed no UTF-8"))
}

/// Whether a program can be started with these arguments (used to see what is installed).
pub fn works(program: &str, args: &[&str]) -> bool {
    let quiet = command(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// Installs a package of a Debian machine that is ours to fill (we are root there).
pub fn install(package: &str) -> Result<()> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if !root || !works("apt-get", &["--version"]) {
        bail!("{package} is not installed");
    }
    let steps: [&[&str]; 2] =
        [&["update", "-qq"], &["install", "-qq", "-y", "--no-install-recommends", package]];
    for args in steps {
        let mut apt = command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        checked("apt-get", apt, args)?;
    }
    Ok(())
}

/// Builds the program, what prints pages and all tests with one set of features: each further set
/// would compile every large dependency once more.
pub fn build_all() -> Result<()> {
    run("cargo", &["build", "--quiet", "--workspace", "--bins", "--examples", "--tests"])
}

/// Builds what is measured, the program and the benches, likewise with one set of features.
pub fn build_release() -> Result<()> {
    run(
        "cargo",
        &["build", "--quiet", "--release", "--package", "zs-bench", "--package", "zhunsheng"],
    )
}

/// Our own program as `build_all` or `cargo build` left it.
pub fn program_path() -> PathBuf {
    target().join("debug/zhunsheng")
}

/// What our own program prints when called with these arguments.
pub fn program(args: &[&str]) -> Result<String> {
    capture(&program_path().to_string_lossy(), args)
}

/// Every file of the checkout that git knows or would take, as paths relative to the root, sorted.
pub fn files() -> Result<Vec<String>> {
    let args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let listed = capture("git", &args).context("the house rules need a git checkout")?;
    let root = root();
    let mut files: Vec<String> = listed
        .split('\0')
        .filter(|f| !f.is_empty() && root.join(f).is_file())
        .map(str::to_owned)
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

/// The text of a file of the checkout.
pub fn read(file: &str) -> Result<String> {
    std::fs::read_to_string(root().join(file)).with_context(|| format!("cannot read {file}"))
}

/// Writes a file of the checkout, with the folders that it needs.
pub fn write(file: &str, text: &str) -> Result<()> {
    let path = root().join(file);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder of {file}"))?;
    }
    std::fs::write(path, text).with_context(|| format!("cannot write {file}"))
}

/// Makes sure that a program of a Debian package of the same name is there; installs it where it may.
pub fn installed(package: &str) -> Result<()> {
    if works("sh", &["-c", &format!("command -v {package}")]) {
        return Ok(());
    }
    install(package).with_context(|| format!("install {package}, then try again"))
}
