//! Tokens as a user pool could sign them but never would: with its own key, which the local cloud keeps beside its state.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use serde_json::Value;
use std::path::Path;

/// A genuine access token, and the key that signed it.
pub struct PoolTokens {
    header: Value,
    claims: Value,
    key: RsaKeyPair,
}

impl PoolTokens {
    /// Of the pool that signed this token.
    pub async fn like(token: &str) -> PoolTokens {
        let part = |at: usize| {
            let text = token.split('.').nth(at).expect("three parts");
            serde_json::from_slice::<Value>(&BASE64URL_NOPAD.decode(text.as_bytes()).expect("base64url")).expect("JSON")
        };
        let (header, claims) = (part(0), part(1));
        let pool = claims["iss"].as_str().and_then(|issuer| issuer.rsplit('/').next()).expect("a pool").to_owned();
        let descriptor = std::env::var("STACK_JSON").expect("the stack's descriptor");
        let folder = Path::new(&descriptor).parent().expect("its folder");
        let pem = folder.join(format!("state/cognito-pool-keys/{pool}-access.pem"));
        let pem = tokio::fs::read_to_string(pem).await.expect("the pool's key");
        let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        let der = BASE64.decode(body.as_bytes()).expect("base64");
        PoolTokens { header, claims, key: RsaKeyPair::from_pkcs8(&der).expect("an RSA key") }
    }

    /// The same token with other claims, properly signed.
    pub fn signed(&self, change: impl FnOnce(&mut Value)) -> String {
        let text = self.text(&self.header, change);
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).expect("a signature");
        format!("{text}.{}", BASE64URL_NOPAD.encode(&signature))
    }

    /// The same token under `alg: none`.
    pub fn unsigned(&self) -> String {
        format!("{}.", self.text(&serde_json::json!({ "alg": "none", "typ": "JWT" }), |_| {}))
    }

    fn text(&self, header: &Value, change: impl FnOnce(&mut Value)) -> String {
        let mut claims = self.claims.clone();
        change(&mut claims);
        let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        format!("{}.{}", part(header), part(&claims))
    }
}
