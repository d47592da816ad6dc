"""Writes rows of text in ESC/POS by python-escpos: JSON in, hexadecimal digits out.

Run as a process of its own, with that library on its path.
"""

import json
import sys

from escpos.printer import Dummy


def main() -> None:
    """Write a label as our own writer does, and the numbers of all code pages."""
    asked = json.load(sys.stdin)
    printer = Dummy()
    pages = {name.lower(): int(number) for name, number in printer.profile.get_code_pages().items()}
    printer.hw("INIT")
    printer.charcode(asked["page"].upper())
    printer.set(align="center")
    for row in asked["rows"]:
        printer.set(custom_size=True, width=row["wide"], height=row["tall"])
        printer.set(bold=row["bold"])
        printer.set(invert=row["inverse"])
        printer.textln(row["text"])
    printer.print_and_feed(asked["feed"])
    printer.cut(feed=False)
    json.dump({"data": printer.output.hex(), "pages": pages}, sys.stdout)


if __name__ == "__main__":
    main()
