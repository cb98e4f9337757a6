//! Both user pools as they are deployed: who may come in, with which passwords and which tokens.

use aws_sdk_cognitoidentityprovider::types::{OAuthFlowType, UserPoolClientType};
use e2e::{Cloud, Pool, Stack};

fn pools() -> [&'static Pool; 2] {
    [&Stack::get().staff_pool, &Stack::get().guardian_pool]
}

async fn client(pool: &Pool) -> UserPoolClientType {
    let describe = Cloud::get().await.cognito.describe_user_pool_client();
    let describe = describe.user_pool_id(&pool.id).client_id(&pool.client_id);
    describe.send().await.unwrap().user_pool_client.unwrap()
}

#[tokio::test]
async fn passwords_are_long_of_any_kind_and_nobody_enters_on_their_own() {
    for pool in pools() {
        let describe = Cloud::get().await.cognito.describe_user_pool().user_pool_id(&pool.id);
        let described = describe.send().await.unwrap().user_pool.unwrap();
        let policy = described.policies.unwrap().password_policy.unwrap();
        assert_eq!((policy.minimum_length, policy.temporary_password_validity_days), (Some(12), 7));
        let kinds =
            [policy.require_lowercase, policy.require_uppercase, policy.require_numbers, policy.require_symbols];
        assert_eq!(kinds, [false; 4], "any composition");
        assert!(described.admin_create_user_config.unwrap().allow_admin_create_user_only);
    }
}

#[tokio::test]
async fn only_codes_are_given_out_to_addresses_of_the_site() {
    let site = &Stack::get().web;
    for pool in pools() {
        let client = client(pool).await;
        assert_eq!(client.allowed_o_auth_flows(), [OAuthFlowType::Code]);
        for address in client.callback_urls().iter().chain(client.logout_urls()) {
            let known =
                [site.as_str(), "http://localhost:5173"].iter().any(|known| address.starts_with(&format!("{known}/")));
            assert!(known && !address.contains('*'), "{address}");
        }
        assert_eq!((client.enable_token_revocation, client.client_secret), (Some(true), None));
    }
}

#[tokio::test]
async fn staff_have_one_scope_and_a_working_day() {
    let client = client(&Stack::get().staff_pool).await;
    assert_eq!(client.allowed_o_auth_scopes(), ["openid"]);
    assert_eq!((client.access_token_validity, client.refresh_token_validity), (Some(60), 10));
}
