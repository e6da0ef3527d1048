//! `keyleash venues`: what each exchange states about a key, where it keeps its keys, and what it calls
//! things. All of it is from the tables that the guards use.

use crate::{
    nearest::nearest,
    output::{Answer, DIM, GOOD, HEAD, styled, wrapped},
};
use clap::Args;
use keyleash::{
    Environment,
    venue::{self, Spec, Telling},
};
use serde_json::{Value, json};

const HELP: &str = "\
What a venue does not state refuses a key by default: the owner looks it up, and
declares that gap in the policy, with an end date.

Exit codes:
  0  the venue is known
  2  there is no such venue

Examples:
  keyleash venues                       all of them, one a line
  keyleash venues okx                   all about one
  keyleash venues --json | jq '.[] | select(.states.addresses == \"no\").id'";

/// List the exchanges, and what each one states about a key
#[derive(Args)]
#[command(
    long_about = "List the exchanges that keyleash knows, and what each one states about a key. Of one \
        venue, say also which environments and hosts it has, which keys it takes, and where its console \
        has them.",
    after_long_help = HELP
)]
pub(crate) struct Arguments {
    /// The venue, by its short name
    name: Option<String>,
    /// Write JSON, for scripts
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Answer {
    let one = match arguments.name.as_deref().map(found) {
        Some(Err(answer)) => return answer,
        Some(Ok(spec)) => Some(spec),
        None => None,
    };
    let text = match (one, arguments.json) {
        (Some(spec), true) => format!("{:#}", as_json(spec)),
        (Some(spec), false) => page(spec),
        (None, true) => {
            let all: Vec<_> = venue::ALL.iter().map(|spec| as_json(spec)).collect();
            format!("{:#}", Value::from(all))
        }
        (None, false) => table(),
    };
    Answer::text(text, GOOD)
}

/// The venue with this name, or the answer that there is none.
pub(crate) fn found(name: &str) -> Result<&'static Spec, Answer> {
    let id = name.to_ascii_lowercase().replace(['-', ' ', '.'], "_");
    if let Some(spec) = venue::find(&id) {
        return Ok(spec);
    }
    if let Some(closed) = venue::closed(&id) {
        let (title, day) = (closed.title(), closed.day());
        return Err(Answer::complaint(format!(
            "{title} closed on {day}: its keys are recognised and refused"
        )));
    }
    let names = venue::ALL.iter().map(|spec| spec.id());
    Err(Answer::complaint(format!(
        "there is no such venue{}\n`keyleash venues` lists them all.",
        nearest(&id, names)
    )))
}

fn environments(spec: &Spec) -> String {
    let all: Vec<_> = spec.environments().map(|own| own.to_string()).collect();
    all.join(", ")
}

const fn told(telling: Telling) -> &'static str {
    match telling {
        Telling::Yes => "yes",
        Telling::Partly => "partly",
        Telling::No => "no",
    }
}

/// What is stated, by its name.
fn states(spec: &Spec) -> [(&'static str, &'static str); 4] {
    [
        ("rights", if spec.states_rights() { "yes" } else { "no" }),
        ("addresses", told(spec.states_allowlist())),
        ("creation", told(spec.states_creation())),
        ("expiry", told(spec.states_expiry())),
    ]
}

fn table() -> String {
    let head = format!(
        "{:<16}{:<8}{:<11}{:<10}{:<8}environments",
        "venue", "rights", "addresses", "creation", "expiry"
    );
    let mut lines = vec![styled(HEAD, head)];
    for spec in venue::ALL {
        let [(_, rights), (_, addresses), (_, creation), (_, expiry)] = states(spec);
        let environments = environments(spec);
        lines.push(format!(
            "{:<16}{rights:<8}{addresses:<11}{creation:<10}{expiry:<8}{environments}",
            spec.id()
        ));
    }
    lines.push(String::new());
    for closed in venue::CLOSED {
        let text = format!(
            "{} closed on {}: its keys are recognised and refused by name.",
            closed.title(),
            closed.day()
        );
        lines.push(wrapped("", &text));
    }
    let note = "What each venue states about a production key. partly: it says that there is an address \
        list, and not which. keyleash venues NAME says more about one.";
    lines.push(styled(DIM, wrapped("", note)));
    lines.join("\n")
}

fn page(spec: &'static Spec) -> String {
    let mut lines = vec![format!("{}  {}", styled(HEAD, spec.title()), spec.id())];
    let mut section = |title: &str, rows: Vec<(String, String)>| {
        lines.push(format!("\n{}", styled(HEAD, title)));
        let widest = rows.iter().map(|(name, _)| name.chars().count()).max();
        for (name, text) in rows {
            lines.push(wrapped(
                &format!("  {name:<0$}  ", widest.unwrap_or(0)),
                &text,
            ));
        }
    };
    let stated = states(spec).map(|(name, told)| {
        let told = match (told, name) {
            ("yes", _) => "stated",
            ("no", "expiry") => "not stated",
            ("no", "creation") => "not stated: declare the day beside the key",
            ("no", _) => "not stated: look it up, and declare the gap with an end date",
            _ => "only that there is a list, and not which",
        };
        (name.to_owned(), told.to_owned())
    });
    section("States about a production key", stated.to_vec());
    let kinds = spec.key_kinds().zip(spec.key_features());
    let kinds = kinds.map(|(kind, feature)| {
        let needs = feature.map_or("always there".to_owned(), |own| format!("feature `{own}`"));
        (kind.to_owned(), needs)
    });
    let passphrase = ("passphrase".to_owned(), "part of the credential".to_owned());
    let passphrase = spec.has_passphrase().then_some(passphrase);
    section("Keys", kinds.chain(passphrase).collect());
    for environment in spec.environments() {
        let hosts = spec.hosts(environment);
        let rows = hosts.map(|(service, hosts)| (service.to_owned(), hosts.join(", ")));
        section(&format!("Hosts, {environment}"), rows.collect());
    }
    let console = spec.console();
    let mut rows = vec![
        ("keys", console.page()),
        ("rights", console.edit()),
        ("addresses", console.restrict()),
        ("new key", console.create()),
    ];
    rows.extend(console.support().map(|page| ("support", page)));
    let rows = rows.into_iter();
    section(
        "Console",
        rows.map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect(),
    );
    let rights = spec
        .rights()
        .map(|(label, gives)| (label.to_owned(), gives.to_string()));
    section("Rights, in the console's words", rights.collect());
    let sources = spec
        .sources()
        .map(|(source, day)| (day.to_owned(), source.to_owned()));
    section("Read from", sources.collect());
    lines.join("\n")
}

fn as_json(spec: &'static Spec) -> Value {
    let stated = states(spec).map(|(name, told)| (name.to_owned(), Value::from(told)));
    let kinds = spec.key_kinds().zip(spec.key_features());
    let keys: Vec<_> = kinds
        .map(|(kind, feature)| json!({ "kind": kind, "feature": feature }))
        .collect();
    let sites: Vec<_> = spec.environments().map(|own| site(spec, own)).collect();
    let rights = spec
        .rights()
        .map(|(label, gives)| json!({ "label": label, "gives": gives }));
    let sources = spec
        .sources()
        .map(|(source, day)| json!({ "source": source, "read": day }));
    let console = spec.console();
    json!({
        "id": spec.id(),
        "title": spec.title(),
        "states": Value::Object(stated.into_iter().collect()),
        "keys": keys,
        "passphrase": spec.has_passphrase(),
        "environments": sites,
        "console": {
            "page": console.page(),
            "edit": console.edit(),
            "restrict": console.restrict(),
            "create": console.create(),
            "support": console.support(),
        },
        "rights": rights.collect::<Vec<_>>(),
        "sources": sources.collect::<Vec<_>>(),
    })
}

fn site(spec: &'static Spec, environment: Environment) -> Value {
    let hosts = spec.hosts(environment);
    let hosts = hosts.map(|(service, hosts)| (service.to_owned(), json!(hosts)));
    json!({ "name": environment, "hosts": Value::Object(hosts.collect()) })
}
