"""The call contract's shapes as JSON Schema (2020-12), used by its description and by tests."""

from typing import Any

from kentongan.calls import events, records
from kentongan.calls.models import Agent, Command, Purpose, State

Schema = dict[str, Any]
MOMENT: Schema = {
    "type": "string",
    "format": "date-time",
    "description": "RFC 3339 with its zone; milliseconds are welcome",
}


def thing(required: tuple[str, ...], **properties: Schema) -> Schema:
    """Return an object; what else stands in it is left aside."""
    return {"type": "object", "required": list(required), "properties": properties}


def listing(name: str, shape: Schema, most: int | None = None) -> Schema:
    """Return an object that holds a list by that name."""
    many: Schema = {"type": "array", "items": shape}
    return thing((name,), **{name: {**many, "maxItems": most} if most else many})


def ref(name: str) -> Schema:
    """Point to a schema by name."""
    return {"$ref": f"#/components/schemas/{name}"}


def word(longest: int, shortest: int = 0) -> Schema:
    """Return printable text of some length."""
    return {"type": "string", "maxLength": longest, "minLength": shortest}


def one_of(*words: str) -> Schema:
    """Return one of some words."""
    return {"type": "string", "enum": list(words)}


BOOL: Schema = {"type": "boolean"}
_DIRECTION = one_of("in", "out")
_SAID = {name: word(longest) for name, longest in events.LONGEST.items() if name != "event_id"}
_WRITTEN = {name: word(longest) for name, longest in records.LONGEST.items()}
_REFUSED = thing(("code", "title"), code=word(60), title=word(500), field=word(60))
_ID = word(events.LONGEST["event_id"], 1)

SCHEMAS: dict[str, Schema] = {
    "Event": thing(
        ("event_id", "kind", "at"),
        **{
            **_SAID,
            "event_id": _ID,
            "kind": one_of(*events.Kind),
            "at": MOMENT,
            "direction": _DIRECTION,
            "presence": one_of(*Agent.Presence.values),
            "sequence": {"type": "integer", "minimum": 0, "maximum": events.MOST_IN_SEQUENCE},
        },
    )
    | {
        "if": {"properties": {"kind": {"const": "agent.state"}}},
        "then": {"required": ["extension", "presence"]},
        "else": {"required": ["call_id"]},
    },
    "Heard": thing(
        ("event_id", "is_known"),
        event_id=word(200),
        is_known=BOOL,
        state=one_of(*State.values),
        is_unknown_extension=BOOL,
    ),
    "Refused": thing(("event_id", "refused"), event_id=word(200), refused=_REFUSED),
    "Record": thing(
        ("call_id", "offered_at", "ended_at"),
        **{
            **_WRITTEN,
            "call_id": word(200, 1),
            "direction": _DIRECTION,
            "offered_at": MOMENT,
            "answered_at": {**MOMENT, "type": ["string", "null"]},
            "ended_at": MOMENT,
            "may_record": {"type": ["boolean", "null"]},
        },
    ),
    "Reported": thing(
        ("call_id", "state", "is_new", "is_changed", "is_recorded"),
        call_id=word(200),
        state=one_of(*State.values),
        is_new=BOOL,
        is_changed=BOOL,
        is_recorded=BOOL,
    ),
    "Found": thing(
        ("number", "matches", "calls"),
        number=word(40),
        matches={
            "type": "array",
            "items": thing(
                ("name", "requests"),
                name=word(120),
                requests={
                    "type": "array",
                    "items": thing(
                        ("reference", "case", "received_at", "stage", "is_open"),
                        reference=word(12),
                        case=word(12),
                        received_at=MOMENT,
                        stage=word(12),
                        is_open=BOOL,
                    ),
                },
            ),
        },
        calls={
            "type": "array",
            "items": thing(
                ("at", "direction", "state", "purpose"),
                at=MOMENT,
                direction=_DIRECTION,
                state=one_of(*State.values),
                purpose=one_of("", *Purpose.values),
            ),
        },
    ),
    "Command": thing(
        ("idempotency_key", "command", "call_id", "asked_at"),
        idempotency_key=word(100, 1),
        command=one_of(*Command.Kind.values),
        call_id={"type": ["string", "null"]},
        asked_at=MOMENT,
        to=word(40),
        number=word(40),
        extension=word(40),
        recording=word(200),
    ),
    "Done": thing((), error=word(300)),
    "Concluded": thing(("idempotency_key", "is_done"), idempotency_key=word(100), is_done=BOOL),
    "Problem": thing(
        ("type", "status", "code", "title"),
        type=word(200),
        status={"type": "integer"},
        code=word(60),
        title=word(500),
        field=word(60),
    ),
}
