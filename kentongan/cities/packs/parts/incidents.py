"""incidents.yaml: kinds of event, how near reports of one are, what to do then. Optional."""

from __future__ import annotations

from collections.abc import Sequence

from kentongan.cities.packs.incident_facts import IncidentKindFacts, StepFacts
from kentongan.cities.packs.pages import Page

FIELDS = ("kinds",)
KIND_FIELDS = ("code", "name", "types", "radius", "window", "least", "quiet", "steps")
STEP_FIELDS = ("code", "text", "owner")
WIDEST_M = 5000
MOST_TO_WAIT_FOR = 30
"""Reports; whoever waits for more hears of it too late, and more are not looked at."""


def read_kinds(page: Page, languages: Sequence[str]) -> tuple[IncidentKindFacts, ...]:
    """The kinds in the file's order."""
    found: list[IncidentKindFacts] = []
    for each in page.pages("kinds", *KIND_FIELDS):
        kind = IncidentKindFacts(
            code=each.text("code"),
            name=each.texts("name", languages),
            types=each.words("types"),
            radius=each.whole("radius"),
            window=each.whole("window"),
            least=each.whole("least"),
            quiet=each.whole("quiet"),
            steps=_read_steps(each, languages),
        )
        each.findings.mark("incident kind", kind.code, each.file, each.line_of("code"))
        _check(kind, found, each)
        found.append(kind)
    return tuple(found)


def _read_steps(page: Page, languages: Sequence[str]) -> tuple[StepFacts, ...]:
    found: list[StepFacts] = []
    for each in page.pages("steps", *STEP_FIELDS):
        texts = (each.texts("text", languages), each.texts("owner", languages))
        step = StepFacts(each.text("code"), *texts)
        if step.code in {one.code for one in found}:
            each.fault(f"Two steps have the code {step.code!r}", "Rename one.", at="code")
        found.append(step)
    return tuple(found)


def _check(kind: IncidentKindFacts, earlier: Sequence[IncidentKindFacts], page: Page) -> None:
    if kind.code in {one.code for one in earlier}:
        page.fault(f"Two kinds have the code {kind.code!r}", "Rename one.", at="code")
    taken = {code for one in earlier for code in one.types}
    for code in sorted(taken.intersection(kind.types)):
        page.fault(f"{code!r} belongs to another kind", "Leave it at one of them.", at="types")
    if not 0 < kind.radius <= WIDEST_M:
        wrong = f"Reports {kind.radius} m apart would be one event"
        page.fault(wrong, f"Write 1 to {WIDEST_M} metres.", at="radius")
    if not 2 <= kind.least <= MOST_TO_WAIT_FOR:
        wrong = f"{kind.least} reports would make an incident"
        page.fault(wrong, f"Write 2 to {MOST_TO_WAIT_FOR}.", at="least")
    if not 0 < kind.window <= kind.quiet:
        wrong = "An incident would take no more before it was opened"
        page.fault(wrong, "Let 'quiet' be at least 'window', both above 0.", at="quiet")
