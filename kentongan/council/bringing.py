"""Bringing a matter to a group: taken down by whoever is on duty, with the promise to verify it."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.catalogue.models import DeadlineRule
from kentongan.catalogue.shelf import shelf
from kentongan.council.holding import group_of, sentence
from kentongan.council.models import Group, Matter
from kentongan.intake.locating import locate
from kentongan.intake.models import Reporter
from kentongan.intake.report import Person
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.pressing import SAME_FOR
from kentongan.places.directory import directory
from kentongan.toolbox.codes import REFERENCE_LENGTH, new_code
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.toolbox.words import tidy
from kentongan.toolbox.working_time import TermUnit, term


class NoWay(Unprocessable):
    code = "no_way"
    sentence = _("Please say how it was brought.")


class AlreadyBrought(Conflict):
    """The same came twice; `.earlier` is what was kept the first time."""

    code = "already_brought"
    sentence = _("This has been kept already.")

    def __init__(self, earlier: Matter) -> None:
        super().__init__()
        self.earlier = earlier


NOBODY = Person()
LONGEST_KEY = 60


@dataclass(frozen=True, slots=True)
class Brought:
    """What was told at the door; only the words are needed."""

    words: str
    way: str = Matter.Way.WALK_IN
    title: str = ""
    person: Person = NOBODY
    kelurahan: str = ""
    key: str = ""
    """What the form was marked with: it, or the same words in another, is the same matter."""


@transaction.atomic
def bring(told: Brought, *, by: User, at: datetime) -> Matter:
    """Keep a matter of the user's own group.

    :raises NoGroup: if the user serves none
    :raises Unprocessable: if nothing was said, or the place is none of this city
    :raises AlreadyBrought: if the same form, or the same words in another, was sent before
    """
    group = group_of(by)
    Group.objects.select_for_update(no_key=True).get(pk=group.pk)  # two presses: one after another
    key = _key_of(told, group)
    matter = _drawn(told, group, by, at)
    if key:
        _refuse_again(matter, told.person)
    matter.number, matter.key = f"F{new_code(REFERENCE_LENGTH)}", key
    matter.reporter = _keep(told.person, at) if told.person else None
    _promise(matter, at)
    matter.save(force_insert=True)
    record("matter.received", about=("matter", matter.pk), by=by, at=at, way=matter.way)
    return matter


def _drawn(told: Brought, group: Group, by: User, at: datetime) -> Matter:
    words = sentence(told.words, field="words")
    if told.way not in Matter.Way.values:
        raise NoWay(field="way")
    return Matter(
        group=group,
        way=told.way,
        title=tidy(told.title, longest=160, field="title") or words.splitlines()[0][:160],
        words=words,
        jurisdiction=locate(None, told.kelurahan) if told.kelurahan else None,
        brought_at=at,
        brought_by=by,
    )


def _refuse_again(matter: Matter, person: Person) -> None:
    alike = Matter.objects.filter(
        group=matter.group,
        brought_by=matter.brought_by,
        brought_at__gt=matter.brought_at - SAME_FOR,
        way=matter.way,
        title=matter.title,
        words=matter.words,
        jurisdiction=matter.jurisdiction,
    )
    name = tidy(person.name, longest=120, field="name")
    whose = {"name": name, "email": person.email, "phone": person.phone}
    same = {f"reporter__{each}": value for each, value in whose.items()}
    earlier = alike.filter(**same if person else {"reporter": None}).first()
    if earlier is not None:
        raise AlreadyBrought(earlier)


def _key_of(told: Brought, group: Group) -> str | None:
    key = f"{group.pk}:{told.key[:LONGEST_KEY]}" if told.key else None
    earlier = Matter.objects.filter(group=group, key=key).first() if key else None
    if earlier is not None:
        raise AlreadyBrought(earlier)
    return key


def _keep(person: Person, at: datetime) -> Reporter:
    return Reporter.objects.create(
        name=tidy(person.name, longest=120, field="name"),
        email=person.email,
        phone=person.phone,
        by_voice=person.by_voice,
        added_at=at,
    )


def _promise(matter: Matter, at: datetime) -> None:
    """Set the clock by the city's own rule for the Ruang Rakyat; none where there is no rule."""
    day = at.astimezone(directory().calendar.zone).date()
    held = {
        rule.binds: rule
        for rule in shelf().rules.get(DeadlineRule.Matter.PUBLIC_ROOM, ())
        if rule.holds(day)
    }
    rule = held.get(DeadlineRule.Binds.VERIFY) or held.get(DeadlineRule.Binds.ACT)
    if rule is not None:
        ends = term(at, rule.amount, cast(TermUnit, rule.unit), directory().calendar)
        matter.rule, matter.verify_by, matter.derivation = rule, ends.due_at, ends.derivation()
