"""A receiver who has none of our parts reads what we sign: Debian's xmlsec1 checks a warning."""

from pathlib import Path

import pytest
from django.test import Client

from kentongan.people.models import Role, User
from kentongan.situation.cap.indexing import entries
from kentongan.stage.deciding import Ruling, decide
from kentongan.stage.signing import key_pair
from tests.casework.test_story import user
from tests.stage.town import NIGHT, after, rising
from tests.xmlsec import verified

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def mayor(city: object) -> User:
    return user("wali", Role.LEADER, "walikota")


def test_another_program_believes_the_published_warning_and_none_that_was_changed(
    mayor: User, tmp_path: Path
) -> None:
    with rising():
        decide(Ruling(3, "Air naik di hulu", 1), by=mayor, at=NIGHT)
        decide(Ruling(4, "Air makin naik", 3), by=mayor, at=after(10))
    public = Client()
    certificate = public.get("/cap/kunci.pem").content
    links = [each.link for each in entries(public.get("/cap/").content)]
    bodies = [public.get(link.removeprefix("http://testserver")).content for link in links]
    assert len(bodies) == 2
    for body in bodies:
        assert verified(body, certificate, tmp_path)
        assert not verified(body.replace(b"naik", b"surut"), certificate, tmp_path)
    stranger = key_pair("tetangga", "Kota Tetangga", at=NIGHT).certificate
    assert not verified(bodies[0], stranger, tmp_path)
