"""Where the pages of the city's stage stand."""

from django.urls import path

from kentongan.workdesk.stage.acting import stage_decision, stage_desk, stage_refusal

addresses = [
    path("meja/siaga/", stage_desk, name="stage_desk"),
    path("meja/siaga/putusan", stage_decision, name="stage_decision"),
    path("meja/siaga/usulan/<int:pk>/tolak", stage_refusal, name="stage_refusal"),
]
