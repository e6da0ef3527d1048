"""Files without a secret: placeholders in the same templates, look-ups, and values that look alike.

An alarm on any of them is false. The values are as random as keys are; what tells them apart is
what they are called and where they stand.
"""

import base64
import json

from notebook import notebook
from shapes import ALNUM, HEX, draw, uuid

# Key, secret and passphrase as a manual or a template has them.
PLACEHOLDERS = {
    "development": [
        ("YOUR_API_KEY", "YOUR_API_SECRET", "YOUR_PASSPHRASE"),
        ("your-api-key-here", "your-api-secret-here", "your-passphrase-here"),
        ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "xxxxxxxx"),
        ("<API_KEY>", "<API_SECRET>", "<PASSPHRASE>"),
        ("changeme", "changeme", "changeme"),
        ("${API_KEY}", "${API_SECRET}", "${API_PASSPHRASE}"),
        ("********************************", "****************************************", "********"),
        ("abc123", "def456", "ghi789"),
        ("1234567890abcdef1234567890abcdef", "abcdefghijklmnopqrstuvwxyz0123456789", "12345678"),
        ("dummy-key", "dummy-secret", "dummy-pass"),
        ("REPLACE_ME_WITH_YOUR_KEY", "REPLACE_ME_WITH_YOUR_SECRET", "REPLACE_ME"),
        ("", "", ""),
    ],
    "heldout": [
        ("my_api_key", "my_secret_key", "my_passphrase"),
        ("<paste your key here>", "<paste your secret here>", "<passphrase>"),
        ("TODO", "TODO", "TODO"),
        ("{{ bot.api_key }}", "{{ bot.api_secret }}", "{{ bot.passphrase }}"),
        ("EXAMPLE_KEY_DO_NOT_USE_IN_PROD", "EXAMPLE_SECRET_DO_NOT_USE_IN_PROD", "EXAMPLE"),
        ("[REDACTED]", "[REDACTED]", "[REDACTED]"),
        ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "0000000000000000000000000000000000000000000000000000000000000000", "aaaa"),
        ("deadbeefdeadbeefdeadbeefdeadbeef", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "hunter2"),
        ("fake_key_for_unit_tests", "fake_secret_for_unit_tests", "fake_passphrase"),
        ("op://trading/venue/key", "op://trading/venue/secret", "op://trading/venue/passphrase"),
        ("enter-your-exchange-api-key-1", "enter-your-exchange-api-secret-1", "secret"),
        ("%API_KEY%", "%API_SECRET%", "%PASSPHRASE%"),
    ],
}

# What code writes that takes its keys from elsewhere, per file type: name and text.
LOOKUPS = {
    "development": [
        ("rs", "src/load.rs", 'let api_key = std::env::var("@U_API_KEY")?;\nlet api_secret = std::env::var("@U_API_SECRET").expect("@U_API_SECRET is not set");\n'),
        ("toml", "config.toml", '[@L]\napi_key = { env = "@U_API_KEY" }\napi_secret = { file = "/run/secrets/@L_api_secret" }\n'),
        ("yaml", ".github/workflows/ci.yml", "env:\n  @U_API_KEY: ${{ secrets.@U_API_KEY }}\n  @U_API_SECRET: ${{ secrets.@U_API_SECRET }}\n"),
        ("json", "config.json", '{"@L": {"apiKeyEnv": "@U_API_KEY", "secretFile": "/run/secrets/@L_api_secret", "passwordCommand": "pass show trading/@L/passphrase"}}\n'),
        ("env", ".env", "@U_API_KEY_FILE=/run/secrets/@L_api_key\n@U_API_SECRET_FILE=/run/secrets/@L_api_secret\n@U_API_SECRET=\n"),
        ("sh", "start.sh", 'export @U_API_KEY="$(pass show trading/@L/key)"\nexport @U_API_SECRET=$(systemd-creds decrypt @L_api_secret.cred -)\n: "${@U_API_SECRET:?not set}"\n'),
        ("py", "bot.py", 'import os\napi_key = os.environ["@U_API_KEY"]\napi_secret = os.environ.get("@U_API_SECRET", "")\nclient = Client(api_key, api_secret)\n'),
        ("ts", "src/env.ts", "const apiKey = process.env.@U_API_KEY!;\nconst apiSecret: string = requireEnv('@U_API_SECRET');\n"),
        ("ipynb", "study.ipynb", "import os, getpass\napi_key = os.environ['@U_API_KEY']\napi_secret = getpass.getpass('@C secret: ')"),
        ("md", "README.md", "Set `@U_API_KEY` and `@U_API_SECRET`; the secret is read from `/run/secrets/@L_api_secret`.\n"),
    ],
    "heldout": [
        ("rs", "src/open.rs", 'let secret = SecretString::from(dotenvy::var("@U_API_SECRET")?);\nlet key = config.api_key.as_deref().unwrap_or_default();\nlet signer = Signer::new(&key, &secret_key_from_file("keys/@L_secret_key.pem")?);\n'),
        ("toml", "bot.toml", '[venues.@L]\napi_key = "env:@U_API_KEY"\napi_secret = "keyring:trading-bot/@L-api-secret"\nsecret_command = ["pass", "show", "trading/@L/api_secret"]\n'),
        ("yaml", "deploy.yaml", "env:\n  - name: @U_API_SECRET\n    valueFrom:\n      secretKeyRef:\n        name: trading-bot-credentials\n        key: @L-api-secret-v2\n"),
        ("json", "task.json", '{"secrets": [{"name": "@U_API_SECRET", "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:@L-api-secret-Ab12Cd"}]}\n'),
        ("env", ".env.example", "@U_API_KEY=\n@U_API_SECRET= # from the venue's console\nVAULT_PATH=kv/data/trading/@L/api_secret\n"),
        ("sh", "run.sh", 'API_SECRET="$(vault kv get -field=api_secret kv/trading/@L)"\nAPI_KEY=${@U_API_KEY:-}\n./bot --api-key-file ./keys/@L_key.txt --api-secret-env @U_API_SECRET\n'),
        ("py", "main.py", 'from decouple import config\nAPI_SECRET = config("@U_API_SECRET")\nsecret = keyring.get_password("trading-bot", "@L_api_secret")\nex = ccxt.binance({"apiKey": settings.api_key_for("@L"), "secret": secret})\n'),
        ("ts", "src/load.ts", "const { apiKey, apiSecret } = await loadSecrets('projects/1234/secrets/@L-api-secret/versions/latest');\nconst options = { key: apiKey, secret: apiSecret, keyPrefix: 'orders:@L:open:' };\n"),
        ("ipynb", "live.ipynb", "from dotenv import dotenv_values\ncfg = dotenv_values('.env')\nclient = Client(cfg['@U_API_KEY'], cfg['@U_API_SECRET'])"),
        ("md", "docs/keys.md", "| variable | what |\n|---|---|\n| `@U_API_KEY` | the key id of @C |\n| `@U_API_SECRET` | its secret, or `@U_API_SECRET_FILE` |\n"),
    ],
}


def sha512(rng):
    return "sha512-" + base64.b64encode(rng.randbytes(64)).decode()


def png(rng):
    return "data:image/png;base64,iVBORw0KGgo" + base64.b64encode(rng.randbytes(420)).decode()


def hexes(rng, length):
    return draw(rng, length, HEX)


def lookalikes(half, rng, p):
    """Random values that are no secrets, in files that speak of a venue: type, name, text."""
    h, u = hexes, uuid
    if half == "development":
        return [
            ("rs", "src/build_info.rs", f'pub const COMMIT: &str = "{h(rng, 40)}";\npub const BINARY_SHA256: &str = "{h(rng, 64)}";\n// {p.camel} sends this with every fill.\npub const STREAM_ID: &str = "{u(rng)}";\n'),
            ("rs", "src/orders.rs", f'let order_id = "{u(rng)}";\nlet client_order_id = "{draw(rng, 32, ALNUM)}";\nclient.cancel("{p.up}", "{u(rng)}").await?;\nassert_eq!(sign(&query), "{h(rng, 64)}");\n'),
            ("rs", "src/tokens.rs", f'pub const USDC: Address = address!("{h(rng, 40)}");\nlet contract = "0x{h(rng, 40)}";\nlet tx_hash = "0x{h(rng, 64)}";\nlet public_key = "{h(rng, 64)}";\n'),
            ("toml", "Cargo.toml", f'[dependencies]\n{p.low}-api = {{ git = "https://git.example.org/{p.low}-api", rev = "{h(rng, 40)}" }}\n\n[package.metadata]\nchecksum = "{h(rng, 64)}"\n'),
            ("yaml", "compose.yaml", f"services:\n  {p.low}:\n    image: registry.example.org/bot@sha256:{h(rng, 64)}\n    environment:\n      - GIT_SHA={h(rng, 40)}\n      - INSTANCE_ID={u(rng)}\n"),
            ("json", "package-meta.json", json.dumps({"name": p.low, "integrity": sha512(rng), "etag": h(rng, 32), "requestId": u(rng)}, indent=2)),
            ("json", "fills.json", json.dumps([{"orderId": u(rng), "tradeId": h(rng, 24), "symbol": "BTCUSDT", "venue": p.low, "txid": h(rng, 64)} for _ in range(3)], indent=1)),
            ("env", ".env", f"EXCHANGE={p.low}\nGIT_COMMIT={h(rng, 40)}\nBUILD_ID={u(rng)}\nWALLET_ADDRESS=0x{h(rng, 40)}\n"),
            ("sh", "install.sh", f'#!/bin/sh\n# the connector of {p.camel}\nsha256="{h(rng, 64)}"\ngit checkout {h(rng, 40)}\necho "$sha256  bot.tar.gz" | sha256sum -c\n'),
            ("py", "fixtures.py", f'ORDER_ID = "{u(rng)}"\nSIGNATURE = "{h(rng, 64)}"\nEXPECTED_DIGEST = "{base64.b64encode(rng.randbytes(64)).decode()}"\nADDRESS = "0x{h(rng, 40)}"  # {p.low} deposit\n'),
            ("ts", "src/logo.ts", f"export const logo = '{png(rng)}';\nexport const exchange = '{p.low}';\nexport const listenId = '{u(rng)}';\n"),
            ("ipynb", "plot.ipynb", notebook(f"df = load('{p.low}')", f"df.plot()", output=png(rng)[22:])),
            ("md", "CHANGELOG.md", f"## 1.4.2\n\n- {p.camel}: fix of the key order in signatures ({h(rng, 40)})\n- deposit address `0x{h(rng, 40)}`, transaction `0x{h(rng, 64)}`\n- checksum: `{h(rng, 64)}`\n"),
        ]
    return [
        ("rs", "src/snapshot.rs", f'/// {p.camel}: request id of the recorded answer.\nconst REQUEST_ID: &str = "{u(rng)}";\nconst EXPECTED_SIGNATURE: &str = "{base64.b64encode(rng.randbytes(32)).decode()}";\nconst MERKLE_ROOT: [&str; 2] = ["{h(rng, 64)}", "{h(rng, 64)}"];\n'),
        ("rs", "src/keys.rs", f'pub fn cache_key() -> &\'static str {{ "{h(rng, 32)}" }}\nlet verifying_key = "{base64.b64encode(rng.randbytes(32)).decode()}";\nlet idempotency_key = "{u(rng)}";\nlet fingerprint = "SHA256:{base64.b64encode(rng.randbytes(32)).decode()[:43]}";\n'),
        ("rs", "src/alphabet.rs", f'const BASE58: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";\nconst USER_AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36";\nconst TOPIC: &str = "{p.low}.spot.BTCUSDT.orderbook.level2.snapshot.v3";\n'),
        ("toml", "poetry.toml", f'[[package]]\nname = "{p.low}-connector"\nfiles = [\n    {{file = "{p.low}_connector-3.1.0.tar.gz", hash = "sha256:{h(rng, 64)}"}},\n]\ncontent-hash = "{h(rng, 64)}"\n'),
        ("yaml", "pins.yml", f"steps:\n  - uses: actions/checkout@{h(rng, 40)}\n  - uses: actions/cache@{h(rng, 40)}\n    with:\n      key: {p.low}-${{{{ hashFiles('**/Cargo.lock') }}}}-{h(rng, 16)}\n"),
        ("yaml", "cassette.yaml", f"- request:\n    uri: https://{p.host}/v1/time\n  response:\n    headers:\n      ETag: W/\"{draw(rng, 27, ALNUM)}\"\n      X-Request-Id: {u(rng)}\n      CF-RAY: {h(rng, 16)}-FRA\n"),
        ("json", "wallets.json", json.dumps({"venue": p.low, "depositAddress": "bc1q" + draw(rng, 38, "023456789acdefghjklmnpqrstuvwxyz"), "publicKey": "02" + h(rng, 64), "blockHash": "0" * 19 + h(rng, 45)}, indent=2)),
        ("env", "ci.env", f"{p.up}_ACCOUNT_ID={u(rng)}\nRELEASE_SHA={h(rng, 40)}\nCACHE_KEY={h(rng, 32)}\nPUBLIC_KEY={base64.b64encode(rng.randbytes(32)).decode()}\n"),
        ("sh", "verify.sh", f"gpg --recv-keys {h(rng, 40).upper()}\ncosign verify --certificate-identity bot@{p.host} img@sha256:{h(rng, 64)}\nORDER={u(rng)}\ncurl https://{p.host}/orders/$ORDER?signature={h(rng, 64)}\n"),
        ("py", "records.py", f'ROW = {{"key": "{u(rng)}", "venue": "{p.low}", "order": "{draw(rng, 22, ALNUM)}"}}\nBLOCK = "0x{h(rng, 64)}"\nMODEL_HASH = "{h(rng, 64)}"\n'),
        ("ts", "src/abi.ts", f"export const bytecode = '0x6080604052{h(rng, 400)}';\nexport const address = '0x{h(rng, 40)}' as const; // {p.camel}\nexport const subgraph = 'Qm{draw(rng, 44, ALNUM)}';\n"),
        ("ipynb", "run.ipynb", notebook(f"place('{p.low}', 'BTCUSDT')", output=f"{{'orderId': '{u(rng)}', 'clientOrderId': '{draw(rng, 22, ALNUM)}', 'hash': '0x{h(rng, 64)}'}}\n")),
        ("md", "docs/audit.md", f"| file | sha256 |\n|---|---|\n| {p.low}.rs | {h(rng, 64)} |\n| keys.rs | {h(rng, 64)} |\n\nSigned by key `{h(rng, 16).upper()}`; order `{u(rng)}`.\n"),
    ]


class Twin:
    """A pair whose values are placeholders; for the templates it looks like any other."""

    def __init__(self, pair, values):
        self.__dict__.update(pair.__dict__)
        self.key, self.secret, phrase = values
        self.phrase = phrase if pair.phrase else None
        self.pem = None

    def opt(self, text):
        return text.replace("@P", self.phrase) if self.phrase is not None else ""


def lookup(text, p):
    return text.replace("@U", p.up).replace("@L", p.low).replace("@C", p.camel)


def files(half, templates, rng, pairs):
    """Everything of one half: family, type, name, text."""
    for kind, name, template in templates:
        for values in PLACEHOLDERS[half]:
            path, text = template(Twin(rng.choice(pairs), values))
            yield "placeholder", kind, path, text
    for kind, path, text in LOOKUPS[half]:
        for p in rng.sample(pairs, 5):
            body = lookup(text, p)
            yield "lookup", kind, path, notebook(body) if kind == "ipynb" else body
    for p in rng.sample(pairs, 12):
        for kind, path, text in lookalikes(half, rng, p):
            yield "lookalike", kind, path, text
