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

    if options.rules:
        for rule in in_force(datetime.now(UTC).date()):
            print(f"{rule.kept:<18}{rule.time.days:>5} days after {rule.counted_from}")
        return 0
    for city in list(City.objects.order_by("pk")):
        with inside(city):
            print(f"{city.slug}: {let_go()}")
    return 0


def let_go() -> int:
    """Apply every rule to the city that was entered, until nothing is left; return the number."""
    from kentongan.casework.retaining import BATCH, apply_rule
    from kentongan.casework.retention_rules import in_force
    from kentongan.intake.forgetting import remove_files

    now, gone = datetime.now(UTC), 0
    for rule in in_force(now.date()):
        count = BATCH
        while count >= BATCH:
            count = apply_rule(rule, at=now)
            gone += count
    while remove_files():
        pass
    return gone
