"""WOO X: the documented texts, requests by ccxt, and the login to the socket."""

import hashlib
import hmac
import urllib.parse

from clocked import CCXT, exchange

GUIDE = "text of developer.woox.io, api-reference/guide; computed with Python's hmac"
SECRET = "QHKRXHPAW1MC9YGZMAT8YDJG2HPR"
KEY = "AbmyVJGUpN064ks5ELjLfA=="
TIME = 1578565539808


def signed(text, secret=SECRET):
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def documented(text, **fields):
    return {"source": GUIDE, "date": "2026-11", "key": KEY, "secret": SECRET, **fields, "time": TIME, "signature": signed(text)}


def by_ccxt(method, version, path, params):
    woo = exchange("woo", TIME, "testkey", "testsecret")
    out = woo.sign(path, [version, "private"], method, params)
    url = urllib.parse.urlsplit(out["url"])
    return {
        "source": CCXT,
        "date": "2026-11-22",
        "key": "testkey",
        "secret": "testsecret",
        "method": method,
        "target": url.path + ("?" + url.query if url.query else ""),
        **({"body": out["body"]} if out["body"] else {}),
        "time": TIME,
        "signature": out["headers"]["x-api-signature"],
    }


def cases():
    yield "v1_documented_body", {
        "source": "docs.woox.io, Authentication, and support.woox.io, article 4410291392409",
        "date": "2026-11",
        "key": KEY,
        "secret": SECRET,
        "method": "POST",
        "target": "/v1/order",
        # Not in the order of their names.
        "body": "symbol=SPOT_BTC_USDT&order_type=LIMIT&side=BUY&order_price=9000&order_quantity=0.11",
        "time": TIME,
        "signature": "20da0852f73b20da0208c7e627975a59ff072379883d8457d03104651032033d",
    }
    yield "v3_documented_query", documented(
        "1578565539808GET/v3/algo/orders?algoType=STOP", method="GET", target="/v3/algo/orders?algoType=STOP"
    )
    body = (
        '{"symbol": "PERP_BTC_USDT", "side": "BUY", "reduceOnly": false, "type": "MARKET", "quantity": "1", '
        '"algoType": "TRAILING_STOP", "callbackRate": "100"}'
    )
    yield "v3_documented_body", documented(
        "1578565539808POST/v3/algo/order" + body, method="POST", target="/v3/algo/order", body=body
    )
    yield "v3_nothing", by_ccxt("GET", "v3", "account/info", {})
    yield "v3_delete", by_ccxt("DELETE", "v3", "trade/order", {"symbol": "SPOT_BTC_USDT", "orderId": "5"})
    yield "v3_put", by_ccxt("PUT", "v3", "trade/order", {"orderId": "5", "price": "9000"})
    yield "v1_nothing", by_ccxt("GET", "v1", "client/holding", {})
    yield "v1_query", by_ccxt("GET", "v1", "orders", {"symbol": "SPOT_BTC_USDT", "page": 1})
    yield "v1_delete", by_ccxt("DELETE", "v1", "order", {"symbol": "SPOT_BTC_USDT", "order_id": "5"})
    yield "socket_private", {
        "source": "developer.woox.io, api-reference, WebSocket authentication; computed with Python's hmac",
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "time": TIME,
        "socket": "private",
        "signature": signed("|1578565539808"),
    }
