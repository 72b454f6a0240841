"""Rolling up: a directive as a tree, with what happened and the share done, computed from below.

Nobody types a share: every charge without parts counts as one, and is done once it was accepted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from kentongan.command.models import Charge, Directive, Enclosure, Step
from kentongan.command.seeing import directives_of
from kentongan.people.models import User

State = Charge.State


@dataclass(frozen=True, slots=True)
class Done:
    """How many of the charges at the bottom are done, of how many."""

    done: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where all was withdrawn."""
        return self.done / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Branch:
    """A directive, and its charges with what hangs on them."""

    directive: Directive
    twigs: list["Twig"] = field(default_factory=list)

    @property
    def done(self) -> Done:
        """What is done of it."""
        return _sum(twig.done for twig in self.twigs)


@dataclass(frozen=True, slots=True)
class Twig:
    """A charge, its steps, and the parts passed down from it."""

    charge: Charge
    steps: list[Step]
    parts: list[Branch]

    @property
    def done(self) -> Done:
        """What is done of it: of its parts, or of itself where it has none."""
        if self.charge.state == State.WITHDRAWN:
            return Done(0, 0)
        below = _sum(part.done for part in self.parts)
        return below if below.of else Done(int(self.charge.state == State.ACCEPTED), 1)


def tree_of(directive: Directive, user: User) -> Branch:
    """Return the tree below a directive as far as the user sees it (six statements)."""
    root = directive.root_id or directive.pk
    known = directives_of(user).filter(Q(pk=root) | Q(root=root)).order_by("pk")
    steps = Step.objects.select_related("by").order_by("at", "pk")
    files = Prefetch("enclosures", Enclosure.objects.order_by("pk"))
    charges = Charge.objects.select_related("unit", "directive").order_by("pk")
    charges = charges.prefetch_related(Prefetch("steps", steps.prefetch_related(files)))
    found = known.select_related("unit", "issued_by", "withdrawn_by")
    held = list(found.prefetch_related(Prefetch("charges", charges), files))
    below: dict[int | None, list[Directive]] = {}
    for each in held:
        below.setdefault(each.parent_id, []).append(each)
    top = next(each for each in held if each.pk == directive.pk)
    return _branch(top, below)


def _branch(directive: Directive, below: Mapping[int | None, list[Directive]]) -> Branch:
    return Branch(directive, [_twig(each, below) for each in directive.charges.all()])


def _twig(charge: Charge, below: Mapping[int | None, list[Directive]]) -> Twig:
    parts = [_branch(part, below) for part in below.get(charge.pk, [])]
    return Twig(charge, list(charge.steps.all()), parts)


def _sum(parts: Iterable[Done]) -> Done:
    told = list(parts)
    return Done(sum(each.done for each in told), sum(each.of for each in told))
