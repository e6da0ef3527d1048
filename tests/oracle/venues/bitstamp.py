"""Bitstamp: bodies by ccxt; what ccxt never sends (no body, a query) by hand.

ccxt fills an empty body, and leaves the query of a private GET out.
"""

import hashlib
import hmac

from clocked import CCXT, exchange

KEY, SECRET = "testkey", "testsecret"
TIME = 1567755304968
UNIQUE = "f93c979d-b00d-43a9-9b9c-fd4cd9547fa6"
BY_HAND = "the text of the example in Python of bitstamp.net/api, signed with its hmac; made up values"


def by_hand(method, target, content_type="", body="", host="www.bitstamp.net"):
    text = f"BITSTAMP {KEY}{method}{host}{target}{content_type}{UNIQUE}{TIME}v2{body}"
    return hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()


def case(source, method, target, body, signature, **more):
    return {
        "source": source,
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "method": method,
        "target": target,
        "body": body,
        "time": TIME,
        "unique": UNIQUE,
        "signature": signature,
        **more,
    }


def cases():
    ccxt = exchange("bitstamp", TIME, KEY, SECRET, unique=UNIQUE)
    for name, path, params in [
        ("ccxt_order", "buy/{pair}/", {"pair": "btcusd", "amount": "0.1", "price": "10000"}),
        ("ccxt_order_market", "sell/market/{pair}/", {"pair": "ethusd", "amount": "1.5", "client_order_id": "a1"}),
        ("ccxt_transactions", "user_transactions/", {"offset": "1"}),
    ]:
        signed = ccxt.sign(path, ["private"], "POST", params)
        target = signed["url"].split("bitstamp.net")[1]
        signature = signed["headers"]["X-Auth-Signature"]
        yield name, case(CCXT, "POST", target, signed["body"], signature)

    target = "/api/v2/account_balances/"
    yield "no_body", case(BY_HAND, "POST", target, "", by_hand("POST", target))
    target = "/api/v2/open_positions/"
    yield "no_query", case(BY_HAND, "GET", target, "", by_hand("GET", target))
    target = "/api/v2/trade_history/?limit=10&sort=asc"
    yield "query", case(BY_HAND, "GET", target, "", by_hand("GET", target))
    target, body = "/api/v2/order_status/", "id=1234"
    form = "application/x-www-form-urlencoded"
    signature = by_hand("POST", target, form, body, "sandbox.bitstamp.net")
    yield "sandbox_body", case(BY_HAND, "POST", target, body, signature, environment="testnet")
