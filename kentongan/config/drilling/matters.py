"""What a story's reports are about in a city: a service type, and what its form has to be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from kentongan.cities.packs.facts import PackFacts, QuestionFacts, ServiceTypeFacts
from kentongan.config.drilling.story import Story


@dataclass(frozen=True)
class Matter:
    """A service type of the pack."""

    code: str
    questions: tuple[QuestionFacts, ...] = ()

    def answers(self, depth: str) -> Mapping[str, str]:
        """Return answers to the questions that have to be answered."""
        return {each.code: _answer(each, depth) for each in self.questions if each.required}


def matter_of(pack: PackFacts, story: Story) -> Matter:
    """Return the service type that the story is about in this city: the first that is there."""
    by_code = {each.code: each for each in pack.service_types}
    kinds = {each.code: each.types for each in pack.incidents}
    named = [code for kind in story.kinds for code in kinds.get(kind, (kind,))]
    urgent = [each.code for each in pack.service_types if each.emergency]
    found: ServiceTypeFacts = next(
        (by_code[code] for code in (*named, *urgent) if code in by_code), pack.service_types[0]
    )
    return Matter(found.code, found.questions)


def _answer(question: QuestionFacts, depth: str) -> str:
    """An option that the depth names ("selutut" is "lutut"), or the first; a word or a number."""
    if question.options:
        fitting = [each.key for each in question.options if each.key.split("_")[-1] in depth]
        return fitting[0] if fitting else question.options[0].key
    return "1" if question.datatype == "number" else depth
