//! A server under measurement: our program, or a peer, until it is dropped.
use crate::shell;
use anyhow::{Context as _, Result, bail};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// Milliseconds from the start until it took a connection.
    pub ready: u128,
}

impl Server {
    /// Our own program on a record.
    pub fn start(program: &Path, url: &str) -> Result<Self> {
        let address = free()?;
        let mut command = Command::new(program);
        command.args(["serve", "--database", url, "--listen", &address.to_string()]);
        command.env("ZHUNSHENG_LOG", "warn").stderr(Stdio::null());
        Self::run(command, address)
    }

    /// Any program that will listen there.
    pub fn run(mut command: Command, address: SocketAddr) -> Result<Self> {
        command.current_dir(shell::root()).stdout(Stdio::null());
        let began = Instant::now();
        let child = command.spawn().context("the server does not start")?;
        let mut server = Self { child, address, ready: 0 };
        while TcpStream::connect(address).is_err() {
            if began.elapsed() > Duration::from_secs(30) || server.child.try_wait()?.is_some() {
                bail!("the server does not answer");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        server.ready = began.elapsed().as_millis();
        Ok(server)
    }

    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Resident memory in MiB.
    pub fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
        let kib: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kib / 1024)
    }

    pub fn stop(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
    }
}

/// An address that nobody uses now.
pub fn free() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
