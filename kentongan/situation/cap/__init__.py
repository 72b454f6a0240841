"""Warnings in the Common Alerting Protocol (OASIS CAP 1.2): reading, judging, placing, writing."""
