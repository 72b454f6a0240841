"""The conformance kit against our own server, over a real port; and against a server that fails."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.utils import timezone

from kentongan.calls.checking.running import RULES
from kentongan.calls.commanding import Kind, command
from kentongan.calls.connecting import connect
from kentongan.casework.opening import take_in
from kentongan.config.cli import main
from kentongan.intake.models import Channel
from kentongan.intake.report import Person, Report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point

SECRET = "rahasia yang cukup panjang"
NUMBER = "08123456789"


def run_kit(url: str, *more: str) -> int:
    return main(["calls", "check", url, "--name", "uji", "--secret", SECRET, *more])


def test_every_rule_of_the_contract_holds_at_our_own_door(
    served: str, capsys: pytest.CaptureFixture[str]
) -> None:
    connect("uji", SECRET, at=timezone.now())
    for name in ("Siti", "Budi"):
        person = Person(name=name, phone="+628123456789")
        where = Point(-6.1912, 106.6121)
        report = Report("PJU-01", "Padam", Channel.PHONE, point=where, person=person)
        take_in(report, at=timezone.now())
    alice = User.objects.add("alice", "Alice", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=alice, unit=unit, role=Role.OPERATOR)
    said = {"number": NUMBER, "extension": "201"}
    command(None, Kind.CALL, key="k", pbx="uji", by=alice, at=timezone.now(), **said)
    status = run_kit(served, "--number", NUMBER, "--commands")
    told = capsys.readouterr().out
    assert told.splitlines()[-1] == f"{len(RULES)} holds, 0 broken, 0 not tried", told
    assert status == 0


def test_what_could_not_be_tried_is_said_and_breaks_nothing(
    served: str, capsys: pytest.CaptureFixture[str]
) -> None:
    connect("uji", SECRET, at=timezone.now())
    assert run_kit(served) == 0
    assert f"{len(RULES) - 2} holds, 0 broken, 2 not tried" in capsys.readouterr().out


def test_with_another_secret_almost_every_rule_is_broken(
    served: str, capsys: pytest.CaptureFixture[str]
) -> None:
    connect("uji", "another secret, as long as that", at=timezone.now())
    assert run_kit(served) == 1
    told = capsys.readouterr().out
    assert "BROKEN     Who signs with the secret is heard: answered with 401" in told
    assert "holds      Who signs with another secret is refused with 401" in told


class Agreeable(BaseHTTPRequestHandler):
    """Says yes to everything, and keeps nothing: a middleware as one begins to write it."""

    def do_POST(self) -> None:
        body = b'{"is_known": false, "state": "offered"}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def test_a_server_that_says_yes_to_everything_fails(capsys: pytest.CaptureFixture[str]) -> None:
    server = HTTPServer(("127.0.0.1", 0), Agreeable)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        assert run_kit(f"http://127.0.0.1:{server.server_port}") == 1
    finally:
        server.shutdown()
        server.server_close()
    held = [line for line in capsys.readouterr().out.splitlines() if line.startswith("holds")]
    assert held == ["holds      Who signs with the secret is heard"]


def test_where_nobody_answers_it_is_said_once_and_no_rule_is_judged(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_kit("http://127.0.0.1:9") == 3
    said = capsys.readouterr()
    assert "holds" not in said.out
    assert said.err.count("cannot be reached") == 1
