"""HTX: the examples of its SDKs, and what they leave out, by ccxt and by hand."""

import base64
import hashlib
import hmac
from urllib.parse import quote

from clocked import CCXT, exchange
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

GO = "HuobiRDCenter/huobi_Golang, internal/requestbuilder, "
NET = "JKorf/HTX.Net, its test of the signature"
BY_HAND = "Python's hmac, by the rule of the documentation; made up values"
KEY, SECRET = "access", "secret"
# 2019-11-21T10:00:00.
TIME = 1574330400000
PAIR = "nJanXRB7WIiSgr6eQzgNaQjp+xCkieLj0RQ2NxAZefqYiJajRf6PVrd0kE8kdHG3XuiXLlM6w5xipkdTNw5Ucw=="
PUBLISHED = "GET\napi.huobi.pro\n/v1/account/history\naccount-id=1&currency=btcusdt"


def encoded(signature):
    return quote(signature, safe="")


def mac(text):
    digest = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def by_pair(text):
    seed = base64.b64decode(PAIR)[:32]
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(text.encode())
    return base64.b64encode(signature).decode()


def case(source, method, target, signature, body="", key=KEY, secret=SECRET, time=TIME):
    made = {
        "source": source,
        "date": "2026-11",
        "key": key,
        "secret": secret,
        "method": method,
        "target": target,
    }
    if body:
        made["body"] = body
    return {**made, "time": time, "signature": f"Signature={encoded(signature)}"}


def by_ccxt(path, kind, method, parameters):
    htx = exchange("htx", TIME, KEY, SECRET)
    htx.urls["hostnames"]["contract"] = "api.hbdm.com"
    signed = htx.sign(path, [kind, "private"], method, dict(parameters))
    signature = signed["url"].split("Signature=")[1]
    target = "/" + path
    if method == "GET":
        target += "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in parameters.items())
    made = case(CCXT, method, target, "", signed["body"] or "")
    return {**made, "date": "2026-11-22", "signature": f"Signature={signature}"}


def login(socket, host, path, names, version):
    key, method, signature_version, time = names
    text = f"GET\n{host}\n{path}\n{key}={KEY}&{method}=HmacSHA256"
    text += f"&{signature_version}={version}&{time}=2019-11-21T10%3A00%3A00"
    return {
        "source": BY_HAND,
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "time": TIME,
        "socket": socket,
        "signature": mac(text),
    }


def cases():
    yield "signer_test", {
        "source": GO + "signer_test.go",
        "date": "2026-11",
        "secret": SECRET,
        "text": PUBLISHED,
        "signature": "HUP3n78npIuTzVKyjEOrPictRKEUTRoYs7Ld5y38hmA=",
    }
    yield "signer_test_ed25519", {
        "source": GO + "signer_test.go",
        "date": "2026-11",
        "secret": PAIR,
        "text": PUBLISHED,
        "signature": "KnEhhsa511CrWu++7BMSdVrLtFhvxARINGsGpq8S699qMgghekPwW90RV14A4sniE3RS1J/v0hAo70iA9Ln4Aw==",
    }
    builder = GO + "privateurlbuilder_test.go"
    yield "url_builder", case(
        builder, "GET", "/v1/account/accounts", "rWnLcMt3XBAsmXoNHtTQVpvMbH/cE1PXFwQAGeYwt3s="
    )
    yield "url_builder_query", case(
        builder,
        "GET",
        "/v1/account/history?account-id=123&currency=btc",
        "SGZYJ9Ub/hFerEBbSWsCxl8Djk+LRBgEZOB4fLc4T9Q=",
    )
    # 2017-05-11T15:19:30.
    yield "net_order", case(
        NET,
        "GET",
        "/v1/order/orders?order-id=1234567890",
        "2ZQ7/roKBjdnAv8z5DymwzgSaOPyPgJl0BIlq9fa94w=",
        key="e2xxxxxx-99xxxxxx-84xxxxxx-7xxxx",
        secret="XXXXXXXXXX",
        time=1494515970000,
    )
    yield "ccxt_spot_query", by_ccxt(
        "v1/order/orders", "spot", "GET", {"states": "filled,canceled", "symbol": "btcusdt"}
    )
    yield "ccxt_spot_order", by_ccxt(
        "v1/order/orders/place",
        "spot",
        "POST",
        {
            "account-id": "100009",
            "amount": "10.1",
            "price": "100.1",
            "symbol": "ethusdt",
            "type": "buy-limit",
            "source": "spot-api",
            "client-order-id": "a0001",
        },
    )
    yield "ccxt_contract_query", by_ccxt(
        "v5/trade/order/opens", "contract", "GET", {"contract_code": "BTC-USDT", "limit": "10"}
    )
    yield "ccxt_contract_read", by_ccxt(
        "linear-swap-api/v1/swap_account_info", "contract", "POST", {"contract_code": "BTC-USDT"}
    )
    # The question about a key: upper case goes before lower case.
    query = f"AccessKeyId={KEY}&SignatureMethod=HmacSHA256&SignatureVersion=2"
    query += f"&Timestamp=2019-11-21T10%3A00%3A00&accessKey={KEY}&uid=63628520"
    made = case(
        BY_HAND,
        "GET",
        f"/v2/user/api-key?uid=63628520&accessKey={KEY}",
        mac(f"GET\napi.huobi.pro\n/v2/user/api-key\n{query}"),
    )
    yield "sorted", {**made, "date": "2026-11-22"}
    # One path of the newer contracts is served by the host for spot.
    query = f"AccessKeyId={KEY}&SignatureMethod=Ed25519&SignatureVersion=2"
    query += "&Timestamp=2019-11-21T10%3A00%3A00"
    made = case(
        "cryptography (Python), Ed25519, by the rule of the documentation; the pair of the SDK's test",
        "POST",
        "/v5/account/universal_transfer",
        by_pair(f"POST\napi.huobi.pro\n/v5/account/universal_transfer\n{query}"),
        '{"amount":10,"currency":"USDT","from_account_type":"spot","to_account_type":"linear-swap"}',
        secret=PAIR,
    )
    yield "ed25519_body", {**made, "date": "2026-11-22"}

    spot = ("accessKey", "signatureMethod", "signatureVersion", "timestamp")
    contract = ("AccessKeyId", "SignatureMethod", "SignatureVersion", "Timestamp")
    published = login("spot", "api.huobi.pro", "/ws/v2", spot, "2.1")
    yield "socket_spot", {
        **published,
        "source": GO + "the test of the socket of version 2",
        "signature": "1/d+cUIEh4tC0aXho86zu5QAxVzJaTe56mUiB275T0E=",
    }
    yield "socket_spot_trade", login("spot-trade", "api.huobi.pro", "/ws/trade", spot, "2.1")
    for name, path in (
        ("contract", "/ws/v5/notification"),
        ("linear-swap", "/linear-swap-notification"),
        ("linear-swap-trade", "/linear-swap-trade"),
    ):
        folder = "socket_" + name.replace("-", "_")
        yield folder, login(name, "api.hbdm.com", path, contract, "2")
