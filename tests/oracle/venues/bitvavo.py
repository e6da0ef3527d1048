"""Bitvavo: the published vector, requests by ccxt, and the login by Python's `hmac`."""

import hashlib
import hmac

from clocked import CCXT, exchange

KEY, SECRET = "testkey", "testsecret"
TIME = 1700000000123
DATE = "2026-11-22"


def case(path, method, params, target):
    bitvavo = exchange("bitvavo", TIME, KEY, SECRET)
    signed = bitvavo.sign(path, ["private"], method, params)
    return {
        "source": CCXT,
        "date": DATE,
        "key": KEY,
        "secret": SECRET,
        "method": method,
        "target": target,
        **({"body": signed["body"]} if signed["body"] else {}),
        "time": TIME,
        "signature": signed["headers"]["BITVAVO-ACCESS-SIGNATURE"],
    }


def login(secret, time):
    text = f"{time}GET/v2/websocket"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def cases():
    yield "published_order", {
        "source": "docs.bitvavo.com, authentication: example of a signature",
        "date": "2026-11-21",
        "key": KEY,
        "secret": "bitvavo",
        "method": "POST",
        "target": "/v2/order",
        "body": '{"market":"BTC-EUR","side":"buy","price":"5000","amount":"1.23","orderType":"limit"}',
        "time": 1548172481125,
        "signature": "44d022723a20973a18f7ee97398b9fdd405d2d019c8d39e24b8cc0dcb39ca016",
    }
    order = {
        "market": "BTC-EUR",
        "side": "buy",
        "orderType": "market",
        "amountQuote": "10",
        "operatorId": 1,
        "clientOrderId": "5f0c8d4e-1f7a-4a9e-9d7e-3b1a2c4d5e6f",
    }
    update = {"market": "BTC-EUR", "orderId": "1be6d0df-d5dc-4b53-a250-3376f3b393e6", "amount": "2"}
    yield "ccxt_account", case("account", "GET", {}, "/v2/account")
    yield "ccxt_fills", case("trades", "GET", {"market": "BTC-EUR", "limit": 5}, "/v2/trades?market=BTC-EUR&limit=5")
    yield "ccxt_order", case("order", "POST", order, "/v2/order")
    yield "ccxt_update", case("order", "PUT", update, "/v2/order")
    cancel = {"market": "BTC-EUR", "orderId": update["orderId"], "operatorId": 1}
    target = f"/v2/order?market=BTC-EUR&orderId={update['orderId']}&operatorId=1"
    yield "ccxt_cancel", case("order", "DELETE", cancel, target)
    for name, secret, time in [
        # The inputs of the docs, whose printed signature does not come out of them.
        ("login_documented_inputs", "bitvavo", 1548175200641),
        ("login", SECRET, TIME),
    ]:
        yield name, {
            "source": "docs.bitvavo.com, authentication over WebSocket: the rule; Python's hmac",
            "date": DATE,
            "key": KEY,
            "secret": secret,
            "time": time,
            "socket": "private",
            "signature": login(secret, time),
        }
