"""A report being written. It lives in its own form: no account, no session, nothing kept by us.

Words, choices and place travel as plain hidden fields, so that nothing can expire on them; they
are checked again when the report is sent. Only the names of photos already uploaded are signed,
because a name is what gives access to the photo.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Self
from uuid import uuid4

from django.core import signing
from django.http import QueryDict

from kentongan.intake.photo_files import STAGED_FOR, kept
from kentongan.intake.photographing import CleanPhoto
from kentongan.intake.report import Answers
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.schemas import current

ANSWER = "a-"
"""What the name of an answer's form field begins with; the question's code follows."""
PLAIN = (
    *("words", "kind", "asked", "place", "lat", "lon", "found", "kelurahan", "address"),
    *("same", "name", "phone", "email", "anonim", "rahasia"),
)
UNSAID = frozenset({"asked", "found", "same"})
"""What is no part of what is said: the same words added to a known case are the same report."""
LONGEST_FIELD = 60_000
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything said so far, as it was typed."""

    key: str
    words: str = ""
    kind: str = ""
    asked: str = ""
    answers: Answers = field(default_factory=dict)
    photos: tuple[CleanPhoto, ...] = ()
    place: str = ""
    lat: str = ""
    lon: str = ""
    found: str = ""
    kelurahan: str = ""
    address: str = ""
    same: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    anonim: str = ""
    rahasia: str = ""
    is_key_alone: bool = False
    """Whether the key was drawn when all was said, and so stands for it without a digest."""

    @classmethod
    def fresh(cls, kind: str = "") -> Self:
        """Begin a report and draw its key: the same key and words make one report only."""
        return cls(key=uuid4().hex, kind=kind)

    @classmethod
    def read(cls, posted: QueryDict) -> Self:
        """Take a report up again from its form."""
        key = posted.get("key", "")
        return cls(
            key=key if _KEY.fullmatch(key) else uuid4().hex,
            answers=_answers(posted),
            photos=tuple(filter(None, map(read_photo, posted.getlist("photo")[:10]))),
            **_plain(posted),
        )

    def with_photos(self, photos: tuple[CleanPhoto, ...]) -> Self:
        """Return the same report with these photos, each once."""
        return replace(self, photos=tuple({photo.digest: photo for photo in photos}.values()))

    @property
    def is_begun(self) -> bool:
        """Whether anything was typed that could be lost."""
        typed = (self.words, self.address, self.name, self.phone, self.email)
        return bool(self.answers) or any(each.strip() for each in typed)

    @property
    def is_named(self) -> bool:
        """Whether the reporter says who it is."""
        return any(each.strip() for each in (self.name, self.phone, self.email))

    @property
    def idempotency_key(self) -> str:
        """The key with a digest of what is said: sent twice is once, changed and sent is two."""
        if self.is_key_alone:
            return f"web:{self.key}"
        parts = [getattr(self, name) for name in PLAIN if name not in UNSAID]
        parts += [repr(sorted(self.answers.items())), *(photo.digest for photo in self.photos)]
        return f"web:{self.key}:{sha256(chr(0).join(parts).encode()).hexdigest()[:24]}"

    def hidden(self, *, but: tuple[str, ...]) -> list[tuple[str, str]]:
        """Return names and values of the fields that the current step does not show itself."""
        plain = [(name, getattr(self, name)) for name in PLAIN if name not in but]
        answers = [] if "answers" in but else _flat(self.answers)
        photos = [("photo", sign_photo(photo)) for photo in self.photos]
        return [("key", self.key), *(pair for pair in plain if pair[1]), *answers, *photos]


def sign_photo(photo: CleanPhoto) -> str:
    """Return the name under which a form may speak of a staged photo for a day."""
    facts = [photo.digest, photo.width, photo.height, photo.point, photo.likeness]
    return signing.dumps(facts, salt=_salt())


def read_photo(token: str) -> CleanPhoto | None:
    """Return the photo that `sign_photo` named; None if the name is forged or too old."""
    try:
        facts = signing.loads(token, salt=_salt(), max_age=STAGED_FOR)
        digest, width, height, point, likeness = facts
    except (signing.BadSignature, ValueError):
        return None
    place = Point(*point) if point else None
    return CleanPhoto(kept(digest), digest, width, height, place, likeness=likeness)


def _salt() -> str:
    return f"staged photo of {current().schema_name}"


def _plain(posted: QueryDict) -> dict[str, Any]:
    return {name: posted.get(name, "")[:LONGEST_FIELD] for name in PLAIN}


def _answers(posted: QueryDict) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    for name, values in posted.lists():
        if name.startswith(ANSWER):
            given = [str(value)[:LONGEST_FIELD] for value in values if value]
            found[name.removeprefix(ANSWER)] = given[0] if len(given) == 1 else given
    return {code: answer for code, answer in found.items() if answer}


def _flat(answers: Answers | Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    return [
        (f"{ANSWER}{code}", value)
        for code, answer in answers.items()
        for value in ([answer] if isinstance(answer, str) else answer)
    ]
