"""A data folder whose server, if one was started, is gone after the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kentongan.config import embedded
from kentongan.config.embedded import serving
from kentongan.config.embedded.folders import Folders


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    yield folder
    embedded.leave(folder)
    server = serving.postmaster(Folders.under(folder).cluster)
    if server is not None:
        server.kill()
