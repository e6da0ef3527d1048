"""BingX: what it did not publish rightly, by ccxt and by hand."""

import hashlib
import hmac
from urllib.parse import quote

from clocked import CCXT, exchange

KEY, SECRET = "testkey", "testsecret"
TIME = 1700000000123
# The key pair of the documentation.
PUBLISHED = "mheO6dR8ovSsxZQCOYEFCtelpuxcWGTfHw7te326y6jOwq5WpvFQ9JNljoTwBXZGv5It07m9RXSPpDQEK2w"
BY_HAND = "Python's hmac, by the rule of the documentation; made up values"


def mac(secret, text):
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def case(source, method, target, signature, **more):
    return {
        "source": source,
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "method": method,
        "target": target,
        "time": TIME,
        "signature": f"signature={signature}",
        **more,
    }


def by_ccxt(path, section, method, target, parameters):
    bingx = exchange("bingx", TIME, KEY, SECRET)
    signed = bingx.sign(path, section, method, {"recvWindow": "5000", **parameters})
    if parameters:
        target += "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in parameters.items())
    return case(CCXT, method, target, signed["url"].split("signature=")[1])


def cases():
    yield "net_subaccount", {
        "source": "JKorf/BingX.Net, its test of the signature; the secret of the documentation",
        "date": "2026-11",
        "secret": PUBLISHED,
        "text": "recvWindow=0&subAccountString=abc12345&timestamp=1696751141337",
        "signature": "8d0d3ea9b592be3678c33332ab13e9102e093e67255921e15a581146c87c272f",
    }
    text = "recvWindow=0&symbol=BTC-USDT&timestamp=1696751141337"
    yield "documented_text", {
        "source": "the text and the secret of the documentation, which prints a wrong signature; Python's hmac",
        "date": "2026-11",
        "secret": PUBLISHED,
        "text": text,
        "signature": mac(PUBLISHED, text),
    }
    yield "ccxt_permissions", by_ccxt(
        "account/apiPermissions",
        ["account", "v1", "private"],
        "GET",
        "/openApi/v1/account/apiPermissions",
        {},
    )
    yield "ccxt_order", by_ccxt(
        "trade/order",
        ["spot", "v1", "private"],
        "POST",
        "/openApi/spot/v1/trade/order",
        {
            "symbol": "BTC-USDT",
            "side": "BUY",
            "type": "LIMIT",
            "quantity": "0.001",
            "price": "30000",
            "newClientOrderId": "a_1",
        },
    )
    yield "ccxt_cancel", by_ccxt(
        "trade/order",
        ["swap", "v2", "private"],
        "DELETE",
        "/openApi/swap/v2/trade/order",
        {"symbol": "BTC-USDT", "orderId": "1736011869418901234"},
    )
    # Signed decoded, and sent encoded.
    yield "ccxt_batch", by_ccxt(
        "trade/batchOrders",
        ["swap", "v2", "private"],
        "POST",
        "/openApi/swap/v2/trade/batchOrders",
        {"batchOrders": '[{"symbol":"BTC-USDT","side":"BUY","type":"MARKET","quantity":0.001}]'},
    )
    # The caller's own window stands.
    yield "own_window", case(
        BY_HAND,
        "GET",
        "/openApi/swap/v2/trade/openOrders?symbol=BTC-USDT&recvWindow=1000",
        mac(SECRET, f"recvWindow=1000&symbol=BTC-USDT&timestamp={TIME}"),
    )
    yield "demo_order", case(
        BY_HAND,
        "POST",
        "/openApi/swap/v2/trade/order?symbol=BTC-USDT&side=BUY&positionSide=LONG&type=MARKET&quantity=5",
        mac(
            SECRET,
            "positionSide=LONG&quantity=5&recvWindow=5000&side=BUY&symbol=BTC-USDT"
            f"&timestamp={TIME}&type=MARKET",
        ),
        environment="demo",
    )
