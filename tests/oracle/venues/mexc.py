"""MEXC: spot without parameters, and futures, beside the published spot texts."""

import hashlib
import hmac

from clocked import CCXT, exchange

# The secret is published in the documentation of spot v3.
KEY, SECRET = "mx0aBYs33eIilxBWC5", "45d0b3c26f2644f19bfb98b07741b2f5"
TIME = 1700000000123
DAY = "2026-11-22"


def mac(text):
    return hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()


def by_hand(rule):
    return f"Python's hmac and hashlib; {rule}; made up values"


def case(source, method, target, signature, body=""):
    made = {"source": source, "date": DAY, "key": KEY, "secret": SECRET, "method": method, "target": target}
    if body:
        made["body"] = body
    return made | {"time": TIME, "signature": signature}


def cases():
    spot = by_hand("MEXC spot v3, authentication: the query is signed")
    text = f"recvWindow=5000&timestamp={TIME}"
    yield "spot_read", case(spot, "GET", "/api/v3/account", mac(text))
    text = f"accessKey={KEY}&recvWindow=5000&timestamp={TIME}"
    yield "spot_key_info", case(spot, "GET", f"/api/v3/apiKeyInfo?accessKey={KEY}", mac(text))
    query = "batchOrders=%5B%7B%22symbol%22%3A%22MXUSDT%22%2C%22side%22%3A%22BUY%22%7D%5D"
    text = f"{query}&recvWindow=5000&timestamp={TIME}"
    yield "spot_batch_percent_encoded", case(spot, "POST", f"/api/v3/batchOrders?{query}", mac(text))
    query = "symbol=BTCUSDT&recvWindow=10000"
    yield "spot_own_window", case(spot, "DELETE", f"/api/v3/openOrders?{query}", mac(f"{query}&timestamp={TIME}"))

    mexc = exchange("mexc", TIME, KEY, SECRET)
    signed = mexc.sign("position/open_positions", ["contract", "private"], "GET", {"symbol": "BTC_USDT"})
    yield "futures_query", case(
        CCXT, "GET", "/api/v1/private/position/open_positions?symbol=BTC_USDT", signed["headers"]["Signature"]
    )
    params = {"symbol": "BTC_USDT", "page_size": 20, "page_num": 1}
    signed = mexc.sign("order/list/history_orders", ["contract", "private"], "GET", params)
    yield "futures_query_sorted", case(
        CCXT + "; ccxt sorts, the case does not",
        "GET",
        "/api/v1/private/order/list/history_orders?symbol=BTC_USDT&page_size=20&page_num=1",
        signed["headers"]["Signature"],
    )
    params = {"symbol": "BTC_USDT", "price": "20000.5", "vol": 1, "side": 1, "type": 1, "openType": 1}
    signed = mexc.sign("order/submit", ["contract", "private"], "POST", params)
    yield "futures_body", case(
        CCXT, "POST", "/api/v1/private/order/submit", signed["headers"]["Signature"], signed["body"]
    )
    signed = mexc.sign("account/assets", ["contract", "private"], "GET", {})
    yield "futures_read", case(CCXT, "GET", "/api/v1/private/account/assets", signed["headers"]["Signature"])
    yield "futures_socket", {
        "source": by_hand("MEXC contracts, private channels: key and time are signed, as in ccxt.pro"),
        "date": DAY,
        "key": KEY,
        "secret": SECRET,
        "time": TIME,
        "socket": "futures",
        "signature": mac(f"{KEY}{TIME}"),
    }
