"""Django's pages as a WSGI application, for `kentongan serve` and for any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")

application = get_wsgi_application()
