"""What was known when something was decided: the wall's numbers, and the rows that are cited."""

from datetime import datetime
from typing import Any

from kentongan.casework.models import Case
from kentongan.command.models import Question
from kentongan.command.subjects import About, Subject
from kentongan.wall.showing import showing

CITED = ("reference", "stage", "outcome", "opened_at", "due_at", "promised_at", "closed_at")


def known_at(at: datetime) -> dict[str, Any]:
    """Return the wall as everybody saw it: numbers and news, none of them about a person."""
    shown = showing.ask(at)
    news = [{key: str(value) for key, value in each.items()} for each in shown.news]
    return {"at": shown.picture.at.isoformat(), "numbers": shown.numbers, "news": news}


def cited(about: About, question: Question | None) -> list[dict[str, Any]]:
    """Return the rows a decision is about, as they are now (at most one statement)."""
    rows: list[dict[str, Any]] = []
    if question is not None:
        about = About(
            question.about_kind, question.about_id, question.about_address, question.about_title
        )
        asked = {"words": question.words, "options": question.options, "blocks": question.blocks}
        rows.append({"kind": "question", "id": question.pk, **asked})
    if about.kind == Subject.CASE:
        ordinary = Case.objects.ordinary().filter(reference=about.id, is_confidential=False)
        rows += [{"kind": "case", **_as_text(row)} for row in ordinary.values(*CITED)]
    elif about.kind:
        rows.append(
            {"kind": about.kind, "id": about.id, "address": about.address, "title": about.title}
        )
    return rows


def _as_text(row: dict[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in row.items()}
