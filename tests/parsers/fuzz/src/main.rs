//! One program for all targets: `TARGET` names the one that is fuzzed, nothing lists them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parsers::Target;
use std::sync::LazyLock;

static CHOSEN: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("TARGET").unwrap_or_default();
    parsers::target(&name).unwrap_or_else(|| {
        let names: Vec<_> = parsers::TARGETS.iter().map(|(name, _)| *name).collect();
        println!("{}", names.join("\n"));
        std::process::exit(0)
    })
});

fuzz_target!(
    init: {
        LazyLock::force(&CHOSEN);
    },
    |data: &[u8]| CHOSEN(data)
);
