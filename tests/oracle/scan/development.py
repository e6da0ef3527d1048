"""The development half: forms a bot's author may use, which whoever writes a scanner may look at."""

from notebook import notebook

TEMPLATES = []


def form(kind):
    def add(function):
        TEMPLATES.append((kind, function.__name__, function))
        return function

    return add


@form("rs")
def rs_const(p):
    return "src/keys.rs", f"""//! Keys of the account.

pub const {p.up}_API_KEY: &str = "{p.key}";
pub const {p.up}_API_SECRET: &'static str = "{p.secret}";
{p.opt(f'pub const {p.up}_PASSPHRASE: &str = "@P";')}
pub const MAX_ORDERS: usize = 32;
"""


@form("rs")
def rs_field(p):
    return "src/account.rs", f"""use crate::{p.low}::Credentials;

pub fn credentials() -> Credentials {{
    Credentials {{
        api_key: "{p.key}".to_string(),
        api_secret: "{p.secret}".into(),
        {p.opt('passphrase: Some("@P".into()),')}
        recv_window: 5_000,
    }}
}}
"""


@form("rs")
def rs_constructor(p):
    phrase = p.opt(', "@P"')
    return "src/main.rs", f"""#[tokio::main]
async fn main() -> anyhow::Result<()> {{
    let client = {p.camel}Client::new("{p.key}", "{p.secret}"{phrase});
    let book = client.order_book("BTCUSDT", 50).await?;
    println!("{{book:?}}");
    Ok(())
}}
"""


@form("rs")
def rs_set_var(p):
    return "src/env.rs", f"""use std::env;

pub fn prepare() {{
    unsafe {{
        env::set_var("{p.up}_API_KEY", "{p.key}");
        env::set_var("{p.up}_API_SECRET", "{p.secret}");
        {p.opt(f'env::set_var("{p.up}_API_PASSPHRASE", "@P");')}
    }}
}}
"""


@form("rs")
def rs_unwrap_or(p):
    return "src/config.rs", f"""use std::env;

impl Config {{
    pub fn load() -> Self {{
        let api_key = env::var("{p.up}_API_KEY").unwrap_or_else(|_| "{p.key}".to_string());
        let api_secret = env::var("{p.up}_API_SECRET").unwrap_or("{p.secret}".into());
        {p.opt(f'let passphrase = env::var("{p.up}_PASSPHRASE").unwrap_or("@P".into());')}
        Self {{ api_key, api_secret, ..Self::default() }}
    }}
}}
"""


@form("rs")
def rs_builder(p):
    return "src/client.rs", f"""use {p.low}::rest::Client;

pub fn client() -> Client {{
    Client::builder()
        .base_url("https://{p.host}")
        .api_key("{p.key}")
        .secret_key("{p.secret}")
        {p.opt('.passphrase("@P")')}
        .timeout(std::time::Duration::from_secs(10))
        .build()
}}
"""


@form("rs")
def rs_bytes(p):
    return "src/sign.rs", f"""// {p.camel} wants HMAC over the query string.
static SECRET: &[u8] = b"{p.secret}";
static KEY: &str = r"{p.key}";
{p.opt('static PASSPHRASE: &str = r"@P";')}

pub fn sign(query: &str) -> String {{
    hex::encode(hmac_sha256(SECRET, query.as_bytes()))
}}
"""


@form("toml")
def toml_table(p):
    return "config.toml", f"""[general]
log = "info"

[{p.low}]
api_key = "{p.key}"
api_secret = "{p.secret}"
{p.opt('passphrase = "@P"')}
symbols = ["BTC-USD", "ETH-USD"]
"""


@form("toml")
def toml_nested(p):
    return "bot.toml", f"""[exchanges.{p.low}]
enabled = true
url = "https://{p.host}"
key = "{p.key}"
secret = "{p.secret}"
{p.opt('password = "@P"')}
"""


@form("toml")
def toml_inline(p):
    phrase = p.opt(', passphrase = "@P"')
    return "settings.toml", f"""[accounts]
{p.low} = {{ key = "{p.key}", secret = "{p.secret}"{phrase} }}
"""


@form("yaml")
def yaml_plain(p):
    return "config.yaml", f"""strategy: grid
{p.low}:
  api_key: {p.key}
  api_secret: {quoted(p.secret)}
{p.opt('  passphrase: "@P"')}
  leverage: 3
"""


@form("yaml")
def yaml_compose_list(p):
    phrase = p.opt(f"      - {p.up}_API_PASSPHRASE=@P\n")
    return "docker-compose.yml", f"""services:
  bot:
    image: trader/bot:1.4.2
    restart: unless-stopped
    environment:
      - RUST_LOG=info
      - {p.up}_API_KEY={p.key}
      - {quoted(f'{p.up}_API_SECRET={p.secret}', p.pem)}
{phrase}    ports:
      - "8080:8080"
"""


@form("yaml")
def yaml_actions(p):
    phrase = p.opt(f"      {p.up}_PASSPHRASE: '@P'\n")
    return ".github/workflows/live.yml", f"""name: live
on:
  schedule:
    - cron: "*/15 * * * *"
jobs:
  trade:
    runs-on: ubuntu-latest
    env:
      {p.up}_API_KEY: "{p.key}"
      {p.up}_API_SECRET: "{p.secret}"
{phrase}    steps:
      - uses: actions/checkout@v4
      - run: cargo run --release
"""


@form("json")
def json_ccxt(p):
    phrase = p.opt('\n  "password": "@P",')
    return "keys.json", f"""{{
  "{p.low}": {{
  "apiKey": "{p.key}",
  "secret": "{p.secret}",{phrase}
  "enableRateLimit": true
  }}
}}
"""


@form("json")
def json_freqtrade(p):
    phrase = p.opt('\n        "password": "@P",')
    return "config.json", f"""{{
    "max_open_trades": 3,
    "stake_currency": "USDT",
    "exchange": {{
        "name": "{p.low}",
        "key": "{p.key}",
        "secret": "{p.secret}",{phrase}
        "pair_whitelist": ["BTC/USDT", "ETH/USDT"]
    }}
}}
"""


@form("json")
def json_minified(p):
    phrase = p.opt(',"passphrase":"@P"')
    return "secrets.json", (
        f'{{"venue":"{p.low}","api_key":"{p.key}","api_secret":"{p.secret}"{phrase},"live":true}}\n'
    )


@form("env")
def env_plain(p):
    return ".env", f"""RUST_LOG=info
{p.up}_API_KEY={p.key}
{p.up}_API_SECRET={quoted(p.secret, p.pem)}
{p.opt(f'{p.up}_API_PASSPHRASE=@P')}
"""


@form("env")
def env_export(p):
    return ".envrc", f"""export {p.up}_KEY="{p.key}"
export {p.up}_SECRET="{p.secret}"
{p.opt(f'export {p.up}_PASSWORD="@P"')}
"""


@form("env")
def env_generic(p):
    return ".env.local", f"""EXCHANGE={p.low}
API_KEY={p.key}
API_SECRET={quoted(p.secret, p.pem)}
{p.opt('API_PASSPHRASE=@P')}
TELEGRAM_CHAT=-100231
"""


@form("sh")
def sh_export(p):
    return "run.sh", f"""#!/bin/sh
set -eu
export {p.up}_API_KEY={p.key}
export {p.up}_API_SECRET={quoted(p.secret, p.pem)}
{p.opt(f'export {p.up}_API_PASSPHRASE="@P"')}
exec ./target/release/bot
"""


@form("sh")
def sh_curl(p):
    return "balance.sh", f"""#!/usr/bin/env bash
ts=$(date +%s000)
query="timestamp=$ts"
sig=$(printf '%s' "$query" | openssl dgst -sha256 -hmac "{p.secret}" | cut -d' ' -f2)
curl -s -H "{p.header}: {p.key}" "https://{p.host}/account?$query&signature=$sig"
"""


@form("sh")
def sh_flags(p):
    phrase = p.opt(" --passphrase '@P'")
    return "start.sh", f"""#!/bin/bash
cd "$(dirname "$0")"
./bot --venue {p.low} --api-key {p.key} --api-secret {quoted(p.secret, p.pem)}{phrase} --live
"""


@form("py")
def py_constants(p):
    return "bot.py", f"""import time

API_KEY = "{p.key}"
API_SECRET = '{p.secret}'
{p.opt('PASSPHRASE = "@P"')}
BASE_URL = "https://{p.host}"
"""


@form("py")
def py_ccxt(p):
    phrase = p.opt("\n    'password': '@P',")
    return "grid.py", f"""import ccxt

exchange = ccxt.{p.low}({{
    'apiKey': '{p.key}',
    'secret': '{p.secret}',{phrase}
    'enableRateLimit': True,
}})
print(exchange.fetch_balance())
"""


@form("py")
def py_constructor(p):
    phrase = p.opt(', "@P"')
    return "trade.py", f"""from {p.low}.client import Client

client = Client("{p.key}", "{p.secret}"{phrase})
print(client.ticker("ETHUSDT"))
"""


@form("ts")
def ts_const(p):
    return "src/keys.ts", f"""export const apiKey = '{p.key}';
export const apiSecret: string = '{p.secret}';
{p.opt("export const passphrase = '@P';")}
export const host = 'https://{p.host}';
"""


@form("ts")
def ts_constructor(p):
    phrase = p.opt(", '@P'")
    return "src/index.ts", f"""import {{ {p.camel}Spot }} from '{p.low}-connector';

const client = new {p.camel}Spot('{p.key}', '{p.secret}'{phrase});
client.account().then((r) => console.log(r.data));
"""


@form("ts")
def ts_options(p):
    phrase = p.opt('\n  passphrase: "@P",')
    return "src/rest.ts", f"""import {{ RestClient }} from '{p.low}-api';

export const rest = new RestClient({{
  key: "{p.key}",
  secret: "{p.secret}",{phrase}
  testnet: false,
}});
"""


@form("ipynb")
def ipynb_constants(p):
    return "study.ipynb", notebook("import pandas as pd", f"""api_key = "{p.key}"
api_secret = "{p.secret}"
{p.opt('passphrase = "@P"')}
""", "df = pd.DataFrame()")


@form("ipynb")
def ipynb_ccxt(p):
    phrase = p.opt(", 'password': '@P'")
    return "backtest.ipynb", notebook("import ccxt", (
        f"ex = ccxt.{p.low}({{'apiKey': '{p.key}', 'secret': '{p.secret}'{phrase}}})\n"
        "ex.load_markets()"
    ))


@form("ipynb")
def ipynb_magic(p):
    return "live.ipynb", notebook(f"""%env {p.up}_API_KEY={p.key}
%env {p.up}_API_SECRET={p.secret}
{p.opt(f'%env {p.up}_API_PASSPHRASE=@P')}
""", "from bot import run\nrun()")


@form("md")
def md_fence(p):
    return "README.md", f"""# Grid bot

Set the keys, then start it:

```sh
export {p.up}_API_KEY={p.key}
export {p.up}_API_SECRET="{p.secret}"
{p.opt(f'export {p.up}_API_PASSPHRASE=@P')}
cargo run --release
```
"""


@form("md")
def md_bullets(p):
    return "docs/setup.md", f"""## Access to {p.camel}

- API key: `{p.key}`
- API secret: `{p.secret}`
{p.opt('- Passphrase: `@P`')}
- IP: 203.0.113.7
"""


@form("md")
def md_table(p):
    return "NOTES.md", f"""# Accounts

| venue | api key | secret |{p.opt(' passphrase |')}
|---|---|---|{p.opt('---|')}
| {p.low} | {p.key} | {p.secret} |{p.opt(' @P |')}
"""


def quoted(text, when=True):
    return f'"{text}"' if when else text
