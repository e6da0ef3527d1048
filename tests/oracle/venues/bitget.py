"""Bitget: requests by ccxt; what ccxt does not sign, by Python's hmac."""

import base64
import hashlib
import hmac

from clocked import CCXT, exchange

KEY, SECRET, PASSPHRASE = "bg_testkey", "testsecret", "testphrase"
TIME = 1700000000123
DATE = "2026-11-22"
BY_HAND = "computed with Python's hmac and hashlib, by the rule of bitget.com api-doc, common/signature"
TRADED = "the unit tests of an independent Rust SDK for Bitget; recomputed with Python"
DOCUMENTED = "the text of bitget.com api-doc, common/signature; the signature " + BY_HAND


def mac(secret, text):
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()).decode()


def base(source, **more):
    return {"source": source, "date": DATE, "key": KEY, "secret": SECRET, "passphrase": PASSPHRASE, **more}


def cases():
    bitget = exchange("bitget", TIME, KEY, SECRET, PASSPHRASE)

    body = {"symbol": "BTCUSDT", "side": "buy", "orderType": "limit", "force": "gtc", "price": "90000", "size": "0.001"}
    signed = bitget.sign("v2/spot/trade/place-order", ["private", "spot"], "POST", body)
    yield "ccxt_classic_order", base(
        CCXT, method="POST", target="/api/v2/spot/trade/place-order", body=signed["body"], time=TIME,
        signature=signed["headers"]["ACCESS-SIGN"],
    )
    body = {"category": "SPOT", "symbol": "BTCUSDT", "side": "buy", "orderType": "market", "qty": "10", "clientOid": "a-1"}
    signed = bitget.sign("v3/trade/place-order", ["private", "uta"], "POST", body)
    yield "ccxt_unified_order", base(
        CCXT, method="POST", target="/api/v3/trade/place-order", body=signed["body"], time=TIME,
        signature=signed["headers"]["ACCESS-SIGN"],
    )
    # The caller's order is another one than the venue's.
    query = {"symbol": "BTCUSDT", "limit": "20"}
    signed = bitget.sign("v2/spot/trade/fills", ["private", "spot"], "GET", query)
    yield "ccxt_query_sorted", base(
        CCXT, method="GET", target="/api/v2/spot/trade/fills?symbol=BTCUSDT&limit=20", time=TIME,
        signature=signed["headers"]["ACCESS-SIGN"],
    )
    signed = bitget.sign("v3/account/info", ["private", "uta"], "GET", {})
    yield "ccxt_account_info", base(
        CCXT, method="GET", target="/api/v3/account/info", time=TIME, signature=signed["headers"]["ACCESS-SIGN"],
    )
    bitget.options["sandboxMode"] = True
    body = {"category": "USDT-FUTURES", "symbol": "BTCUSDT", "side": "sell", "orderType": "market", "qty": "1"}
    signed = bitget.sign("v3/trade/place-order", ["private", "uta"], "POST", body)
    assert signed["headers"]["PAPTRADING"] == "1"
    yield "ccxt_demo_order", base(
        CCXT, environment="demo", method="POST", target="/api/v3/trade/place-order", body=signed["body"], time=TIME,
        signature=signed["headers"]["ACCESS-SIGN"],
    )

    yield "futures_order", {
        "source": TRADED, "date": "2026-07", "key": KEY, "secret": "secret", "passphrase": PASSPHRASE,
        "method": "POST", "target": "/api/v2/mix/order/place-order", "body": '{"symbol":"ETHUSDT"}',
        "time": 16273667805456, "signature": "7q0EikaFI6vj9FuQRddouLkfjADl2NLTCej2t5t/QZY=",
    }
    path = "/api/v2/mix/order/place-order"
    body = (
        '{"productType":"usdt-futures","symbol":"BTCUSDT","size":"8","marginMode":"crossed",'
        '"side":"buy","orderType":"limit","clientOid":"channel#123456"}'
    )
    yield "documented_order", base(
        DOCUMENTED, method="POST", target=path, body=body, time=16273667805456,
        signature=mac(SECRET, "16273667805456POST" + path + body),
    )
    # The documentation spells the path as no endpoint is: the text alone is signed.
    text = "16273667805456GET/api/mix/v2/market/depth?limit=20&symbol=BTCUSDT"
    yield "documented_query", {
        "source": DOCUMENTED, "date": DATE, "secret": SECRET, "text": text, "signature": mac(SECRET, text),
    }

    yield "login_classic", {
        "source": TRADED, "date": "2026-07", "key": KEY, "secret": "secret", "passphrase": PASSPHRASE,
        "time": 1538054050000, "socket": "classic", "signature": "QW9NDIxQTfljkfSeZydUIsfx+5D1GgkIbDzvrCplpp4=",
    }
    yield "login_unified", base(
        BY_HAND, time=TIME, socket="unified", signature=mac(SECRET, f"{TIME // 1000}GET/user/verify"),
    )
