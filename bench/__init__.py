"""Repeatable benchmarks, never timed tests: `python bench/run.py` (docs/performance.md).

Importing this sets Django up without a database; `ground` says later which one is meant.
"""

import os
from pathlib import Path

import django

DATA = Path(__file__).resolve().parent.parent / "data" / "bench"
os.environ.setdefault("KENTONGAN_DATA", str(DATA))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")
# One key for every data folder: the sessions made here must be believed by the servers.
os.environ.setdefault("KENTONGAN_SECRET_KEY", "only-for-benchmarks-never-for-a-city")
django.setup()
