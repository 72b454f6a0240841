"""The call contract as an OpenAPI 3.1 document, for whoever builds an exchange or a middleware."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kentongan.face.admitting import machines
from kentongan.openapi.calls.events import MOST
from kentongan.openapi.calls.schemas import SCHEMAS, Schema, listing, ref, word

ABOUT = (
    "Every request names its exchange in Kentongan-PBX and is signed in Kentongan-Signature: "
    "t=SECONDS,v1=HMAC-SHA256(secret, SECONDS LF METHOD LF PATH-WITH-QUERY LF BODY) in hex. "
    "An event is known by (exchange, event_id): late, double and out of order are normal."
)
_MANY_EVENTS = listing("events", ref("Event"), MOST)
_HEARD_MANY = listing("events", {"anyOf": [ref("Heard"), ref("Refused")]})
_RECORDS = listing("records", ref("Record"), MOST)
_KEY: Schema = {"name": "key", "in": "path", "required": True, "schema": word(100, 1)}
_SAME_KEY: Schema = {**_KEY, "name": "Idempotency-Key", "in": "header"}
_NUMBER: Schema = {"name": "number", "in": "query", "required": True, "schema": word(40, 1)}


@machines
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Return the description of the contract."""
    server = request.build_absolute_uri(request.path.removesuffix("/openapi.json"))
    return HttpResponse(orjson.dumps(description(server)), content_type="application/json")


def description(server: str) -> dict[str, Any]:
    """Return the document for a contract that is spoken at `server`."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Kentongan call contract", "version": "1", "description": ABOUT},
        "servers": [{"url": server}],
        "security": [{"exchange": [], "signature": []}],
        "paths": _paths(),
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "exchange": _in_header("Kentongan-PBX"),
                "signature": _in_header("Kentongan-Signature"),
            },
        },
    }


def _paths() -> dict[str, Any]:
    told = {"anyOf": [_MANY_EVENTS, ref("Event")]}
    done = _act("done", ref("Done"), ref("Concluded"), 404, 409)
    done["parameters"] = [_KEY, _SAME_KEY]
    found = {**_act("lookup", None, ref("Found")), "parameters": [_NUMBER]}
    commands = _act("commands", None, listing("commands", ref("Command")))
    return {
        "/events": {"post": _act("events", told, {"anyOf": [_HEARD_MANY, ref("Heard")]})},
        "/lookup": {"get": found},
        "/reports": {"post": _act("report", ref("Record"), ref("Reported"))},
        "/records": {"post": _act("records", _RECORDS, listing("records", {"type": "object"}))},
        "/commands": {"get": commands},
        "/commands/{key}/done": {"post": done},
    }


def _act(name: str, body: Schema | None, answer: Schema, *errors: int) -> dict[str, Any]:
    act: dict[str, Any] = {"operationId": name, "responses": {"200": _json("Done.", answer)}}
    for status in (400, 401, 413, 422, *errors):
        act["responses"][str(status)] = _json("Refused.", ref("Problem"), "problem+json")
    if body is not None:
        act["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return act


def _json(text: str, schema: Schema, kind: str = "json") -> dict[str, Any]:
    return {"description": text, "content": {f"application/{kind}": {"schema": schema}}}


def _in_header(name: str) -> dict[str, str]:
    return {"type": "apiKey", "in": "header", "name": name}
