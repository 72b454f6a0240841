"""What happens to every request before a door sees it. `request` is always HTTP."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]
