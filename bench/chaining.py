"""The whole way of one report: created, verified, assigned, answered, found again by its words."""

import random
import secrets
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any
from urllib.parse import urlencode

import orjson
from django.test import Client as Visitor

from bench.clients import Client, check
from bench.creating import PATH, forms, fresh_of
from bench.standing import CSRF, Bench, Figure, told
from kentongan.casework.models import Case
from kentongan.people.models import Membership, Role

Ask = Callable[[str, str, dict[str, str]], Any]


def measure(bench: Bench) -> Iterator[Figure]:
    """Chains a second with eight clients; each takes five requests, one after the other."""
    chance = random.Random(4)
    ready = [form for form, _ in zip(forms(chance), range(1000), strict=False)]
    numbers, officer = count(), _officer(bench)

    async def work(client: Client) -> None:
        word = _word()
        form = ready[next(numbers) % len(ready)]
        body = urlencode(form | {"description": f"{form['description']} {word}"})
        made = check(await client.ask(bench.server.post(PATH, body)), 201)
        reference = orjson.loads(made.body)[0]["service_request_id"]
        for noun, fields in _acts(word, officer):
            path = f"/meja/kasus/{reference}/{noun}"
            extra = f"X-CSRFToken: {CSRF}\r\n"
            sent = bench.server.post(path, urlencode(fields), bench.cookie, extra)
            check(await client.ask(sent), 303)
        sought = bench.server.get(f"/meja/?status=all&q={word}", bench.cookie)
        found = check(await client.ask(sought), 200)
        assert reference.encode() in found.body, "a report just made was not found"

    run = bench.runs(work)
    steps = bench.statements(lambda visitor: _walk(visitor, ready[0], officer), _fresh_of)
    raw = bench.raw_runs(steps)
    share = f"{raw.rate:,.0f}/s; ours is {100 * run.rate / raw.rate:.0f} %"
    yield Figure("chain", run.rate, told(run), share)
    yield Figure("chain.statements", len(steps), str(len(steps)))


def _acts(word: str, officer: int) -> tuple[tuple[str, dict[str, str]], ...]:
    return (
        ("verifikasi", {"is_public": "yes", "public_words": f"Jalan berlubang {word}"}),
        ("penugasan", {"officer": str(officer), "instruction": "Mohon ditindaklanjuti."}),
        ("jawaban", {"text": "Regu berangkat hari ini."}),
    )


def _word() -> str:
    """Return a word not said before: of letters, as digits may look like a telephone."""
    return "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(10))


def _officer(bench: Bench) -> int:
    """Somebody of the unit that answers for what is reported."""
    made = bench.visitor().post(PATH, next(forms(random.Random(5))))
    case = Case.objects.get(reference=made.json()[0]["service_request_id"])
    working = Membership.objects.filter(unit=case.unit_id, role__in=(Role.OFFICER, Role.HEAD))
    return int(working.values_list("user_id", flat=True)[0])


def _walk(visitor: Visitor, form: dict[str, str], officer: int) -> tuple[str, str]:
    word = _word()
    told_us = form | {"description": f"{form['description']} {word}"}
    reference = visitor.post(PATH, told_us).json()[0]["service_request_id"]
    for noun, fields in _acts(word, officer):
        path = f"/meja/kasus/{reference}/{noun}"
        assert visitor.post(path, fields, headers={"X-CSRFToken": CSRF}).status_code == 303
    assert visitor.get("/meja/", {"status": "all", "q": word}).status_code == 200
    return reference, word


def _fresh_of(made: tuple[str, str]) -> Mapping[str, str]:
    reference, word = made
    return fresh_of(reference) | {"word": word}
