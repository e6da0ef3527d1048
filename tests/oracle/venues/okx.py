"""OKX: a body with JSON, beside the published texts without a secret."""

from clocked import CCXT, exchange

KEY, SECRET, PASSPHRASE = "testkey", "testsecret", "testphrase"
TIME = 1700000000123


def cases():
    okx = exchange("okx", TIME, KEY, SECRET, PASSPHRASE)
    body = {"instId": "BTC-USDT", "tdMode": "cash", "side": "buy", "ordType": "market", "sz": "1", "clOrdId": "a1"}
    signed = okx.sign("trade/order", ["private"], "POST", body)
    yield "ccxt_order", {
        "source": CCXT,
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "passphrase": PASSPHRASE,
        "method": "POST",
        "target": "/api/v5/trade/order",
        "body": signed["body"],
        "time": TIME,
        "signature": signed["headers"]["OK-ACCESS-SIGN"],
    }
