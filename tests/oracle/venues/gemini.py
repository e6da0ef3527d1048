"""Gemini: whole requests; the published example has other white space, so it is a text alone."""

import base64
import hashlib
import hmac

KEY, SECRET = "account-0123456789abcdefghij", "abcdefghijklmnopqrstuvwxyz0"
TIME = 1700000000123
SOURCE = (
    "Python's hmac, hashlib and base64; Gemini, private API invocation: the payload is JSON with"
    " request and nonce, in base64, signed by HMAC-SHA384; made up values"
)


def case(method, path, members="", environment=None):
    text = f'{{"request":"{path}","nonce":{TIME}{"," if members else ""}{members}}}'
    payload = base64.b64encode(text.encode())
    made = {"source": SOURCE, "date": "2026-11-22"}
    if environment:
        made["environment"] = environment
    made |= {"key": KEY, "secret": SECRET, "method": method, "target": path}
    if members:
        made["body"] = f"{{{members}}}"
    signature = hmac.new(SECRET.encode(), payload, hashlib.sha384).hexdigest()
    return made | {"time": TIME, "signature": signature}


def cases():
    order = '"symbol":"btcusd","amount":"0.01","price":"20000.5","side":"buy","type":"exchange limit","options":["maker-or-cancel"]'
    yield "roles", case("POST", "/v1/roles")
    yield "order", case("POST", "/v1/order/new", order)
    yield "order_of_master_key", case("POST", "/v1/order/new", order + ',"account":"trading desk"')
    yield "order_in_sandbox", case("POST", "/v1/order/new", order, "testnet")
    yield "trades_not_ascii", case("POST", "/v1/mytrades", '"symbol":"btcusd","note":"é"')
    yield "notional_balances", case("POST", "/v1/notionalbalances/usd", '"account":"primary"')
    yield "order_events", case("GET", "/v1/order/events")
