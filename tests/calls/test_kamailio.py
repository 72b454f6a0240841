"""What Kamailio says over evapi and in its records, read without a socket."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.calls.adapters.kamailio import Question, press, recorded, understand
from kentongan.calls.adapters.netstrings import FrameUnusable, frames, netstring
from kentongan.calls.events import LONGEST, EventUnusable, Kind, Told
from kentongan.calls.passing import Exchange, pass_for
from tests.calls.conftest import NINE

MOMENT = "1773367200.250000"


def frame(**said: str) -> bytes:
    event = {"kind": "call.offered", "call_id": "c1", "moment": MOMENT, "number": "0812"}
    return json.dumps(event | said).encode()


def events(body: bytes) -> list[Told]:
    heard = understand(body)
    assert not isinstance(heard, Question)
    return heard


def test_an_event_has_its_own_moment_and_the_same_one_the_same_id() -> None:
    (first,) = events(frame())
    (again,) = events(frame())
    assert first.at == datetime.fromtimestamp(1773367200, UTC).replace(microsecond=250_000)
    assert first == again
    assert first.number == "0812"


def test_what_happens_at_a_desk_says_how_the_agent_is() -> None:
    event, agent = events(frame(kind="call.ringing", extension="201"))
    assert (event.kind, event.extension) == (Kind.RINGING, "201")
    assert (agent.kind, agent.presence, agent.call_id) == (Kind.AGENT, "ringing", "")


def test_a_question_is_answered_for_its_own_transaction() -> None:
    asked = understand(frame(kind="ask", index="7", label="9", tried=" 201 202"))
    assert isinstance(asked, Question)
    assert asked.tried == {"201", "202"}
    (body,) = frames(bytearray(asked.ring("203")))
    assert json.loads(body) == {
        "do": "ring",
        "call_id": "c1",
        "extension": "203",
        "index": "7",
        "label": "9",
    }


def test_a_withheld_number_is_none() -> None:
    for said in ("<null>", "anonymous"):
        (event,) = events(frame(number=said))
        assert event.number == ""


def test_words_that_are_too_long_do_not_lose_the_event() -> None:
    (event,) = events(frame(call_id="c" * 300, number="0" * 300))
    assert len(event.event_id) <= LONGEST["event_id"]
    assert len(event.number) == LONGEST["number"]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"kind": "ring"}', frame(moment="soon"), frame(moment="9" * 20)]
)
def test_what_is_no_event_is_refused(body: bytes) -> None:
    with pytest.raises(EventUnusable):
        understand(body)


def test_records_are_read_line_by_line_and_leave_out_who_sat_where() -> None:
    lines = [
        f"INVITE|1|2|c1|200|told|1773367200|{frame().decode()}\n",
        f"INVITE|1|2|c1|200|told|1773367200|{frame(kind='agent.state').decode()}\n",
        "INVITE|1|2|c1|200|told|17733\n",
        "INVITE|1|2|c1|200|told|1773367201|"
        + frame(kind="agent.state", extension="201", presence="away").decode(),
    ]
    assert [event and event.kind for event in recorded(lines)] == [Kind.OFFERED, None, None]


@given(st.lists(st.text(max_size=40), max_size=5), st.integers(min_value=1, max_value=9))
def test_frames_come_out_whole_however_they_are_cut(words: list[str], size: int) -> None:
    sent = b"".join(netstring(word=word) for word in words)
    received, read = bytearray(), []
    for start in range(0, len(sent), size):
        received += sent[start : start + size]
        read += [json.loads(body)["word"] for body in frames(received)]
    assert read == words
    assert not received


@pytest.mark.parametrize("sent", [b"x:", b"-1:", b"99999999:{", b":,"])
def test_what_is_no_netstring_ends_the_line(sent: bytes) -> None:
    with pytest.raises(FrameUnusable):
        list(frames(bytearray(sent)))


def test_a_key_is_pressed_at_one_desk() -> None:
    (body,) = frames(bytearray(press("transfer", extension="201", to="112")))
    assert json.loads(body) == {"do": "press", "key": "transfer", "extension": "201", "to": "112"}


def test_a_pass_says_until_when_it_is_good_and_tells_nothing_of_the_secret() -> None:
    given_pass = pass_for("201", secret="s", at=NINE)
    assert given_pass.name == f"201.{int(NINE.timestamp()) + 14 * 3600}"
    assert given_pass != pass_for("201", secret="t", at=NINE)
    assert given_pass.password != pass_for("202", secret="s", at=NINE).password


def test_an_exchange_is_named_with_its_secret() -> None:
    read = Exchange.parse("wss://s3cret@city.example:8443/telepon-ws")
    assert read == ("wss://city.example:8443/telepon-ws", "wss://city.example:8443", "s3cret")
    for wrong in ("https://s@city.example/", "wss://city.example/", "wss://@city.example/", ""):
        with pytest.raises(ValueError, match="wss://"):
            Exchange.parse(wrong)
