"""Where the call contract stands."""

from django.urls import path

from kentongan.openapi.calls import commands, describing, events, lookup, vendors

calls = [
    path("openapi.json", describing.openapi),
    path("events", events.tell_events),
    path("lookup", lookup.lookup),
    path("reports", events.report_call),
    path("records", events.back_fill),
    path("commands", commands.waiting),
    path("commands/<str:key>/done", commands.done),
    path("twilio/<slug:pbx>", vendors.twilio_told),
    path("3cx/<slug:pbx>/lookup", vendors.threecx_lookup),
    path("3cx/<slug:pbx>/report", vendors.threecx_report),
]
