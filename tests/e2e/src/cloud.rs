//! What an operator sees of the cloud: the table, the user pools, the queues, the functions.

use crate::{Stack, stack::Pool};
use aws_config::{Region, SdkConfig};
use aws_sdk_cognitoidentityprovider::types::AuthFlowType;
use aws_sdk_dynamodb::config::Credentials;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_sqs::types::QueueAttributeName;
use identity::Signer;
use reqwest::Method;
use serde_json::Value;

/// Clients for the stack's cloud.
#[derive(Clone, Debug)]
pub struct Cloud {
    /// The table's service.
    pub dynamodb: aws_sdk_dynamodb::Client,
    /// The user pools' service.
    pub cognito: aws_sdk_cognitoidentityprovider::Client,
    /// The queues' service.
    pub sqs: aws_sdk_sqs::Client,
    secrets: aws_sdk_secretsmanager::Client,
}

impl Cloud {
    /// Clients of the local cloud's root user.
    pub async fn get() -> Cloud {
        let config = config();
        Cloud {
            dynamodb: aws_sdk_dynamodb::Client::new(&config),
            cognito: aws_sdk_cognitoidentityprovider::Client::new(&config),
            sqs: aws_sdk_sqs::Client::new(&config),
            secrets: aws_sdk_secretsmanager::Client::new(&config),
        }
    }

    /// The answer of a captcha, where `login` stored it.
    pub async fn captcha(&self, id: &str) -> String {
        let item = self
            .dynamodb
            .get_item()
            .table_name(&Stack::get().table)
            .key("pk", AttributeValue::S(format!("CAPTCHA#{id}")))
            .key("sk", AttributeValue::S("CAPTCHA".to_owned()))
            .consistent_read(true)
            .send()
            .await
            .expect("the table")
            .item
            .expect("a stored captcha");
        item["answer"].as_s().expect("its answer").clone()
    }

    /// What signs families' sessions, which an operator may read and nobody else.
    pub async fn session_signer(&self) -> Signer {
        let name = format!("{}/session-signing", Stack::get().stack);
        let secret = self.secrets.get_secret_value().secret_id(name).send().await.expect("the signing secret");
        Signer::from_secret_json(secret.secret_string().expect("text")).expect("a signing key")
    }

    /// The sort keys of a case's events, in order.
    pub async fn event_keys(&self, case: &str) -> Vec<String> {
        let page = self
            .dynamodb
            .query()
            .table_name(&Stack::get().table)
            .key_condition_expression("pk = :case AND begins_with(sk, :event)")
            .expression_attribute_values(":case", AttributeValue::S(format!("CASE#{case}")))
            .expression_attribute_values(":event", AttributeValue::S("EVENT#".to_owned()))
            .consistent_read(true)
            .send()
            .await
            .expect("the table");
        page.items().iter().map(|item| item["sk"].as_s().expect("a key").clone()).collect()
    }

    /// Makes a user of a pool with a lasting password, as the school's directory does.
    pub async fn enter(&self, pool: &Pool, username: &str, password: &str) {
        let create = self.cognito.admin_create_user().user_pool_id(&pool.id).username(username);
        create.send().await.expect("a new user");
        let set = self.cognito.admin_set_user_password().user_pool_id(&pool.id).username(username);
        set.password(password).permanent(true).send().await.expect("a password");
    }

    /// The access token of a user who signs in with a password.
    pub async fn access_token(&self, pool: &Pool, username: &str, password: &str) -> String {
        let ask = self.cognito.admin_initiate_auth().user_pool_id(&pool.id).client_id(&pool.client_id);
        let ask = ask.auth_flow(AuthFlowType::AdminUserPasswordAuth);
        let ask = ask.auth_parameters("USERNAME", username).auth_parameters("PASSWORD", password);
        let answer = ask.send().await.expect("a sign-in").authentication_result.expect("tokens");
        answer.access_token.expect("an access token")
    }

    /// What signing in with a password leads to: a challenge's name, or `signed-in`, or the error's code.
    pub async fn sign_in(&self, pool: &Pool, username: &str, password: &str) -> String {
        let tried = self
            .cognito
            .admin_initiate_auth()
            .user_pool_id(&pool.id)
            .client_id(&pool.client_id)
            .auth_flow(AuthFlowType::AdminUserPasswordAuth)
            .auth_parameters("USERNAME", username)
            .auth_parameters("PASSWORD", password)
            .send()
            .await;
        match tried {
            Ok(answer) => answer.challenge_name.map_or("signed-in".to_owned(), |name| name.as_str().to_owned()),
            Err(error) => error.into_service_error().meta().code().unwrap_or("error").to_owned(),
        }
    }

    /// Invokes a function with this payload, as the scheduler does.
    pub async fn invoke(&self, step: &str, payload: &Value) -> Value {
        lambda(Method::POST, step, "invocations", Some(payload)).await
    }

    /// Sets one variable of a function's environment, as an operator may, and lets the new version go live; `None` takes
    /// the variable away.
    pub async fn set_variable(&self, step: &str, name: &str, value: Option<&str>) {
        let mut settings = lambda(Method::GET, step, "configuration", None).await;
        let variables = settings["Environment"]["Variables"].as_object_mut().expect("its variables");
        match value {
            Some(value) => variables.insert(name.to_owned(), value.into()),
            None => variables.remove(name),
        };
        let wanted = serde_json::json!({ "Environment": settings["Environment"] });
        lambda(Method::PUT, step, "configuration", Some(&wanted)).await;
        let published = lambda(Method::POST, step, "versions", Some(&serde_json::json!({}))).await;
        let live = serde_json::json!({ "FunctionVersion": published["Version"] });
        let moved = lambda(Method::PUT, step, "aliases/live", Some(&live)).await;
        assert_eq!(moved["FunctionVersion"], live["FunctionVersion"], "{moved}");
    }

    /// The table as a function's own role may use it.
    pub async fn table_as(&self, step: &str) -> aws_sdk_dynamodb::Client {
        let settings = lambda(Method::GET, step, "configuration", None).await;
        let role = settings["Role"].as_str().expect("its role");
        let form = [("Action", "AssumeRole"), ("Version", "2011-06-15"), ("RoleSessionName", "e2e"), ("RoleArn", role)];
        let answer = ask("sts", &form).await;
        let part = |tag: &str| {
            let (_, rest) = answer.split_once(&format!("<{tag}>")).unwrap_or_else(|| panic!("no {tag}: {answer}"));
            rest.split('<').next().expect("a value").to_owned()
        };
        let keys =
            Credentials::new(part("AccessKeyId"), part("SecretAccessKey"), Some(part("SessionToken")), None, "e2e");
        let own = aws_sdk_dynamodb::config::Builder::from(&config()).credentials_provider(keys);
        aws_sdk_dynamodb::Client::from_conf(own.build())
    }

    /// Stops or starts the pipe between the table and the topic: `stop` or `start`.
    pub async fn pipe(&self, what: &str) {
        let Stack { aws_endpoint, stack, .. } = Stack::get();
        let asked = reqwest::Client::new()
            .post(format!("{aws_endpoint}/v1/pipes/{stack}-outbox/{what}"))
            .header("authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/pipes/aws4_request")
            .send();
        assert!(asked.await.expect("the pipe").status().is_success(), "{what} the pipe");
    }

    /// The names of the stage's alarms, without the stack's.
    pub async fn alarms(&self) -> Vec<String> {
        let stack = &Stack::get().stack;
        let text = ask("monitoring", &[("Action", "DescribeAlarms"), ("Version", "2010-08-01")]).await;
        let names = text.split("<AlarmName>").skip(1).filter_map(|rest| rest.split('<').next());
        names.filter_map(|name| name.strip_prefix(&format!("{stack}-")).map(str::to_owned)).collect()
    }

    /// How many messages a queue holds that nobody has taken.
    pub async fn waiting(&self, url: &str) -> usize {
        let name = QueueAttributeName::ApproximateNumberOfMessages;
        let asked = self.sqs.get_queue_attributes().queue_url(url).attribute_names(name.clone()).send();
        asked.await.expect("the queue").attributes.unwrap_or_default()[&name].parse().expect("a number")
    }

    /// Lets no message arrive any more, until the filters that it answers with are set again.
    pub async fn drop_messages(&self) -> Vec<(String, String)> {
        let topic = Stack::get().topic.as_str();
        let list = ask("sns", &[("Action", "ListSubscriptionsByTopic"), ("TopicArn", topic)]).await;
        let mut filters = Vec::new();
        for arn in list.split("<SubscriptionArn>").skip(1).filter_map(|rest| rest.split('<').next()) {
            let told = ask("sns", &[("Action", "GetSubscriptionAttributes"), ("SubscriptionArn", arn)]).await;
            let (_, rest) = told.split_once("<key>FilterPolicy</key>").expect("a filter");
            let (policy, _) =
                rest.trim().strip_prefix("<value>").and_then(|rest| rest.split_once('<')).expect("its text");
            filters.push((arn.to_owned(), policy.replace("&quot;", "\"")));
            set_filter(arn, r#"{"eventName":["NONE"]}"#).await;
        }
        filters
    }

    /// Lets messages arrive again.
    pub async fn bring_messages(&self, filters: Vec<(String, String)>) {
        for (arn, policy) in filters {
            set_filter(&arn, &policy).await;
        }
    }
}

async fn set_filter(subscription: &str, policy: &str) {
    let what = [("SubscriptionArn", subscription), ("AttributeName", "FilterPolicy"), ("AttributeValue", policy)];
    ask("sns", &[&[("Action", "SetSubscriptionAttributes")], &what[..]].concat()).await;
}

async fn lambda(method: Method, step: &str, what: &str, body: Option<&Value>) -> Value {
    let stack = Stack::get();
    let url = format!("{}/2015-03-31/functions/{}/{what}", stack.aws_endpoint, stack.functions[step]);
    let mut request = reqwest::Client::new()
        .request(method, url)
        .header("authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request");
    if let Some(body) = body {
        request = request.json(body);
    }
    request.send().await.expect("the function").json().await.unwrap_or(Value::Null)
}

/// A service that is asked by a form.
async fn ask(service: &str, form: &[(&str, &str)]) -> String {
    let scope = format!("AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{service}/aws4_request");
    let asked = reqwest::Client::new().post(&Stack::get().aws_endpoint).header("authorization", scope).form(form);
    asked.send().await.expect("the service").text().await.expect("its answer")
}

fn config() -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(aws_config::BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(&Stack::get().aws_endpoint)
        .credentials_provider(aws_sdk_dynamodb::config::SharedCredentialsProvider::new(Credentials::new(
            "test", "test", None, None, "e2e",
        )))
        .build()
}
