"""`kentongan cap verify FILE|URL`: whether a warning is valid CAP 1.2, and by whom it is signed.

It needs nothing of this installation: a newspaper can run it, too.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

HELP = "check a warning in CAP 1.2: its shape, its meaning and its signature"
WEB = ("http://", "https://")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which message, and by which certificate."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verify = verbs.add_parser("verify", help="name every fault; 1 if there is any, or no signature")
    verify.add_argument("message", metavar="FILE|URL")
    verify.add_argument(
        "--certificate", metavar="FILE|URL", help="of the city: its /cap/kunci.pem, kept by you"
    )
    verify.set_defaults(alone=True)


def run(options: argparse.Namespace) -> int:
    """Check one message; 0 if it has no fault and the signature holds."""
    from kentongan.situation.cap.opening import NotReadable

    try:
        raw = _bytes(options.message)
        trusted = _bytes(options.certificate) if options.certificate else None
        faults = _verify(raw, trusted)
    except (OSError, NotReadable, ValueError) as fault:
        print(f"cannot be read: {fault}", file=sys.stderr)
        return 1
    for each in faults:
        print(each)
    return 1 if faults else 0


def _verify(raw: bytes, trusted: bytes | None) -> list[str]:
    from kentongan.situation.cap.judging import judge
    from kentongan.situation.cap.reading import read
    from kentongan.stage.signing import NotSigned, certificate_in, check, fingerprint

    told = read(raw)
    faults = [*told.faults, *(each.sentence for each in judge(told.alert, at=datetime.now(UTC)))]
    try:
        brought = trusted or certificate_in(raw)
        signed = read(check(raw, brought)).alert
    except NotSigned as fault:
        return [*faults, f"no valid signature: {fault}"]
    print(f"{signed.sender} {signed.identifier}: {signed.status} {signed.type}, {signed.sent}")
    print(f"signed, SHA-256 of the certificate: {fingerprint(brought)}")
    if trusted is None:
        print("It came with the message: compare it with the one the city publishes.")
    return faults


def _bytes(place: str) -> bytes:
    """Read a file or an address.

    :raises OSError: if there is none, or nobody answers
    """
    if not place.startswith(WEB):
        return Path(place).read_bytes()
    from kentongan.situation.getting import Asked, get

    answer = get(Asked(place))
    if answer.fault or answer.status != 200:
        raise OSError(answer.fault or f"{place} answered {answer.status}")
    return answer.body
