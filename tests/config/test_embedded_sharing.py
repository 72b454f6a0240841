"""The embedded PostgreSQL is shared by all who use its folder and ends with the last of them."""

from pathlib import Path

from kentongan.config import embedded
from tests.config.servers import another_user, ask, runs, wait_for


def test_the_last_user_out_stops_it(data: Path) -> None:
    embedded.start_for_tests(data)
    other = another_user(data)
    wait_for(other)
    embedded.leave(data)
    assert runs(data)
    other.communicate("", timeout=30)
    assert not runs(data)


def test_two_who_come_at_once_share_one_server(data: Path) -> None:
    together = [another_user(data) for _ in range(2)]
    for process in together:
        wait_for(process)
    for process in together:
        process.communicate("", timeout=30)
    assert [process.returncode for process in together] == [0, 0]
    assert not runs(data)


def test_a_killed_user_holds_nobody_up(data: Path) -> None:
    other = another_user(data)
    wait_for(other)
    other.kill()
    other.communicate()
    assert runs(data)
    url = embedded.start_for_tests(data)
    assert ask(url, "SELECT 1") == 1
    embedded.leave(data)
    assert not runs(data)
