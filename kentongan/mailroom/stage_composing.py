"""Composing a letter about the city's stage; a proposal that has been settled is told no more."""

from kentongan.cities.drills import is_drill
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.readers import Hidden, Overtaken
from kentongan.mailroom.spelling import in_full, named
from kentongan.mailroom.stage_words import (
    ASKS,
    CHANGED,
    DRILL,
    MEANS,
    OPEN_PROPOSALS,
    OPEN_STAGE,
    STAGE_WORDINGS,
    WHY,
)
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.stage.models import Stage, StageChange, StageProposal

PAGE, DESK = "/siaga/", "/meja/siaga/"
Told = tuple[str, str, str, tuple[str, ...], str]


def said_of_stage(letter: Letter, user: User, head: Letterhead) -> Told:
    """Return subject, sentence, number, paragraphs and link (three statements).

    :raises Hidden: if a proposal is no longer the reader's to decide
    :raises Overtaken: if a proposal has been settled, or another stage was decided since
    """
    told = letter.entry.particulars
    stage = Stage.objects.get(level=told["level"])
    facts = {
        "level": stage.level,
        "name": named(stage.names, letter.language),
        "was": told["was"],
        "city": head.city,
        "when": in_full(letter.entry.at, letter.language),
    }
    if letter.kind == CHANGED:
        link, rest = head.base + PAGE, _decided(letter, stage)
    else:
        link, rest = head.base + DESK, _proposed(letter, user)
    wording = STAGE_WORDINGS[letter.kind]
    subject, short = str(wording.subject) % facts, str(wording.short) % facts
    if is_drill():
        subject, short = (str(DRILL) % {"subject": each} for each in (subject, short))
    opens = OPEN_STAGE if letter.kind == CHANGED else OPEN_PROPOSALS
    paragraphs = (str(wording.opening) % facts, *rest, f"{opens}\n{link}")
    return subject, short, str(stage.level), paragraphs, link


def _decided(letter: Letter, stage: Stage) -> tuple[str, ...]:
    latest = StageChange.objects.select_related("decided_by").order_by("-decided_at", "-pk")
    change = latest.first()
    if change is None or change.pk != letter.entry.about_id:
        raise Overtaken(letter.pk)
    spoken = letter.language
    return (
        str(MEANS) % {"means": named(stage.means, spoken)},
        str(ASKS) % {"do": named(stage.do, spoken)},
        str(WHY) % {"by": change.decided_by.name, "reason": change.reason},
    )


def _proposed(letter: Letter, user: User) -> tuple[str, ...]:
    if not may(user, Act.DECIDE_STAGE):
        raise Hidden(letter.pk)
    if not StageProposal.objects.filter(pk=letter.entry.about_id, settled_at=None).exists():
        raise Overtaken(letter.pk)
    return ()
