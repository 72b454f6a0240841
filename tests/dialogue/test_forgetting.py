"""What was written goes with its reporter, and by itself after a while."""

from datetime import timedelta
from io import BytesIO

import pytest

from kentongan.casework.erasing import erase
from kentongan.casework.models import Addition
from kentongan.config.letting_go import let_go
from kentongan.dialogue.forgetting import forget_erased
from kentongan.dialogue.models import Conversation, Reply
from kentongan.dialogue.working import work_next
from kentongan.intake import photo_files
from kentongan.intake.attaching import attach
from kentongan.intake.messages import InboundMessage
from kentongan.people.models import Role
from tests.casework.test_privacy import picture
from tests.casework.test_story import user
from tests.dialogue.talking import Talk

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def talk() -> Talk:
    talk = Talk()
    talk.write("Lampu jalan padam di Mawar", raw=b"Siti 0812", media=[photo()])
    talk.write("Tiangnya juga miring")
    return talk


def photo() -> object:
    file = picture()
    return attach("a.jpg", "image/jpeg", BytesIO(file.read()).getvalue())


@pytest.mark.parametrize("words_too", [True, False])
def test_erasing_reaches_the_thread(talk: Talk, words_too: bool) -> None:
    file = InboundMessage.objects.exclude(media=[]).get().media[0]["file"]
    guard = user("guard", Role.ADMINISTRATOR, "setda")
    erase(talk.matter, words_too=words_too, by=guard, at=talk.at)
    assert forget_erased(at=talk.at) == 1
    assert forget_erased(at=talk.at) == 0
    said = [m.text for m in InboundMessage.objects.all()] + [r.text for r in Reply.objects.all()]
    assert any(said) is not words_too
    assert bool(Addition.objects.get().text) is not words_too
    assert (photo_files.folder() / file).is_file() is not words_too
    assert {bytes(m.raw) + m.sender.encode() for m in InboundMessage.objects.all()} == {b""}
    assert Conversation.objects.get().address == ""


def test_erasing_reaches_what_was_worked_long_after_it_came() -> None:
    talk = Talk()
    talk.hear("Lampu jalan padam di Mawar", raw=b"Siti 0812")
    talk.at += timedelta(minutes=5)
    assert work_next(at=talk.at)
    guard = user("guard", Role.ADMINISTRATOR, "setda")
    erase(talk.matter, words_too=True, by=guard, at=talk.at)
    forget_erased(at=talk.at)
    row = talk.message()
    assert (row.text, row.sender, bytes(row.raw)) == ("", "", b"")


def test_nobody_elses_thread_is_touched(talk: Talk) -> None:
    assert forget_erased(at=talk.at) == 0
    assert talk.thread.address


def test_old_messages_and_rested_threads_go_by_themselves(talk: Talk) -> None:
    waiting = talk.hear("belum dikerjakan")
    let_go(at=talk.at + timedelta(days=91))
    left = [bool(m.text) for m in InboundMessage.objects.order_by("pk")]
    assert left == [False, False, True]
    assert talk.thread.address
    let_go(at=talk.at + timedelta(days=181))
    assert talk.thread.address == ""
    assert not any(reply.text for reply in Reply.objects.all())
    waiting.refresh_from_db()
    assert waiting.next_try_at
