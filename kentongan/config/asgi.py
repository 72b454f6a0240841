"""Everything on one port: Django's pages in threads, streams and static files beside them."""

import os
from pathlib import Path

from django.db import connections

import kentongan
from kentongan.config.serving.application import Application
from kentongan.config.serving.files import Files
from kentongan.config.serving.pages import Pages
from kentongan.config.serving.streams import Streams
from kentongan.config.wsgi import application as wsgi_application

STATIC = Path(kentongan.__file__).parent / "face" / "static"

application = Application(
    Pages(
        wsgi_application,
        threads=int(os.environ.get("KENTONGAN_THREADS", "4")),
        leave=connections.close_all,
    ),
    Streams(),
    Files(STATIC),
)
