"""`kentongan calls`: exchanges get a secret, users an extension; missed calls come from books."""

from pathlib import Path

import pytest

from kentongan.calls.connecting import secret_of
from kentongan.calls.models import Agent, Call, State
from kentongan.config.commands import calls
from kentongan.people.models import User
from tests.calls.conftest import NINE

CDR = """\
"","08123456789","112","umum","08123456789","PJSIP/trunk-01","","Queue","x","2026-03-13 02:00:00",\
"2026-03-13 02:00:01","2026-03-13 02:00:31",31,30,"ANSWERED","DOCUMENTATION","1.1",""
"","08123456789","112","umum","08123456789","PJSIP/trunk-02","","Queue","x","2026-03-13 03:00:00",\
"","2026-03-13 03:00:10",10,0,"NO ANSWER","DOCUMENTATION","1.2",""
"","08123456789","112","umum","08123456789","PJSIP/trunk-02","PJSIP/201-03","Dial","x",\
"2026-03-13 03:00:10","2026-03-13 03:00:14","2026-03-13 03:00:40",30,26,"ANSWERED","D","1.2",""
"","201","0811111111","x","201","PJSIP/201-04","PJSIP/trunk-05","Dial","x","2026-03-13 04:00:00",\
"","2026-03-13 04:00:20",20,0,"BUSY","DOCUMENTATION","1.3",""
"""


def run(*words: str) -> int:
    from argparse import ArgumentParser

    parser = ArgumentParser()
    calls.add_arguments(parser)
    return calls.run(parser.parse_args(words))


def test_a_server_that_does_not_answer_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    for url, told in (
        ("http://127.0.0.1:9", "http://127.0.0.1:9 cannot be reached"),
        ("http://kota.localhost:9", "127.0.0.1 kota.localhost"),
        ("kota.example", "is no address"),
    ):
        assert run("check", url, "--secret", "x" * 16) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert told in said.err
        assert said.err.count("\n") == 2


def test_an_exchange_is_connected_listed_and_disconnected(
    city: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("pbx", "add", "contoh", "sentral") == 0
    secret = capsys.readouterr().out.strip()
    assert secret_of("sentral") == secret
    assert run("pbx", "add", "contoh", "sentral", "--secret", "x" * 16) == 0
    assert secret_of("sentral") == "x" * 16
    assert run("pbx", "remove", "contoh", "sentral") == 0
    assert secret_of("sentral") is None
    assert run("pbx", "list", "contoh") == 0
    assert "sentral  disconnected" in capsys.readouterr().out
    assert run("pbx", "remove", "contoh", "sentral") == 1
    assert run("pbx", "add", "contoh", "pendek", "--secret", "short") == 1
    assert run("pbx", "list", "nowhere") == 1


def test_a_secret_opens_nothing_after_the_installations_key_has_changed(
    city: object, settings: object
) -> None:
    run("pbx", "add", "contoh", "sentral")
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert secret_of("sentral") is None


def test_an_extension_and_a_template_are_given_out(
    alice: User, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extension", "contoh", "alice", "205") == 0
    assert Agent.objects.get().extension == "205"
    assert run("extension", "contoh", "nobody", "206") == 1
    assert run("template", "contoh", "sentral", "https://kota.example") == 1
    run("pbx", "add", "contoh", "sentral")
    assert run("template", "contoh", "sentral", "https://kota.example/") == 0
    assert "https://kota.example/calls/v1/3cx/sentral/lookup" in capsys.readouterr().out


def test_asterisks_books_tell_who_was_answered_by_somebody(
    alice: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books = tmp_path / "Master.csv"
    books.write_text(CDR)
    for told in ("3 new, 0 mended, 0 known", "0 new, 0 mended, 3 known"):
        assert run("backfill", "contoh", "sentral", str(books), "--asterisk-cdr") == 0
        assert capsys.readouterr().out.strip() == told
    lost, answered, ours = Call.objects.order_by("pbx_call_id")
    assert (lost.state, lost.number) == (State.ABANDONED, "+628123456789")
    assert (answered.state, answered.agent) == (State.ENDED, alice)
    assert (answered.answered_at - answered.offered_at).seconds == 14
    assert (ours.state, ours.direction) == (State.ENDED, "out")
    assert lost.offered_at == NINE


def test_books_may_be_records_of_the_contract(city: object, tmp_path: Path) -> None:
    books = tmp_path / "records.jsonl"
    moments = '"offered_at": "2026-03-13T09:00:00+07:00", "ended_at": "2026-03-13T09:00:20+07:00"'
    books.write_text(f'{{"call_id": "1", {moments}}}\n\n')
    assert run("backfill", "contoh", "sentral", str(books)) == 0
    assert Call.objects.get().is_backfilled
    books.write_text("{}\n")
    assert run("backfill", "contoh", "sentral", str(books)) == 1
    assert run("backfill", "contoh", "sentral", str(tmp_path / "none")) == 1


def test_a_torn_line_of_the_books_is_named_and_the_others_are_taken(
    city: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books = tmp_path / "Master.csv"
    books.write_text(CDR[: CDR.rindex('"BUSY"')])  # as while it is being written
    assert run("backfill", "contoh", "sentral", str(books), "--asterisk-cdr") == 1
    told = capsys.readouterr()
    assert told.out.strip() == "2 new, 0 mended, 0 known, 1 unreadable"
    assert "Master.csv, line 4: " in told.err
    lines = tmp_path / "records.jsonl"
    moments = '"offered_at": "2026-03-13T09:00:00+07:00", "ended_at": "2026-03-13T09:00:20+07:00"'
    lines.write_text(f'{{"call_id": "9", {moments}}}\n{{"call_id": "10", \n')
    assert run("backfill", "contoh", "sentral", str(lines)) == 1
    assert "line 2" in capsys.readouterr().err
    assert Call.objects.filter(pbx_call_id="9").exists()
