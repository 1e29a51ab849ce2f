"""Tables: framed in a terminal, plain columns everywhere else."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

NOTHING = "–"


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print the rows under their columns; the first column names them, the others are numbers."""
    console = Console()
    if not console.is_terminal:
        _print_plain(title, columns, rows)
        return
    table = Table(title=title, title_justify="left")
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _print_plain(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, cells)) for cells in zip(columns, *rows, strict=True)]
    print(f"\n{title}")
    for row in (columns, *rows):
        first, *others = (
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([first, *others]).rstrip())


def shown(value: float | None) -> str:
    """Return a measure with three decimals, or a dash."""
    return NOTHING if value is None else f"{value:.3f}"


def difference(one: float | None, other: float | None) -> str:
    """Return how much the other is above the one, with its sign, or a dash."""
    return NOTHING if one is None or other is None else f"{other - one:+.3f}"
