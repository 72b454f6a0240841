"""Which cities there are. The only tables outside a city's schema; nothing refers to them."""

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class City(TenantMixin):
    """A city and the schema that holds all of its rows."""

    auto_create_schema = False
    auto_drop_schema = False

    slug = models.SlugField(unique=True)
    code = models.CharField(max_length=13, unique=True, help_text="Kemendagri code, e.g. 99.71")
    name = models.CharField(max_length=120)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Domain(DomainMixin):
    """A host name that leads to a city."""

    def __str__(self) -> str:
        return str(self.domain)
