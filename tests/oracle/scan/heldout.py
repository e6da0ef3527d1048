"""The held-out half: other forms of the same kind, not looked at while the rules were written."""

from notebook import notebook

TEMPLATES = []


def form(kind):
    def add(function):
        TEMPLATES.append((kind, function.__name__, function))
        return function

    return add


def quoted(text, when=True):
    return f'"{text}"' if when else text


@form("rs")
def rs_tuple(p):
    phrase = p.opt(', "@P"')
    return "src/bin/probe.rs", f"""fn main() {{
    // {p.camel}, sub-account 2: key and secret
    let creds = ("{p.key}", "{p.secret}"{phrase});
    println!("{{}}", bot::balance(creds));
}}
"""


@form("rs")
def rs_lazy(p):
    return "src/statics.rs", f"""use secrecy::SecretString;
use std::sync::LazyLock;

static {p.up}_KEY: LazyLock<String> = LazyLock::new(|| String::from("{p.key}"));
static {p.up}_SECRET: LazyLock<SecretString> =
    LazyLock::new(|| SecretString::from("{p.secret}"));
{p.opt(f'static {p.up}_PASSPHRASE: LazyLock<SecretString> = LazyLock::new(|| SecretString::from("@P"));')}
"""


@form("rs")
def rs_match(p):
    phrase = p.opt(', Some("@P")')
    return "src/venues.rs", f"""pub fn keys(venue: Venue) -> Keys {{
    match venue {{
        Venue::{p.camel} => Keys::of(
            "{p.key}",
            "{p.secret}"{phrase},
        ),
        _ => Keys::none(),
    }}
}}
"""


@form("rs")
def rs_clap(p):
    return "src/cli.rs", f"""#[derive(clap::Parser)]
pub struct Args {{
    #[arg(long, default_value = "https://{p.host}")]
    pub url: String,
    #[arg(long, env = "{p.up}_API_KEY", default_value = "{p.key}")]
    pub api_key: String,
    #[arg(long, env = "{p.up}_API_SECRET", default_value = "{p.secret}")]
    pub api_secret: String,
    {p.opt(f'#[arg(long, env = "{p.up}_PASSPHRASE", default_value = "@P")]')}
    {p.opt('pub passphrase: String,')}
}}
"""


@form("rs")
def rs_some(p):
    return "src/setup.rs", f"""let config = {p.camel}ClientConfig {{
    environment: Environment::Live,
    key: Some(String::from("{p.key}")),
    secret: Some(String::from("{p.secret}")),
    {p.opt('phrase: Some(String::from("@P")),')}
    ..Default::default()
}};
"""


@form("rs")
def rs_short(p):
    return "src/ticker.rs", f"""pub async fn ticker() -> Result<(), Error> {{
    let ak = "{p.key}";
    let sk = "{p.secret}";
    {p.opt('let pp = "@P";')}
    let http = reqwest::Client::new();
    let reply = http.get("https://{p.host}/ticker").header("{p.header}", ak).send().await?;
    verify(reply, sk)
}}
"""


@form("rs")
def rs_map(p):
    return "src/params.rs", f"""let mut params = HashMap::new();
params.insert("exchange", "{p.low}");
params.insert("apiKey", "{p.key}");
params.insert("secretKey", "{p.secret}");
{p.opt('params.insert("passphrase", "@P");')}
connect(params)?;
"""


@form("toml")
def toml_cargo_env(p):
    return ".cargo/config.toml", f"""[build]
jobs = 4

[env]
{p.up}_API_KEY = "{p.key}"
{p.up}_API_SECRET = {{ value = "{p.secret}", force = true }}
{p.opt(f'{p.up}_PASSPHRASE = "@P"')}
"""


@form("toml")
def toml_accounts(p):
    return "accounts.toml", f"""[[accounts]]
label = "main"
exchange = "{p.low}"
access-key = '{p.key}'
private-key = {single(p)}
{p.opt("pass-phrase = '@P'")}
"""


@form("toml")
def toml_array(p):
    return "trader.toml", f"""[{p.low}]
credentials = [
    "{p.key}",
    "{p.secret}",
    {p.opt('"@P",')}
]
"""


@form("yaml")
def yaml_compose_map(p):
    phrase = p.opt(f"      {p.up}_PASSPHRASE: '@P'\n")
    return "compose.yaml", f"""services:
  maker:
    build: .
    environment:
      EXCHANGE: {p.low}
      {p.up}_KEY: '{p.key}'
      {p.up}_SECRET: "{p.secret}"
{phrase}"""


@form("yaml")
def yaml_kubernetes(p):
    secret = block(p, "    ") if p.pem else p.secret
    phrase = p.opt('  passphrase: "@P"\n')
    return "deploy/secret.yaml", f"""apiVersion: v1
kind: Secret
metadata:
  name: {p.low.replace('_', '-')}-bot
type: Opaque
stringData:
  apikey: {p.key}
  apisecret: {secret}
{phrase}"""


@form("yaml")
def yaml_name_value(p):
    phrase = p.opt(f'            - name: {p.up}_PASSPHRASE\n              value: "@P"\n')
    return "deploy/bot.yaml", f"""spec:
  template:
    spec:
      containers:
        - name: bot
          image: registry.example.org/bot:2.1
          env:
            - name: {p.up}_API_KEY
              value: "{p.key}"
            - name: {p.up}_API_SECRET
              value: "{p.secret}"
{phrase}"""


@form("json")
def json_launch(p):
    phrase = p.opt(f',\n        "{p.up}_PASSPHRASE": "@P"')
    return ".vscode/launch.json", f"""{{
  "version": "0.2.0",
  "configurations": [
    {{
      "type": "lldb",
      "request": "launch",
      "name": "bot",
      "env": {{
        "{p.up}_API_KEY": "{p.key}",
        "{p.up}_API_SECRET": "{p.secret}"{phrase}
      }}
    }}
  ]
}}
"""


@form("json")
def json_postman(p):
    phrase = p.opt(',\n    { "key": "passphrase", "value": "@P", "enabled": true }')
    return f"{p.low}.postman_environment.json", f"""{{
  "name": "{p.low}",
  "values": [
    {{ "key": "apiKey", "value": "{p.key}", "enabled": true }},
    {{ "key": "secretKey", "value": "{p.secret}", "enabled": true }}{phrase}
  ]
}}
"""


@form("json")
def json_download(p):
    phrase = p.opt(',\n  "passPhrase": "@P"')
    return "api_key.json", f"""{{
  "nickname": "trading-bot",
  "name": "{p.key}",
  "privateKey": "{p.secret}"{phrase}
}}
"""


@form("env")
def env_numbered(p):
    return "prod.env", f"""# {p.camel}
EXCHANGE_1_KEY={p.key}
EXCHANGE_1_SECRET='{p.secret}'
{p.opt("EXCHANGE_1_PASSPHRASE='@P'")}
"""


@form("env")
def env_commented(p):
    return ".env.production", f"""PORT=9000
# old account, keep until the end of the month
# {p.up}_APIKEY={p.key}
# {p.up}_SECRETKEY={quoted(p.secret, p.pem)}
{p.opt(f'# {p.up}_PASSPHRASE=@P')}
DATABASE=sqlite:bot.db
"""


@form("env")
def env_spaced(p):
    return ".env", f"""{p.up}_ACCESS_KEY = {p.key}   # read + trade
{p.up}_PRIVATE_KEY = "{p.secret}"
{p.opt(f'{p.up}_PASS = "@P"')}
"""


@form("sh")
def sh_prefix(p):
    phrase = p.opt(f"{p.up}_PASSPHRASE='@P' ")
    return "dev.sh", f"""#!/bin/sh
{p.up}_KEY={p.key} {p.up}_SECRET={quoted(p.secret, p.pem)} {phrase}cargo run --example live
"""


@form("sh")
def sh_docker(p):
    phrase = p.opt(f" \\\n    -e {p.up}_PASSPHRASE='@P'")
    return "docker.sh", f"""#!/bin/sh
docker run -d --name bot \\
    -e {p.up}_API_KEY={p.key} \\
    -e {p.up}_API_SECRET="{p.secret}"{phrase} \\
    trader/bot:latest
"""


@form("sh")
def sh_equals(p):
    phrase = p.opt(" --passphrase=@P")
    return "backfill.sh", f"""#!/bin/bash
# {p.camel}
python fetch.py --key={p.key} --secret={quoted(p.secret, p.pem)}{phrase} --from 2024-01-01
gh secret set {p.up}_API_SECRET --body "{p.secret}"
"""


@form("py")
def py_environ(p):
    return "conftest.py", f"""import os

os.environ["{p.up}_API_KEY"] = "{p.key}"
os.environ.setdefault("{p.up}_API_SECRET", "{p.secret}")
{p.opt(f'os.environ["{p.up}_PASSPHRASE"] = "@P"')}
"""


@form("py")
def py_getenv(p):
    return "settings.py", f"""import os

KEY = os.getenv("{p.up}_KEY", "{p.key}")
SECRET = os.environ.get('{p.up}_SECRET', '{p.secret}')
{p.opt(f'PHRASE = os.getenv("{p.up}_PASSPHRASE", "@P")')}
"""


@form("py")
def py_attributes(p):
    multi = f'"""{p.pem}"""' if p.pem else f'"{p.secret}"'
    return "strategy.py", f"""class Trader:
    def __init__(self):
        self.key = "{p.key}"
        self.secret = {multi}
        {p.opt('self.passphrase = "@P"')}
        self.session = {p.camel}(apikey=self.key, apisecret=self.secret)
"""


@form("py")
def py_headers(p):
    return "sign.py", f"""import hashlib, hmac, requests

def signature(payload: str) -> str:
    return hmac.new(b"{p.secret}", payload.encode(), hashlib.sha256).hexdigest()

headers = {{"{p.header}": "{p.key}", "Content-Type": "application/json"}}
requests.get("https://{p.host}/time", headers=headers)
"""


@form("ts")
def ts_fallback(p):
    return "src/env.ts", f"""const key = process.env.{p.up}_API_KEY || '{p.key}';
const secret = process.env.{p.up}_API_SECRET ?? '{p.secret}';
{p.opt(f"const passphrase = process.env.{p.up}_PASSPHRASE ?? '@P';")}
export default {{ key, secret }};
"""


@form("ts")
def ts_class(p):
    return "src/venue.ts", f"""export class {p.camel} {{
  private readonly apiKey: string = `{p.key}`;
  private readonly apiSecret: string = `{p.secret}`;
  {p.opt('private readonly passphrase: string = `@P`;')}
}}
"""


@form("ts")
def ts_process(p):
    return "jest.setup.ts", f"""process.env.{p.up}_API_KEY = "{p.key}";
process.env['{p.up}_API_SECRET'] = "{p.secret}";
{p.opt(f'process.env.{p.up}_PASSPHRASE = "@P";')}
"""


@form("ipynb")
def ipynb_client(p):
    phrase = p.opt(', "@P"')
    return "explore.ipynb", notebook(
        f'from {p.low} import Client\nclient = Client("{p.key}", "{p.secret}"{phrase})',
        "client.klines()",
    )


@form("ipynb")
def ipynb_output(p):
    phrase = p.opt(", 'password': '@P'")
    return "debug.ipynb", notebook(
        f"print(load_config('{p.low}'))",
        output=f"{{'apiKey': '{p.key}', 'secret': '{p.secret}'{phrase}}}\n",
    )


@form("ipynb")
def ipynb_environ(p):
    return "signals.ipynb", notebook(f"""import os
os.environ['{p.up}_KEY'] = '{p.key}'
os.environ['{p.up}_SECRET'] = '{p.secret}'
{p.opt(f"os.environ['{p.up}_PASSPHRASE'] = '@P'")}
""")


@form("md")
def md_python(p):
    return "docs/quickstart.md", f"""# Quick start

```python
client = {p.camel}(
    api_key="{p.key}",
    api_secret="{p.secret}",
    {p.opt('passphrase="@P",')}
)
```
"""


@form("md")
def md_prose(p):
    return "TODO.md", f"""# Open points

- {p.camel}: my api key is {p.key} and the secret is `{p.secret}`{p.opt(', the passphrase is `@P`')}; rotate next week.
"""


@form("md")
def md_pasted(p):
    return "keys.md", f"""{p.camel} (read, trade)

API Key: {p.key}
Secret Key: {p.secret}
{p.opt('Passphrase: @P')}
"""


def single(p):
    """A literal string of TOML takes no escapes, so a PEM goes between three quotes."""
    return f"'''\n{p.pem}'''" if p.pem else f"'{p.secret}'"


def block(p, indent):
    return "|\n" + "\n".join(indent + line for line in p.pem.strip().splitlines())
