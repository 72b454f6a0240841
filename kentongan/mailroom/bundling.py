"""Writing to those at work without drowning them: what waits for one reader goes in one letter.

What is urgent goes at once, the rest with the letter of the next working morning, unless it would
be too late then. Of a flood only the first `MOST_AN_HOUR` letters go one by one; what comes behind
them waits for an hour together. Whoever draws holds the waiting letter, so none is sent half full.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from kentongan.casework.models import Deadline
from kentongan.catalogue.shelf import shelf
from kentongan.mailroom.choosing import choose
from kentongan.mailroom.deciders import language_of
from kentongan.mailroom.memos import ARRIVALS, MEMOS
from kentongan.mailroom.minding import Owed
from kentongan.mailroom.models import Letter, Style
from kentongan.mailroom.resting import PROMPT
from kentongan.mailroom.styling import style
from kentongan.people.models import Wish
from kentongan.places.directory import directory

MOST_AN_HOUR = 10
HOUR = timedelta(hours=1)
LOOK_AHEAD = 30
"""Days within which some office opens."""


def write(owing: list[Owed], *, at: datetime) -> None:
    """Write what is owed to those at work, nothing twice (at most eight statements)."""
    written = _written(owing)
    fresh = [each for each in owing if (each.told.entry.pk, each.user.pk) not in written]
    if not fresh:
        return
    manner, desk = style(), _Desk({each.user.pk for each in fresh}, at)
    for each in fresh:
        desk.put(each, _letter(each, manner, at))
    desk.keep()


class _Desk:
    """What waits for each reader, and how many letters they had within the hour."""

    def __init__(self, people: Iterable[int], at: datetime) -> None:
        self._at = at
        to_them = Letter.objects.filter(user__in=people, part_of=None)
        waiting = to_them.filter(next_try_at__isnull=False, message_id="", may_wake=False)
        held = waiting.filter(kind__in=MEMOS).select_for_update().order_by("-pk")
        self._waiting = {letter.user_id: letter for letter in held}
        lately = to_them.filter(written_at__gt=at - HOUR).values_list("user_id", flat=True)
        self._had: Counter[int | None] = Counter(lately)
        self._alone: list[Letter] = []
        self._parts: list[Letter] = []

    def put(self, owed: Owed, letter: Letter) -> None:
        """Lay the letter to what waits for its reader, or begin a new one."""
        if letter.kind in ARRIVALS:
            self._alone.append(letter)
            return
        is_flood = self._had[letter.user_id] >= MOST_AN_HOUR
        letter.next_try_at = _moment(owed, self._at, is_flood=is_flood)
        letter.may_wake = letter.may_wake and not is_flood
        head = None if letter.may_wake else self._waiting.get(letter.user_id)
        if head is None:
            self._begin(letter)
        else:
            head.next_try_at = min(filter(None, (head.next_try_at, letter.next_try_at)))
            letter.part_of, letter.next_try_at = head, None
            self._parts.append(letter)

    def _begin(self, letter: Letter) -> None:
        self._alone.append(letter)
        self._had[letter.user_id] += 1
        if not letter.may_wake:
            self._waiting[letter.user_id] = letter

    def keep(self) -> None:
        """Write them down; those that wait may have been brought forward."""
        kept = [letter for letter in self._waiting.values() if letter.pk]
        Letter.objects.bulk_create(self._alone)
        Letter.objects.bulk_create(self._parts)
        Letter.objects.bulk_update(kept, ["next_try_at"])


def _written(owing: list[Owed]) -> set[tuple[int, int | None]]:
    """What was written before, should the journal be read once more."""
    entries = {each.told.entry.pk for each in owing}
    letters = Letter.objects.filter(entry__in=entries, user__isnull=False)
    return set(letters.values_list("entry_id", "user_id")) if owing else set()


def _letter(owed: Owed, manner: Style, at: datetime) -> Letter:
    (entry, case, _row), user = owed
    is_prompt = case is None and at - entry.at < PROMPT
    is_emergency = case is not None and shelf().types[case.service_type_id].is_emergency
    return Letter(
        entry=entry,
        user=user,
        channel=choose(user, manner) or "",
        kind=entry.kind,
        language=language_of(user),
        written_at=at,
        next_try_at=at,
        may_wake=is_prompt or (is_emergency and user.letters == Wish.URGENT),
    )


def _moment(owed: Owed, at: datetime, *, is_flood: bool) -> datetime:
    """When it goes out: now, behind a flood, or as the office opens next."""
    told, user = owed
    soon = at + HOUR if is_flood else at
    if user.letters != Wish.DAILY and MEMOS[told.entry.kind].is_urgent:
        return soon
    morning = next_opening(at)
    is_too_late = isinstance(told.row, Deadline) and told.row.due_at <= morning
    return soon if is_too_late and user.letters != Wish.DAILY else morning


def next_opening(at: datetime) -> datetime:
    """Return when the city's offices open next; a day later where they never do."""
    calendar = directory().calendar
    first = at.astimezone(calendar.zone).date()
    for number in range(LOOK_AHEAD):
        opens = calendar.opening(first + timedelta(days=number))
        if opens and opens > at:
            return opens
    return at + timedelta(days=1)
