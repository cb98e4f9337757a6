//! Whom the AWS clients trust: Amazon's five root certificates and nobody else.
//!
//! Every AWS endpoint's certificate leads to one of these (Amazon Trust Services, <https://www.amazontrust.com/repository/>).
//! The system's store holds a hundred and fifty, read anew by every process: that was a quarter of a cold start, and any
//! of them could vouch for a stranger. `AWS_CA_BUNDLE`, which all AWS tools know, names a file to trust instead: for an
//! operator behind a proxy that opens TLS. See docs/adr/0011-trusted-roots.md.

use crate::{ConfigErrors, Env};
use aws_sdk_secretsmanager::config::SharedHttpClient;
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};

/// Roots 1 to 4, and Starfield's that older services still lead to. The first to end does so in 2037.
const ROOTS: [&str; 5] = [
    include_str!("roots/amazon-root-1.pem"),
    include_str!("roots/amazon-root-2.pem"),
    include_str!("roots/amazon-root-3.pem"),
    include_str!("roots/amazon-root-4.pem"),
    include_str!("roots/starfield-services-g2.pem"),
];

/// The HTTP client that all AWS clients of a process share.
pub(crate) fn http_client(env: &Env) -> Result<SharedHttpClient, ConfigErrors> {
    let named = env.get("AWS_CA_BUNDLE").map(|_| env.read(|env| env.file("AWS_CA_BUNDLE"))).transpose()?;
    let trusted = match named {
        Some(bundle) => TrustStore::empty().with_pem_certificate(bundle),
        None => ROOTS.into_iter().fold(TrustStore::empty(), TrustStore::with_pem_certificate),
    };
    let context = TlsContext::builder().with_trust_store(trusted).build();
    let context = context.map_err(|_| ConfigErrors::not("AWS_CA_BUNDLE", "a file of certificates"))?;
    Ok(Builder::new().tls_provider(Provider::Rustls(CryptoMode::AwsLc)).tls_context(context).build_https())
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::digest::{SHA256, digest};

    /// As Amazon publishes them.
    const FINGERPRINTS: [&str; 5] = [
        "8ecde6884f3d87b1125ba31ac3fcb13d7016de7f57cc904fe1cb97c6ae98196e",
        "1ba5b2aa8c65401a82960118f80bec4f62304d83cec4713a19c39c011ea46db4",
        "18ce6cfe7bf14e60b2e347b8dfe868cb31d02ebb3ada271569f50343b46db3a4",
        "e35d28419ed02025cfa69038cd623962458da5c695fbdea3c22b0bfb25897092",
        "568d6905a2c88708a4b3025190edcfedb1974a606a13c6e5290fcb2ae63edab5",
    ];

    #[test]
    fn the_roots_are_those_that_amazon_publishes() {
        for (root, published) in ROOTS.iter().zip(FINGERPRINTS) {
            let text: String = root.lines().filter(|line| !line.starts_with('-')).collect();
            let der = data_encoding::BASE64.decode(text.as_bytes()).unwrap();
            assert_eq!(data_encoding::HEXLOWER.encode(digest(&SHA256, &der).as_ref()), published);
        }
    }

    #[test]
    fn a_bundle_that_is_not_there_is_named() {
        let env = Env::of([("AWS_CA_BUNDLE", "/no/such/file.pem")]);
        let error = http_client(&env).unwrap_err().to_string();
        assert_eq!(error, "the environment is wrong: AWS_CA_BUNDLE is not the name of a file that can be read");
        assert!(http_client(&Env::of([])).is_ok());
    }
}
