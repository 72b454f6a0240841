"""`kentongan calls check URL`: whoever builds an exchange sees which rules of the contract hold."""

import argparse
import secrets
import sys
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

UNREACHABLE = 3


def add_arguments(verbs: Any) -> None:
    """Declare `check`, which needs neither a database nor a city."""
    verb = verbs.add_parser(
        "check",
        help="try every rule of the call contract against a server",
        description="Leaves some calls named check-… behind: try it on a city made for trying.",
    )
    verb.add_argument("url", help="where /calls/v1/ stands, as https://city.example")
    verb.add_argument("--name", default="check", help="of the exchange (check)")
    verb.add_argument("--secret", required=True, help="shared with it")
    verb.add_argument("--number", default="", help="one that several people have, to look up")
    verb.add_argument("--commands", action="store_true", help="say of one that it is done")
    verb.set_defaults(alone=True)


def check(options: argparse.Namespace) -> int:
    """Print every rule with its verdict; 1 if one is broken, 3 if nobody answers there."""
    from kentongan.calls.checking.asking import Asker, Unreachable
    from kentongan.calls.checking.running import Word, verdicts

    asker = Asker(
        url=options.url,
        name=options.name,
        secret=options.secret,
        run=secrets.token_hex(4),
        now=datetime.now(UTC),
        number=options.number,
        may_conclude=options.commands,
    )
    count = dict.fromkeys(Word, 0)
    try:
        for rule, word, why in verdicts(asker):
            count[word] += 1
            print(f"{word:<9}  {rule}{f': {why}' if why else ''}", flush=True)
    except Unreachable as fault:
        print(f"{fault}\n{_hint(options.url)}", file=sys.stderr)
        return UNREACHABLE
    print(", ".join(f"{number} {word.lower()}" for word, number in count.items()))
    return 1 if count[Word.BROKEN] else 0


def _hint(url: str) -> str:
    """What to look at first."""
    name = urlsplit(url).hostname or ""
    if name.endswith(".localhost"):
        return f"Does this machine know the name? Else add to /etc/hosts: 127.0.0.1 {name}"
    return "Is the server running, and is the address the one that a browser shows?"
