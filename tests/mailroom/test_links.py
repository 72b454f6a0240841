"""Links that need no login: signed, for one thing, for one city, until a day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.mailroom.links import Expired, Forged, Link, Purpose, read
from tests.house.conftest import neighbour
from tests.mailroom.conftest import FRIDAY

__all__ = ["neighbour"]
pytestmark = pytest.mark.usefixtures("city")
LINK = Link(Purpose.REPLY, 12, 345, FRIDAY + timedelta(days=30))


def test_a_link_says_what_was_signed_until_its_last_minute_and_then_no_more() -> None:
    token = LINK.sign()
    assert read(token, at=FRIDAY) == LINK
    assert read(token, at=LINK.until - timedelta(microseconds=1)) == LINK
    with pytest.raises(Expired):
        read(token, at=LINK.until)


def test_the_same_link_is_the_same_token_and_short_enough_for_a_telephone() -> None:
    assert LINK.sign() == LINK.sign()
    assert len(replace(LINK, row=10**12, party=10**12).sign()) < 80


@pytest.mark.parametrize(
    "other",
    [
        replace(LINK, purpose=Purpose.PARTY),
        replace(LINK, row=13),
        replace(LINK, party=346),
        replace(LINK, until=LINK.until + timedelta(minutes=1)),
    ],
)
def test_a_signature_is_good_for_no_other_purpose_row_party_or_day(other: Link) -> None:
    words, _dot, _signature = other.sign().partition(".")
    _words, _dot, signature = LINK.sign().partition(".")
    with pytest.raises(Forged):
        read(f"{words}.{signature}", at=FRIDAY)


def test_one_citys_link_means_nothing_in_another(city: City, neighbour: City) -> None:
    token = LINK.sign()
    with inside(neighbour), pytest.raises(Forged):
        read(token, at=FRIDAY)
    with inside(city):
        assert read(token, at=FRIDAY) == LINK


@given(some.text(max_size=300))
def test_whatever_else_is_tried_is_forged(token: str) -> None:
    with pytest.raises(Forged):
        read(token, at=FRIDAY)
