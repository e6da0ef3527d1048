"""Upbit: the claims by ccxt, the token by PyJWT, whose header can be sorted."""

import json
import warnings

import jwt
from clocked import CCXT, exchange

KEY, SECRET = "accesskey", "secretkey"
UNIQUE = "6f5570df-d8bc-4daf-85b4-976733feb624"
TIME = 1700000000123


def token(made):
    claims = jwt.decode(made, options={"verify_signature": False})
    assert claims["nonce"] == UNIQUE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a made up secret may be short
        return jwt.encode(claims, SECRET, algorithm="HS256", sort_headers=True)


def case(path, method, params, target, body=""):
    upbit = exchange("upbit", TIME, KEY, SECRET, unique=UNIQUE)
    signed = upbit.sign(path, ["private"], method, params)
    return {
        "source": CCXT + "; the token by PyJWT, with its header sorted",
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "method": method,
        "target": target,
        **({"body": body} if body else {}),
        "time": TIME,
        "unique": UNIQUE,
        "signature": token(signed["headers"]["Authorization"].removeprefix("Bearer ")),
    }


def cases():
    uuid = "d098ceaf-6811-4df8-97f2-b7e01aefc03f"
    order = {"market": "KRW-BTC", "side": "bid", "volume": "0.01", "price": "100.0", "ord_type": "limit"}
    body = json.dumps(order, separators=(",", ":"))
    yield "ccxt_api_keys", case("api_keys", "GET", {}, "/v1/api_keys")
    # The hash of this query stands in the notes on the venue, computed by hand as well.
    yield "ccxt_order_status", case("order", "GET", {"uuid": uuid}, f"/v1/order?uuid={uuid}")
    yield "ccxt_cancel", case("order", "DELETE", {"uuid": uuid}, f"/v1/order?uuid={uuid}")
    yield "ccxt_order", case("orders", "POST", order, "/v1/orders", body)
    # Sent percent-encoded, hashed as it reads: RFC 3339 has colons and a plus sign.
    start = {"market": "KRW-BTC", "start_time": "2026-11-20T00:00:00+09:00"}
    encoded = "/v1/orders/closed?market=KRW-BTC&start_time=2026-11-20T00%3A00%3A00%2B09%3A00"
    yield "ccxt_percent_encoded", case("orders/closed", "GET", start, encoded)
    states = {"states[]": ["wait", "watch"]}
    upbit = exchange("upbit", TIME, KEY, SECRET, unique=UNIQUE)
    listed = case("orders/open", "GET", {"market": "KRW-BTC"}, "")
    listed["target"] = "/v1/orders/open?states%5B%5D=wait&states%5B%5D=watch"
    listed["source"] = "docs.upbit.com, authentication: lists as key[]=a&key[]=b; hashlib and PyJWT"
    text = "&".join(f"states[]={state}" for state in states["states[]"])
    claims = {
        "access_key": KEY,
        "nonce": UNIQUE,
        "query_hash": upbit.hash(text.encode(), "sha512"),
        "query_hash_alg": "SHA512",
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        listed["signature"] = jwt.encode(claims, SECRET, algorithm="HS256", sort_headers=True)
    yield "list_in_query", listed
