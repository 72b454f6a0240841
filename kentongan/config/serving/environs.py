"""From an ASGI scope to the WSGI environ Django reads."""

import sys
from typing import BinaryIO
from urllib.parse import unquote_to_bytes

from kentongan.config.serving.shapes import Environ, Scope

UNCHANGING: Environ = {
    "SCRIPT_NAME": "",
    "wsgi.errors": sys.stderr,
    "wsgi.version": (1, 0),
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
    "wsgi.input_terminated": True,
}
# Our own length replaces the client's, and a trusted proxy's words are already in the scope;
# anybody else's X-Forwarded-For must not reach a page that might believe it.
DROPPED = frozenset((b"content-length", b"transfer-encoding", b"forwarded"))
_known_names: dict[bytes, str] = {b"content-type": "CONTENT_TYPE"}


def build_environ(scope: Scope, body: BinaryIO, length: int) -> Environ:
    """Translate one request whose ``length`` bytes of body already lie in ``body``."""
    environ = UNCHANGING.copy()
    raw_path: bytes = scope.get("raw_path") or scope["path"].encode()
    server, port = scope.get("server") or ("localhost", 80)
    environ |= {
        "REQUEST_METHOD": scope["method"],
        "PATH_INFO": unquote_to_bytes(raw_path).decode("latin-1"),
        "RAW_URI": raw_path.decode("latin-1") + _question(scope["query_string"]),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "CONTENT_LENGTH": str(length) if length else "",
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name, value.decode("latin-1"))
    return environ


def _question(query: bytes) -> str:
    return f"?{query.decode('latin-1')}" if query else ""


def _add_header(environ: Environ, name: bytes, value: str) -> None:
    # An underscore would let "X_Real" pass for "X-Real" once both are spelled HTTP_X_REAL.
    if name in DROPPED or b"_" in name or name.startswith(b"x-forwarded-"):
        return
    key = _known_names.get(name) or _name(name)
    if key in environ:
        value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
    environ[key] = value


def _name(name: bytes) -> str:
    key = "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
    if len(_known_names) < 200:
        _known_names[name] = key
    return key
