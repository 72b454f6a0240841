"""What stands in the form of a call: read from a post or from the draft, as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self

from django.http import QueryDict

from kentongan.catalogue.models import Question, ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.intake.report import Answers

ANSWER = "a-"
"""What the name of an answer's field begins with; the question's code follows."""
PLAIN = (
    *("words", "kind", "guess", "address", "place", "kelurahan", "lat", "lon", "found", "same"),
    *("name", "phone", "by_voice", "rahasia", "matter", "added", "purpose", "note"),
)
OF_THE_REPORT = ("words", "kind", "address", "place", "kelurahan", "lat", "lon", "phone", "rahasia")
"""What makes two reports of one call different; the same again is pressed twice."""
LONGEST_FIELD = 8_000
MOST_ANSWERS = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """The form of one call."""

    words: str = ""
    kind: str = ""
    guess: str = ""
    """The type that the words suggested; while `kind` is the same, nobody has chosen."""
    address: str = ""
    place: str = ""
    kelurahan: str = ""
    lat: str = ""
    lon: str = ""
    found: str = ""
    same: str = ""
    name: str = ""
    phone: str = ""
    by_voice: str = ""
    rahasia: str = ""
    matter: str = ""
    added: str = ""
    purpose: str = ""
    note: str = ""
    answers: Answers = field(default_factory=dict)

    @classmethod
    def read(cls, posted: QueryDict) -> Self:
        """Take the form as it was sent."""
        answers: dict[str, str | list[str]] = {}
        for name in [n for n in posted if n.startswith(ANSWER)][:MOST_ANSWERS]:
            given = [value[:LONGEST_FIELD] for value in posted.getlist(name) if value]
            if given:
                answers[name.removeprefix(ANSWER)] = given[0] if len(given) == 1 else given
        return cls(**{n: posted.get(n, "")[:LONGEST_FIELD] for n in PLAIN}, answers=answers)

    @classmethod
    def kept(cls, draft: Mapping[str, str]) -> Self:
        """Take up again what `flat` handed to the draft."""
        answers: dict[str, str | list[str]] = {}
        for name, value in draft.items():
            if name.startswith(ANSWER):
                several = value.split("\n")
                answers[name.removeprefix(ANSWER)] = value if len(several) == 1 else several
        return cls(**{name: draft.get(name, "") for name in PLAIN}, answers=answers)

    def flat(self) -> dict[str, str]:
        """Return what is to be kept in the draft."""
        plain = {name: getattr(self, name) for name in PLAIN}
        given = {
            f"{ANSWER}{code}": each if isinstance(each, str) else "\n".join(each)
            for code, each in self.answers.items()
        }
        return {name: text for name, text in {**plain, **given}.items() if text}

    @property
    def service_type(self) -> ServiceType | None:
        """The type that was chosen, if it is one that is offered."""
        kind = shelf().by_code.get(self.kind)
        return kind if kind and kind.is_active else None

    @property
    def is_guessed(self) -> bool:
        """Whether the type is what the words suggested, and follows them."""
        return not self.kind or self.kind == self.guess

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the chosen type asks."""
        kind = self.service_type
        return shelf().questions.get(kind.pk, ()) if kind else ()

    @property
    def own_answers(self) -> dict[str, str | list[str]]:
        """The answers that the chosen type asks for; others stem from one chosen before."""
        asked = {question.code for question in self.questions}
        return {code: given for code, given in self.answers.items() if code in asked}

    def key(self, of: int, door: str = "phone") -> str:
        """The key under which this report of one call, or one number, is kept once."""
        parts = [str(getattr(self, name)) for name in OF_THE_REPORT]
        parts.append(repr(sorted(self.own_answers.items())))
        return f"{door}:{of}:{sha256(chr(0).join(parts).encode()).hexdigest()[:24]}"
