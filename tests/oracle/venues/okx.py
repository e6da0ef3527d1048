"""OKX: a body with JSON, beside the published texts without a secret, and the login to its socket."""

import base64
import hashlib
import hmac

from clocked import CCXT, exchange

KEY, SECRET, PASSPHRASE = "testkey", "testsecret", "testphrase"
TIME = 1700000000123


def login(time, secret, passphrase):
    text = f"{time // 1000}GET/users/self/verify".encode()
    mac = hmac.new(secret.encode(), text, hashlib.sha256).digest()
    return {
        "source": "the text that overview-websocket-login of the OKX documentation describes;"
        " computed with Python's hmac and hashlib",
        "date": "2026-11-22",
        "key": "985d5b66-57ce-40fb-b714-afc0b9787083",
        "secret": secret,
        "passphrase": passphrase,
        "time": time,
        "socket": "private",
        "signature": base64.b64encode(mac).decode(),
    }


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

    secret = "22582BD0CFF14C41EDBF1AB98506286D"
    yield "websocket_login", login(1538054050000, secret, "1234567890")
    # What JSON escapes, and a fraction of a second that is cut off.
    yield "websocket_login_escaped", login(1538054050999, secret, 'a"b\\c')
