"""Our Open311 as an OpenAPI 3.1 document, for those who generate clients and for our own tests."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from kentongan.face.admitting import machines
from kentongan.openapi.open311 import parameters as given
from kentongan.openapi.open311.schemas import SCHEMAS, Schema, listing
from kentongan.places.directory import directory

ABOUT = (
    "Open311 GeoReport v2 (http://wiki.open311.org/GeoReport_v2). Every address also ends in "
    ".xml; errors are lists of code and description."
)


@machines
@require_safe
def openapi(request: HttpRequest, is_test: bool) -> HttpResponse:
    """Return the description of this endpoint."""
    server = request.build_absolute_uri(request.path.removesuffix("/openapi.json"))
    with override("en"):
        described = description(server, directory().profile.name)
    response = HttpResponse(orjson.dumps(described), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def description(server: str, city: str) -> dict[str, Any]:
    """Return the document for an endpoint at `server`."""
    return {
        "openapi": "3.1.0",
        "info": {"title": f"Open311 of {city}", "version": "2", "description": ABOUT},
        "servers": [{"url": server}],
        "paths": _paths(),
        "components": {"schemas": SCHEMAS},
    }


def _paths() -> dict[str, Any]:
    code, token = given.inside_path("service_code"), given.inside_path("token")
    reference = given.inside_path("service_request_id")
    one = _get("request", listing("Request"), [reference], 404)
    requests = _get("requests", listing("Request"), given.REQUESTS, 400)
    return {
        "/discovery.json": _get("discovery", _ref("Discovery"), []),
        "/services.json": _get("services", listing("Service"), []),
        "/services/{service_code}.json": _get("service", _ref("ServiceDefinition"), [code], 404),
        "/requests.json": {**requests, **_post()},
        "/requests/{service_request_id}.json": one,
        "/tokens/{token}.json": _get("token", listing("Receipt"), [token], 404),
        "/servicerequestupdates.json": _get("updates", listing("Update"), given.UPDATES, 400),
    }


def _get(name: str, schema: Schema, parameters: list[Schema], *errors: int) -> dict[str, Any]:
    answers = {"200": _answer("Found.", schema), **_errors(*errors)}
    return {"get": {"operationId": name, "parameters": parameters, "responses": answers}}


def _post() -> dict[str, Any]:
    receipt = listing("Receipt")
    answers = {
        "201": _answer("Received.", receipt),
        "200": _answer("Received earlier under the same Idempotency-Key.", receipt),
        **_errors(400, 403, 404),
    }
    form = {"schema": given.REPORT}
    return {
        "post": {
            "operationId": "report",
            "parameters": [given.IDEMPOTENCY],
            "requestBody": {
                "required": True,
                "content": {"application/x-www-form-urlencoded": form},
            },
            "responses": answers,
        }
    }


def _errors(*codes: int) -> dict[str, Any]:
    told = {400: "Cannot be used.", 403: "No good api key.", 404: "Not found."}
    return {str(code): _answer(told[code], listing("Error")) for code in codes}


def _answer(text: str, schema: Schema) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}
