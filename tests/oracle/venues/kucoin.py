"""KuCoin: ccxt signs as for keys of version 2, which is the same but for the version's header."""

import base64
import hashlib
import hmac

from clocked import CCXT, exchange

DAY = "2026-11-22"
KEY = "670621e3a25958000159c82f"
SECRET = "b7c1f3a0-52d4-4c0e-9a57-0f6f1d2c3b4a"
PASSPHRASE = "testphrase1"
TIME = 1700000000123
UNIVERSAL = "Kucoin/kucoin-universal-sdk, test of the signer, read 2025-11"
DOCS = "Kucoin/kucoin-api-docs, signing a message, read 2023-06; its passphrase is of version 1"


def signed(api, path, method, params):
    made = exchange("kucoin", TIME, KEY, SECRET, PASSPHRASE).sign(path, [api], method, params)
    target = made["url"].split(".com", 1)[1]
    case = {
        "source": CCXT,
        "date": DAY,
        "key": KEY,
        "secret": SECRET,
        "passphrase": PASSPHRASE,
        "method": method,
        "target": target,
    }
    if made["body"]:
        case["body"] = made["body"]
    case["time"] = TIME
    case["signature"] = made["headers"]["KC-API-SIGN"]
    return case, made["headers"]


def passphrase():
    _, headers = signed("private", "user/api-key", "GET", {})
    return {
        "source": f"{CCXT}; the passphrase as its header holds it",
        "date": DAY,
        "secret": SECRET,
        "text": PASSPHRASE,
        "signature": headers["KC-API-PASSPHRASE"],
    }


def both():
    """A POST with a query, as the unified account reads it."""
    target, body = "/api/ua/v1/classic/order/place?tradeType=SPOT", '{"symbol":"BTC-USDT","tradeType":"SPOT"}'
    text = f"{TIME}POST{target}{body}"
    mac = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).digest()
    return {
        "source": "Python's hmac, by the rule of Kucoin/kucoin-universal-sdk: time, method, target, body",
        "date": DAY,
        "key": KEY,
        "secret": SECRET,
        "passphrase": PASSPHRASE,
        "method": "POST",
        "target": target,
        "body": body,
        "time": TIME,
        "signature": base64.b64encode(mac).decode(),
    }


def encoded():
    """A value that a URL encodes is signed as it reads."""
    text = f"{TIME}GET/api/v1/hf/orders/client-order/a1?symbol=BTC-USDT&note=a b:c"
    mac = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).digest()
    return {
        "source": "Python's hmac, by the rule of Kucoin/kucoin-universal-sdk: signed as it reads, sent encoded",
        "date": DAY,
        "key": KEY,
        "secret": SECRET,
        "passphrase": PASSPHRASE,
        "method": "GET",
        "target": "/api/v1/hf/orders/client-order/a1?symbol=BTC-USDT&note=a%20b%3Ac",
        "time": TIME,
        "signature": base64.b64encode(mac).decode(),
    }


def cases():
    yield "published_text", {
        "source": UNIVERSAL,
        "date": "2025-11",
        "secret": "test_api_secret",
        "text": "test_plain",
        "signature": "jie/gxS38wLFFaBwl/cAzFbAzlI8MIny96jSXrB+iP4=",
    }
    yield "published_body", {
        "source": DOCS,
        "date": "2023-06",
        "key": "5c2db93503aa674c74a31734",
        "secret": "f03a5284-5c39-4aaa-9b20-dea10bdcf8e3",
        "passphrase": PASSPHRASE,
        "method": "POST",
        "target": "/api/v1/deposit-addresses",
        "body": '{"currency":"BTC"}',
        "time": 1547015186532,
        "signature": "7QP/oM0ykidMdrfNEUmng8eZjg/ZvPafjIqmxiVfYu4=",
    }
    yield "passphrase", passphrase()
    yield "key", signed("private", "user/api-key", "GET", {})[0]
    yield "query", signed("private", "hf/fills", "GET", {"symbol": "BTC-USDT", "limit": 20})[0]
    yield "cancel_query", signed("private", "hf/orders", "DELETE", {"symbol": "BTC-USDT"})[0]
    order = {
        "clientOid": "a1",
        "symbol": "BTC-USDT",
        "side": "buy",
        "type": "limit",
        "price": "20000.5",
        "size": "0.001",
    }
    yield "order_body", signed("private", "hf/orders", "POST", order)[0]
    yield "query_and_body", both()
    yield "encoded_query", encoded()
