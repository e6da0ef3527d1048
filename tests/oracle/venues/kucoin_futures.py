"""KuCoin Futures: ccxt signs as for keys of version 2, which is the same but for a header."""

from clocked import CCXT, exchange

KEY = "670621e3a25958000159c82f"
SECRET = "b7c1f3a0-52d4-4c0e-9a57-0f6f1d2c3b4a"
PASSPHRASE = "testphrase1"
TIME = 1700000000123


def signed(api, path, method, params):
    made = exchange("kucoin", TIME, KEY, SECRET, PASSPHRASE).sign(path, [api], method, params)
    case = {
        "source": CCXT,
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "passphrase": PASSPHRASE,
        "method": method,
        "target": made["url"].split(".com", 1)[1],
    }
    if made["body"]:
        case["body"] = made["body"]
    case["time"] = TIME
    case["signature"] = made["headers"]["KC-API-SIGN"]
    return case


def cases():
    yield "key", signed("private", "user/api-key", "GET", {})
    yield "query", signed("futuresPrivate", "fills", "GET", {"symbol": "XBTUSDTM", "pageSize": 20})
    order = {
        "clientOid": "a1",
        "symbol": "XBTUSDTM",
        "side": "buy",
        "type": "limit",
        "leverage": "3",
        "price": "20000",
        "size": 1,
    }
    yield "order_body", signed("futuresPrivate", "orders", "POST", order)
    yield "cancel_body", signed(
        "futuresPrivate", "orders/multi-cancel", "DELETE", {"orderIdsList": ["250445104152670209"]}
    )
    yield "cancel_query", signed("futuresPrivate", "orders", "DELETE", {"symbol": "XBTUSDTM"})
