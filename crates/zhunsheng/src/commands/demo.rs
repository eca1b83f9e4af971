//! `demo`: the server with an invented county in a temporary database, and who may log in.
use crate::args::Demo as Args;
use crate::commands::serve;
use crate::demo::{self, Demo, PASSWORD, title};
use crate::say::{Lang, Say};
use anyhow::{Context as _, Result};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use zs_server::{App, Settings};

/// Runs the command.
pub fn run(args: &Args, say: &Say) -> Result<ExitCode> {
    serve::log();
    serve::runtime()?.block_on(show(&args.listen, say.lang))?;
    Ok(ExitCode::SUCCESS)
}

async fn show(address: &str, lang: Lang) -> Result<()> {
    let folder = tempfile::tempdir().with_context(|| {
        lang.pick("不能建立临时文件夹".to_owned(), "cannot make a temporary folder".to_owned())
    })?;
    let settings = Settings {
        listen: address.to_owned(),
        database: format!("sqlite:{}", folder.path().join("demo.db").display()),
        // The demonstration speaks plain http on this machine.
        secure_cookies: false,
        ..Settings::default()
    };
    let listener = serve::listen(address, lang).await?;
    let store = serve::open(&settings, lang).await?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let demo = demo::build(&store, i64::try_from(now)?).await?;
    print(&demo, listener.local_addr()?, lang);
    zs_server::serve(&App::new(store, settings), listener, serve::stopped()).await?;
    Ok(())
}

/// The list of people is what the user came for: it goes to standard output.
fn print(demo: &Demo, address: SocketAddr, lang: Lang) {
    let (documents, projects) = (demo.documents, demo.projects);
    let [first, _, last] = demo.years;
    println!(
        "{}",
        lang.pick(
            format!("青禾县（虚构）：{first}—{last}年，{documents} 份文本，{projects} 个项目。密码一律为 {PASSWORD}"),
            format!(
                "青禾县 (invented): {first} to {last}, {documents} documents, {projects} projects. \
                 Everybody's password is {PASSWORD}"
            ),
        )
    );
    for person in &demo.people {
        let (zh, en) = title(person.role);
        println!(
            "  {:<10} {PASSWORD}  {} {}  {}",
            person.login,
            person.name,
            lang.pick(zh, en),
            person.place
        );
    }
    println!(
        "{}",
        lang.pick(
            format!("准绳已启动：http://{address}（按 Ctrl-C 停止，数据随之删除）"),
            format!("Zhunsheng runs at http://{address} (Ctrl-C stops it and removes the data)"),
        )
    );
}
