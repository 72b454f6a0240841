"""What a template may not do: run scripts or styles of its own, or trust a text it did not make."""

import re
from pathlib import Path

import pytest

from tests.house.source import CODE, ROOT

TEMPLATES = sorted(CODE.glob("*/templates/**/*.html"))
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)"),
    "an inline style": re.compile(r"\sstyle\s*=\s*[\"']|<style\b"),
    "a script in an attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']|[\"']\s*javascript:"),
    "an address of elsewhere": re.compile(r"(src|href|action)\s*=\s*[\"']\s*(https?:)?//"),
    "Django's own template language": re.compile(r"\{%-?\s*(load|csrf_token|url|static)\b"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0].strip()}"
        for path in TEMPLATES
        for found in FORBIDDEN[what].finditer(COMMENT.sub("", path.read_text(encoding="utf-8")))
    ]
    assert wrong == []


def test_whoever_marks_a_text_as_safe_says_why_on_the_same_line() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\|\s*safe\b", line) and "{#" not in line
    ]
    assert wrong == []


def test_every_form_of_those_who_sign_in_carries_a_token_against_forgery() -> None:
    # A citizen's form has no session that a stranger could ride on; it has an idempotency key.
    wrong = [
        str(path.relative_to(ROOT))
        for path in TEMPLATES
        if path.relative_to(CODE).parts[0] in {"workdesk", "wall"}
        for form in _forms(path)
        if "csrf_input" not in form
    ]
    assert wrong == []


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 10


def _forms(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return re.findall(r"<form[^>]*method=[\"']post[\"'].*?</form>", text, re.DOTALL)
