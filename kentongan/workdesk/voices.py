"""The voices of a case as their page shows them: what was told, and who told it only when asked.

A look at somebody's identity, or at the sheet on which they wrote, is kept first
(`casework.looking`); a voice in confidence keeps its words from all but the responsible unit and
the gate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kentongan.casework.looking import may_look
from kentongan.casework.models import Case, Filing
from kentongan.casework.reaching import reaches, reads_in_confidence
from kentongan.catalogue.shelf import shelf
from kentongan.face.photos import photo_url
from kentongan.face.worded import worded
from kentongan.intake.models import Photo, Reporter, ServiceRequest
from kentongan.people.models import User
from kentongan.people.permissions import Act

MOST_VOICES = 20
MOST_PHOTOS = 40


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a case, and whose identity was opened to them just now (ids of requests)."""

    user: User
    case: Case
    opened: Mapping[int, Reporter | None]

    @property
    def is_trusted(self) -> bool:
        """Whether they read what was told in confidence (no statement)."""
        return reads_in_confidence(self.user, Act.SEE, self.case)


def voices_of(case: Case) -> list[Filing]:
    """Return what is filed under a case, without who told it (one statement)."""
    filings = case.filings.select_related("service_request")
    return list(filings.order_by("at", "pk")[:MOST_VOICES])


def told(voice: ServiceRequest, reader: Reader, *, has_sheet: bool) -> Mapping[str, Any]:
    """Return one voice as it is shown to this reader (no statement)."""
    is_kept = voice.is_confidential and not reader.is_trusted
    return {
        "request": voice,
        "words": "" if is_kept else voice.words,
        "is_kept": is_kept,
        "answers": [] if is_kept else _answers(voice),
        "reporter": reader.opened.get(voice.pk),
        "is_named": voice.reporter_id is not None,
        "is_opened": voice.pk in reader.opened,
        "has_sheet": has_sheet,
        "may_look": may_look(reader.user, reader.case, voice, has_sheet=has_sheet),
    }


def kept_photos(case: Case, reader: Reader) -> list[Photo]:
    """Return the photos that are still there, sheets of paper among them (one statement)."""
    photos = Photo.objects.filter(service_request__filing__case=case, erased_at=None)
    if not reader.is_trusted:
        photos = photos.filter(service_request__is_confidential=False)
    return list(photos.order_by("pk")[:MOST_PHOTOS])


def shown_photos(photos: list[Photo], reader: Reader) -> list[Mapping[str, Any]]:
    """Return photos with their addresses: a sheet, which names who wrote it, once opened only."""
    shown = (
        each for each in photos if not each.is_record or each.service_request_id in reader.opened
    )
    return [_photo(photo) for photo in shown]


def powers(reader: Reader) -> Mapping[str, bool]:
    """Return what of hiding and showing the reader may do here (no statement)."""
    may = {"screens": Act.SCREEN, "widens": Act.WIDEN, "narrows": Act.NOTE, "joins": Act.JOIN}
    return {name: reaches(reader.user, act, reader.case) for name, act in may.items()}


def _photo(photo: Photo) -> Mapping[str, Any]:
    return {
        "photo": photo,
        "address": photo_url(photo),
        "small": photo_url(photo, small=True),
    }


def _answers(told: ServiceRequest) -> list[tuple[str, str]]:
    questions = {q.code: q for q in shelf().questions.get(told.service_type_id, ())}
    answers = []
    for code, given in told.answers.items():
        question = questions.get(code)
        options = {o["key"]: worded(o["names"]) for o in question.options} if question else {}
        several = [given] if isinstance(given, str) else given
        answers.append(
            (
                worded(question.texts) if question else code,
                ", ".join(options.get(answer, answer) for answer in several),
            )
        )
    return answers
