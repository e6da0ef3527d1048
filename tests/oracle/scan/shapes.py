"""The shapes of the keys each venue gives out, and random values of those shapes.

Nothing here is a key: each value is drawn when the corpus is made, from a seeded generator.
Where a venue's shape is known from samples only, the sample's shape is used.
"""

import base64
import string

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

ALNUM = string.ascii_letters + string.digits
URL = ALNUM + "-_"
B64 = ALNUM + "+/"
HEX = "0123456789abcdef"
LOWER = string.ascii_lowercase + string.digits
UPPER = string.ascii_uppercase + string.digits


def draw(rng, length, alphabet):
    return "".join(rng.choice(alphabet) for _ in range(length))


def uuid(rng):
    h = draw(rng, 32, HEX)
    return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-{rng.choice('89ab')}{h[17:20]}-{h[20:]}"


def b64(rng, count):
    return base64.b64encode(rng.randbytes(count)).decode()


def passphrase(rng):
    """As a person or a password manager makes one: 10 to 20 characters, one of them special."""
    text = list(draw(rng, rng.randrange(10, 21), ALNUM))
    text[rng.randrange(1, len(text) - 1)] = rng.choice("!@#_-.")
    text[0] = rng.choice(string.ascii_uppercase)
    text[-1] = rng.choice(string.digits)
    return "".join(text)


def pem_p256(rng):
    key = ec.derive_private_key(int.from_bytes(rng.randbytes(31), "big") + 1, ec.SECP256R1())
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    ).decode()


def ed25519_key(rng):
    return ed25519.Ed25519PrivateKey.from_private_bytes(rng.randbytes(32))


def pem_ed25519(rng):
    return ed25519_key(rng).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def pair_ed25519(rng):
    """Seed and public key, as Coinbase hands them out."""
    key = ed25519_key(rng)
    raw = serialization.Encoding.Raw
    seed = key.private_bytes(raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
    public = key.public_key().public_bytes(raw, serialization.PublicFormat.Raw)
    return base64.b64encode(seed + public).decode()


def coinbase(rng, n):
    name = f"organizations/{uuid(rng)}/apiKeys/{uuid(rng)}"
    return name, pem_p256(rng) if n % 2 == 0 else pair_ed25519(rng)


def binance(rng, n):
    key = draw(rng, 64, ALNUM)
    return key, pem_ed25519(rng) if n == 4 else draw(rng, 64, ALNUM)


def htx(rng, _):
    def groups(last):
        return "-".join([draw(rng, 8, HEX), draw(rng, 8, HEX), draw(rng, 8, HEX), last])

    return groups(draw(rng, rng.choice((5, 10)), LOWER)), groups(draw(rng, 5, HEX))


def both(length, alphabet, secret=None, letters=None):
    return lambda rng, _: (
        draw(rng, length, alphabet),
        draw(rng, secret or length, letters or alphabet),
    )


# name: (names as written, host, header of the key, has a passphrase, a pair of values)
VENUES = {
    "binance": ("binance", "Binance", "api.binance.com", "X-MBX-APIKEY", False, binance),
    "binance_us": ("binance_us", "BinanceUs", "api.binance.us", "X-MBX-APIKEY", False, both(64, ALNUM)),
    "bingx": ("bingx", "BingX", "open-api.bingx.com", "X-BX-APIKEY", False, both(83, ALNUM)),
    "bitfinex": ("bitfinex", "Bitfinex", "api.bitfinex.com", "bfx-apikey", False, both(43, URL)),
    "bitget": ("bitget", "Bitget", "api.bitget.com", "ACCESS-KEY", True,
               lambda rng, _: ("bg_" + draw(rng, 32, HEX), draw(rng, 64, HEX))),
    "bitmex": ("bitmex", "Bitmex", "www.bitmex.com", "api-key", False, both(24, URL, 48)),
    "bitstamp": ("bitstamp", "Bitstamp", "www.bitstamp.net", "X-Auth", False, both(32, ALNUM)),
    "bitvavo": ("bitvavo", "Bitvavo", "api.bitvavo.com", "Bitvavo-Access-Key", False, both(64, HEX, 128)),
    "bybit": ("bybit", "Bybit", "api.bybit.com", "X-BAPI-API-KEY", False, both(18, ALNUM, 36)),
    "coinbase": ("coinbase", "Coinbase", "api.coinbase.com", "CB-ACCESS-KEY", False, coinbase),
    "crypto_com": ("crypto_com", "CryptoCom", "api.crypto.com", "api-key", False,
                   lambda rng, _: (draw(rng, 22, ALNUM), "cxakp_" + draw(rng, 22, ALNUM))),
    "deribit": ("deribit", "Deribit", "www.deribit.com", "client-id", False, both(8, URL, 43)),
    "gate": ("gateio", "GateIo", "api.gateio.ws", "KEY", False, both(32, HEX, 64)),
    "gemini": ("gemini", "Gemini", "api.gemini.com", "X-GEMINI-APIKEY", False,
               lambda rng, n: (("account-", "master-")[n % 2] + draw(rng, 20, ALNUM),
                               draw(rng, 27 + n % 2, ALNUM))),
    "htx": ("htx", "Htx", "api.huobi.pro", "AccessKeyId", False, htx),
    "hyperliquid": ("hyperliquid", "Hyperliquid", "api.hyperliquid.xyz", "x-account", False,
                    lambda rng, _: (None, "0x" + draw(rng, 64, HEX))),
    "kraken": ("kraken", "Kraken", "api.kraken.com", "API-Key", False,
               lambda rng, _: (b64(rng, 42), b64(rng, 64))),
    "kraken_futures": ("kraken_futures", "KrakenFutures", "futures.kraken.com", "APIKey", False,
                       lambda rng, _: (b64(rng, 42), b64(rng, 66))),
    "kucoin": ("kucoin", "Kucoin", "api.kucoin.com", "KC-API-KEY", True,
               lambda rng, _: ("67" + draw(rng, 22, HEX), uuid(rng))),
    "kucoin_futures": ("kucoin_futures", "KucoinFutures", "api-futures.kucoin.com", "KC-API-KEY", True,
                       lambda rng, _: ("66" + draw(rng, 22, HEX), uuid(rng))),
    "mexc": ("mexc", "Mexc", "api.mexc.com", "X-MEXC-APIKEY", False,
             lambda rng, _: ("mx0" + draw(rng, 15, ALNUM), draw(rng, 32, HEX))),
    "okx": ("okx", "Okx", "www.okx.com", "OK-ACCESS-KEY", True,
            lambda rng, _: (uuid(rng), draw(rng, 32, HEX.upper()))),
    "phemex": ("phemex", "Phemex", "api.phemex.com", "x-phemex-access-token", False,
               lambda rng, _: (uuid(rng), draw(rng, 64, URL))),
    "upbit": ("upbit", "Upbit", "api.upbit.com", "access-key", False, both(40, ALNUM)),
    "woo": ("woo", "Woo", "api.woox.io", "x-api-key", False,
            lambda rng, _: (b64(rng, 16), draw(rng, 28, UPPER))),
}

PAIRS = 5


class Pair:
    """One credential, and the names a template may use for its venue."""

    def __init__(self, venue, number, rng):
        self.venue, self.number = venue, number
        self.low, self.camel, self.host, self.header, phrase, make = VENUES[venue]
        self.up = self.low.upper()
        self.key, self.secret = make(rng, number)
        # Hyperliquid has no key id; templates get the account's address, which is public.
        self.public = None
        if self.key is None:
            self.public = self.key = "0x" + draw(rng, 40, HEX)
        self.phrase = passphrase(rng) if phrase else None
        self.pem = self.secret if "-----BEGIN" in self.secret else None
        if self.pem:
            # On one line, as in environment files and strings of every language.
            self.secret = self.pem.strip().replace("\n", "\\n") + "\\n"

    def opt(self, text):
        """A line for the passphrase, where the venue has one."""
        return text.replace("@P", self.phrase) if self.phrase else ""

    def planted(self):
        """Part and value of everything that has to be found."""
        # A public address in a key's place is counted neither as missed nor as a false alarm.
        values = [("address" if self.public else "key", self.key), ("secret", self.secret)]
        if self.phrase:
            values.append(("passphrase", self.phrase))
        return values


def pairs(seed, half):
    import random

    for venue in VENUES:
        for number in range(PAIRS):
            yield Pair(venue, number, random.Random(f"{seed}/{half}/{venue}/{number}"))
