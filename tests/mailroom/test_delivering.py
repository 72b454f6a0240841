"""What providers say later: late, twice, out of order, and sometimes that nobody lives there."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import permutations

import pytest

from kentongan.casework.answering import answer
from kentongan.casework.holding import is_verified
from kentongan.casework.verifying import verify
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.mailroom.delivering import Word, note_delivery
from kentongan.mailroom.failing import failures
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.mending import readdress
from kentongan.mailroom.models import Channel, Letter
from kentongan.mailroom.parcels import Outbound
from kentongan.mailroom.sending import Step, send_next
from kentongan.people.models import Role, User
from tests.mailroom.conftest import FRIDAY, Running, case_of, draw, told, user
from tests.mailroom.conversations import only
from tests.mailroom.providers import Provider, providing

pytestmark = pytest.mark.usefixtures("city")
NUMBER = "0812-3456-7890"
SECOND = timedelta(seconds=1)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


@pytest.fixture
def alice(city: object) -> User:
    return user("alice", Role.ADMINISTRATOR, "setda")


def send_all(outbound: Outbound, channel: Channel = Channel.SMS, at: datetime = FRIDAY) -> None:
    draw(at)
    while send_next(outbound, letterhead(), at=at, channel=channel) is Step.DONE:
        pass


def hear(word: Word, at: datetime = FRIDAY, name: str = "", **more: object) -> Letter | None:
    called = name or only().provider_id
    return note_delivery("sms", called, word, at=at, **more)  # type: ignore[arg-type]


def news(told_: ServiceRequest, by: User, text: str = "Regu berangkat.") -> None:
    case = case_of(told_)
    case.refresh_from_db()
    if not is_verified(case):
        verify(case, is_public=False, public_words="", by=by, at=FRIDAY)
    answer(case, text, by=by, at=FRIDAY)


@pytest.mark.parametrize("order", list(permutations(["sent", "delivered", "read"])), ids=str)
def test_words_in_any_order_and_twice_leave_the_same(
    order: tuple[str, ...], provider: Provider
) -> None:
    told(email="", phone=NUMBER)
    send_all(provider.kannel())
    moments = {"sent": FRIDAY, "delivered": FRIDAY + SECOND, "read": FRIDAY + 2 * SECOND}
    for word in order + order:
        hear(Word(word), moments[word])
    letter = only()
    assert (letter.sent_at, letter.delivered_at) == (FRIDAY, FRIDAY + SECOND)
    assert letter.read_at == FRIDAY + 2 * SECOND
    assert Entry.objects.filter(kind="letter.sent").count() == 1


def test_what_is_none_of_ours_changes_nothing(provider: Provider) -> None:
    told(email="", phone=NUMBER)
    send_all(provider.kannel())
    assert hear(Word.FAILED, name="somebody-elses", is_for_good=True) is None
    assert note_delivery("whatsapp", only().provider_id, Word.FAILED, at=FRIDAY) is None
    assert note_delivery("sms", "", Word.FAILED, at=FRIDAY) is None
    assert only().sent_at == FRIDAY


def test_what_could_not_be_delivered_just_now_waits_at_the_desk(
    provider: Provider, alice: User
) -> None:
    told(email="", phone=NUMBER)
    send_all(provider.kannel())
    hear(Word.FAILED, why="UNDELIV 006281234567890 expired")
    hear(Word.FAILED, why="again")
    letter = failures(alice).get()
    assert (letter.sent_at, letter.last_error) == (None, "UNDELIV … expired")
    assert Entry.objects.filter(kind="letter.bounced").count() == 1


@pytest.mark.parametrize("is_for_good", [True, False])
@pytest.mark.parametrize("is_first", [True, False])
def test_delivered_outweighs_failed_whichever_is_heard_first(
    is_for_good: bool, is_first: bool, provider: Provider
) -> None:
    told(email="", phone=NUMBER)
    send_all(provider.kannel())
    for is_delivered in (is_first, not is_first):
        if is_delivered:
            hear(Word.DELIVERED, FRIDAY + SECOND)
        else:
            hear(Word.FAILED, is_for_good=is_for_good)
    letter = only()
    assert letter.delivered_at == FRIDAY + SECOND
    assert letter.sent_at is not None
    assert (letter.failed_at, letter.bounced_at, letter.bounced_on) == (None, None, [])
    send_all(provider.kannel())
    assert len(provider.short) == 1


def test_a_dead_number_gives_way_to_the_mailbox(provider: Provider, server: Running) -> None:
    request = told(phone=NUMBER)
    ServiceRequest.objects.filter(pk=request.pk).update(channel="sms")
    send_all(provider.kannel())
    hear(Word.FAILED, why="unknown subscriber", is_for_good=True)
    send_all(provider.kannel())
    send_all(server.outbound(), Channel.EMAIL)
    assert (len(provider.short), server.mails.to) == (1, ["siti@contoh.invalid"])
    assert (only().channel, only().sent_at) == ("email", FRIDAY)


def test_a_dead_number_without_another_way_is_for_the_desk_and_gets_no_more(
    provider: Provider, alice: User
) -> None:
    request = told(email="", phone=NUMBER)
    send_all(provider.kannel())
    hear(Word.FAILED, why="unknown subscriber", is_for_good=True)
    news(request, alice)
    send_all(provider.kannel())
    assert len(provider.short) == 1
    failed = failures(alice).get()
    assert failed.last_error == "unknown subscriber"
    reasons = Letter.objects.exclude(pk=failed.pk).values_list("withdrawn_because", flat=True)
    assert set(reasons) == {"unreachable"}
    readdress(failed, "0813-0000-0000", by=alice, at=FRIDAY)
    news(request, alice, "Regu tiba.")
    send_all(provider.kannel())
    assert [message["to"] for message in provider.short[1:]] == ["6281300000000"] * 2


def test_two_dead_ways_are_not_tried_in_turns_for_ever(
    provider: Provider, server: Running, alice: User
) -> None:
    request = told(phone=NUMBER)
    ServiceRequest.objects.filter(pk=request.pk).update(channel="sms")
    send_all(provider.kannel())
    hear(Word.FAILED, is_for_good=True)
    send_all(provider.kannel())
    send_all(server.outbound(), Channel.EMAIL)
    note_delivery("email", only().message_id, Word.FAILED, at=FRIDAY, is_for_good=True)
    send_all(server.outbound(), Channel.EMAIL)
    send_all(provider.kannel())
    assert failures(alice).get().bounced_on == ["sms", "email"]
    assert (len(provider.short), len(server.mails.to)) == (1, 1)


def test_a_letter_nobody_knew_of_is_not_repeated_once_it_is_said_to_have_arrived(
    provider: Provider,
) -> None:
    provider.answer = None
    told(email="", phone=NUMBER)
    send_all(provider.kannel())
    assert (only().sent_at, only().unsure) == (None, 1)
    provider.answer = "yes"
    hear(Word.DELIVERED, FRIDAY + SECOND, name=only().message_id)
    send_all(provider.kannel(), at=FRIDAY + timedelta(days=1))
    assert (len(provider.short), only().sent_at) == (1, FRIDAY + SECOND)
