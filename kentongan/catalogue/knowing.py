"""What the city answers to common questions: found by the words typed, or by what a call is about.

Found by how many of the typed words a snippet knows, as a prefix each: "akt" finds the birth
certificate while it is still being typed.
"""

import re
from collections.abc import Iterable

from kentongan.catalogue.models import Snippet
from kentongan.cities.packs.facts import SnippetFacts
from kentongan.places.directory import data_version
from kentongan.toolbox.snapshots import Snapshot

MOST = 5
_WORD = re.compile(r"\w+")
_Indexed = tuple[Snippet, frozenset[str]]


def look_up_snippets(words: str, service_code: str = "", most: int = MOST) -> list[Snippet]:
    """Return the snippets for the words, the best first; without words those for the type."""
    said = _words(words)
    known = _snippets()
    if not said:
        return [each for each, _ in known if service_code in each.service_types][:most]
    scored = ((_score(said, index), each) for each, index in known)
    found = [(score, each) for score, each in scored if score]
    # Of equals those that fit what the call is about, then as the pack has them.
    found.sort(
        key=lambda pair: (-pair[0], service_code not in pair[1].service_types, pair[1].order)
    )
    return [each for _, each in found[:most]]


def load_snippets(facts: Iterable[SnippetFacts]) -> None:
    """Write the snippets of a pack in place of those before."""
    Snippet.objects.all().delete()
    Snippet.objects.bulk_create(
        Snippet(
            code=fact.code,
            questions=dict(fact.question),
            answers=dict(fact.answer),
            keywords=list(fact.keywords),
            service_types=list(fact.service_types),
            source=fact.source,
            is_assumed=fact.assumed,
            order=order,
        )
        for order, fact in enumerate(facts)
    )


def snippet_facts() -> tuple[SnippetFacts, ...]:
    """Return what a pack would say to make these snippets again (one statement)."""
    return tuple(
        SnippetFacts(
            code=each.code,
            question=each.questions,
            answer=each.answers,
            keywords=tuple(each.keywords),
            service_types=tuple(each.service_types),
            source=each.source,
            assumed=each.is_assumed,
        )
        for each in Snippet.objects.order_by("order")
    )


def _build() -> tuple[_Indexed, ...]:
    return tuple((each, _index(each)) for each in Snippet.objects.order_by("order"))


_snippets = Snapshot(_build, data_version)


def _index(snippet: Snippet) -> frozenset[str]:
    texts = [*snippet.questions.values(), *snippet.keywords]
    return frozenset(word for text in texts for word in _words(str(text)))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) > 1]


def _score(said: Iterable[str], index: frozenset[str]) -> int:
    return sum(any(known.startswith(word) for known in index) for word in said)
