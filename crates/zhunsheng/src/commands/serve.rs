//! `serve`: the server on its record, until it is told to stop.
use crate::args::Serve as Args;
use crate::config::Config;
use crate::say::{Lang, Say};
use anyhow::{Context as _, Result};
use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use zs_server::{App, Settings};
use zs_store::{BlobPlace, Sm3, Store};

/// Runs the command.
pub fn run(args: &Args, say: &Say) -> Result<ExitCode> {
    let mut settings = Config::here(args.config.as_deref(), say.lang)?.server;
    settings.database = args.database.clone().unwrap_or(settings.database);
    settings.listen = args.listen.clone().unwrap_or(settings.listen);
    log();
    runtime()?.block_on(serve(settings, say))?;
    Ok(ExitCode::SUCCESS)
}

/// One line of JSON per event on standard error; for a person at a terminal, plain lines.
pub fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("ZHUNSHENG_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let set = match std::io::stderr().is_terminal() {
        true => lines.try_init(),
        false => lines.json().try_init(),
    };
    // A second logger in one process is refused; the first goes on.
    let _ = set;
}

/// The threads that serve.
pub fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("tokio")
}

/// Opens the record of the settings.
pub async fn open(settings: &Settings, lang: Lang) -> Result<Store> {
    let blobs = settings.attachments.clone().map_or(BlobPlace::Database, BlobPlace::Folder);
    let store = Store::open_with(&settings.database, blobs, Arc::new(Sm3)).await;
    store.with_context(|| {
        lang.pick("不能打开数据库".to_owned(), "cannot open the database".to_owned())
    })
}

async fn serve(settings: Settings, say: &Say) -> Result<()> {
    let store = open(&settings, say.lang).await?;
    let listener = listen(&settings.listen, say.lang).await?;
    let address = listener.local_addr()?;
    eprintln!(
        "{}",
        say.lang.pick(
            format!("准绳已启动：http://{address}（按 Ctrl-C 停止）"),
            format!("Zhunsheng runs at http://{address} (Ctrl-C stops it)"),
        )
    );
    zs_server::serve(&App::new(store, settings), listener, stopped()).await?;
    Ok(())
}

/// A socket on this address.
pub async fn listen(address: &str, lang: Lang) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        lang.pick(format!("不能监听 {address}"), format!("cannot listen on {address}"))
    })
}

/// Comes back when the program is asked to stop.
pub async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
            }
            Err(_) => drop(interrupted.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
}
