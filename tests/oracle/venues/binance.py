"""Binance: placements by ccxt, beside the published vectors, and the logins to its sockets.

ccxt writes the time first, keyleash last, and Binance takes any order: here ccxt is told to keep
time and window at the end, so that both sign the same bytes.
"""

import hashlib
import hmac

import ccxt

from clocked import CCXT, exchange

KEY, SECRET = "testkey", "testsecret"
TIME = 1700000000123
# Published with the FIX logon example in binance-spot-api-docs.
PAIR = (
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u\n"
    "-----END PRIVATE KEY-----"
)
OWN = ("recvWindow", "timestamp")


def made(secret):
    binance = exchange("binance", TIME, KEY, secret, options={"recvWindow": 5000})
    binance.urlencode = lambda params: ccxt.Exchange.urlencode(
        {name: params[name] for name in [*(n for n in params if n not in OWN), *OWN]}
    )
    return binance


def own(text):
    """What the caller gives: all but what the signer writes."""
    return "&".join(p for p in text.split("&") if p.split("=")[0] not in (*OWN, "signature"))


def case(method, target, body, signed, secret, note=""):
    sent = signed["body"] or signed["url"]
    return {
        "source": CCXT + note,
        "date": "2026-11-22",
        "key": KEY,
        "secret": secret,
        "method": method,
        "target": target,
        "body": body,
        "time": TIME,
        "signature": sent.rpartition("&signature=")[2],
    }


def login(socket, secret, signature, source):
    return {
        "source": source,
        "date": "2026-11-22",
        "key": KEY,
        "secret": secret,
        "time": TIME,
        "socket": socket,
        "signature": signature,
    }


def cases():
    binance = made(SECRET)
    order = {
        "symbol": "BTCUSDT",
        "side": "BUY",
        "type": "LIMIT",
        "timeInForce": "GTC",
        "quantity": "0.01",
        "price": "25000.5",
        "newClientOrderId": "a-1_b",
    }
    signed = binance.sign("order", ["private"], "POST", dict(order))
    yield "ccxt_order", case("POST", "/api/v3/order", own(signed["body"]), signed, SECRET)

    signed = binance.sign("allOrders", ["private"], "GET", {"symbol": "BTCUSDT", "limit": 5})
    target = "/api/v3/allOrders?" + own(signed["url"].partition("?")[2])
    yield "ccxt_all_orders", case("GET", target, "", signed, SECRET)

    signed = made(PAIR).sign("order", ["fapiPrivate"], "POST", dict(order))
    yield "ccxt_ed25519_futures_order", case(
        "POST", "/fapi/v1/order", own(signed["body"]), signed, PAIR, "; the key is published"
    )

    text = f"apiKey={KEY}&timestamp={TIME}".encode()
    yield "websocket_user_data", login(
        "user-data",
        SECRET,
        hmac.new(SECRET.encode(), text, hashlib.sha256).hexdigest(),
        "the text that web-socket-api.md describes for signed messages; Python's hmac and hashlib",
    )
    yield "websocket_logon_ed25519", login(
        "ws-api",
        PAIR,
        ccxt.Exchange.eddsa(text, PAIR, "ed25519"),
        "the text that web-socket-api.md describes for session.logon; signed by"
        f" ccxt {ccxt.__version__} (Python), eddsa()",
    )
