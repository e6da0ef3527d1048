"""Gate: the published requests, a query with reserved characters, and the messages of sockets."""

import hashlib
import hmac
import urllib.parse

from clocked import CCXT, exchange

DOCS = "gate.com, docs/developers/apiv4/en, API Signature string generation"
HAND = "computed with Python's hmac by the rule of the official documentation; made up values"
TIME = 1541993715000
KEY, SECRET = "testkey", "testsecret"


def signed(text, secret):
    return hmac.new(secret.encode(), text.encode(), hashlib.sha512).hexdigest()


def request(signature, **fields):
    return {"source": DOCS, "date": "2026-05", "key": "key", "secret": "secret", **fields, "time": TIME, "signature": signature}


def by_ccxt(method, section, path, params):
    gate = exchange("gate", 1700000000123, KEY, SECRET)
    out = gate.sign(path, ["private", section], method, params)
    url = urllib.parse.urlsplit(out["url"])
    return {
        "source": CCXT,
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "method": method,
        "target": url.path + ("?" + url.query if url.query else ""),
        **({"body": out["body"]} if out["body"] else {}),
        "time": 1700000000123,
        "signature": out["headers"]["SIGN"],
    }


def socket(name, text):
    # A fraction of a second is cut off.
    return {
        "source": HAND,
        "date": "2026-11-22",
        "key": "key",
        "secret": "secret",
        "time": TIME + 999,
        "socket": name,
        "signature": signed(text, "secret"),
    }


def cases():
    yield "documented_query", request(
        "55f84ea195d6fe57ce62464daaa7c3c02fa9d1dde954e4c898289c9a2407a3d6fb3faf24deff16790d726b66ac9f74526668b13bd01029199cc4fcc522418b8a",
        method="GET",
        target="/api/v4/futures/orders?contract=BTC_USD&status=finished&limit=50",
    )
    yield "documented_body", request(
        "eae42da914a590ddf727473aff25fc87d50b64783941061f47a3fdb92742541fc4c2c14017581b4199a1418d54471c269c03a38d788d802e2c306c37636389f0",
        method="POST",
        target="/api/v4/futures/orders",
        body='{"contract":"BTC_USD","type":"limit","size":100,"price":6800,"time_in_force":"gtc"}',
    )
    yield "nothing_but_a_path", by_ccxt("GET", "account", "detail", {})
    yield "encoded_query", by_ccxt("GET", "spot", "batch_fee", {"currency_pairs": "BTC_USDT,ETH_USDT"})
    order = {"account": "spot", "amount": "1", "currency_pair": "BTC_USDT", "price": "2", "side": "buy", "text": "t-a1"}
    yield "ccxt_order", by_ccxt("POST", "spot", "orders", order)
    yield "query_and_body", by_ccxt("PATCH", "spot", "orders/{order_id}", {"order_id": "12332324", "account": "spot", "price": "3"})
    yield "socket_spot", socket("spot", "api\nspot.login\n\n1541993715")
    yield "socket_futures_usdt", socket("futures_usdt", "api\nfutures.login\n\n1541993715")
    yield "socket_futures_btc", socket("futures_btc", "api\nfutures.login\n\n1541993715")
    yield "socket_spot_orders", socket("spot_orders", "channel=spot.orders&event=subscribe&time=1541993715")
    yield "socket_spot_usertrades", socket("spot_usertrades", "channel=spot.usertrades&event=subscribe&time=1541993715")
