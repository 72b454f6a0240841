"""The sealed journal in public: the seals, the proof of one's own report, and who checks it."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from kentongan.casework.opening import take_in
from kentongan.frontdesk.proof_words import proof_words
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.journal.sealing import public_of, seal_next
from kentongan.toolbox.geometry import Point
from kentongan.wall.wording import TELLINGS
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
DOCUMENT = Path(__file__).parents[2] / "docs" / "sealed-journal.md"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
AT = moment("2026-03-13 09:00")
Proof = dict[str, Any]


@pytest.fixture
def report() -> ServiceRequest:
    """A report whose entries have settled and are sealed."""
    told = take_in(
        Report("PJU-01", "Lampu padam", Channel.WEB, point=Point(-6.1912, 106.6121)), at=AT
    )
    Entry.objects.update(xact=1)  # as if committed long ago
    while seal_next(KEY, at=AT + timedelta(hours=1)):
        pass
    return told


def proof_of(report: ServiceRequest) -> Proof:
    answer = Client().get(f"/t/{report.spoken_code}/bukti.json")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.json()  # type: ignore[no-any-return]


@pytest.fixture
def documented(tmp_path: Path) -> Callable[[Proof], "subprocess.CompletedProcess[str]"]:
    """Run the lines of the documentation on a proof, apart from everything of ours."""
    found = re.search(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    script = tmp_path / "check.py"
    script.write_text(found[1], encoding="utf-8")

    def run(proof: Proof) -> "subprocess.CompletedProcess[str]":
        file = tmp_path / "bukti.json"
        file.write_text(json.dumps(proof), encoding="utf-8")
        command = [sys.executable, "-I", str(script), str(file)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run


def test_a_citizen_proves_every_step_of_the_own_report_with_the_documented_lines(
    report: ServiceRequest, documented: Callable[[Proof], Any]
) -> None:
    proof = proof_of(report)
    kinds = [json.loads(entry["text"])["kind"] for entry in proof["entries"]]
    assert kinds == ["request.received", "case.opened"]
    checked = documented(proof)
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count("genuine") == len(kinds)


def test_every_kind_that_can_stand_in_a_proof_has_words() -> None:
    about = ("case.", "request.", "deadline.", "data_request.", "reporter.")
    wanted = {kind for kind in TELLINGS if kind.startswith(about)}
    assert wanted - proof_words().keys() == set()


def _another_kind(proof: Proof) -> None:
    proof["entries"][0]["text"] = proof["entries"][0]["text"].replace("received", "revoked")


def _another_place(proof: Proof) -> None:
    proof["entries"][0]["index"] += 1


def _another_root(proof: Proof) -> None:
    seal = next(iter(proof["seals"].values()))
    seal["header"] = re.sub(r'"root":"..', '"root":"00', seal["header"])


def _another_key(proof: Proof) -> None:
    stranger = Ed25519PrivateKey.generate()
    seal = next(iter(proof["seals"].values()))
    seal["key"] = public_of(stranger)
    seal["signature"] = stranger.sign(seal["header"].encode()).hex()


@pytest.mark.parametrize("forge", [_another_kind, _another_place, _another_root, _another_key])
def test_a_forged_proof_does_not_pass_the_documented_lines(
    forge: Callable[[Proof], None],
    report: ServiceRequest,
    documented: Callable[[Proof], Any],
) -> None:
    proof = proof_of(report)
    forge(proof)
    assert documented(proof).returncode != 0


def test_the_documented_lines_are_few_enough_to_be_read() -> None:
    found = re.search(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    assert len([line for line in found[1].splitlines() if line.strip()]) <= 40


def test_a_proof_is_had_by_the_code_alone(report: ServiceRequest) -> None:
    assert Client().get(f"/t/{report.reference}/bukti.json").status_code == 404
    assert Client().get("/t/7KQ2-M9XA-3FHD/bukti.json").status_code == 404


def test_a_proof_says_what_is_not_sealed_yet(report: ServiceRequest) -> None:
    Entry.objects.create(
        at=AT, kind="case.noted", about="case", about_id=report.filing.case_id, particulars={}
    )
    assert proof_of(report)["waiting"] == 1


def test_the_seals_and_the_key_are_public(report: ServiceRequest) -> None:
    page = Client().get("/jurnal/?lang=en").content.decode()
    assert "The sealed journal" in page
    assert public_of(KEY) in page
    told = Client().get("/jurnal/segel.json").json()["seals"]
    assert [json.loads(seal["header"])["number"] for seal in told] == list(range(1, len(told) + 1))
    assert Client().get(f"/jurnal/segel.json?setelah={len(told)}").json()["seals"] == []


@pytest.mark.parametrize("asked", ["x", "-1", "9" * 40, "1e3"])
def test_a_number_nobody_can_read_is_refused_to_programs_and_left_out_for_people(
    asked: str, report: ServiceRequest
) -> None:
    assert Client().get(f"/jurnal/?sebelum={asked}").status_code == 200
    refused = Client().get(
        f"/jurnal/segel.json?setelah={asked}", headers={"accept": "application/json"}
    )
    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    assert refused.json()["code"] == "no_such_number"
