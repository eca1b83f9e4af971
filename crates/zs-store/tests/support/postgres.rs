//! A private PostgreSQL for one test run: its own cluster in a temporary folder, on a socket in that folder.
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where Debian keeps the server's programs, one folder per version.
const INSTALLED: &str = "/usr/lib/postgresql";

/// Names the folder of a cluster that runs already; `cargo xtask test` starts one for all test programs.
pub const RUNNING: &str = "ZS_TEST_POSTGRES";

/// The URL of an empty database of its own; `None` (said aloud) where there is no server to start.
#[allow(dead_code)]
pub fn fresh_database() -> Option<String> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let Some(cluster) = CLUSTER.get_or_init(Cluster::running_or_new) else {
        assert!(std::env::var_os("CI").is_none(), "CI must run on PostgreSQL: install postgresql");
        println!("skipped: no PostgreSQL here (get it with `apt-get install postgresql`)");
        return None;
    };
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("zs_{}_{number}", std::process::id());
    cluster.run("createdb", &["--template=template0", &name]);
    Some(cluster.url(&name))
}

/// A running server; it is stopped and its folder removed when this process ends, however it ends.
pub struct Cluster {
    programs: PathBuf,
    /// Holds the data and the socket; the value for [`RUNNING`].
    pub folder: PathBuf,
}

impl Cluster {
    #[allow(dead_code)]
    fn running_or_new() -> Option<Self> {
        match std::env::var_os(RUNNING) {
            Some(folder) => {
                Some(Self { programs: newest(Path::new(INSTALLED))?, folder: folder.into() })
            }
            None => Self::start(),
        }
    }

    /// Starts a server, or `None` where none is installed.
    pub fn start() -> Option<Self> {
        let programs = newest(Path::new(INSTALLED))?;
        let number = std::process::id();
        let folder = std::env::temp_dir().join(format!("zs-postgres-{number}"));
        std::fs::create_dir_all(&folder).expect("a folder for the cluster");
        let cluster = Self { programs, folder };
        if is_root() {
            let done = Command::new("chown").arg("postgres").arg(&cluster.folder).status();
            assert!(done.is_ok_and(|status| status.success()), "chown");
        }
        let data = cluster.folder.join("data").display().to_string();
        cluster.run(
            "initdb",
            &["-D", &data, "-A", "trust", "-U", "zs", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
        );
        cluster.go_on();
        cluster.end_with_us();
        Some(cluster)
    }

    /// Starts the server of the folder (again).
    pub fn go_on(&self) {
        let data = self.folder.join("data").display().to_string();
        let options = format!(
            "-k {} -c listen_addresses= -c max_connections=300 -c shared_buffers=32MB",
            self.folder.display()
        );
        let log = self.folder.join("log").display().to_string();
        self.run("pg_ctl", &["-D", &data, "-l", &log, "-w", "-o", &options, "start"]);
    }

    /// Stops it at once, as a crash would.
    #[allow(dead_code)]
    pub fn stop(&self) {
        let data = self.folder.join("data").display().to_string();
        self.run("pg_ctl", &["-D", &data, "-m", "immediate", "-w", "stop"]);
    }

    /// A shell waits until this process is gone, then stops the server and removes its folder: a static
    /// is never dropped, and a test run may end in any way.
    #[allow(clippy::zombie_processes, reason = "it outlives us")]
    fn end_with_us(&self) {
        let script = "while [ -d /proc/$0 ]; do sleep 1; done; \
                      \"$1\"/pg_ctl -D \"$2\"/data -m immediate stop; rm -rf \"$2\"";
        let mut command = self.command("sh");
        command.args(["-c", script, &std::process::id().to_string()]);
        command.arg(&self.programs).arg(&self.folder);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn().expect("the shell that stops the server");
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let mut command = self.command(&self.programs.join(program).display().to_string());
        command.env("PGHOST", &self.folder).env("PGUSER", "zs").env("PGDATABASE", "postgres");
        let done = command.args(arguments).stdin(Stdio::null()).output().expect("starts");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{program} failed: {said}");
    }

    /// The server's programs refuse to run as root, so root hands over to the package's own user.
    fn command(&self, program: &str) -> Command {
        let mut command = match is_root() {
            true => {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--", program]);
                command
            }
            false => Command::new(program),
        };
        command.current_dir("/");
        command
    }

    /// The URL of one of its databases.
    pub fn url(&self, database: &str) -> String {
        let host = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://zs@{host}/{database}")
    }
}

/// Whether a server can be started here.
#[allow(dead_code)]
pub fn is_installed() -> bool {
    newest(Path::new(INSTALLED)).is_some()
}

fn newest(installed: &Path) -> Option<PathBuf> {
    let versions = std::fs::read_dir(installed).ok()?.filter_map(Result::ok);
    let number = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|entry| entry.path()).max_by_key(number)?;
    Some(newest.join("bin")).filter(|programs| programs.join("initdb").exists())
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}
