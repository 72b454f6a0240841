"""`kentongan calls …`: connect exchanges, listen to them, fetch missed calls, try the contract."""

import argparse

from kentongan.config.exchanges import checking, connecting, listening

HELP = "connect telephone exchanges, listen to them, try the call contract"
RUNS = {
    "pbx": connecting.pbx,
    "extension": connecting.extension,
    "template": connecting.template,
    "listen": listening.listen_to,
    "backfill": listening.back_fill_from,
    "check": checking.check,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand for each thing one does with an exchange."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    connecting.add_arguments(verbs)
    listening.add_arguments(verbs)
    checking.add_arguments(verbs)


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand; 1 if something named is not there."""
    return RUNS[options.verb](options)
