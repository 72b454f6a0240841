"""Answer visitors: pages, machines and streams, all on one port."""

import argparse
import os
import sys

HELP = "answer visitors on one port until stopped"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to listen and with how many hands."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--workers", type=_count, default=2, help="processes (2)")
    parser.add_argument(
        "--threads",
        type=_count,
        default=None,
        help="pages each process works on at once, each with a database connection "
        "(KENTONGAN_THREADS, or 4)",
    )


def run(options: argparse.Namespace) -> int:
    """Serve; 1 if the port cannot be had."""
    from kentongan.config.serving.listening import PortTaken
    from kentongan.config.serving.starting import serve

    if options.threads is not None:
        os.environ["KENTONGAN_THREADS"] = str(options.threads)

    def say_ready() -> None:
        print(f"Kentongan answers at http://{options.host}:{options.port}/", flush=True)

    try:
        serve(options.host, options.port, options.workers, say_ready)
    except PortTaken as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
