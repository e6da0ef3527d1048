"""Phemex: requests by ccxt; the login, and what ccxt sends elsewhere, by Python's hmac."""

import hashlib
import hmac

from clocked import CCXT, exchange

KEY, SECRET = "testkey", "testsecret"
DATE = "2026-11-22"
BY_HAND = "computed with Python's hmac and hashlib"
DOCUMENTED = "a text of phemex-docs.github.io, 2026-01, with a made up secret; "


def mac(text):
    return hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()


def base(source, time, **more):
    return {"source": source, "date": DATE, "key": KEY, "secret": SECRET, "time": time, **more}


def by_ccxt(end, path, method, params, target, environment=None):
    """A request that ends at `end`, in seconds, as ccxt signs it."""
    time = (end - 60) * 1000
    signed = exchange("phemex", time, KEY, SECRET).sign(path, ["private"], method, dict(params))
    assert signed["headers"]["x-phemex-request-expiry"] == str(end)
    assert signed["url"].endswith(target), signed["url"]
    case = base(CCXT, time, method=method, target=target, signature=signed["headers"]["x-phemex-request-signature"])
    if environment:
        case["environment"] = environment
    if signed.get("body"):
        case["body"] = signed["body"]
    return case


def cases():
    wallets = by_ccxt(1587552406, "spot/wallets", "GET", {"currency": "BTC"}, "/spot/wallets?currency=BTC")
    wallets["source"] = DOCUMENTED + CCXT
    assert wallets["signature"] == "ac54af620a563fabf6f194bbb1e59f000edf994ba6f6438b0b30c6e0e03274f6"
    yield "documented_wallets", wallets
    order = {
        "symbol": "BTCUSD", "clOrdID": "uuid-1573058952273", "side": "Sell", "priceEp": 93185000, "orderQty": 7,
        "ordType": "Limit", "reduceOnly": False, "timeInForce": "GoodTillCancel", "takeProfitEp": 0, "stopLossEp": 0,
    }
    contract = by_ccxt(1575735514, "orders", "POST", order, "/orders")
    contract["source"] = DOCUMENTED + CCXT
    yield "documented_contract_order", contract
    active = by_ccxt(
        1587552407, "spot/orders/active", "GET",
        {"symbol": "sBTCUSDT", "orderID": "bc2b8ff1-a73b-4673-aa5b-fda632285fcc"},
        "/spot/orders/active?symbol=sBTCUSDT&orderID=bc2b8ff1-a73b-4673-aa5b-fda632285fcc",
    )
    active["source"] = DOCUMENTED + CCXT
    yield "documented_spot_order", active
    # One name several times, in the order in which it is sent.
    query = "ordStatus=New&ordStatus=PartiallyFilled&ordStatus=Untriggered&symbol=BTCUSD"
    yield "documented_names_repeated", base(
        DOCUMENTED + BY_HAND, (1575735951 - 60) * 1000, method="GET", target="/orders/activeList?" + query,
        signature=mac("/orders/activeList" + query + "1575735951"),
    )

    end = 1700000060
    yield "ccxt_spot_order", by_ccxt(
        end, "spot/orders", "POST",
        {"symbol": "sBTCUSDT", "side": "Buy", "ordType": "Limit", "priceEp": 9000000000000, "baseQtyEv": 100000, "clOrdID": "a-1"},
        "/spot/orders",
    )
    yield "ccxt_amend_by_put", by_ccxt(
        end, "g-orders/replace", "PUT", {"symbol": "BTCUSDT", "orderID": "a1", "priceRp": "90000"},
        "/g-orders/replace?symbol=BTCUSDT&orderID=a1&priceRp=90000",
    )
    yield "ccxt_cancel_by_delete", by_ccxt(
        end, "spot/orders/all", "DELETE", {"symbol": "sBTCUSDT", "untriggered": "false"},
        "/spot/orders/all?symbol=sBTCUSDT&untriggered=false",
    )
    yield "ccxt_testnet_read", by_ccxt(
        end, "g-accounts/accountPositions", "GET", {"currency": "USDT"},
        "/g-accounts/accountPositions?currency=USDT", environment="testnet",
    )
    # A POST with its parameters in the query.
    query = "symbol=BTCUSD&posBalanceEv=10000"
    yield "post_with_query", base(
        "the rule of phemex-docs.github.io, 2026-01; " + BY_HAND, (end - 60) * 1000, method="POST",
        target="/positions/assign?" + query, signature=mac("/positions/assign" + query + str(end)),
    )
    end = 1570686929
    login = mac(KEY + str(end))
    assert login == "94195784dc13443ad699d4cf4824590159d4bac6792e09db20b095e1c709387a"
    yield "login", base(
        "the rule of phemex-docs.github.io, 2026-01; " + BY_HAND, (end - 60) * 1000, socket="private", signature=login,
    )
