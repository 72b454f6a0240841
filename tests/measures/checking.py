"""What must hold after every step: the equation under every cut, the state of every case, its
clocks. Each check reads rows that the verbs do not read to decide anything.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Q

from kentongan.casework.models import (
    DONE,
    Case,
    Claim,
    Deadline,
    Disposition,
    Inquiry,
    Pause,
    Reopening,
    Stage,
    Verification,
)
from kentongan.casework.promising import CITYS, Binds
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import Channel
from kentongan.measures.balancing import Equation
from kentongan.measures.behind import Number
from kentongan.measures.equations import ever
from kentongan.measures.ledger import read_books
from kentongan.measures.rows import now_by_books, now_by_rows
from kentongan.measures.tallies import open_work
from kentongan.places.directory import directory

AFTER_THE_GATE = {Stage.VERIFIED, Stage.ASSIGNED, Stage.CLAIMED}
PASSED = Q(met_at=None, replaced_at=None)


def every_number() -> list[Number]:
    known, shelves = directory(), shelf()
    return [
        Number(),
        *(Number(place=place) for place in known.jurisdictions.values()),
        *(Number(unit=unit) for unit in known.units.values()),
        *(Number(kind=kind) for kind in shelves.types.values()),
        *(Number(group=group) for group in shelves.groups),
        *(Number(channel=channel) for channel in Channel.values),
    ]


def check_books(at: datetime) -> None:
    """The books say what the rows say, and the equation holds with the open cases counted."""
    kept, found = now_by_books(), now_by_rows()
    assert (+kept, -kept) == (+found, -found)
    books, work = read_books(), open_work(at)
    assert books is not None
    for number in every_number():
        equation = ever(books, work, number)
        assert equation is not None
        assert equation.difference == 0, number
        assert min(getattr(equation, name) for name in Equation.__slots__) >= 0, number


def standing() -> dict[tuple[str, str], Equation]:
    """Return where everything stands, from the rows."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for (cut, key, _span, _day, side), count in now_by_rows().items():
        found[cut, key][side] = count
    return {heading: Equation(**sides) for heading, sides in found.items()}


def without_empty(found: Mapping[tuple[str, str], Equation]) -> dict[tuple[str, str], Equation]:
    return {key: equation for key, equation in found.items() if equation != Equation()}


def check_cases() -> None:
    """Stage, end and pointers of each case are what its rows say."""
    ends = _by_case(Disposition.objects.order_by("pk"))
    backs = _by_case(Reopening.objects.exclude(was_outcome=""))
    standing = _by_case(Claim.objects.filter(fallen_at=None))
    asked = _by_case(Inquiry.objects.filter(replied_at=None))
    paused = _by_case(Pause.objects.filter(ended_at=None))
    read = _by_case(Verification.objects.all())
    for case in Case.objects.annotate(filed=Count("filings")):
        ended = ends[case.pk]
        assert case.is_open == (case.closed_at is None) == (len(ended) == len(backs[case.pk])), case
        assert case.voices == case.filed, case
        assert bool(case.paused_until) == bool(paused[case.pk]), case
        if case.is_open:
            _check_open(case, bool(read[case.pk]), bool(standing[case.pk]), bool(asked[case.pk]))
        else:
            last = max(ended, key=lambda one: one.pk)
            assert (case.stage, case.outcome, case.closed_at) == ("closed", last.outcome, last.at)
            assert (case.outcome in DONE) == bool(standing[case.pk]), case
        assert (case.joined_to_id is not None) == (case.outcome == "joined"), case


def _check_open(case: Case, is_read: bool, is_claimed: bool, is_asked: bool) -> None:
    assert case.outcome == ""
    assert (case.stage == Stage.CLAIMED) == is_claimed, case
    assert (case.stage == Stage.ASKED) <= is_asked, case
    assert (case.stage == Stage.RECEIVED) <= (not is_read), case
    assert (case.stage in AFTER_THE_GATE) <= is_read, case
    assert (case.stage == Stage.ASSIGNED) <= (case.officer_id is not None), case


def check_clocks(at: datetime) -> None:
    """At most one clock of a kind runs; what ended says how; a case is due at its least."""
    running = defaultdict(list)
    for deadline in Deadline.objects.all():
        assert deadline.set_at <= at
        assert deadline.met_at is None or deadline.replaced_at is None, deadline.pk
        assert deadline.missed_at is None or deadline.missed_at <= at
        if deadline.met_at is None and deadline.replaced_at is None:
            running[deadline.case_id].append(deadline)
    for case in Case.objects.all():
        ahead = running[case.pk]
        binds = [deadline.binds for deadline in ahead]
        assert len(binds) == len(set(binds)), case
        if not case.is_open:
            assert not ahead, case
            continue
        assert (case.stage == Stage.CLAIMED) == (binds == [Binds.REPLY]), (case, binds)
        _check_pointers(case, ahead)


def _check_pointers(case: Case, ahead: list[Deadline]) -> None:
    moments = [deadline.due_at for deadline in ahead if deadline.stopped_at is None]
    if case.paused_until:
        moments.append(case.paused_until)
        since = case.pauses.get(ended_at=None).at
        for one in ahead:
            is_of_city, was_ahead = one.binds in CITYS, one.due_at > since
            assert (one.stopped_at is not None) == (is_of_city and was_ahead), (case, one.pk)
    else:
        assert all(deadline.stopped_at is None for deadline in ahead), case
    if moments:
        assert case.due_at == min(moments), case
    promised = [deadline.due_at for deadline in ahead if deadline.binds == Binds.ACT]
    assert not promised or case.promised_at == promised[0], case


def check_nothing_is_overdue(at: datetime) -> None:
    """The clock has just looked: what has gone by was noted or has lapsed."""
    gone = Deadline.objects.filter(PASSED, due_at__lt=at, missed_at=None, stopped_at=None)
    assert not gone.exists(), gone.values()
    assert not Pause.objects.filter(ended_at=None, limit_at__lte=at).exists()


def _by_case(rows):  # type: ignore[no-untyped-def]
    found = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found
