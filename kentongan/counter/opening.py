"""Opening a counter at an office, changing what it is for, and the tablets in its lobby."""

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kentongan.counter.models import Office, Tablet
from kentongan.counter.purposes import read_purposes
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.places.models import Unit
from kentongan.toolbox.refusals import Conflict, NotFound, Unprocessable

LONGEST_TOKEN = 100


class NoSuchOffice(NotFound):
    code = "no_such_office"
    sentence = _("There is no counter by that name here.")


class CodeTaken(Conflict):
    code = "office_code_taken"
    sentence = _("Another counter has this short name.")


class CodeStands(Conflict):
    code = "office_code_stands"
    sentence = _(
        "This counter is open under another short name: boards and tablets would lose it. "
        "Close it first, or keep its name."
    )


class CodeMissing(Unprocessable):
    code = "office_code_missing"
    sentence = _("Please give it a short name for its address, of letters and digits.")


@transaction.atomic
def open_office(
    unit: Unit, code: str, purposes: str = "", *, by: User | None, at: datetime
) -> Office:
    """Open a unit's counter, or change one that is there.

    :param code: what stands in the addresses of its lobby
    :param purposes: a line for each, see `read_purposes`; "" for the usual ones
    :raises Unprocessable: if the code or a line cannot be used
    :raises CodeTaken: if another counter has the code
    :raises CodeStands: if the unit's own is open under another
    """
    short = slugify(code)[:30]
    if not short:
        raise CodeMissing(field="code")
    if Office.objects.filter(code=short).exclude(unit=unit).exists():
        raise CodeTaken(field="code")
    if Office.objects.filter(unit=unit, is_open=True).exclude(code=short).exists():
        raise CodeStands(field="code")
    rows = read_purposes(purposes)
    office, _new = Office.objects.update_or_create(
        unit=unit,
        defaults={"code": short, "purposes": rows, "is_open": True},
        create_defaults={"code": short, "purposes": rows, "opened_at": at},
    )
    record("office.opened", about=("office", office.pk), by=by, at=at, unit=unit.pk)
    return office


@transaction.atomic
def close_office(office: Office, *, by: User | None, at: datetime) -> Office:
    """No more numbers are handed out; those who wait are still called."""
    office.is_open = False
    office.save(update_fields=["is_open"])
    record("office.closed", about=("office", office.pk), by=by, at=at)
    return office


@transaction.atomic
def open_tablet(office: Office, label: str, *, by: User | None, at: datetime) -> str:
    """Let a device hand out this office's numbers; returns its token, never shown again."""
    token = token_urlsafe(24)
    tablet = Tablet.objects.create(
        office=office,
        label=label.strip()[:120] or office.code,
        digest=digest_of(token),
        added_at=at,
    )
    record("tablet.opened", about=("tablet", tablet.pk), by=by, at=at, office=office.pk)
    return token


@transaction.atomic
def close_tablet(tablet: Tablet, *, by: User | None, at: datetime) -> Tablet:
    """Shut a device out."""
    tablet.is_active = False
    tablet.save(update_fields=["is_active"])
    record("tablet.closed", about=("tablet", tablet.pk), by=by, at=at, office=tablet.office_id)
    return tablet


def tablet_of(token: str, office: Office) -> Tablet | None:
    """Return the open tablet of this office that a token belongs to."""
    if not 0 < len(token) <= LONGEST_TOKEN:
        return None
    return office.tablets.filter(digest=digest_of(token), is_active=True).first()


def digest_of(token: str) -> str:
    """What is kept of a token: 24 random bytes need no salt and no slow hash."""
    return sha256(token.encode()).hexdigest()


def office_of(code: str) -> Office:
    """Return an office by the code of its addresses, with its unit.

    :raises NoSuchOffice: if there is none
    """
    found = Office.objects.select_related("unit").filter(code=code).first()
    if found is None:
        raise NoSuchOffice
    return found
