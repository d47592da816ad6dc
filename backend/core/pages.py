"""The pages."""

from pathlib import Path

from flask import Flask


def register(app: Flask, dist: Path) -> None:
    """Serve the built front end."""
