"""Hyperliquid, by its own Python SDK; the inputs are those of the SDK's tests."""

import json
from importlib.metadata import version

import eth_account
from hyperliquid.utils.signing import (
    order_request_to_order_wire,
    order_wires_to_order_action,
    sign_l1_action,
)

KEY = "0x0123456789012345678901234567890123456789012345678901234567890123"
ACCOUNT = "0x5e9ee1089755c3435139848e47e6635505d5a13a"
SOURCE = f"hyperliquid-python-sdk {version('hyperliquid-python-sdk')}, sign_l1_action()"


def case(action, nonce, mainnet=True, note=""):
    wallet = eth_account.Account.from_key(KEY)
    signed = sign_l1_action(wallet, action, None, nonce, None, mainnet)
    # The SDK leaves leading zeros out; the numbers are the same.
    r, s = (int(signed[part], 16) for part in "rs")
    made = {
        "source": SOURCE + note,
        "date": "2026-11-22",
        "key": ACCOUNT,
        "secret": KEY,
        "method": "POST",
        "target": "/exchange",
        "body": json.dumps(action, separators=(",", ":")),
        "time": nonce,
        "signature": f'{{"r":"0x{r:064x}","s":"0x{s:064x}","v":{signed["v"]}}}',
    }
    if not mainnet:
        made["environment"] = "testnet"
    return made


def order(asset, **more):
    request = {
        "coin": "ETH",
        "is_buy": True,
        "sz": 100,
        "limit_px": 100,
        "reduce_only": False,
        "order_type": {"limit": {"tif": "Gtc"}},
        "cloid": None,
        **more,
    }
    return order_wires_to_order_action([order_request_to_order_wire(request, asset)])


def cases():
    from hyperliquid.utils.types import Cloid

    published = "; published in its tests/signing_test.py"
    dummy = {"type": "dummy", "num": float_to_int(1000)}
    yield "sdk_dummy", case(dummy, 0, note=published)
    yield "sdk_dummy_testnet", case(dummy, 0, mainnet=False, note=published)
    yield "sdk_order", case(order(1), 0, note=published)
    yield "sdk_order_testnet", case(order(1), 0, mainnet=False, note=published)
    cloid = Cloid.from_str("0x00000000000000000000000000000001")
    yield "sdk_order_cloid", case(order(1, cloid=cloid), 0, note=published)
    trigger = {"trigger": {"triggerPx": 103, "isMarket": True, "tpsl": "sl"}}
    yield "sdk_trigger", case(order(1, order_type=trigger), 0, note=published)
    yield "sdk_spot_order", case(order(10107), 1700000000123)
    yield "sdk_cancel", case(
        {"type": "cancel", "cancels": [{"a": 1, "o": 77738308}]}, 1700000000124
    )
    yield "sdk_schedule", case({"type": "scheduleCancel", "time": 1700000100000}, 1700000000125)
    yield "sdk_leverage", case(
        {"type": "updateLeverage", "asset": 200, "isCross": False, "leverage": 21}, 1700000000126
    )
    yield "sdk_small_integers", case(
        {"type": "dummy", "list": [0, 127, 128, 255, 256, 65535, 65536, 4294967296, -1, -33, -129],
         "none": None, "yes": True, "text": "x" * 40}, 1700000000127
    )


def float_to_int(value):
    from hyperliquid.utils.signing import float_to_int_for_hashing

    return float_to_int_for_hashing(value)
