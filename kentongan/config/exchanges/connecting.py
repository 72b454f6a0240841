"""Giving exchanges a secret, users an extension, and 3CX its template."""

import argparse
import secrets
import sys
from datetime import UTC, datetime
from typing import Any

from kentongan.config.exchanges import in_city


def add_arguments(verbs: Any) -> None:
    """Declare `pbx`, `extension` and `template`."""
    pbx_verb = verbs.add_parser("pbx", help="connect, list and disconnect exchanges")
    steps = pbx_verb.add_subparsers(dest="step", required=True, metavar="STEP")
    for step, told in (
        ("add", "connect an exchange and print its secret, once; again: a new secret"),
        ("list", "list the exchanges of a city"),
        ("remove", "let an exchange speak to us no more"),
    ):
        one = steps.add_parser(step, help=told)
        one.add_argument("city", help="slug")
        if step != "list":
            one.add_argument("name", help="of the exchange: small letters, digits, hyphens")
        if step == "add":
            one.add_argument("--secret", help="the secret itself, as Twilio's token is given")
    _add_rest(verbs)


def _add_rest(verbs: Any) -> None:
    extension_verb = verbs.add_parser("extension", help="let an extension ring at somebody's")
    template_verb = verbs.add_parser("template", help="print the CRM template for 3CX")
    for verb, *words in (
        (
            extension_verb,
            ("user", "name they sign in with"),
            ("extension", "as the exchange has it"),
        ),
        (template_verb, ("name", "of the exchange"), ("base", "https://… of the city")),
    ):
        verb.add_argument("city", help="slug")
        for word, told in words:
            verb.add_argument(word, help=told)


def pbx(options: argparse.Namespace) -> int:
    """Connect, list or disconnect."""
    steps = {"add": _add, "list": _list, "remove": _remove}
    return in_city(options.city, lambda: steps[options.step](options))


def extension(options: argparse.Namespace) -> int:
    """Let an extension ring at somebody's."""
    return in_city(options.city, lambda: _place(options))


def template(options: argparse.Namespace) -> int:
    """Print the template that is uploaded to 3CX."""
    return in_city(options.city, lambda: _print_template(options))


def _add(options: argparse.Namespace) -> int:
    from kentongan.calls.connecting import connect

    secret = options.secret or secrets.token_urlsafe(32)
    connect(options.name, secret, at=datetime.now(UTC))
    # The secret alone goes to standard output, so that a script can take it.
    print(f"The secret of {options.name}, shown this once:", file=sys.stderr, flush=True)
    print(secret)
    return 0


def _list(_options: argparse.Namespace) -> int:
    from kentongan.calls.models import Pbx

    for each in Pbx.objects.order_by("name"):
        print(f"{each.added_at:%F}  {each.name}{'' if each.is_active else '  disconnected'}")
    return 0


def _remove(options: argparse.Namespace) -> int:
    from kentongan.calls.connecting import disconnect

    disconnect(options.name, at=datetime.now(UTC))
    return 0


def _place(options: argparse.Namespace) -> int:
    from kentongan.calls.attending import give_extension
    from kentongan.people.models import User

    user = User.objects.filter(username=options.user, is_active=True).first()
    if user is None:
        print(f"There is no user {options.user}.", file=sys.stderr)
        return 1
    give_extension(user, options.extension, by=None, at=datetime.now(UTC))
    return 0


def _print_template(options: argparse.Namespace) -> int:
    from kentongan.calls.adapters.threecx import template as written
    from kentongan.calls.adapters.threecx import token_of
    from kentongan.calls.connecting import NoSuchPbx, secret_of

    secret = secret_of(options.name)
    if secret is None:
        raise NoSuchPbx
    base = f"{options.base.rstrip('/')}/calls/v1/3cx/{options.name}"
    print(written(f"Kentongan {options.city}", base, token_of(secret)), end="")
    return 0
