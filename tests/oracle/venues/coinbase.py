"""Coinbase: tokens by PyJWT and `ecdsa`, with the test keys of Coinbase's own Python SDK."""

import base64
import hashlib
import json

import ecdsa
import jwt
from coinbase import jwt_generator
from cryptography.hazmat.primitives import serialization

SDK = "coinbase-advanced-py 1.8.4 (test keys and URI), "
KEY = "organizations/test-organization/apiKeys/test-api-key"
ED25519 = "k0BUni0p0vZG1BdpVjS6ogBJ7kxm630AJ2dN+tuputDOKsRAwgyrpEQLeBtS1znTmzPX6Xr2eOWpzx6nW8knkA=="
SEED = "k0BUni0p0vZG1BdpVjS6ogBJ7kxm630AJ2dN+tuputA="
P256 = (
    "-----BEGIN EC PRIVATE KEY-----\n"
    "MHcCAQEEIKwf3Uox30cRWzRBOPoPOH5p0Gpb0Dt8zUKXUEM5fMkGoAoGCCqGSM49\n"
    "AwEHoUQDQgAEbAtpLlSZYVOwYICz+uEyxcS29vRIujiES/gQ1DC7FV4zK4JuYE9v\n"
    "qDyGZQYjdXHLM7I6f/QnnOITL+dXYWBHRA==\n"
    "-----END EC PRIVATE KEY-----\n"
)
# Version and variant of a UUID are forced, so the nonce is not one run of digits.
UNIQUE = "00112233-4455-4677-8899-aabbccddeeff"
TIME = 1700000000123
DATE = "2026-11-22"


def encoded(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def pkcs8(pem):
    key = serialization.load_pem_private_key(pem.encode(), None)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def token(secret, uri=None):
    """The token for `uri`; ES256 with the nonce of RFC 6979, so that it comes out twice."""
    claims = {"iss": "cdp", "nbf": TIME // 1000, "exp": TIME // 1000 + 120, "sub": KEY}
    if uri:
        claims["uri"] = uri
    headers = {"kid": KEY, "nonce": UNIQUE.replace("-", "")}
    # The SDK reads the key and picks the algorithm.
    private = jwt_generator._load_private_key(secret.replace("\\n", "\n"))
    algorithm = jwt_generator._algorithm_for(private)
    made = jwt.encode(claims, private, algorithm=algorithm, headers=headers, sort_headers=True)
    if algorithm == "EdDSA":
        return made
    text, _ = made.rsplit(".", 1)
    pem = ecdsa.SigningKey.from_pem(secret.replace("\\n", "\n"))
    return f"{text}.{encoded(pem.sign_deterministic(text.encode(), hashfunc=hashlib.sha256))}"


def request(secret, method, target, body="", host="api.coinbase.com", **more):
    uri = jwt_generator.format_jwt_uri(method, target.split("?")[0])
    uri = uri.replace("api.coinbase.com", host)
    library = "PyJWT" if "BEGIN" not in secret else "PyJWT and ecdsa (RFC 6979)"
    return {
        "source": SDK + f"token by {library}, with a fixed clock and nonce",
        "date": DATE,
        "key": KEY,
        "secret": secret,
        "method": method,
        "target": target,
        **({"body": body} if body else {}),
        "time": TIME,
        "unique": UNIQUE,
        **more,
        "signature": token(secret, uri),
    }


def published(source, date, secret, text, signature):
    return {"source": source, "date": date, "secret": secret, "text": text, "signature": signature}


def cases():
    permissions = "/api/v3/brokerage/key_permissions"
    orders = "/api/v3/brokerage/orders"
    spot = json.dumps(
        {
            "client_order_id": "5f0c8d4e-1f7a-4a9e-9d7e-3b1a2c4d5e6f",
            "product_id": "BTC-USD",
            "side": "BUY",
            "order_configuration": {"market_market_ioc": {"quote_size": "10"}},
        },
        separators=(",", ":"),
    )
    cancel = '{"order_ids":["5f0c8d4e-1f7a-4a9e-9d7e-3b1a2c4d5e6f"]}'
    fills = "/api/v3/brokerage/orders/historical/fills?product_ids=BTC-USD&limit=10"
    yield "ed25519_key_permissions", request(ED25519, "GET", permissions)
    yield "ed25519_seed_key_permissions", request(SEED, "GET", permissions)
    yield "ed25519_fills", request(ED25519, "GET", fills)
    yield "ed25519_order", request(ED25519, "POST", orders, spot)
    yield "ed25519_delete", request(ED25519, "DELETE", "/api/v3/brokerage/cfm/sweeps")
    yield "p256_key_permissions", request(P256, "GET", permissions)
    yield "p256_fills", request(P256, "GET", fills)
    yield "p256_order", request(P256, "POST", orders, spot)
    yield "p256_pkcs8_cancel", request(pkcs8(P256), "POST", orders + "/batch_cancel", cancel)
    yield "p256_escaped_line_breaks", request(P256.replace("\n", "\\n"), "GET", permissions)
    yield "coinbase_app_transactions", request(ED25519, "GET", "/v2/accounts/BTC/transactions?limit=5")
    yield "sandbox_accounts", request(
        ED25519,
        "GET",
        "/api/v3/brokerage/accounts",
        host="api-sandbox.coinbase.com",
        environment="testnet",
    )
    for name, secret in [("ed25519_user_stream", ED25519), ("p256_user_stream", P256)]:
        yield name, {
            "source": SDK + "token without a URI, as build_ws_jwt makes it, by PyJWT and ecdsa",
            "date": DATE,
            "key": KEY,
            "secret": secret,
            "time": TIME,
            "unique": UNIQUE,
            "socket": "user",
            "signature": token(secret),
        }

    yield "rfc_8037_a4", published(
        "RFC 8037, A.4: Ed25519 signing",
        "2026-11-22",
        "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=",
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
    )
    # Its `s` is in the upper half, which a JWT leaves as it is.
    sample = ecdsa.SigningKey.from_string(
        bytes.fromhex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721"),
        curve=ecdsa.NIST256p,
    )
    yield "rfc_6979_a25", published(
        "RFC 6979, A.2.5: ECDSA on P-256 with SHA-256, message sample",
        "2026-11-22",
        sample.to_pem().decode(),
        "sample",
        encoded(
            bytes.fromhex(
                "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
                "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"
            )
        ),
    )
    # Whole tokens, whose nonce is no UUID: text and signature.
    nonce = "00112233445566778899aabbccddeeff"
    claims = (
        f'{{"iss":"cdp","nbf":1700000000,"exp":1700000120,"sub":"{KEY}",'
        '"uri":"GET api.coinbase.com/api/v3/brokerage/key_permissions"}'
    )
    for name, secret, algorithm, signature in [
        (
            "ed25519_token",
            ED25519,
            "EdDSA",
            "yzWE5K862rE8Pi98rkvDjziMh8nCkcTT_yA3hIx9xRF8KFKFizEQbxOznEe7eqpyDtlFuZIBUQQ4YLLBh_S2DA",
        ),
        (
            "p256_token",
            P256,
            "ES256",
            "FVmz4dGqgYwG-oJ0yBasfaIgMYBE74MhMsJbcCNuFKkBU7PQxz_ua8JY-oxjAw5uvEAFkRuR8_cFFnbr8h-sLw",
        ),
    ]:
        header = f'{{"alg":"{algorithm}","kid":"{KEY}","nonce":"{nonce}","typ":"JWT"}}'
        text = f"{encoded(header.encode())}.{encoded(claims.encode())}"
        yield name, published(
            SDK + "token computed twice, by cryptography and by ecdsa",
            "2026-11-21",
            secret,
            text,
            signature,
        )
