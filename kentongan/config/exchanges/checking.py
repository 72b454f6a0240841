"""`kentongan calls check URL`: whoever builds an exchange sees which rules of the contract hold."""

import argparse
import secrets
from datetime import UTC, datetime
from typing import Any


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
    """Print every rule with its verdict; 1 if one is broken."""
    from kentongan.calls.checking.asking import Asker
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
    for rule, word, why in verdicts(asker):
        count[word] += 1
        print(f"{word:<9}  {rule}{f': {why}' if why else ''}", flush=True)
    print(", ".join(f"{number} {word.lower()}" for word, number in count.items()))
    return 1 if count[Word.BROKEN] else 0
