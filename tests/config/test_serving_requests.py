"""What goes in and what comes out of the one port, through a real server."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.config.serving_ground import Running, eventually, free_port, start, stop

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start(free_port(), tmp_path_factory.mktemp("serving") / "traces")
    assert running.process.stdout
    assert running.process.stdout.readline() == "ready\n"
    running.traces.touch()
    yield running
    stop(running)


def test_a_page_sees_its_address_and_who_asks(server: Running) -> None:
    seen = server.get("/t/%C3%A9%2Fx?q=%C3%A9", headers={"Cookie": "a=1"}).json()
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/t/é/x"
    assert seen["QUERY_STRING"] == "q=%C3%A9"
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == ("127.0.0.1", "http")
    assert (seen["HTTP_HOST"], seen["HTTP_COOKIE"]) == (f"127.0.0.1:{server.port}", "a=1")


def test_nobody_but_a_trusted_proxy_says_where_a_request_comes_from(server: Running) -> None:
    lies = {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https", "X_Real-IP": "1.2.3.4"}
    seen = server.get("/", headers=lies).json()
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == ("127.0.0.1", "http")
    assert not any("FORWARDED" in name or "REAL" in name for name in seen)


def test_a_trusted_proxy_is_believed(tmp_path: Path) -> None:
    running = start(free_port(), tmp_path / "traces", KENTONGAN_TRUSTED_PROXY="127.0.0.1")
    assert running.process.stdout
    running.process.stdout.readline()
    said = {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https"}
    seen = running.get("/", headers=said).json()
    stop(running)
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == ("1.2.3.4", "https")


@pytest.mark.parametrize("chunked", [False, True])
def test_twenty_megabytes_arrive_whole(server: Running, chunked: bool) -> None:
    body = b"x" * (20 * MEGABYTE)
    content = (body[at : at + MEGABYTE] for at in range(0, len(body), MEGABYTE))
    seen = httpx.post(server.url + "/up", content=content if chunked else body, timeout=20).json()
    assert seen["taken"] == int(seen["CONTENT_LENGTH"]) == len(body)


def test_what_is_too_large_is_refused_unread(server: Running) -> None:
    talk = server.connect("/", "POST", "Content-Length: 99999999999\r\n\r\n")
    assert b" 413 " in talk.recv(65536)


def test_a_slow_upload_holds_no_thread(server: Running) -> None:
    begun = "Content-Length: 100\r\n\r\nslow"
    waiting = [server.connect("/", "POST", begun) for _ in range(12)]
    assert server.get("/", params={"while": "they wait"}).status_code == 200
    for talk in waiting:
        talk.close()


def test_the_length_asked_for_by_head_carries_no_body(server: Running) -> None:
    answer = httpx.head(server.url + "/rows", timeout=20)
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_short_answer_states_its_length(server: Running) -> None:
    answer = server.get("/")
    assert answer.headers["content-length"] == str(len(answer.content))


def test_a_broken_page_is_an_error_and_the_server_goes_on(server: Running) -> None:
    assert server.get("/broken").status_code == 500
    assert server.get("/").status_code == 200


def test_a_long_answer_waits_for_its_reader_and_costs_little_memory(server: Running) -> None:
    server.get("/")
    before = server.memory()
    talk = server.connect("/rows")
    time.sleep(1.0)
    assert server.memory() - before < 10 * MEGABYTE
    talk.close()
    assert len(server.get("/rows").content) == 200_000 * 1024


def test_a_reader_who_leaves_closes_the_answer_in_its_own_thread(server: Running) -> None:
    already = server.traces.read_text().count("closed in the same thread")
    talk = server.connect("/rows")
    talk.recv(1000)
    talk.close()
    assert eventually(
        lambda: server.traces.read_text().count("closed in the same thread") > already
    )
    assert "elsewhere" not in server.traces.read_text()


def test_a_stream_arrives_while_it_is_made_and_ends_with_its_reader(server: Running) -> None:
    already = server.traces.read_text().count("stream ended")
    with httpx.stream("GET", server.url + "/stream", timeout=5) as answer:
        assert next(answer.iter_text()) == ": beat\n\n"
    assert eventually(lambda: server.traces.read_text().count("stream ended") > already)


def test_a_stream_that_is_not_built_yet_is_not_found(server: Running) -> None:
    assert server.get("/later").status_code == 404


def test_static_files_come_compressed_and_are_not_sent_twice(server: Running) -> None:
    first = server.get("/static/serving_app.py", headers={"Accept-Encoding": "gzip"})
    assert "def pages" in first.text
    assert first.headers["content-encoding"] == "gzip"
    again = server.get("/static/serving_app.py", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/static/../../pyproject.toml", "/static/%2e%2e/x", "/static/"])
def test_nothing_outside_the_static_folder_is_sent(server: Running, path: str) -> None:
    talk = server.connect(path)
    assert b" 404 " in talk.recv(65536)
    talk.close()


def test_sockets_of_the_web_are_refused(server: Running) -> None:
    asked = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    assert server.get("/stream-less", headers=asked).status_code == 200
