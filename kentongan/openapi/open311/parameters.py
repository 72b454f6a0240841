"""The parameters of our Open311, for its OpenAPI description."""

from kentongan.openapi.open311.reading import LARGEST_PAGE
from kentongan.openapi.open311.schemas import TEXT, Schema

W3C_DAY = {"type": "string", "format": "date-time"}


def query(name: str, schema: Schema, text: str = "") -> Schema:
    """Return a parameter of the address."""
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": text}


def inside_path(name: str) -> Schema:
    """Return a parameter that is part of the path."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


PAGING = [
    query("page", {"type": "integer", "minimum": 1}, "Past the end is an empty array."),
    query("page_size", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE}, "50 if absent."),
]
SPAN = [query("start_date", W3C_DAY), query("end_date", W3C_DAY)]
REQUESTS = [
    query("service_request_id", TEXT, "Ids with commas; overrides every other filter."),
    query("service_code", TEXT, "Codes with commas."),
    query("status", {"type": "string", "enum": ["open", "closed", "open,closed"]}),
    *SPAN,
    query("updated_after", W3C_DAY),
    query("updated_before", W3C_DAY),
    query("lat", {"type": "number", "minimum": -90, "maximum": 90}),
    query("long", {"type": "number", "minimum": -180, "maximum": 180}),
    query("radius", {"type": "number", "exclusiveMinimum": 0, "maximum": 20000}, "Metres."),
    query("extensions", {"type": "string", "enum": ["true", "false"]}),
    *PAGING,
]
UPDATES = [query("service_request_id", TEXT), *SPAN, *PAGING]
REPORT: Schema = {
    "type": "object",
    "required": ["api_key", "service_code"],
    "properties": {
        "api_key": TEXT,
        "service_code": TEXT,
        "jurisdiction_id": TEXT,
        "lat": {"type": "number"},
        "long": {"type": "number"},
        "address_id": {"type": "string", "description": "Kemendagri code of a kelurahan"},
        "address_string": {"type": "string", "maxLength": 300},
        "description": {"type": "string", "maxLength": 4000},
        "email": {"type": "string"},
        "first_name": TEXT,
        "last_name": TEXT,
        "phone": TEXT,
        "device_id": {"type": "string", "description": "Not kept."},
        "account_id": {"type": "string", "description": "Not kept."},
        "media_url": {"type": "string", "description": "Not fetched; send files as media."},
        "extensions": {"type": "string"},
    },
}
IDEMPOTENCY: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,64}$"},
    "description": "The same key sent again gets the first answer, and there is one report.",
}
