"""Django's own apps as a city's schema wants them: every key a bigint, migrations our own.

Citus asks for bigint identities in distributed tables; Django's packaged migrations say int.
"""

from django.contrib.auth.apps import AuthConfig
from django.contrib.contenttypes.apps import ContentTypesConfig


class Auth(AuthConfig):
    default_auto_field = "django.db.models.BigAutoField"


class ContentTypes(ContentTypesConfig):
    default_auto_field = "django.db.models.BigAutoField"
