"""Checking a pack: what no file can know alone, such as whether a named unit exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from kentongan.cities.packs.facts import PackFacts, ServiceTypeFacts
from kentongan.cities.packs.faults import Fault, Findings, suggest
from kentongan.cities.packs.gathering import gather
from kentongan.cities.packs.gauging import check_gauges
from kentongan.cities.packs.staging import check_stages
from kentongan.cities.packs.surveying import survey

INSPECTORATE = "inspectorate"


def check(folder: Path) -> list[Fault]:
    """Every fault of the pack in `folder`, by file and line. Empty when it may be loaded."""
    return examine(folder)[1]


def examine(folder: Path) -> tuple[PackFacts | None, list[Fault]]:
    findings = Findings()
    if not folder.is_dir():
        findings.add(str(folder), 0, "There is no such folder", "Give the folder of a pack.")
        return None, findings.faults
    facts = gather(folder, findings)
    if facts is not None:
        survey(facts, findings)
        _check_units(facts, findings)
        _check_types(facts, findings)
        _check_oversight(facts, findings)
        _check_knowledge(facts, findings)
        _check_demo(facts, findings)
        _check_alarms(facts, findings)
        check_gauges(facts, findings)
        check_stages(facts, findings)
    return facts, sorted(findings.faults)


def _known(
    findings: Findings, kind: str, code: str, what: str, name: str, known: Collection[str]
) -> None:
    """A fault at `kind code` unless `name`, which should be a `what`, is known."""
    if name and known and name not in known:  # where nothing is known, that was told before
        findings.at(kind, code, f"There is no {what} {name!r}", suggest(name, known))


def _check_units(facts: PackFacts, findings: Findings) -> None:
    codes = {each.code for each in facts.units}
    places = {each.code for each in facts.jurisdictions}
    for rule in facts.governing:
        _known(findings, "governing rule", rule.level, "unit", rule.reports_to, {*codes, "parent"})
    for unit in facts.units:
        if unit.jurisdiction != unit.code:  # those made by a rule were checked with the rule
            _known(findings, "unit", unit.code, "unit", unit.reports_to or "", codes)
        _known(findings, "unit", unit.code, "jurisdiction", unit.jurisdiction or "", places)
    _check_circles(facts, findings)


def _check_alarms(facts: PackFacts, findings: Findings) -> None:
    units = {unit.code for unit in facts.units}
    for rule in facts.alarms:
        _known(findings, "alarm rule", rule.key, "unit", rule.owner, units)


def _check_circles(facts: PackFacts, findings: Findings) -> None:
    above = {unit.code: unit.reports_to for unit in facts.units}
    for start, superior in above.items():
        path, here = [start], superior
        while here in above and here not in path:
            path.append(here)
            here = above[here]
        if here == start:
            wrong = f"The unit reports to itself in a circle: {' → '.join([*path, start])}"
            remedy = "Let one of them report to a unit outside the circle."
            findings.at("unit", start, wrong, remedy)


def _check_types(facts: PackFacts, findings: Findings) -> None:
    units = {unit.code for unit in facts.units}
    groups = {group.code for group in facts.groups}
    for each in facts.service_types:
        _known(findings, "service type", each.code, "group", each.group, groups)
        _known(findings, "service type", each.code, "unit", each.route.unit or "", units)
        _check_level(facts, each, findings)


def _check_level(facts: PackFacts, each: ServiceTypeFacts, findings: Findings) -> None:
    level = each.route.level
    ungoverned = {j.code for j in facts.jurisdictions if j.level == level}
    ungoverned -= {unit.jurisdiction for unit in facts.units if unit.jurisdiction}
    if level and ungoverned:
        wrong = f"{len(ungoverned)} jurisdictions of level {level!r} have no governing unit"
        remedy = f"Add a rule for level {level!r} to 'governing:' in units.yaml."
        findings.at("service type", each.code, wrong, remedy)


def _check_oversight(facts: PackFacts, findings: Findings) -> None:
    """What officials are suspected of has somebody to go to who stands apart from them."""
    apart = {unit.code for unit in facts.units if unit.kind == INSPECTORATE}
    for each in facts.service_types:
        if each.matter == "oversight" and each.route.unit not in apart:
            wrong = "A matter of oversight does not go to an inspectorate"
            remedy = f"Add a unit of 'kind: {INSPECTORATE}' to units.yaml and route the type to it."
            findings.at("service type", each.code, wrong, remedy)


def _check_knowledge(facts: PackFacts, findings: Findings) -> None:
    types = {each.code for each in facts.service_types}
    for snippet in facts.knowledge:
        for code in snippet.service_types:
            _known(findings, "snippet", snippet.code, "service type", code, types)
    for kind in facts.incidents:
        for code in kind.types:
            _known(findings, "incident kind", kind.code, "service type", code, types)


def _check_demo(facts: PackFacts, findings: Findings) -> None:
    units = {unit.code for unit in facts.units}
    places = {each.code for each in facts.jurisdictions}
    types = {each.code: each for each in facts.service_types}
    groups = {group.code for group in facts.groups}
    for place in facts.demo.places:
        _known(findings, "place", place.name, "jurisdiction", place.jurisdiction, places)
    for user in facts.demo.users:
        _known(findings, "user", user.username, "unit", user.unit, units)
    for number, answer in enumerate(facts.demo.answers):
        _known(findings, "answer", str(number), "group", answer.group, groups)
        for code in answer.service_types:
            _known(findings, "answer", str(number), "service type", code, types)
    for number, report in enumerate(facts.demo.reports):
        key = str(number)
        _known(findings, "report", key, "service type", report.service_type, types)
        if report.service_type in types:
            _check_answers(types[report.service_type], key, report.answers, findings)


def _check_answers(
    kind: ServiceTypeFacts, key: str, answers: Iterable[str], findings: Findings
) -> None:
    asked = {question.code for question in kind.questions}
    for code in answers:
        _known(findings, "report", key, f"question of {kind.code}", code, asked)
