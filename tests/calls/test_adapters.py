"""Each adapter against a double that speaks its exchange's own protocol on a real socket."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from threading import Event

import orjson
import pytest

from kentongan.calls.adapters import wires
from kentongan.calls.adapters.ami import Ami
from kentongan.calls.adapters.ari import Ari
from kentongan.calls.adapters.esl import Esl
from kentongan.calls.adapters.listening import listen
from kentongan.calls.adapters.speaking import Adapter, extension_of
from kentongan.calls.commanding import Kind, command
from kentongan.calls.models import Call, Command, State
from kentongan.people.models import User
from tests.calls.conftest import NINE
from tests.calls.exchanges import Double, Line, ami, esl, esl_event, frames, shake_hands, stay

pytestmark = pytest.mark.wire
NUMBER = "08123456789"
LONGEST_TEST = 60
MOST_PAUSES = 5
"""No story breaks its wire oftener; what does is a fault, and the test ends and shows it."""


def run(adapter: Adapter, until: Callable[[], bool]) -> list[float]:
    """Listen until something holds; return how long was paused in between."""
    pauses: list[float] = []
    rounds = count()
    listen(
        adapter,
        pbx="sentral",
        clock=lambda: NINE,
        pause=pauses.append,
        is_over=lambda: until() or next(rounds) > LONGEST_TEST or len(pauses) > MOST_PAUSES,
    )
    return pauses


def has(state: State) -> Callable[[], bool]:
    return Call.objects.filter(state=state).exists


def settled(key: str) -> Callable[[], bool]:
    return Command.objects.filter(idempotency_key=key).exclude(done_at=None, failed_at=None).exists


def ask(kind: Kind, key: str, user: User, **body: str) -> None:
    about = None if kind is Kind.CALL else Call.objects.get()
    command(about, kind, key=key, pbx="sentral", by=user, at=NINE, **body)


def moment(second: int) -> datetime:
    return datetime(2026, 3, 13, 2, 0, second, tzinfo=UTC)


def stamp(second: int) -> str:
    return f"{1773367200 + second}.000000"


def leg(name: str, second: int, uid: str = "1.1", **more: str) -> bytes:
    fields = {"Event": name, "Timestamp": stamp(second), "Uniqueid": uid, "Linkedid": "1.1"}
    return ami(**fields, **more)


AMI_STORY = (
    leg("Newchannel", 0, Channel="PJSIP/trunk-0001", CallerIDNum=NUMBER, Exten="112"),
    leg("QueueCallerJoin", 1, Queue="umum", CallerIDNum=NUMBER),
    leg("Newchannel", 2, "1.2", Channel="PJSIP/201-0002", CallerIDNum="112", Exten=""),
    leg("DialBegin", 3, DestUniqueid="1.2", DestChannel="PJSIP/201-0002"),
    leg("DialEnd", 6, DestUniqueid="1.2", DestChannel="PJSIP/201-0002", DialStatus="ANSWER"),
    leg("Hold", 10, "1.2"),
    leg("Unhold", 20, "1.2"),
)
AMI_END = leg("Hangup", 31, "1.2"), leg("Hangup", 30, **{"Cause-txt": "Normal Clearing"})


def ami_login(double: Double, line: Line) -> None:
    line.sendall(b"Asterisk Call Manager/9.0.0\r\n")
    assert b"Secret: kunci\r\n" in double.expect(line, b"\r\n\r\n")
    line.sendall(ami(Response="Success", ActionID="login", Message="Authentication accepted"))


def test_asterisk_by_its_manager(alice: User) -> None:
    def story(line: Line) -> None:
        ami_login(double, line)
        whole = b"".join(AMI_STORY)
        line.sendall(whole[:77])
        line.sendall(whole[77:])
        asked = double.expect(line, b"\r\n\r\n")
        assert b"Action: Hangup\r\n" in asked
        assert b"Channel: PJSIP/trunk-0001\r\n" in asked
        line.sendall(ami(Response="Success", ActionID="k:bye", Message="Channel Hungup"))
        line.sendall(b"".join(AMI_END))
        stay(line)

    double = Double(story)
    adapter = Ami("127.0.0.1", double.port, "kentongan", "kunci")
    once = iter([True])

    def until() -> bool:
        if Call.objects.filter(state=State.ANSWERED, events__kind="call.resumed") and next(once, 0):
            ask(Kind.HANG_UP, "bye", alice)
            ask(Kind.ANSWER, "cannot", alice, extension="201")
        return has(State.ENDED)() and settled("bye")()

    run(adapter, until)
    double.close()
    assert double.faults == []
    call = Call.objects.get()
    assert (call.number, call.dialled, call.queue) == ("+628123456789", "112", "umum")
    assert (call.agent, call.answered_at, call.ended_at) == (alice, moment(6), moment(30))
    assert Command.objects.get(idempotency_key="bye").done_at
    assert "no such command" in Command.objects.get(idempotency_key="cannot").last_error


def test_a_wire_that_breaks_is_opened_again_after_growing_pauses(alice: User) -> None:
    def broken(line: Line) -> None:
        ami_login(double, line)
        line.sendall(AMI_STORY[0] + AMI_STORY[1][:20])

    def refusing(line: Line) -> None:
        line.sendall(b"Asterisk Call Manager/9.0.0\r\n")
        double.expect(line, b"\r\n\r\n")
        line.sendall(ami(Response="Error", Message="Authentication failed"))

    def whole(line: Line) -> None:
        ami_login(double, line)
        line.sendall(b"".join([*AMI_STORY, *AMI_END]))
        stay(line)

    double = Double(broken, refusing, refusing, whole)
    adapter = Ami("127.0.0.1", double.port, "kentongan", "kunci")
    pauses = run(adapter, has(State.ENDED))
    double.close()
    assert pauses == [0.5, 1.0, 2.0]
    assert Call.objects.get().events.count() == 7


ESL_CALLER = {"Unique_ID": "a-leg", "Call_Direction": "inbound"}
ESL_CALLER |= {"Caller_Caller_ID_Number": NUMBER, "Caller_Destination_Number": "112"}
ESL_PHONE = {"Unique_ID": "b-leg", "Call_Direction": "outbound", "Other_Leg_Unique_ID": "a-leg"}
ESL_PHONE |= {"Caller_Destination_Number": "201"}
BRIDGE = {"Other_Leg_Unique_ID": "b-leg", "Other_Leg_Destination_Number": "201"}
CENTRE = {"Event_Subclass": "callcenter::info", "CC_Action": "member-queue-start"}
CENTRE |= {"CC_Queue": "umum@default", "CC_Member_Session_UUID": "a-leg"}
AGENT = {"Event_Subclass": "callcenter::info", "CC_Action": "agent-status-change"}
AGENT |= {"CC_Agent": "201@default", "CC_Agent_Status": "Available"}


def test_freeswitch_by_its_event_socket(alice: User) -> None:
    def story(line: Line) -> None:
        line.sendall(esl("auth/request"))
        assert double.expect(line, b"\n\n") == b"auth ClueCon\n\n"
        line.sendall(esl("command/reply", Reply_Text="+OK accepted"))
        assert double.expect(line, b"\n\n").startswith(b"event json CHANNEL_CREATE ")
        line.sendall(esl("command/reply", Reply_Text="+OK event listener enabled json"))
        line.sendall(
            esl_event("CUSTOM", 0, **AGENT)
            + esl_event("CHANNEL_CREATE", 1, **ESL_CALLER)
            + esl_event("CUSTOM", 2, **CENTRE)
            + esl_event("CHANNEL_CREATE", 3, **ESL_PHONE)
            + esl_event("CHANNEL_PROGRESS", 4, **ESL_PHONE)
            + esl_event("CHANNEL_BRIDGE", 8, **ESL_CALLER, **BRIDGE)
            + esl_event("CHANNEL_HOLD", 12, **ESL_PHONE)
        )
        assert double.expect(line, b"\n\n") == b"api uuid_hold off a-leg\n\n"
        line.sendall(esl("api/response", b"-ERR No such channel!\n"))
        line.sendall(
            esl_event("CHANNEL_UNHOLD", 15, **ESL_PHONE)
            + esl_event("CHANNEL_HANGUP_COMPLETE", 21, **ESL_PHONE)
            + esl_event("CHANNEL_HANGUP_COMPLETE", 20, **ESL_CALLER, Hangup_Cause="NORMAL_CLEARING")
        )
        stay(line)

    double = Double(story)
    once = iter([True])

    def until() -> bool:
        if has(State.HELD)() and next(once, None):
            ask(Kind.RESUME, "back", alice)
        return has(State.ENDED)() and settled("back")()

    run(Esl("127.0.0.1", double.port, "ClueCon"), until)
    double.close()
    assert double.faults == []
    call = Call.objects.get()
    assert (call.number, call.queue, call.agent) == ("+628123456789", "umum", alice)
    assert (call.ringing_at, call.answered_at, call.ended_at) == (moment(4), moment(8), moment(20))
    assert Command.objects.get().last_error == "-ERR No such channel!"
    alice.agent.refresh_from_db()
    assert alice.agent.presence == "ready"


CALLER = {"id": "1.1", "name": "PJSIP/trunk-01", "state": "Ring", "caller": {"number": NUMBER}}
CALLER |= {"dialplan": {"exten": "112"}}
PHONE = {"id": "1.2", "name": "PJSIP/201-02", "state": "Down", "caller": {"number": ""}}
HOLDING = {"bridge_type": "holding", "name": "umum"}


def ari(kind: str, second: int, **more: object) -> bytes:
    at = f"2026-03-13T09:00:{second:02}.000+0700"
    return orjson.dumps({"type": kind, "timestamp": at, "application": "kentongan", **more})


ARI_STORY = (
    ari("ChannelCreated", 0, channel=CALLER),
    ari("ChannelEnteredBridge", 1, channel=CALLER, bridge=HOLDING),
    ari("ChannelCreated", 2, channel=PHONE),
    ari("Dial", 3, caller=CALLER, peer=PHONE, dialstatus=""),
    ari("Dial", 4, caller=CALLER, peer=PHONE, dialstatus="RINGING"),
    ari("Dial", 9, caller=CALLER, peer=PHONE, dialstatus="ANSWER"),
    ari("ChannelHold", 12, channel=PHONE),
)


def test_asterisk_by_its_rest_interface(alice: User) -> None:
    def story(line: Line) -> None:
        first = shake_hands(double, line)
        assert first.startswith("GET /ari/events?app=kentongan&subscribeAll=true&api_key=kentongan")
        line.sendall(b"\x89\x02hi")
        for number, text in enumerate(ARI_STORY):
            for frame in frames(text, parts=1 + number % 3):
                line.sendall(frame)
        assert is_asked.wait(20)
        line.sendall(b"".join(frames(ari("ChannelDestroyed", 31, channel=PHONE))))
        line.sendall(b"".join(frames(ari("ChannelDestroyed", 30, channel=CALLER, cause_txt="x"))))
        stay(line)

    def rest_story(line: Line) -> None:
        asked = double.expect(line, b"\r\n\r\n")
        assert asked.startswith(b"DELETE /ari/channels/1.1/hold HTTP/1.1\r\n")
        assert b"Authorization: Basic a2VudG9uZ2FuOmt1bmNp" in asked
        line.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
        is_asked.set()

    is_asked = Event()
    double = Double(story, rest_story)
    adapter = Ari(f"http://127.0.0.1:{double.port}/ari", "kentongan", "kunci")
    once = iter([True])

    def until() -> bool:
        if has(State.HELD)() and next(once, None):
            ask(Kind.RESUME, "back", alice)
        return has(State.ENDED)()

    run(adapter, until)
    double.close()
    assert double.faults == []
    call = Call.objects.get()
    assert (call.number, call.dialled, call.queue) == ("+628123456789", "112", "umum")
    assert (call.ringing_at, call.answered_at, call.ended_at) == (moment(4), moment(9), moment(30))
    assert call.agent == alice
    assert Command.objects.get().done_at


def test_what_is_no_websocket_is_not_listened_to(city: object) -> None:
    def story(line: Line) -> None:
        double.expect(line, b"\r\n\r\n")
        line.sendall(b"HTTP/1.1 401 Unauthorized\r\n\r\n")

    double = Double(story)
    with pytest.raises(OSError, match="401"):
        Ari(f"http://127.0.0.1:{double.port}/ari", "kentongan", "wrong").open()
    double.close()


def test_whoever_mumbles_on_without_an_answer_is_not_waited_for(
    city: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wires, "PATIENCE", 0.3)

    def story(line: Line) -> None:
        while True:
            line.sendall(b"?")
            pause.wait(0.05)

    pause = Event()
    double = Double(story)
    with pytest.raises(OSError, match="does not answer"):
        Ari(f"http://127.0.0.1:{double.port}/ari", "kentongan", "kunci").open()
    double.close()


@pytest.mark.parametrize(
    "device", ["PJSIP/201-0000002a", "sip:201@kota.example", "user/201", "Local/201@queue-1;1"]
)
def test_an_extension_is_read_from_every_way_of_writing_it(device: str) -> None:
    assert extension_of(device) == "201"
