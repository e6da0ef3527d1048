"""Kraken Spot: a body by ccxt, beside the published one, and a call without parameters."""

from clocked import CCXT, exchange

KEY = "4/SDrDBcOOPnm3nPlNfEMMJDeRcIVqPz+QhRxIodyZbI9po/aVRiHsgX"
# Published in the authentication guide.
SECRET = "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg=="
TIME = 1700000000123


def case(path, signed):
    return {
        "source": CCXT + "; key and secret are published",
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "method": "POST",
        "target": f"/0/private/{path}",
        "body": signed["body"].removeprefix(f"nonce={TIME}").removeprefix("&"),
        "time": TIME,
        "signature": signed["headers"]["API-Sign"],
    }


def cases():
    kraken = exchange("kraken", TIME, KEY, SECRET)
    kraken.incrementing_nonce = lambda: TIME
    order = {
        "pair": "XBTUSD",
        "type": "buy",
        "ordertype": "limit",
        "price": "37500.5",
        "volume": "1.25",
        "cl_ord_id": "bot-1_a",
    }
    for name, path, params in [
        ("ccxt_order", "AddOrder", order),
        ("ccxt_balance", "Balance", {}),
    ]:
        signed = kraken.sign(path, ["private"], "POST", params)
        yield name, case(path, signed)
