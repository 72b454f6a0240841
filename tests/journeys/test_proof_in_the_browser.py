"""Somebody checks the proof of their report in their own browser; a forged one is found out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.running import COMMAND, Running
from tests.journeys.test_one_report import PHONE, reported

pytestmark = pytest.mark.browser


def kentongan(room: Running, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", COMMAND, *words]
    return subprocess.run(
        command, env=room.environment, capture_output=True, text=True, check=False, timeout=120
    )


def checked(browser: Any, room: Running, file: Path) -> Any:
    page = browser.new_context(viewport=PHONE, locale="id").new_page()
    page.goto(room.at("/jurnal/periksa"))
    page.set_input_files("#proof-file", str(file))
    page.locator("#proof-said:not(:empty)").wait_for()
    return page


def test_a_proof_is_checked_on_the_citizens_own_phone(
    browser: Any, room: Running, tmp_path: Path
) -> None:
    phone, code = reported(browser, room, scripts=False)
    assert phone.locator("a[href$='bukti.json']").count() == 1
    sealed = kentongan(room, "journal", "seal", "contoh")
    assert sealed.returncode == 0, sealed.stderr
    proof = room.get(f"/t/{code}/bukti.json").json()
    assert (len(proof["entries"]), proof["waiting"]) == (2, 0)
    good, forged = tmp_path / "bukti.json", tmp_path / "palsu.json"
    good.write_text(json.dumps(proof), encoding="utf-8")
    proof["entries"][1]["text"] = proof["entries"][1]["text"].replace("opened", "closed")
    forged.write_text(json.dumps(proof), encoding="utf-8")
    page = checked(browser, room, good)
    assert "Asli" in page.inner_text("#proof-said")
    assert page.locator("#proof-rows tr").count() == 2
    assert "Tidak asli" in checked(browser, room, forged).inner_text("#proof-said")
    nonsense = tmp_path / "foto.json"
    nonsense.write_text("[1, 2", encoding="utf-8")
    broken = checked(browser, room, nonsense)
    assert "bukan bukti" in broken.inner_text("#proof-said")
    assert not broken.is_visible("#proof-table")


def test_the_command_names_what_was_changed_behind_the_citys_back(
    browser: Any, room: Running
) -> None:
    import psycopg

    reported(browser, room, scripts=False)
    assert kentongan(room, "journal", "seal", "contoh").returncode == 0
    assert "as sealed" in kentongan(room, "journal", "verify", "contoh").stdout
    with psycopg.connect(room.database, autocommit=True) as direct:
        direct.execute("SET search_path TO contoh")
        row = direct.execute(
            "UPDATE journal_entry SET particulars = '{}' WHERE id = "
            "(SELECT max(id) FROM journal_entry WHERE kind = 'case.opened') "
            "RETURNING id, particulars"
        ).fetchone()
    assert row
    told = kentongan(room, "journal", "verify")
    assert told.returncode == 1
    assert f"entry {row[0]}: was changed" in told.stdout
    assert "as sealed" in told.stdout  # the neighbour's
