"""What a voice says later, by whatever door it came back, stands with its matter."""

from datetime import timedelta

import pytest

from kentongan.casework.adding_words import add_words
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.history import history
from kentongan.casework.holding import NoSuchCase, WordsMissing
from kentongan.casework.models import Addition, Case
from kentongan.casework.opening import take_in
from kentongan.frontdesk.telling import tell, tell_public
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.photographing import CleanPhoto
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from tests.casework.test_story import FRIDAY, IN_MAWAR, user
from tests.casework.test_voices import me_too

pytestmark = pytest.mark.usefixtures("city")
LATER = FRIDAY + timedelta(hours=3)


@pytest.fixture
def told() -> ServiceRequest:
    return take_in(Report("PJU-01", "Lampu padam", Channel.PHONE, point=IN_MAWAR), at=FRIDAY)


def say(
    told: ServiceRequest, text: str = "Tiangnya juga miring", by: User | None = None
) -> Addition:
    return add_words(told, text, channel=Channel.WHATSAPP, by=by, at=LATER)


def test_what_is_said_later_stands_in_the_history_with_its_door(told: ServiceRequest) -> None:
    say(told)
    event = history(told.filing.case)[-1]
    said = (event.kind, event.said, event.detail)
    assert said == ("case.words_added", "Tiangnya juga miring", f"whatsapp:{told.pk}")
    assert Case.objects.get().updated_at == LATER


def test_one_entry_tells_of_it_without_the_words(told: ServiceRequest) -> None:
    added = say(told)
    entry = Entry.objects.get(kind="case.words_added")
    assert entry.particulars["row"] == added.pk
    assert "miring" not in str(entry.particulars)


def test_the_voice_reads_its_own_words_and_no_other_does(told: ServiceRequest) -> None:
    other = me_too(told.filing.case)
    say(told)
    events = history(told.filing.case)
    assert "Tiangnya juga miring" in [line.text for line in tell(events, told)]
    assert "Tiangnya juga miring" not in [line.text for line in tell(events, other)]
    assert all(not line.text for line in tell_public(events))


def test_pictures_come_along(told: ServiceRequest) -> None:
    photo = CleanPhoto("ab/cd/x.jpg", "ab" * 32, 4, 3)
    add_words(told, "", [photo], channel=Channel.TELEGRAM, by=None, at=LATER)
    assert told.photos.get().digest == "ab" * 32


def test_nothing_said_is_asked_for_again(told: ServiceRequest) -> None:
    with pytest.raises(WordsMissing):
        say(told, "  ")
    assert not Addition.objects.exists()


def test_also_after_the_end_nothing_is_lost_and_nothing_opens(told: ServiceRequest) -> None:
    alice = user("alice", Role.OPERATOR, "setda")
    refuse(told.filing.case, Reason.UNFOUNDED, "Menyala", by=alice, at=FRIDAY)
    say(told, by=alice)
    assert not Case.objects.get().is_open
    assert Addition.objects.get().by == alice


def test_a_trial_report_has_no_case_to_add_to() -> None:
    trial = Report("PJU-01", "Uji", Channel.OPEN311, point=IN_MAWAR, is_test=True)
    with pytest.raises(NoSuchCase):
        say(take_in(trial, at=FRIDAY))


def test_the_code_that_opens_the_report_is_not_kept_in_the_words(told: ServiceRequest) -> None:
    assert say(told, f"kode {told.spoken_code.lower()} masih mati").text == "kode masih mati"
    with pytest.raises(WordsMissing):
        say(told, told.spoken_code)
