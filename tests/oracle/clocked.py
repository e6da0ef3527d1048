"""ccxt with a clock that stands still."""

import ccxt

CCXT = f"ccxt {ccxt.__version__} (Python), sign(), with a fixed clock; made up values"


def exchange(name, time, key, secret, passphrase="", unique=None, **config):
    """An exchange of ccxt whose every moment, in milliseconds, is `time`."""
    made = getattr(ccxt, name)(
        {"apiKey": key, "secret": secret, "password": passphrase, **config}
    )
    made.milliseconds = lambda: time
    made.microseconds = lambda: time * 1000
    made.seconds = lambda: time // 1000
    made.nonce = lambda: time
    if unique is not None:
        made.uuid = lambda: unique
    return made
