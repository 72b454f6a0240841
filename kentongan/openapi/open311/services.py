"""The list of services and the questions each one asks, from the catalogue in memory."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kentongan.catalogue.models import Question, ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import machines
from kentongan.openapi.open311.answering import Said, speaks
from kentongan.openapi.open311.formats import Value
from kentongan.openapi.wording import worded

LISTS = {"singlevaluelist", "multivaluelist"}


@machines
@speaks("GET")
def list_services(request: HttpRequest, is_test: bool) -> Said:
    """Every service that can be asked for today."""
    known = shelf()
    groups = {group.pk: worded(group.names) for group in known.groups}
    listed: list[Value] = [
        {
            "service_code": kind.code,
            "service_name": worded(kind.names),
            "description": worded(kind.descriptions),
            "metadata": bool(known.questions.get(kind.pk)),
            "type": "realtime",
            "keywords": ", ".join(kind.keywords),
            "group": groups.get(kind.group_id, ""),
        }
        for kind in known.offered
    ]
    return Said("services", listed)


@machines
@speaks("GET")
def define_service(request: HttpRequest, is_test: bool, code: str) -> Said:
    """The questions of one service.

    :raises UnknownServiceType: answered as 404
    """
    kind = shelf().find(code)
    return Said("service_definition", {"service_code": kind.code, "attributes": _attributes(kind)})


def _attributes(kind: ServiceType) -> list[Value]:
    questions = shelf().questions.get(kind.pk, ())
    return [_attribute(question, order) for order, question in enumerate(questions, start=1)]


def _attribute(question: Question, order: int) -> Value:
    attribute: dict[str, Value] = {
        "variable": True,
        "code": question.code,
        "datatype": question.datatype,
        "required": question.is_required,
        "datatype_description": _hint(question.datatype),
        "order": order,
        "description": worded(question.texts),
    }
    if question.datatype in LISTS:
        attribute["values"] = [
            {"key": option["key"], "name": worded(option["names"])} for option in question.options
        ]
    return attribute


def _hint(datatype: str) -> str | None:
    return {
        "number": _("A number."),
        "datetime": _("A day and time in ISO 8601."),
        "multivaluelist": _("One or several of the values."),
    }.get(datatype)
