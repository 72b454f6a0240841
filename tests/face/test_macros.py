"""The parts every page is made of."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.template.backends.jinja2 import Jinja2
from django.test import RequestFactory
from django.utils import timezone, translation

from tests.face.conftest import Render

NOW = datetime(2026, 11, 20, 14, 32, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_a_deadline_says_by_word_shape_and_moment_how_it_stands(draw: Render) -> None:
    with timezone.override("Asia/Jakarta"):
        late = draw("{{ m.deadline(due, at) }}", due=NOW - timedelta(hours=4), at=NOW)
        soon = draw("{{ m.deadline(due, at) }}", due=NOW + timedelta(hours=2), at=NOW)
        calm = draw("{{ m.deadline(due, at) }}", due=NOW + timedelta(days=4), at=NOW)
    assert 'class="state late"' in late
    assert "lewat 4 jam" in late
    assert 'title="Jum, 20 Nov 10.32"' in late
    assert 'class="state soon"' in soon
    assert 'class="state calm"' in calm


def test_a_missing_deadline_number_or_bar_is_drawn_as_missing(draw: Render) -> None:
    for part in ("m.deadline(none)", "m.numberlink(none, '/x')", "m.bar(none, 3)", "m.age(none)"):
        assert "missing" in draw("{{ " + part + " }}")
    assert "missing" not in draw("{{ m.numberlink(0, '/x') }}")


def test_what_people_wrote_is_escaped(draw: Render) -> None:
    bad = '"><script>alert(1)</script>'
    for part in (
        "m.field('a', bad, bad, hint=bad, error=bad)",
        "m.field('a', bad, bad, rows=3, max=9)",
        "m.field('a', bad, bad, options=[(bad, bad)])",
        "m.choice('a', bad, bad, bad)",
        "m.button(bad, name=bad, value=bad)",
        "m.empty(bad, bad, bad, bad)",
        "m.state('late', bad, bad)",
        "m.numberlink(3, bad, bad)",
        "m.timeline([{'at': at, 'title': bad, 'note': bad, 'text': bad}])",
    ):
        assert "<script>" not in draw("{{ " + part + " }}", bad=bad, at=NOW)


def test_an_error_is_tied_to_its_field(draw: Render) -> None:
    drawn = draw("{{ m.field('phone', 'Telepon', '08', error='Kurang panjang') }}")
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="field-phone-error"' in drawn
    assert 'id="field-phone-error"' in drawn


def test_a_textarea_keeps_a_leading_new_line(draw: Render) -> None:
    # HTML drops the first line break after <textarea>; ours comes on top of the reader's.
    assert "<textarea" in draw("{{ m.field('a', 'A', '\nkata', rows=3) }}")
    assert ">\n\nkata</textarea>" in draw("{{ m.field('a', 'A', '\nkata', rows=3) }}")


def test_a_bar_needs_no_style_attribute(draw: Render) -> None:
    drawn = draw("{{ m.bar(14, 61, 61) }}")
    assert "style=" not in drawn
    assert 'width="23.0%"' in drawn


def test_words_of_the_parts_follow_the_language(draw: Render) -> None:
    assert "boleh kosong" in draw("{{ m.field('a', 'A') }}", "id")
    assert "optional" in draw("{{ m.field('a', 'A') }}", "en")
    assert "Langkah 2 dari 3" in draw("{{ m.steps(2, 3) }}")


def test_the_other_language_keeps_the_rest_of_the_address(backend: Jinja2) -> None:
    request = RequestFactory().get("/cari/", {"q": "banjir & lampu", "lang": "id"})
    with translation.override("id"):
        page = backend.get_template("face/base.html").render({}, request)
    assert 'href="?q=banjir+%26+lampu&amp;lang=en"' in page
    assert '<html lang="id">' in page


def test_no_page_of_the_face_carries_a_script_or_style_of_its_own(backend: Jinja2) -> None:
    for name in ("base", "base_desk", "base_wall", "message"):
        page = backend.get_template(f"face/{name}.html").render({"sentence": "x", "status": 404})
        assert "<style" not in page
        assert "style=" not in page
        assert page.count("<script") == page.count('<script type="module" src=')
