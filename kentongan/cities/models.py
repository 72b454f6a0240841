"""Which cities there are. The only tables outside a city's schema; nothing refers to them."""

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class Cities(models.QuerySet["City"]):
    """Which cities."""

    def real(self) -> "Cities":
        """All but those that are there to drill in."""
        return self.filter(drill_of=None)


class City(TenantMixin):
    """A city and the schema that holds all of its rows; or its twin, to drill in."""

    auto_create_schema = False
    auto_drop_schema = False

    slug = models.SlugField(unique=True)
    code = models.CharField(max_length=13, unique=True, help_text="Kemendagri code, e.g. 99.71")
    name = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    drill_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="drills")
    drill_name = models.CharField(max_length=120, blank=True, help_text="what is drilled")

    objects = Cities.as_manager()

    def __str__(self) -> str:
        return self.name


class Domain(DomainMixin):
    """A host name that leads to a city."""

    def __str__(self) -> str:
        return str(self.domain)
