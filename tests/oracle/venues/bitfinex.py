"""Bitfinex: it published no vector, so ccxt signs the requests and Python's hmac the rest."""

import hashlib
import hmac

from clocked import CCXT, exchange

DAY = "2026-11-22"
KEY = "qZ0aT3bV6cX9dR2eW5fY8gU1hI4jO7kP0lA3sD6fG9h"
SECRET = "mN8bV5cX2zL9kJ6hG3fD0sA7pO4iU1yT8rE5wQ2aS9d"
TIME = 1700000000123
NONCE = str(TIME * 1000)
BY_HAND = "Python's hmac, by the rule of docs.bitfinex.com"


def mac(text):
    return hmac.new(SECRET.encode(), text.encode(), hashlib.sha384).hexdigest()


def signed(path, params):
    bitfinex = exchange("bitfinex", TIME, KEY, SECRET)
    bitfinex.incrementing_nonce = lambda: TIME * 1000
    made = bitfinex.sign(path, ["private"], "POST", params)
    return {
        "source": CCXT,
        "date": DAY,
        "key": KEY,
        "secret": SECRET,
        "method": "POST",
        "target": made["url"].split(".com", 1)[1],
        "body": made["body"],
        "time": TIME,
        "signature": made["headers"]["bfx-signature"],
    }


def cases():
    yield "text", {
        "source": "JKorf/Bitfinex.Net, CheckSignatureExample1, read 2026-11",
        "date": "2026-11",
        "secret": "mheO6dR8ovSsxZQCOYEFCtelpuxcWGTfHw7te326y6jOwq5WpvFQ9JNljoTwBXZGv5It07m9RXSPpDQEK2w",
        "text": '/api/v2/auth/w/order/submit1696751141337{"type":"LIMIT","symbol":"tBTCUSD","price":15,"amount":"0.1"}',
        "signature": "b27b3f276d8d08dc5783c4d848f94605f98c62b7ec76db2acd48d337a479efb65b8002a0aa10999650622e66d6c631de",
    }
    yield "permissions", signed("auth/r/permissions", {})
    order = {"type": "EXCHANGE LIMIT", "symbol": "tBTCUSD", "amount": "0.1", "price": "15", "cid": 42}
    yield "order_body", signed("auth/w/order/submit", order)
    yield "no_body", {
        "source": f"{BY_HAND}: /api, path, nonce and body",
        "date": DAY,
        "key": KEY,
        "secret": SECRET,
        "method": "POST",
        "target": "/v2/auth/r/wallets",
        "time": TIME,
        "signature": mac(f"/api/v2/auth/r/wallets{NONCE}"),
    }
    yield "socket", {
        "source": f"{BY_HAND}, WebSocket authentication: AUTH and the nonce",
        "date": DAY,
        "key": KEY,
        "secret": SECRET,
        "time": TIME,
        "socket": "private",
        "signature": mac(f"AUTH{NONCE}"),
    }
