"""The shapes of our JSON, written from the standard, as JSON Schema 2020-12."""

from typing import Any

Schema = dict[str, Any]


def nullable(kind: str, **other: object) -> Schema:
    """Return a schema of a value that may be missing."""
    return {"type": [kind, "null"], **other}


def thing(properties: dict[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    """Return a schema of an object whose fields all stand, but for the optional ones."""
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def listing(name: str) -> Schema:
    """Return a schema of a bare array."""
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


TEXT: Schema = {"type": "string"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
NO_MOMENT = nullable("string", format="date-time")
STATUS: Schema = {"type": "string", "enum": ["open", "closed"]}

SCHEMAS: dict[str, Schema] = {
    "Error": thing({"code": {"type": "integer"}, "description": TEXT}),
    "Endpoint": thing(
        {
            "specification": TEXT,
            "url": {"type": "string", "format": "uri"},
            "changeset": TEXT,
            "type": {"type": "string", "enum": ["production", "test"]},
            "formats": {"type": "array", "items": TEXT},
        }
    ),
    "Discovery": thing(
        {"changeset": TEXT, "contact": TEXT, "key_service": TEXT, "endpoints": listing("Endpoint")}
    ),
    "Service": thing(
        {
            "service_code": TEXT,
            "service_name": TEXT,
            "description": TEXT,
            "metadata": {"type": "boolean"},
            "type": {"type": "string", "enum": ["realtime", "batch", "blackbox"]},
            "keywords": TEXT,
            "group": TEXT,
        }
    ),
    "Value": thing({"key": TEXT, "name": TEXT}),
    "Attribute": thing(
        {
            "variable": {"type": "boolean"},
            "code": TEXT,
            "datatype": {
                "type": "string",
                "enum": [
                    "string", "number", "datetime", "text", "singlevaluelist", "multivaluelist",
                ],
            },
            "required": {"type": "boolean"},
            "datatype_description": nullable("string"),
            "order": {"type": "integer", "minimum": 1},
            "description": TEXT,
            "values": listing("Value"),
        },
        optional=("values",),
    ),
    "ServiceDefinition": thing({"service_code": TEXT, "attributes": listing("Attribute")}),
    "Receipt": thing(
        {
            "service_request_id": TEXT,
            "service_notice": TEXT,
            "account_id": nullable("string"),
            "expected_datetime": NO_MOMENT,
            "tracking_code": TEXT,
            "tracking_url": {"type": "string", "format": "uri"},
        },
        optional=("expected_datetime", "tracking_code", "tracking_url"),
    ),
    "ExtendedAttributes": thing(
        {
            "voices": {"type": "integer", "minimum": 0},
            "stage": TEXT,
            "unit_code": TEXT,
            "kecamatan_code": TEXT,
            "next_deadline": NO_MOMENT,
            "outcome": nullable("string"),
            "media_urls": {"type": "array", "items": {"type": "string", "format": "uri"}},
        }
    ),
    "Request": thing(
        {
            "service_request_id": TEXT,
            "status": STATUS,
            "status_notes": TEXT,
            "service_name": nullable("string"),
            "service_code": TEXT,
            "description": nullable("string", maxLength=4000),
            "agency_responsible": nullable("string"),
            "service_notice": nullable("string"),
            "requested_datetime": MOMENT,
            "updated_datetime": MOMENT,
            "expected_datetime": NO_MOMENT,
            "address": nullable("string"),
            "address_id": nullable("string"),
            "zipcode": nullable("string"),
            "lat": nullable("number"),
            "long": nullable("number"),
            "media_url": nullable("string", format="uri"),
            "extended_attributes": {"$ref": "#/components/schemas/ExtendedAttributes"},
        },
        optional=("extended_attributes",),
    ),
    "Update": thing(
        {
            "update_id": TEXT,
            "service_request_id": TEXT,
            "status": STATUS,
            "updated_datetime": MOMENT,
            "description": TEXT,
            "media_url": nullable("string"),
        }
    ),
}  # fmt: skip
