"""A city that other threads and other connections see, because its rows are really committed.

The test's own thread sits in a transaction that is rolled back, so whatever shall be seen by
others is done outside of it, in a thread of its own.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.people.models import WallDevice
from kentongan.people.screens import digest_of, open_screen
from kentongan.toolbox.snapshots import forget_all
from kentongan.wall import admission, hub
from kentongan.wall.letting_in import COOKIE, cookie_of
from kentongan.wall.showing import showing
from tests.wall.outside import outside

HAPPENS = (
    *("casework_filing", "casework_deadline", "casework_verification", "casework_disposition"),
    *("casework_case", "intake_servicerequest", "journal_entry", "people_walldevice"),
    *("people_membership", "people_user", "measures_balance", "measures_bookmark"),
    *("django_session", "incidents_kind", "incidents_incident"),
)


@pytest.fixture
def open_city(db: None) -> Iterator[None]:
    """The example city, forgotten by every cache; what happened in it is swept up."""
    outside(_sweep)
    yield
    outside(_sweep)


def _sweep() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(HAPPENS)} CASCADE")
    forget_all()
    showing.forget()
    hub.forget_hubs()
    admission.forget_answers()


@pytest.fixture
def cookie(open_city: None) -> str:
    """The cookie of a screen that hangs in the hall."""
    return outside(_hang_up)


def _hang_up() -> str:
    token = open_screen("Aula", by=None, at=timezone.now())
    return f"{COOKIE}={cookie_of(WallDevice.objects.get(digest=digest_of(token)))}"


@pytest.fixture
def told() -> Callable[..., Case]:
    """Hand in a report, now or some hours ago."""

    def tell(code: str = "BJR-01", kelurahan: str = "99.71.01.1001", hours: float = 0) -> Case:
        at = timezone.now() - timedelta(hours=hours)
        return take_in(Report(code, "Tolong", Channel.WEB, kelurahan=kelurahan), at=at).filing.case

    return tell
