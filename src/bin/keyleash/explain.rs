//! `keyleash explain`: what a code in a report means, and how it is mended.

use crate::{
    nearest::nearest,
    output::{Answer, DIM, GOOD, HEAD, RED, YELLOW, styled, wrapped},
    venues,
};
use clap::Args;
use keyleash::{Code, Severity, SignError};
use serde_json::{Value, json};

const HELP: &str = "\
A code is in every report, refusal and log line that is about a key, such as
KL-OPEN-TO-ALL; it can be given without KL- and in small letters. The names that
journals and logs have for a refused signature, such as out_of_scope, are
explained too.

Exit codes:
  0  the code was explained
  2  there is no such code, or no such venue

Examples:
  keyleash explain                                     every code
  keyleash explain KL-OPEN-TO-ALL                      one of them
  keyleash explain open-to-all --venue kraken          in Kraken's own words
  keyleash explain --json | jq '.[].code'";

/// Explain a code such as KL-OPEN-TO-ALL: what it means, why, and the remedy
#[derive(Args)]
#[command(
    long_about = "Explain a code such as KL-OPEN-TO-ALL: what it means, why it matters, whether it \
        stops the bot, and how it is mended. Without a code, list them all.",
    after_long_help = HELP
)]
pub(crate) struct Arguments {
    /// The code
    code: Option<String>,
    /// Give the remedy in the words of this venue's console
    #[arg(long, value_name = "NAME")]
    venue: Option<String>,
    /// Write JSON, for scripts
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Answer {
    let spec = match arguments.venue.as_deref().map(venues::found) {
        Some(Err(answer)) => return answer,
        Some(Ok(spec)) => Some(spec),
        None => None,
    };
    let remedies = |code: Code| spec.map_or_else(|| code.remedies(), |spec| spec.remedies(code));
    let Some(given) = &arguments.code else {
        let text = if arguments.json {
            let all: Vec<_> = Code::ALL
                .iter()
                .map(|code| as_json(*code, &remedies))
                .collect();
            format!("{:#}", Value::from(all))
        } else {
            list()
        };
        return Answer::text(text, GOOD);
    };
    // One name is of both kinds: as journals write it, it is a refused signature.
    let is_refusal = SignError::EVERY.iter().any(|error| error.code() == given);
    let Some(code) = found(given).filter(|_| !is_refusal) else {
        return refusal(given, arguments.json);
    };
    let text = if arguments.json {
        format!("{:#}", as_json(code, &remedies))
    } else {
        let remedies = remedies(code);
        let place = spec.map_or_else(String::new, |spec| format!(" at {}", spec.title()));
        page(code, &place, &remedies)
    };
    Answer::text(text, GOOD)
}

/// A code as it is written, however it was typed.
fn spelled(given: &str) -> String {
    let upper = given.to_ascii_uppercase().replace('_', "-");
    if upper.starts_with("KL-") {
        upper
    } else {
        format!("KL-{upper}")
    }
}

fn found(given: &str) -> Option<Code> {
    let spelled = spelled(given);
    let mut all = Code::ALL.iter().copied();
    all.find(|code| code.as_str() == spelled)
}

/// A code of a refused signature, or the answer that there is none of that name.
fn refusal(given: &str, as_json: bool) -> Answer {
    let lower = given.to_ascii_lowercase().replace('-', "_");
    let mut all = SignError::EVERY.iter();
    if let Some(error) = all.find(|error| error.code() == lower) {
        let text = if as_json {
            format!(
                "{:#}",
                json!({ "code": error.code(), "meaning": error.to_string() })
            )
        } else {
            let head = format!("{}  a signature was refused", styled(HEAD, error.code()));
            format!("{head}\n\n{}", wrapped("", &sentence(&error.to_string())))
        };
        return Answer::text(text, GOOD);
    }
    let names = Code::ALL.iter().map(|code| code.as_str());
    let near = nearest(
        given,
        names.chain(SignError::EVERY.iter().map(|error| error.code())),
    );
    Answer::complaint(format!(
        "there is no such code{near}\n`keyleash explain` lists them all."
    ))
}

/// An error's text with a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).chain(['.']).collect()
}

fn does(code: Code) -> String {
    match code.severity() {
        Severity::Refuse => styled(RED, "refused"),
        Severity::Warn => styled(YELLOW, "warning"),
    }
}

fn list() -> String {
    let mut lines = Vec::new();
    for code in Code::ALL {
        let lead = format!("{:<25}{}  ", code.as_str(), does(*code));
        let plain = " ".repeat(34);
        let text = wrapped(&plain, code.meaning());
        lines.push(text.replacen(
            &plain,
            &lead.replacen(code.as_str(), &styled(HEAD, code), 1),
            1,
        ));
    }
    lines.push(format!(
        "\n{}\n",
        styled(HEAD, "Refused signatures, as journals and logs name them")
    ));
    for error in SignError::EVERY {
        let lead = format!("{:<19}", error.code());
        lines.push(wrapped(&lead, &sentence(&error.to_string())));
    }
    lines.push(styled(DIM, "\nkeyleash explain CODE says more about one."));
    lines.join("\n")
}

fn page(code: Code, place: &str, remedies: &[String]) -> String {
    let stops = match code.severity() {
        Severity::Refuse => {
            "the key is refused: no signer is made, and a signer in use stops when it is renewed"
        }
        Severity::Warn => "a warning: it is shown in the report, and the bot runs",
    };
    let mut lines = vec![
        format!("{}  {}", styled(HEAD, code), does(code)),
        String::new(),
        wrapped("", code.meaning()),
        String::new(),
        wrapped("Why:    ", code.reason()),
        wrapped("Effect: ", stops),
    ];
    for (at, remedy) in remedies.iter().enumerate() {
        let lead = if at == 0 { "Mend:   " } else { "  or:   " };
        lines.push(wrapped(lead, remedy));
    }
    if !place.is_empty() {
        lines.push(styled(
            DIM,
            format!("\nRemedies as{place}'s console has them.").replace("as at", "as"),
        ));
    }
    lines.join("\n")
}

fn as_json(code: Code, remedies: &dyn Fn(Code) -> Vec<String>) -> Value {
    json!({
        "code": code,
        "severity": code.severity(),
        "meaning": code.meaning(),
        "reason": code.reason(),
        "remedies": remedies(code),
    })
}
