"""Deribit: calls with the key in the header, the grant that tells a scope, and the socket.

ccxt writes the parts of the header in another order, so its signature is what is compared. The
grants are computed by hand: ccxt has none.
"""

import hashlib
import hmac

from clocked import CCXT, exchange

KEY, SECRET = "aD-KFx-H", "made-up-secret-of-43-characters-0123456789_"
TIME = 1700000000123
UNIQUE = "f93c979d-b00d-43a9-9b9c-fd4cd9547fa6"
BY_HAND = "the text of the article on authentication, signed with Python's hmac; made up values"
DOCS = (
    "docs.deribit.com, article on authentication, read 2026-11; "
    "time and nonce of the HTTP example are those of the one before it, and reproduce it"
)


def case(source, **more):
    return {
        "source": source,
        "date": "2026-11-22",
        "key": KEY,
        "secret": SECRET,
        "time": TIME,
        "unique": UNIQUE,
        **more,
    }


def cases():
    yield "docs_client_signature", {
        "source": DOCS,
        "date": "2026-11-21",
        "secret": "AMANDASECRECT",
        "text": "1576074319000\n1iqt2wls\n",
        "signature": "56590594f97921b09b18f166befe0d1319b198bbcdad7ca73382de2f88fe9aa1",
    }
    yield "docs_http", {
        "source": DOCS,
        "date": "2026-11-21",
        "secret": "AMANDASECRECT",
        "text": "1576074319000\n1iqt2wls\nGET\n/api/v2/private/get_account_summary?currency=BTC\n\n",
        "signature": "9bfbc51a2bc372d72cc396cf1a213dc78d42eb74cb7dc272351833ad0de276ab",
    }

    deribit = exchange("deribit", TIME, KEY, SECRET)
    deribit.nonce = lambda: UNIQUE
    for name, method, params in [
        ("ccxt_keys", "list_api_keys", {}),
        ("ccxt_query", "get_account_summary", {"currency": "BTC"}),
        (
            "ccxt_order",
            "buy",
            {"instrument_name": "BTC-PERPETUAL", "amount": 10, "type": "limit", "price": "100.5", "label": "a1"},
        ),
    ]:
        signed = deribit.sign(method, ["private"], "GET", params)
        yield name, case(
            CCXT,
            method="GET",
            target=signed["url"].split("deribit.com")[1],
            signature=signed["headers"]["Authorization"].split(",sig=")[1].split(",")[0],
        )

    text = f"{TIME}\n{UNIQUE}\n"
    signature = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
    auth = {"method": "GET", "signature": signature}
    yield "scope_question", case(BY_HAND, target="/api/v2/public/auth", **auth)
    yield "scope_question_with_state", case(BY_HAND, target="/api/v2/public/auth?state=x", **auth)
    yield "testnet_query", case(
        BY_HAND,
        environment="testnet",
        method="GET",
        target="/api/v2/private/get_position?instrument_name=BTC-PERPETUAL",
        signature=hmac.new(
            SECRET.encode(),
            f"{text}GET\n/api/v2/private/get_position?instrument_name=BTC-PERPETUAL\n\n".encode(),
            hashlib.sha256,
        ).hexdigest(),
    )
    yield "socket", case(BY_HAND, socket="private", signature=signature)
