"""Listening to an exchange that does not speak the contract, and reading its books."""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kentongan.config.exchanges import in_city

if TYPE_CHECKING:
    from kentongan.calls.adapters.speaking import Adapter
    from kentongan.calls.records import Record, Unread

PASSWORD = "KENTONGAN_PBX_PASSWORD"  # noqa: S105 - a variable's name
AMI_PORT, ESL_PORT, EVAPI_PORT = 5038, 8021, 8448


def add_arguments(verbs: Any) -> None:
    """Declare `listen` and `backfill`."""
    verb = verbs.add_parser(
        "listen",
        help="listen to an exchange until stopped",
        description=f"The password comes from {PASSWORD}, so that no list of processes shows it.",
    )
    verb.add_argument("city", help="slug")
    verb.add_argument("name", help="of the exchange, as its calls are to be known by")
    kinds = verb.add_mutually_exclusive_group(required=True)
    kinds.add_argument("--asterisk-ari", metavar="URL", help="https://host:8089/ari")
    kinds.add_argument("--asterisk-ami", metavar="HOST[:PORT]")
    kinds.add_argument("--freeswitch", metavar="HOST[:PORT]")
    kinds.add_argument("--kamailio", metavar="HOST[:PORT]", help="its evapi")
    verb.add_argument("--records", type=Path, help="Kamailio's records, read at each connection")
    verb.add_argument("--user", default="kentongan", help="whom to sign in as (kentongan)")
    verb.add_argument("--context", default="default", help="of the dial plan, for AMI (default)")
    books = verbs.add_parser("backfill", help="take in missed calls from an exchange's books")
    books.add_argument("city", help="slug")
    books.add_argument("name", help="of the exchange")
    books.add_argument("file", type=Path, help="a record of the contract on every line, as JSON")
    forms = books.add_mutually_exclusive_group()
    forms.add_argument("--asterisk-cdr", action="store_true", help="it is Asterisk's Master.csv")
    forms.add_argument("--kamailio", action="store_true", help="Kamailio's, or the folder of them")


def listen_to(options: argparse.Namespace) -> int:
    """Listen until stopped."""
    return in_city(options.city, partial(_listen, options))


def back_fill_from(options: argparse.Namespace) -> int:
    """Take in a file of records; what is known already changes nothing."""
    return in_city(options.city, partial(_back_fill, options))


def adapter_of(options: argparse.Namespace) -> "Adapter":
    """Return the adapter that the options name."""
    from kentongan.calls.adapters.ami import Ami
    from kentongan.calls.adapters.ari import Ari
    from kentongan.calls.adapters.esl import Esl

    password = os.environ.get(PASSWORD, "")
    if options.asterisk_ari:
        return Ari(options.asterisk_ari, options.user, password)
    if options.asterisk_ami:
        place = _place(options.asterisk_ami, AMI_PORT)
        return Ami(*place, options.user, password, options.context)
    return Esl(*_place(options.freeswitch, ESL_PORT), password)


def _listen(options: argparse.Namespace) -> int:
    if options.kamailio:
        return _listen_to_kamailio(options)
    from kentongan.calls.adapters.listening import listen

    listen(
        adapter_of(options),
        pbx=options.name,
        clock=lambda: datetime.now(UTC),
        pause=time.sleep,
        is_over=lambda: False,
    )
    return 0


def _listen_to_kamailio(options: argparse.Namespace) -> int:
    from kentongan.config.telephone.line import Address
    from kentongan.config.telephone.listening import listen

    place = Address(*_place(options.kamailio, EVAPI_PORT))
    listen(place, pbx=options.name, records=options.records)
    return 0


def _back_fill(options: argparse.Namespace) -> int:
    from kentongan.calls.records import Unread
    from kentongan.calls.reporting import back_fill
    from kentongan.config.telephone.filling import fill_from

    try:
        if options.kamailio:
            filled = fill_from(options.file, pbx=options.name)
            print(f"{filled.new} new, {filled.known} known, {filled.unreadable} unreadable")
            return 0
        read = list(_records(options))
    except OSError as fault:
        print(fault, file=sys.stderr)
        return 1
    torn = [each for each in read if isinstance(each, Unread)]
    records = [each for each in read if not isinstance(each, Unread)]
    done = back_fill(records, pbx=options.name, at=datetime.now(UTC))
    for each in torn:
        print(f"{options.file}, line {each.line}: {each.fault}", file=sys.stderr)
    counted = f"{done.new} new, {done.mended} mended, {done.known} known"
    print(f"{counted}, {len(torn)} unreadable" if torn else counted)
    return 1 if torn else 0


def _records(options: argparse.Namespace) -> Iterator["Record | Unread"]:
    from kentongan.calls.adapters.cdr import records_of

    with options.file.open(encoding="utf-8", errors="replace", newline="") as lines:
        if options.asterisk_cdr:
            yield from records_of(lines)
        else:
            yield from (_read(line, at) for at, line in enumerate(lines, 1) if line.strip())


def _read(line: str, number: int) -> "Record | Unread":
    import orjson

    from kentongan.calls.events import EventUnusable
    from kentongan.calls.records import Unread, read_record

    try:
        return read_record(orjson.loads(line))
    except orjson.JSONDecodeError as fault:
        return Unread(number, str(fault))
    except EventUnusable as fault:
        return Unread(number, f"{fault} ({fault.field})")


def _place(told: str, usual: int) -> tuple[str, int]:
    host, _, port = told.rpartition(":") if ":" in told else (told, "", "")
    return host, int(port) if port else usual
