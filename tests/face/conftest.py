"""Templates as the doors use them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.template.backends.jinja2 import Jinja2
from django.utils import translation

FACE = Path(__file__).parents[2] / "kentongan" / "face"
Render = Callable[..., str]


@pytest.fixture(scope="session")
def backend() -> Jinja2:
    """Django's Jinja2 with the face's environment."""
    options = {"environment": "kentongan.face.environment.environment"}
    return Jinja2(
        {"NAME": "face", "DIRS": [FACE / "templates"], "APP_DIRS": False, "OPTIONS": options}
    )


@pytest.fixture
def draw(backend: Jinja2) -> Render:
    """Draw a piece of template that has every macro as `m`, in Indonesian unless told."""

    def _draw(source: str, language: str = "id", **context: object) -> str:
        text = '{% import "face/macros.html" as m %}' + source
        with translation.override(language):
            return backend.from_string(text).render(context)

    return _draw
