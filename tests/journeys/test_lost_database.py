"""A database that hangs up on us costs the next visitor nothing; one that is away is said to be."""

import psycopg

from tests.journeys.running import Running

HANG_UP = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def test_connections_that_the_server_ended_are_replaced_before_they_are_used(
    room: Running,
) -> None:
    for _ in range(20):
        assert room.get("/t/").status_code == 200
    with psycopg.connect(room.database, autocommit=True) as other:
        ended = other.execute(HANG_UP).fetchall()
    assert ended
    assert [room.get("/t/").status_code for _ in range(30)] == [200] * 30
