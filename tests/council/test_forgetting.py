"""Whom the city has let go of, the group has let go of too; nobody writes to them any more."""

import pytest

from kentongan.casework.erasing import erase
from kentongan.council.forgetting import forget_handed_over
from kentongan.council.models import Matter
from kentongan.intake.models import Reporter, ServiceRequest
from kentongan.mailroom.barring import open_way
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.readers import NoAddress, Restricted
from kentongan.mailroom.sending import Step, send_next
from kentongan.mailroom.styling import style
from kentongan.people.models import Role, User
from tests.casework.test_story import user
from tests.council.test_story import LATER, brought, staff
from tests.mailroom.conftest import Running, draw, server
from tests.mailroom.test_group_letters import BY_MAIL, decided, letter

__all__ = ["server"]
pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def red() -> User:
    return staff("rani", "merah")


def erased(matter: Matter, *, words_too: bool) -> None:
    assert matter.service_request is not None
    guard = user("guard", Role.ADMINISTRATOR, "setda")
    erase(matter.service_request, words_too=words_too, by=guard, at=LATER)


@pytest.mark.parametrize("words_too", [True, False])
def test_erasing_reaches_the_groups_matter(red: User, words_too: bool) -> None:
    other, matter = brought(red), decided(red, "to_the_city")
    erased(matter, words_too=words_too)
    assert (forget_handed_over(at=LATER), forget_handed_over(at=LATER)) == (1, 0)
    matter.refresh_from_db()
    assert matter.reporter is None
    assert (bool(matter.words), bool(matter.title)) == (not words_too, not words_too)
    assert Reporter.objects.get() == other.reporter


def test_a_letter_that_still_waits_for_who_was_erased_does_not_go_out(
    red: User, server: Running
) -> None:
    matter = decided(red, "to_the_city", way="letter", person=BY_MAIL)  # type: ignore[arg-type]
    waiting = letter()
    erased(matter, words_too=False)
    with pytest.raises(NoAddress):
        open_way(waiting, style())
    draw(LATER)
    reasons = Letter.objects.values_list("withdrawn_because", "next_try_at", "is_forgotten")
    assert set(reasons) == {("erased", None, True)}
    assert send_next(server.outbound(), letterhead(), at=LATER) is not Step.DONE
    assert not server.mails.arrived


def test_a_letter_to_who_wishes_their_data_only_kept_does_not_go_out(red: User) -> None:
    decided(red, "to_the_city")
    waiting = letter()
    ServiceRequest.objects.update(restricted_at=LATER)
    with pytest.raises(Restricted):
        open_way(Letter.objects.get(pk=waiting.pk), style())
