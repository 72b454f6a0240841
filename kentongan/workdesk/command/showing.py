"""What the pages of directives show: lines of a list, a tree, and what the reader may do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from kentongan.casework.listing import Wanted
from kentongan.command.models import Charge, Directive
from kentongan.command.rolling_up import Branch, Twig, tree_of
from kentongan.command.seeing import may_answer, may_judge
from kentongan.command.stepping import AT_REST
from kentongan.command.units import below, trusted_units
from kentongan.face.directing import KINDS
from kentongan.face.directive_words import NATURES, STATES, STEPS, SUBJECTS
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.workdesk.desk import NOTHING, Found, frame

State = Charge.State
MAY: dict[str, tuple[str, ...]] = {
    State.ISSUED: ("terima",),
    State.RECEIVED: ("mulai", "lapor"),
    State.IN_PROGRESS: ("lapor",),
    State.RETURNED: ("mulai", "lapor"),
    State.REPORTED: (),
}
"""What the addressee may do next, by state."""


@dataclass(frozen=True, slots=True)
class ShownTwig:
    """A charge as the tree shows it."""

    twig: Twig
    tone: str
    acts: tuple[str, ...]
    passes_down: bool
    judges: bool
    parts: "list[ShownBranch]"


@dataclass(frozen=True, slots=True)
class ShownBranch:
    """A directive of the tree with its charges."""

    branch: Branch
    withdraws: bool
    twigs: list[ShownTwig]


def around(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """Return what every page of directives shows beside its own matter."""
    words = {"natures": NATURES, "states": STATES, "step_words": STEPS, "kinds": KINDS}
    more = {"subjects": SUBJECTS, "here": "directives", "tone_of": tone_of}
    return {**frame(request, Found(Wanted(), NOTHING), at=at), **words, **more}


def tone_of(charge: Charge, at: datetime) -> str:
    """Return late, soon, well or calm; with its word beside it, never alone."""
    if charge.state == State.ACCEPTED:
        return "well"
    if charge.state in AT_REST:
        return "soon" if charge.state == State.REPORTED else "calm"
    return "late" if charge.due_at < at else "calm"


def shown_tree(directive: Directive, user: User, *, at: datetime) -> ShownBranch:
    """Return the tree below a directive, with what the reader may do in it (seven statements)."""
    return _branch(tree_of(directive, user), user, trusted_units(user), at)


def _branch(branch: Branch, user: User, trusted: Collection[int], at: datetime) -> ShownBranch:
    judges = may_judge(user, branch.directive)
    twigs = [_twig(twig, user, trusted, at, judges=judges) for twig in branch.twigs]
    is_open = any(twig.charge.is_open for twig in branch.twigs)
    return ShownBranch(branch, judges and is_open, twigs)


def _twig(
    twig: Twig, user: User, trusted: Collection[int], at: datetime, *, judges: bool
) -> ShownTwig:
    charge = twig.charge
    answers = charge.is_open and may_answer(user, charge, trusted)
    parts = [_branch(part, user, trusted, at) for part in twig.parts]
    waits = any(each.twig.charge.is_open for part in parts for each in part.twigs)
    acts = MAY.get(charge.state, ()) if answers else ()
    return ShownTwig(
        twig=twig,
        tone=tone_of(charge, at),
        acts=tuple(act for act in acts if not (waits and act == "lapor")),
        passes_down=answers
        and charge.state not in {State.ISSUED, State.REPORTED}
        and bool(below(directory().units[charge.unit_id])),
        judges=judges and charge.state == State.REPORTED,
        parts=parts,
    )
