"""knowledge.yaml: answers to what people often ask, for the operators' screen. Optional."""

from __future__ import annotations

from collections.abc import Sequence

from kentongan.cities.packs.knowledge_facts import SnippetFacts
from kentongan.cities.packs.pages import Page

FIELDS = ("snippets",)
SNIPPET_FIELDS = (
    *("code", "question", "answer", "keywords", "service_types", "source", "assumed"),
)
LONGEST_ANSWER = 600
"""Characters: it is read aloud while somebody listens."""


def read_snippets(page: Page, languages: Sequence[str]) -> tuple[SnippetFacts, ...]:
    """The snippets in the file's order."""
    found: list[SnippetFacts] = []
    for each in page.pages("snippets", *SNIPPET_FIELDS):
        snippet = SnippetFacts(
            code=each.text("code"),
            question=each.texts("question", languages),
            answer=each.texts("answer", languages),
            keywords=each.words("keywords"),
            service_types=each.words("service_types"),
            source=each.text("source", ""),
            assumed=each.flag("assumed"),
        )
        each.findings.mark("snippet", snippet.code, each.file, each.line_of("code"))
        _check(snippet, {one.code for one in found}, each)
        found.append(snippet)
    return tuple(found)


def _check(snippet: SnippetFacts, earlier: set[str], page: Page) -> None:
    if snippet.code and snippet.code in earlier:
        page.fault(f"Two snippets have the code {snippet.code!r}", "Rename one.", at="code")
    if not snippet.source and not snippet.assumed:
        wrong = "Nobody knows where this answer comes from"
        page.fault(wrong, "Add 'source: …', or 'assumed: true' until it is confirmed.")
    if max(map(len, snippet.answer.values()), default=0) > LONGEST_ANSWER:
        wrong = f"An answer has more than {LONGEST_ANSWER} characters"
        page.fault(wrong, "Shorten it: it is read aloud while somebody listens.", at="answer")
