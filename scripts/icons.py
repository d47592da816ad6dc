"""Draws the icons of the installed app from its mark: `.venv/bin/python -m scripts.icons`."""

import sys
from base64 import b64encode

from scripts.bootstrap import ROOT
from tests.e2e.browser import browser

PUBLIC = ROOT / "frontend" / "public"
#: The mark's own ground, for edges that a device cuts to its liking.
GROUND = "#14110f"

#: Name, size in pixels, and how much of it the mark fills.
ICONS = (("192", 192, 1.0), ("512", 512, 1.0), ("maskable", 512, 0.7), ("apple", 180, 0.8))


def main() -> int:
    """Draw them all."""
    mark = b64encode((PUBLIC / "favicon.svg").read_bytes()).decode()
    with browser() as chromium:
        for name, size, share in ICONS:
            page = chromium.new_page(viewport={"width": size, "height": size})
            ground = "transparent" if share == 1 else GROUND
            page.set_content(
                f"<body style='margin:0;display:grid;place-items:center;height:100vh;"
                f"background:{ground}'><img width='{size * share}' height='{size * share}'"
                f" src='data:image/svg+xml;base64,{mark}'></body>"
            )
            target = PUBLIC / "icons" / f"{name}.png"
            page.screenshot(path=target, omit_background=True)
            sys.stdout.write(f"{target.relative_to(ROOT)}\n")
            page.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
