"""Sessions, as Django keeps them in the database, read without its query builder.

Every page of everybody signed in begins with this one row; building the query anew cost more than
the row. Django finds the class by its name (`SESSION_ENGINE`); all but the reading is Django's.
"""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.db import connection
from django.utils import timezone

ONE_SESSION = """
    SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s
"""


class SessionStore(InDatabase):
    """Reads one row by its key."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, and no key, if there is none or it has ended."""
        with connection.cursor() as cursor:
            cursor.execute(ONE_SESSION, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])
