"""Figures of a benchmark: each with its bound, measured in the same run."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured value beside its bound; `ratio` is value / bound. It may be `limit` at most."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        """How near the bound it comes."""
        return self.value / self.bound if self.bound else None

    @property
    def over(self) -> bool:
        """Whether it is more than it may be."""
        return self.limit is not None and self.value > self.limit


class Report:
    """Collects figures, shows each as it comes, writes them all."""

    def __init__(self) -> None:
        self._figures: list[Figure] = []

    def add(
        self,
        name: str,
        value: float,
        unit: str,
        bound: float | None = None,
        *,
        limit: float | None = None,
    ) -> None:
        """Keep and show one figure."""
        figure = Figure(name, value, unit, bound, limit)
        self._figures.append(figure)
        beside = "" if bound is None else f"   bound {bound:12,.2f}"
        # Where nothing at all is the bound, nothing can be a share of it.
        beside += "" if figure.ratio is None else f"   {figure.ratio:7.1%}"
        beside += "" if limit is None else f"   at most {limit:,.0f}"
        beside += "   OVER" if figure.over else ""
        sys.stdout.write(f"  {name:44} {value:12,.2f} {unit:6}{beside}\n")
        sys.stdout.flush()

    def over(self) -> list[str]:
        """Name what is more than it may be."""
        return [figure.name for figure in self._figures if figure.over]

    def write(self, path: Path) -> None:
        """Write the figures as JSON, for machines to read."""
        rows = [{**asdict(figure), "ratio": figure.ratio} for figure in self._figures]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(rows, indent=1) + "\n")


def quantile(values: list[float], share: float) -> float:
    """Give the value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
