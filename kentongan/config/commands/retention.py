"""`kentongan retention`: lets go of personal data that were kept long enough, in every city."""

import argparse
from datetime import UTC, datetime

HELP = "let go of personal data that have been kept long enough (the clock does it every hour)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Show the rules instead."""
    parser.add_argument("--rules", action="store_true", help="print the rules and do nothing")


def run(options: argparse.Namespace) -> int:
    """Go round the cities once."""
    from kentongan.casework.retention_rules import in_force
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.config.letting_go import let_go

    now = datetime.now(UTC)
    for city in list(City.objects.order_by("pk")):
        with inside(city):
            if not options.rules:
                print(f"{city.slug}: {let_go(at=now)}")
                continue
            print(f"{city.slug}:")
            for rule in in_force(now.date()):
                told = f"{rule.time.days:>5} days after {rule.counted_from}"
                print(f"  {rule.kept:<18}{told}; since {rule.valid_from}, {rule.source}")
    return 0
