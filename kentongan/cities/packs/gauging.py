"""What gauges.yaml and feeds.yaml say of each other, which neither can know alone."""

from __future__ import annotations

from collections.abc import Iterator

from kentongan.cities.packs.facts import PackFacts
from kentongan.cities.packs.faults import Findings, suggest
from kentongan.cities.packs.feed_facts import FeedFacts
from kentongan.cities.packs.gauge_facts import FORMATS, MAPPED, NAMING, UNITS, GaugeFacts

CONNECTOR = "gauges"


def check_gauges(facts: PackFacts, findings: Findings) -> None:
    """Faults where a gauge names a source or a gauge that is not there, or a mapping is amiss."""
    feeds = {each.code for each in facts.feeds if each.connector == CONNECTOR}
    gauges = {each.code: each for each in facts.gauges}
    for gauge in facts.gauges:
        if gauge.feed and gauge.feed not in feeds:
            wrong = f"There is no feed {gauge.feed!r} with the connector {CONNECTOR!r}"
            findings.at("gauge", gauge.code, wrong, suggest(gauge.feed, feeds))
        for above in gauge.upstream:
            if above.gauge not in gauges:
                wrong = f"There is no gauge {above.gauge!r} upstream"
                findings.at("gauge", gauge.code, wrong, suggest(above.gauge, gauges))
        if _is_above_itself(gauge, gauges):
            remedy = "Water runs one way: remove one of the 'upstream'."
            findings.at("gauge", gauge.code, "The gauge lies upstream of itself", remedy)
    for feed in facts.feeds:
        if feed.connector == CONNECTOR:
            _check_mapping(feed, findings)


def _is_above_itself(start: GaugeFacts, gauges: dict[str, GaugeFacts]) -> bool:
    ahead, seen = [each.gauge for each in start.upstream], set[str]()
    while ahead:
        code = ahead.pop()
        if code in gauges and code not in seen:
            seen.add(code)
            ahead += [each.gauge for each in gauges[code].upstream]
    return start.code in seen


def _check_mapping(feed: FeedFacts, findings: Findings) -> None:
    told = feed.settings
    for name in told:
        if name not in MAPPED:
            wrong = f"'settings' has an unknown field {name!r}"
            findings.at("feed", feed.code, wrong, suggest(str(name), MAPPED))
    for name, known in (("format", FORMATS), ("unit", tuple(UNITS))):
        if name in told and told[name] not in known:
            wrong = f"'settings: {name}' cannot be {told[name]!r}"
            findings.at("feed", feed.code, wrong, suggest(str(told[name]), known))
    for wrong, remedy in _missing(feed):
        findings.at("feed", feed.code, wrong, remedy)


def _missing(feed: FeedFacts) -> Iterator[tuple[str, str]]:
    told = feed.settings
    is_mqtt = feed.address.startswith(("mqtt:", "mqtts:"))
    if sum(name in told for name in NAMING) != 1:
        wrong = "Nothing says which gauge it is, or two things do"
        yield wrong, f"Write one of {', '.join(NAMING)} in 'settings'."
    if "value" not in told and told.get("format") != "number":
        wrong = "Nothing says which field holds the level"
        yield wrong, "Add 'settings: {value: …}' (docs/how-to/connect-a-gauge.md)."
    if is_mqtt != ("topics" in told):
        wrong = "A broker is listened to by topics, and nothing but a broker"
        yield wrong, "Write 'topics' in 'settings' where the address is mqtts://…, only there."
    if "measured_at" not in told and not is_mqtt:
        wrong = "Nothing says when it was measured"
        yield wrong, "Add 'settings: {measured_at: …}': an answer may be hours old."
