//! Keeps what this version writes: `make keep-forms`, once a release.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    upgrades::story().await.keep();
}
