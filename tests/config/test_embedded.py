"""The PostgreSQL we bring along starts, survives a crash and refuses what it cannot use."""

import os
import signal
import stat
import time
from pathlib import Path

import psycopg
import pytest

from kentongan.config import database, embedded
from kentongan.config.embedded import serving
from kentongan.config.embedded.folders import LONGEST_SOCKET_FOLDER, Folders
from tests.config.servers import ask


def test_it_has_what_a_city_needs(data: Path) -> None:
    url = embedded.start_for_tests(data)
    database.check(url)
    assert ask(url, "SELECT to_tsvector('indonesian', 'jalanan berlubang')::text") == (
        "'jalan':1 'lubang':2"
    )
    assert ask(url, "SELECT lower('ÉÀ')") == "éà"
    assert ask(url, "SHOW timezone") == "UTC"
    assert ask(url, "SHOW listen_addresses") == ""


def test_only_its_owner_may_enter(data: Path) -> None:
    embedded.start_for_tests(data)
    folders = Folders.under(data)
    for folder in (folders.data, folders.cluster, folders.socket):
        assert stat.S_IMODE(folder.stat().st_mode) & 0o066 == 0
    assert stat.S_IMODE(folders.cluster.stat().st_mode) == 0o700


def test_it_leaves_the_folders_above_as_they_were(tmp_path: Path, data: Path) -> None:
    tmp_path.chmod(0o700)
    embedded.start_for_tests(data)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_a_committed_row_is_durable_unless_it_is_for_tests(data: Path) -> None:
    assert ask(embedded.ensure_running(data), "SHOW fsync") == "on"
    embedded.leave(data)
    assert ask(embedded.start_for_tests(data), "SHOW fsync") == "off"


def test_what_was_committed_survives_a_killed_server(data: Path) -> None:
    url = embedded.ensure_running(data)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (id bigint)")
        connection.execute("INSERT INTO kept VALUES (7)")
    server = serving.postmaster(Folders.under(data).cluster)
    assert server is not None
    os.kill(server.pid, signal.SIGKILL)
    server.wait(10)
    time.sleep(0.5)  # the backends notice that their parent has gone
    embedded.leave(data)
    assert ask(embedded.ensure_running(data), "SELECT id FROM kept") == 7


def test_a_dead_servers_number_given_to_another_program_does_no_harm(data: Path) -> None:
    embedded.start_for_tests(data)
    embedded.leave(data)
    note = Folders.under(data).cluster / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{note.parent}\n0\n5432\n\n\n\nready\n")
    assert ask(embedded.start_for_tests(data), "SELECT 1") == 1


def test_an_interrupted_making_is_made_again(data: Path) -> None:
    half_made = Folders.under(data).half_made
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    assert ask(embedded.start_for_tests(data), "SELECT 1") == 1
    assert not half_made.exists()


def test_a_deep_folder_keeps_its_socket_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    folders = Folders.under(deep)
    assert len(os.fsencode(folders.socket)) <= LONGEST_SOCKET_FOLDER
    assert ask(embedded.start_for_tests(deep), "SELECT 1") == 1
    embedded.leave(deep)
    folders.socket.rmdir()


def test_a_folder_of_another_version_is_left_alone(data: Path) -> None:
    cluster = Folders.under(data).cluster
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("15\n")
    with pytest.raises(embedded.EmbeddedFault, match="made by PostgreSQL 15"):
        embedded.start_for_tests(data)
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(embedded.EmbeddedFault, match="--data"):
        embedded.start_for_tests(tmp_path / "file" / "data")
