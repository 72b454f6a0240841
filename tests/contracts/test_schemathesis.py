"""Our own description of Open311 tells the truth: machine-made questions get described answers."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from kentongan.cities.models import City
from kentongan.openapi.open311.describing import description
from kentongan.openapi.open311.schemas import SCHEMAS
from tests.contracts.conftest import KEY

EXAMPLES = 25
BETWEEN_FIELDS = [positive_data_acceptance, negative_data_rejection]
"""A description cannot say that two parameters belong together, or which years there are."""
READING = ["discovery", "services", "service", "requests", "request", "token", "updates"]


@pytest.mark.parametrize("name", [*READING, "report"])
def test_machine_made_questions_get_the_answers_we_describe(
    own_connection: City, name: str
) -> None:
    schema = schemathesis.openapi.from_dict(description("http://testserver/open311/v2", "Contoh"))
    schema.app = get_wsgi_application()
    operation = schema.find_operation_by_id(name)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.headers["Host"] = "testserver"
        if isinstance(case.body, dict):
            case.body.update(api_key=KEY, service_code="BJR-01")
        case.call_and_validate(excluded_checks=BETWEEN_FIELDS)

    ask()


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_each_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
