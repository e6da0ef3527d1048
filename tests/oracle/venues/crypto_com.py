"""Crypto.com: calls with and without parameters by ccxt, the login to a socket by hand.

ccxt writes the members of the envelope in another order, so its signature is what is compared.
"""

import hashlib
import hmac
import json

from clocked import CCXT, exchange

KEY, SECRET = "testkey", "testsecret"
BY_HAND = "the text of the WebSocket docs, signed with Python's hmac; made up values"
TIME = 1700000000000
ORDER = {
    "instrument_name": "BTC_USDT",
    "side": "BUY",
    "type": "LIMIT",
    "price": "100.12",
    "quantity": "0.01",
    "exec_inst": ["POST_ONLY"],
    "client_oid": "abc-1",
}
LIST = {
    "contingency_type": "LIST",
    "order_list": [
        {"instrument_name": "BTCUSD-PERP", "side": "SELL", "type": "LIMIT", "price": "90000", "quantity": "0.1"},
        {"instrument_name": "BTCUSD-PERP", "side": "BUY", "type": "MARKET", "quantity": "0.1"},
    ],
}


def cases():
    ccxt = exchange("cryptocom", TIME, KEY, SECRET)
    for name, path, params in [
        ("ccxt_balance", "private/user-balance", {}),
        ("ccxt_order", "private/create-order", ORDER),
        ("ccxt_order_list", "private/create-order-list", LIST),
        ("ccxt_history", "private/get-order-history", {"instrument_name": "BTCUSD-PERP", "limit": 20}),
        ("ccxt_nested_path", "private/staking/get-open-stake", {"instrument_name": "SOL.staked"}),
    ]:
        signed = ccxt.sign(path, ["v1", "private"], "POST", params)
        yield name, {
            "source": CCXT,
            "date": "2026-11-22",
            "key": KEY,
            "secret": SECRET,
            "method": "POST",
            "target": f"/exchange/v1/{path}",
            "body": json.dumps(params, separators=(",", ":")) if params else "",
            "time": TIME,
            "signature": json.loads(signed["body"])["sig"],
        }
    text = f"public/auth{TIME}{KEY}{TIME}"
    yield "socket", {
        "source": BY_HAND,
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "time": TIME,
        "socket": "user",
        "signature": hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest(),
    }
