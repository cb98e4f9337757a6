//! A function's process, whoever wrote it.

use crate::runtime_api::RuntimeApi;
use crate::scene::Scene;
use serde_json::Value;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Contestant {
    /// This project's function.
    Ours,
    /// `peers/python`, under `awslambdaric`.
    Python,
    /// `peers/node`.
    Node,
    /// `peers/empty`: the Rust runtime client and nothing else.
    Empty,
}

/// A process that asked for its first event.
pub(crate) struct Running {
    api: RuntimeApi,
    process: Child,
    /// From starting it to that.
    pub(crate) ready: Duration,
}

impl Contestant {
    pub(crate) const ALL: [Contestant; 4] = [Contestant::Ours, Contestant::Python, Contestant::Node, Contestant::Empty];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Contestant::Ours => "rust",
            Contestant::Python => "python",
            Contestant::Node => "node",
            Contestant::Empty => "empty",
        }
    }

    fn command(self, scene: Scene) -> Command {
        let root = root();
        let peers = root.join("tests/bench/peers");
        match self {
            Contestant::Ours => Command::new(unpacked(scene.function())),
            Contestant::Empty => Command::new(unpacked("empty")),
            Contestant::Python => {
                let mut command = Command::new(root.join(".local/bench/bin/python"));
                command.args(["-m", "awslambdaric", &format!("{}.handler", scene.name())]);
                command.current_dir(peers.join("python"));
                command
            }
            Contestant::Node => {
                let mut command = Command::new("node");
                command.arg("runtime.mjs").arg(format!("dist/{}.cjs", scene.name())).current_dir(peers.join("node"));
                command
            }
        }
    }

    /// Starts its process for a scene, with the environment that Lambda would give it.
    pub(crate) async fn start(self, scene: Scene, endpoint: &str) -> Running {
        let mut api = RuntimeApi::start().await;
        let mut command = self.command(scene);
        command.env_clear().env("PATH", std::env::var("PATH").unwrap_or_default());
        command.env("AWS_LAMBDA_RUNTIME_API", &api.address).envs(scene.environment(endpoint));
        command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
        command.stderr(std::process::Stdio::null()).kill_on_drop(true);
        let began = Instant::now();
        let process = command.spawn().unwrap_or_else(|error| panic!("{} does not start: {error}", self.name()));
        let ready = api.ready().await - began;
        Running { api, process, ready }
    }
}

impl Running {
    /// How long the answer took, and what it is.
    pub(crate) async fn invoke(&mut self, event: &Value) -> (Duration, Value) {
        self.api.invoke(event).await
    }

    /// KiB of memory: the most so far, and now.
    pub(crate) fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id().unwrap())).unwrap();
        let of = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse().unwrap()
        };
        (of("VmHWM:"), of("VmRSS:"))
    }

    pub(crate) async fn stop(mut self) {
        self.process.kill().await.unwrap();
    }
}

/// A function's binary as Lambda has it: written from front to back, as a zip is unpacked. As the linker leaves it, a file
/// lies in the page cache in small pieces, and starts up to twice as slowly.
pub(crate) fn unpack(function: &str) {
    let (built, to) = (root().join("target/release").join(function), unpacked(function));
    let binary = std::fs::read(&built).unwrap_or_else(|error| panic!("{}: {error}", built.display()));
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    _ = std::fs::remove_file(&to);
    std::fs::write(&to, binary).unwrap();
    std::fs::set_permissions(&to, std::fs::metadata(&built).unwrap().permissions()).unwrap();
}

fn unpacked(function: &str) -> PathBuf {
    root().join("target/bench").join(function).join("bootstrap")
}

/// The repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}
