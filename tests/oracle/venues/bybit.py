"""Bybit: both placements by ccxt, and the login to its sockets."""

import hashlib
import hmac

from clocked import CCXT, exchange

KEY, SECRET = "testkey", "testsecret"
TIME = 1700000000123


def case(method, target, body, signed):
    return {
        "source": CCXT,
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "method": method,
        "target": target,
        "body": body,
        "time": TIME,
        "signature": signed["headers"]["X-BAPI-SIGN"],
    }


def login(socket, secret, time):
    """The text is in wss-authentication.mdx of the documentation; the moment is ten seconds on."""
    text = f"GET/realtime{time + 10_000}".encode()
    return {
        "source": "the text that wss-authentication.mdx of the Bybit docs describes; computed"
        " with Python's hmac and hashlib",
        "date": "2026-11-22",
        "key": KEY,
        "secret": secret,
        "time": time,
        "socket": socket,
        "signature": hmac.new(secret.encode(), text, hashlib.sha256).hexdigest(),
    }


def cases():
    bybit = exchange("bybit", TIME, KEY, SECRET)
    order = {
        "category": "linear",
        "symbol": "BTCUSDT",
        "side": "Buy",
        "orderType": "Limit",
        "qty": "0.01",
        "price": "25000.5",
        "orderLinkId": "a-1_b",
    }
    signed = bybit.sign("v5/order/create", ["private"], "POST", order)
    yield "ccxt_order", case("POST", "/v5/order/create", signed["body"], signed)

    query = {"category": "spot", "symbol": "BTCUSDT", "limit": 5}
    signed = bybit.sign("v5/execution/list", ["private"], "GET", query)
    target = "/v5/execution/list?" + signed["url"].partition("?")[2]
    yield "ccxt_executions", case("GET", target, "", signed)

    yield "websocket_login", login("private", "test_secret", 1662350390000)
    yield "websocket_trade_login", login("trade", SECRET, TIME)
