"""Sealing: nobody changes, removes or slips in an entry without being noticed, and named."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from kentongan.cities.models import City
from kentongan.journal.inspecting import inspect
from kentongan.journal.models import Entry, Seal
from kentongan.journal.recording import record
from kentongan.journal.sealing import FIRST, WAIT, seal_next
from kentongan.journal.spelling import pack, unpack
from kentongan.journal.witnessing import proof_of
from kentongan.toolbox.merkle import climb, leaf_hash, path, root

AT = datetime(2026, 3, 13, 2, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
Write = Callable[[int], list[Entry]]


@pytest.fixture
def write(city: City) -> Write:
    """Write entries as if each transaction had long been committed."""
    change("DELETE FROM journal_entry")
    xacts = count(1)

    def written(how_many: int) -> list[Entry]:
        return [
            Entry.objects.create(
                xact=next(xacts),
                at=AT + timedelta(seconds=number),
                kind="test.written",
                about="test",
                about_id=number,
                particulars={"n": number},
            )
            for number in range(how_many)
        ]

    return written


def seal(at: datetime = AT + WAIT * 2) -> Seal:
    made = seal_next(KEY, at=at)
    assert made is not None
    return made


@pytest.fixture
def three_seals(write: Write) -> list[Seal]:
    """Seven, one and twelve entries under a seal each."""
    made = []
    for how_many in (7, 1, 12):
        write(how_many)
        made.append(seal())
    return made


def faults() -> list[tuple[int, int | None, str]]:
    return [(fault.seal, fault.entry, fault.what) for fault in inspect()]


def change(statement: str, *given: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def test_what_was_sealed_is_as_it_was(three_seals: list[Seal]) -> None:
    assert faults() == []
    assert [json.loads(each.header)["previous"] for each in three_seals] == [
        FIRST,
        three_seals[0].digest,
        three_seals[1].digest,
    ]


def test_a_changed_entry_is_named(three_seals: list[Seal]) -> None:
    victim = Entry.objects.order_by("pk")[3]
    change("UPDATE journal_entry SET particulars = '{\"n\": 99}' WHERE id = %s", victim.pk)
    assert faults() == [(1, victim.pk, "was changed")]


@pytest.mark.parametrize("column", ["at = at + interval '1 microsecond'", "by_id = 7"])
def test_whatever_is_changed_of_an_entry_is_noticed(column: str, three_seals: list[Seal]) -> None:
    victim = Entry.objects.order_by("pk").last()
    assert victim
    change(f"UPDATE journal_entry SET {column} WHERE id = %s", victim.pk)  # noqa: S608
    assert faults() == [(3, victim.pk, "was changed")]


def test_a_missing_entry_is_named(three_seals: list[Seal]) -> None:
    victim = Entry.objects.order_by("pk")[7]
    change("DELETE FROM journal_entry WHERE id = %s", victim.pk)
    assert faults() == [(2, victim.pk, "is missing")]


def test_an_inserted_entry_is_named(three_seals: list[Seal]) -> None:
    first = Entry.objects.order_by("pk")[0]
    change(
        "INSERT INTO journal_entry (id, xact, at, kind, about, about_id, particulars) "
        "VALUES (900000, %s, now(), 'test.written', 'test', 1, '{}')",
        first.xact,
    )
    assert faults() == [(1, 900000, "was inserted")]


def test_a_changed_list_does_not_hide_a_changed_entry(three_seals: list[Seal]) -> None:
    victim = Entry.objects.order_by("pk")[3]
    change("UPDATE journal_entry SET kind = 'test.forged' WHERE id = %s", victim.pk)
    covered = list(Entry.objects.order_by("xact", "pk")[:7])
    Seal.objects.filter(number=1).update(leaves=pack(covered))
    assert faults() == [(1, None, "its list of entries was changed")]


def test_a_seal_made_anew_without_the_key_is_noticed(three_seals: list[Seal]) -> None:
    header = json.loads(three_seals[1].header) | {"root": "ab" * 32}
    text = json.dumps(header, sort_keys=True, separators=(",", ":"))
    digest = sha256(text.encode()).hexdigest()
    Seal.objects.filter(number=2).update(header=text, digest=digest)
    told = {what for _, _, what in faults()}
    assert "its signature does not fit" in told
    assert "it is not chained to the one before" in told


def test_a_removed_seal_is_noticed(three_seals: list[Seal]) -> None:
    Seal.objects.filter(number=2).delete()
    assert (3, None, "seals 2 to 2 are missing") in faults()


def test_a_history_sealed_anew_does_not_fit_what_was_published(three_seals: list[Seal]) -> None:
    published = {each.number: each.digest for each in three_seals}
    Seal.objects.all().delete()
    change("UPDATE journal_entry SET kind = 'test.forged' WHERE about_id = 3")
    while seal_next(KEY, at=AT + WAIT * 3):
        pass
    assert faults() == []
    told = [fault.what for fault in inspect(published)]
    assert "is not the one that was published" in told
    assert "was published, and the journal ends with seal 1" in told


def test_what_has_not_settled_is_not_sealed(write: Write) -> None:
    write(2)
    record("test.written", about=("test", 9), by=None, at=AT)
    assert seal().count == 2


def test_a_batch_that_is_neither_full_nor_old_waits(write: Write) -> None:
    write(3)
    assert seal_next(KEY, at=AT + WAIT / 2) is None
    assert seal_next(KEY, at=AT + WAIT / 2, is_full=False)


def test_every_sealed_entry_has_a_proof_and_a_fresh_one_waits(
    three_seals: list[Seal], write: Write
) -> None:
    fresh = write(2)
    told = proof_of(Entry.objects.order_by("pk"))
    assert (told["waiting"], told["broken"], len(told["entries"])) == (len(fresh), 0, 20)
    for entry in told["entries"]:
        header = json.loads(told["seals"][str(entry["seal"])]["header"])
        beside = [bytes.fromhex(step) for step in entry["path"]]
        found = climb(leaf_hash(entry["text"].encode()), entry["index"], header["count"], beside)
        assert found
        assert found.hex() == header["root"]


def test_an_entry_slipped_in_has_no_proof(three_seals: list[Seal]) -> None:
    first = Entry.objects.order_by("pk")[0]
    slipped = Entry(pk=900001, xact=first.xact, at=AT, kind="test.x", about="test", about_id=1)
    assert proof_of([slipped]) == {
        "version": 1, "entries": [], "seals": {}, "waiting": 0, "broken": 1
    }  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 9, 31, 33])
def test_a_path_leads_to_the_root_from_its_own_place_alone(size: int) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    for index, leaf in enumerate(leaves):
        beside = path(leaves, index)
        assert climb(leaf, index, size, beside) == root(leaves)
        assert climb(leaf, index, size, [*beside, leaf]) is None
        for other in range(size + 1):
            if other != index:
                assert climb(leaf, other, size, beside) != root(leaves)


def test_the_list_of_a_seal_is_read_back_as_it_was_written(write: Write) -> None:
    entries = write(4)
    assert [pk for pk, _ in unpack(pack(entries))] == [entry.pk for entry in entries]
