"""Whoever writes with the code of what somebody else reported is told too, and never instead."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from kentongan.casework.asking import ask
from kentongan.casework.claiming import claim
from kentongan.casework.history import history
from kentongan.casework.models import Addition, Case, Stage, Verdict
from kentongan.casework.verifying import verify
from kentongan.dialogue.models import Conversation, Reply
from kentongan.dialogue.moving import leave
from kentongan.dialogue.working import work_next
from kentongan.frontdesk.telling import tell
from kentongan.intake.messages import Medium
from kentongan.people.models import Role
from kentongan.workdesk.doors import said_more
from tests.casework.test_story import user
from tests.dialogue.talking import Talk

pytestmark = pytest.mark.usefixtures("city")
BUDI = "0819 9999 9999"
TOLD_TOO = "Mulai sekarang"


@pytest.fixture
def siti() -> Talk:
    talk = Talk()
    talk.write("Lampu jalan padam di Mawar")
    return talk


def listening() -> list[str]:
    rows = Conversation.objects.filter(listens_since__isnull=False).order_by("address")
    return list(rows.values_list("address", flat=True).distinct())


def test_who_adds_words_to_what_another_reported_is_told_too(siti: Talk) -> None:
    budi = Talk(Medium.SMS, BUDI)
    assert TOLD_TOO in budi.write(f"{siti.matter.spoken_code} tiangnya juga miring")
    assert listening() == ["+6281999999999"]
    added = Addition.objects.get()
    assert (added.channel, added.service_request) == ("sms", siti.matter)
    assert TOLD_TOO not in budi.write("dan kabelnya putus")
    assert Addition.objects.count() == 2


def test_who_only_asks_is_told_once_and_more_if_they_wish(siti: Talk) -> None:
    budi = Talk(Medium.SMS, BUDI)
    assert "IKUTI" in budi.write(f"status {siti.matter.spoken_code}")
    assert listening() == []
    assert TOLD_TOO in budi.write("ikuti")
    assert listening() == ["+6281999999999"]
    assert "IKUTI" not in budi.write("status")
    assert not Addition.objects.exists()


def test_who_reported_is_offered_nothing_they_have(siti: Talk) -> None:
    code = siti.matter.spoken_code
    for text in (f"status {code}", f"{code} masih gelap", "ikuti"):
        said = siti.write(text)
        assert "IKUTI" not in said
        assert TOLD_TOO not in said
    assert "IKUTI" not in Talk(Medium.SMS).write(f"status {code}")
    assert listening() == []


def test_a_report_of_their_own_takes_nobody_s_ear_away(siti: Talk) -> None:
    budi = Talk(Medium.SMS, BUDI)
    budi.write(f"{siti.matter.spoken_code} tiangnya juga miring")
    first = siti.matter
    budi.write("lapor sampah menumpuk di Melati")
    assert budi.thread.service_request == budi.matter != first
    assert Conversation.objects.get(listens_since__isnull=False).service_request == first


def test_what_was_written_before_the_number_was_given_up_overtakes_nothing(siti: Talk) -> None:
    siti.hear("Tiangnya juga miring")
    leave(Medium.WHATSAPP, siti.thread.address, at=siti.at)
    while work_next(at=siti.at):
        pass
    assert Addition.objects.get().service_request == siti.matter
    assert not Reply.objects.filter(message_id=siti.last.pk).exists()
    assert "tidak menemukan laporan" in siti.write("status")
    assert listening() == []


@pytest.mark.parametrize("changed", ["said", "rested"])
def test_a_number_that_is_somebody_else_s_now_is_told_nothing(siti: Talk, changed: str) -> None:
    budi = Talk(Medium.SMS, BUDI)
    budi.write(f"{siti.matter.spoken_code} tiangnya juga miring")
    budi.write("lapor sampah menumpuk di Melati")
    budi.at += timedelta(days=181) if changed == "rested" else timedelta()
    budi.write("halo" if changed == "rested" else "salah sambung")
    assert listening() == []


def test_what_somebody_else_says_stands_as_theirs_and_decides_nothing(siti: Talk) -> None:
    budi, told = Talk(Medium.SMS, BUDI), siti.matter
    alice, bob = user("alice", Role.OPERATOR, "setda"), user("bob", Role.OFFICER, "dishub")
    inquiry = ask(Case.objects.get(), "Nomor tiangnya?", by=alice, at=siti.at)
    asked = budi.write(f"status {told.spoken_code}")
    assert ("menunggu jawaban pelapor" in asked, "Nomor tiangnya" in asked) == (True, False)
    assert "Nomor tiangnya" in siti.write("status")
    assert "dijawab oleh pelapornya" in budi.write(f"{told.spoken_code} tiang 14")
    inquiry.refresh_from_db()
    assert (inquiry.replied_at, Case.objects.get().stage) == (None, Stage.ASKED)
    siti.write("tiang 15")
    verify(Case.objects.get(), is_public=False, public_words="", by=alice, at=siti.at)
    claim(Case.objects.get(), "Lampu diganti", by=bob, at=siti.at)
    for text in ("sudah beres", "belum beres"):
        budi.write(text)
    offered = ["SUDAH BERES" in each.write("status") for each in (siti, budi)]
    assert offered == [True, False]
    assert "pelapor sedang ditanya" in budi.replies[-1]
    assert Case.objects.get().stage == Stage.CLAIMED
    assert not Verdict.objects.exists()
    events = [e for e in history(Case.objects.get()) if e.kind == "case.words_added"]
    assert [e.said for e in events] == ["tiang 14", "sudah beres", "belum beres"]
    with override("en"):
        assert said_more(events[0].detail).startswith("Somebody else who knows the code")
        line = tell(events, told)[0]
    said = (line.title, line.note, line.text)
    assert said == ("Somebody else who knows the code said more", "SMS", "belum beres")
    siti.write("sudah beres")
    assert Case.objects.get().outcome == "confirmed"
