"""How a form stands, for those at work: what became of it, and its case where they see it."""

from dataclasses import dataclass

from kentongan.casework.models import Case
from kentongan.casework.reaching import reaches
from kentongan.face.worded import worded
from kentongan.paper.holding import arrival_of, end_of, find_form
from kentongan.paper.models import PaperArrival, PaperEnd, PaperForm
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Refusal
from kentongan.workdesk.paper.words import state_words


@dataclass(frozen=True, slots=True)
class Standing:
    """A form and what is known of it; or only a fault, if the number is none."""

    fault: str = ""
    form: PaperForm | None = None
    end: PaperEnd | None = None
    arrival: PaperArrival | None = None
    case: Case | None = None
    unit: str = ""
    look: str = "calm"
    words: str = ""

    @property
    def is_free(self) -> bool:
        """Whether it can be entered."""
        return self.form is not None and self.end is None


def standing(number: str, user: User) -> Standing:
    """Return how the form of a number stands (three statements at most)."""
    try:
        form = find_form(number)
    except Refusal as refusal:
        return Standing(fault=str(refusal))
    return standing_of(form, user)


def standing_of(form: PaperForm, user: User) -> Standing:
    """Return how a form stands."""
    end, arrival = end_of(form), arrival_of(form)
    look, words = state_words(end.what if end else "", arrival is not None)
    unit = worded(directory().units[form.batch.unit_id].names)
    return Standing("", form, end, arrival, _case(end, user), unit, look, words)


def _case(end: PaperEnd | None, user: User) -> Case | None:
    told = end.service_request if end else None
    filing = getattr(told, "filing", None)
    seen = filing is not None and reaches(user, Act.SEE, filing.case)
    return filing.case if seen and filing else None
