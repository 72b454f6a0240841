"""What is promised for a kind of request: dated and cited, so that a decree is a change of data."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import get_args

from kentongan.cities.packs.facts import PromiseFacts
from kentongan.cities.packs.pages import Page
from kentongan.cities.packs.service_facts import (
    MUST_BIND,
    USUAL_REPLY,
    Binds,
    DurationUnit,
    OnOpen,
    RuleMatter,
)

MATTERS: tuple[RuleMatter, ...] = get_args(RuleMatter)
Promises = tuple[PromiseFacts, ...]
Shared = dict[RuleMatter, Promises]


def read_shared(page: Page) -> Shared:
    """Promises that hold where a type makes none of its own: by kind of matter, and in general."""
    defaults = page.page("defaults", "promised", "pace")
    promised = defaults.page("promised", *MATTERS) if defaults else None
    given = [matter for matter in MATTERS if promised and promised.has(matter)]
    shared = {matter: read_own(promised, matter) for matter in given if promised}
    general = shared.get("general", ())
    shared["general"] = (*general, *_usual_reply(general))
    return {matter: rules for matter, rules in shared.items() if rules}


def _usual_reply(general: Promises) -> Promises:
    """The window for claims of a pack that sets none in general, or lets it end."""
    ends = [promise.valid_to for promise in general if promise.binds == "reply"]
    ended = [end for end in ends if end is not None]
    if len(ended) < len(ends):
        return ()
    since = max(ended) + timedelta(days=1) if ended else USUAL_REPLY.valid_from
    return (replace(USUAL_REPLY, valid_from=since),)


def read_own(page: Page, key: str = "promised") -> Promises:
    """The promises that stand under a key."""
    fields = ("binds", "amount", "unit", "source", "valid_from", "valid_to", "on_open")
    found: list[PromiseFacts] = []
    for each in page.pages(key, *fields):
        promise = PromiseFacts(
            binds=each.choice("binds", get_args(Binds)),
            amount=each.whole("amount"),
            unit=each.choice("unit", get_args(DurationUnit)),
            source=each.text("source"),
            valid_from=each.day("valid_from"),
            valid_to=each.day("valid_to", None),
            on_open=each.choice("on_open", get_args(OnOpen), "keep"),
        )
        if promise.amount < 1 and each.has("amount"):
            each.fault("'amount' must be at least 1", "Write a larger number.", at="amount")
        _check_dates(promise, [p for p in found if p.binds == promise.binds], each)
        found.append(promise)
    return tuple(found)


def _check_dates(promise: PromiseFacts, earlier: list[PromiseFacts], page: Page) -> None:
    if promise.valid_to and promise.valid_to < promise.valid_from:
        page.fault("'valid_to' is before 'valid_from'", "Swap the two dates.", at="valid_to")
    for other in earlier:
        ends = other.valid_to is None or other.valid_to >= promise.valid_from
        if ends and (promise.valid_to is None or promise.valid_to >= other.valid_from):
            wrong = f"Two promises for {promise.binds!r} hold on the same days"
            remedy = "Let 'valid_to' of the older one end the day before the newer one begins."
            page.fault(wrong, remedy, at="valid_from")


def check_bound(page: Page, own: Promises, shared: Shared, matter: RuleMatter) -> None:
    """A fault where nothing is promised that no type may leave open."""
    held = (*own, *shared.get(matter, ()), *shared.get("general", ()))
    for binds in MUST_BIND:
        if all(promise.binds != binds for promise in held):
            remedy = "Add it to 'promised' here, or to 'defaults:' above."
            page.fault(f"Nothing is promised for {binds!r}", remedy)
