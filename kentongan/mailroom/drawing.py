"""Drawing letters from the journal: what has happened is owed to everybody who told us of it.

The letters of a batch of entries and the bookmark behind it are kept in one transaction, so
every entry is drawn from exactly once, whoever does it and wherever they are stopped.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from kentongan.casework.models import Invitation
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.journal.reading import Place, after
from kentongan.mailroom.bundling import write
from kentongan.mailroom.choosing import choose
from kentongan.mailroom.conversing import Talks, is_told_there, replies_of, talks_about
from kentongan.mailroom.directive_letters import letters_of_directives
from kentongan.mailroom.forgetting import forget_told
from kentongan.mailroom.group_letters import is_told_by_group, letters_of_groups
from kentongan.mailroom.hearing import parties_of, requests_of, voices_of
from kentongan.mailroom.memos import minded
from kentongan.mailroom.minding import owed
from kentongan.mailroom.models import Bookmark, Channel, Letter, Style
from kentongan.mailroom.question_letters import letters_of_questions
from kentongan.mailroom.resting import PROMPT
from kentongan.mailroom.speaking import to_be_told
from kentongan.mailroom.stage_letters import letters_of_stages
from kentongan.mailroom.styling import style
from kentongan.mailroom.telling import PARTIES, WORDINGS, told
from kentongan.places.directory import directory

BATCH = 500
PAST = timedelta(days=2)
"""A new mailroom does not write about what happened longer before its first day."""


@transaction.atomic
def draw_letters(*, at: datetime, limit: int = BATCH) -> int:
    """Draw the letters of up to `limit` settled entries.

    :returns: how many entries were read; 0 if there is nothing new or somebody else is at it
    """
    Bookmark.objects.bulk_create([Bookmark(pk=1, began_at=at)], ignore_conflicts=True)
    mark = Bookmark.objects.select_for_update(skip_locked=True).first()
    if mark is None:
        return 0
    entries = after(Place(mark.xact, mark.entry), limit)
    if entries:
        oldest = mark.began_at - PAST
        recent = [entry for entry in entries if entry.at >= oldest]
        owing = [*_letters(list(told(recent)), at), *replies_of(recent, at=at)]
        owing += letters_of_groups(recent, at=at)
        owing += letters_of_directives(recent, at=at)
        owing += letters_of_questions(recent, at=at)
        owing += letters_of_stages(recent, at=at)
        Letter.objects.bulk_create(owing, ignore_conflicts=True)
        write(owed(minded(recent)), at=at)
        forget_told(entries, at=at)
        mark.xact, mark.entry = entries[-1].xact, entries[-1].pk
        mark.save(update_fields=["xact", "entry"])
    return len(entries)


def _letters(entries: list[Entry], at: datetime) -> Iterator[Letter]:
    manner = style()
    parties = [entry for entry in entries if entry.kind in PARTIES]
    voices = [entry for entry in entries if entry.kind not in PARTIES]
    hearing = [*requests_of(voices), *voices_of(voices)]
    talks = talks_about(voice for _entry, voice in hearing)
    for entry, voice in hearing:
        only, about = entry.particulars.get("request"), talks.get(voice.pk, Talks())
        if is_told_there(entry, voice, about) or is_told_by_group(entry, voice):
            continue
        if not WORDINGS[entry.kind].is_for_one or only in {None, voice.pk}:
            best = choose(voice.reporter, manner, came_by=voice.channel, talk=about.opened)
            channel = to_be_told(voice, WORDINGS[entry.kind], best)
            yield from _to_reporter(entry, voice, channel, at)
            yield from _to_listeners(entry, voice, about, at)
    for entry, invitation in parties_of(parties):
        yield from _to_party(entry, invitation, manner, at)


def _to_reporter(
    entry: Entry, voice: ServiceRequest, channel: Channel | None, at: datetime
) -> Iterator[Letter]:
    if channel:
        yield Letter(
            entry=entry,
            service_request=voice,
            channel=channel,
            kind=entry.kind,
            language=_spoken(voice.language),
            written_at=at,
            next_try_at=at,
            may_wake=_may_wake(entry, voice, at),
        )


def _to_listeners(
    entry: Entry, voice: ServiceRequest, talks: Talks, at: datetime
) -> Iterator[Letter]:
    """Who wrote with the code is told of the case from then on, and of nobody's data."""
    for talk in talks.others if entry.about == "case" else ():
        if talk.listens_since and talk.listens_since <= entry.at:
            for letter in _to_reporter(entry, voice, Channel(talk.channel), at):
                letter.listener, letter.language = talk, _spoken(talk.language)
                yield letter


def _to_party(
    entry: Entry, invitation: Invitation, manner: Style, at: datetime
) -> Iterator[Letter]:
    channel = choose(invitation, manner)
    if channel:
        yield Letter(
            entry=entry,
            invitation=invitation,
            channel=channel,
            kind=entry.kind,
            language=_spoken(invitation.language),
            written_at=at,
            next_try_at=at,
        )


def _may_wake(entry: Entry, voice: ServiceRequest, at: datetime) -> bool:
    is_prompt = WORDINGS[entry.kind].is_receipt and at - entry.at < PROMPT
    return is_prompt or shelf().types[voice.service_type_id].is_emergency


def _spoken(wanted: str) -> str:
    known = {code for code, _ in settings.LANGUAGES}
    return wanted if wanted in known else str(directory().profile.languages[0])
