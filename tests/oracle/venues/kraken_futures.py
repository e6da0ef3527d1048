"""Kraken Futures: every placement by the rule of its REST guide.

ccxt sends no nonce, so it cannot be compared with as it is; but what it hashes is the parameters,
the nonce and the path. Here ccxt's `hash` is given the nonce where the guide puts it.
"""

from clocked import CCXT, exchange

KEY = "Gom9BsP75m41c9fuY6oJk/unMWaDZjYIcTP4/5kqPvtzdbj5JU5/Fyeb"
# Published in the guide to the socket's challenge.
SECRET = "7zxMEF5p/Z8l2p2U7Ghv6x14Af+Fx+92tPgUdVQ748FOIrEoT9bgT+bTRfXc5pz8na+hL/QdrCVG7bh9KpT0eMTm"
TIME = 1700000000123


def made():
    kraken = exchange("krakenfutures", TIME, KEY, SECRET)
    plain = kraken.hash

    def hash(text, *how):
        before, path, after = text.partition(b"/api/")
        return plain(before + str(TIME).encode() + path + after, *how)

    kraken.hash = hash
    return kraken


def case(method, target, body, signed):
    return {
        "source": CCXT + "; the nonce put into what it hashes; key and secret are published",
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "method": method,
        "target": target,
        "body": body,
        "time": TIME,
        "signature": signed["headers"]["Authent"],
    }


def cases():
    kraken = made()
    order = {
        "orderType": "lmt",
        "symbol": "PF_XBTUSD",
        "side": "buy",
        "size": "1",
        "limitPrice": "25000.5",
        "cliOrdId": "a1",
    }
    # ccxt puts parameters into the query of a POST; signed are the same bytes as in a body.
    signed = kraken.sign("sendorder", ["private"], "POST", order)
    query = signed["url"].partition("?")[2]
    yield "ccxt_order_in_body", case("POST", "/derivatives/api/v3/sendorder", query, signed)
    target = "/derivatives/api/v3/sendorder?" + query
    yield "ccxt_order_in_query", case("POST", target, "", signed)

    signed = kraken.sign("openpositions", ["private"], "GET", {})
    yield "ccxt_open_positions", case("GET", "/derivatives/api/v3/openpositions", "", signed)

    signed = kraken.sign("executions", ["history"], "GET", {"version": "v3", "sort": "asc", "count": "5"})
    target = "/api/history/v3/executions?" + signed["url"].partition("?")[2]
    yield "ccxt_executions", case("GET", target, "", signed)
