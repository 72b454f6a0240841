"""Where the call contract stands."""

from django.urls import path

from kentongan.openapi.calls import commands, describing, events, lookup

calls = [
    path("openapi.json", describing.openapi),
    path("events", events.tell_events),
    path("lookup", lookup.lookup),
    path("reports", events.report_call),
    path("records", events.back_fill),
    path("commands", commands.waiting),
    path("commands/<str:key>/done", commands.done),
]
