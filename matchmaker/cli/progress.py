"""Progress that an operator can watch: bars in a terminal, lines everywhere else."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")


class Watch:
    """Shows how far each part of a long work is."""

    def __init__(self, bars: Progress, console: Console) -> None:
        self._bars, self._console = bars, console

    @contextmanager
    def part(self, label: str, total: int = 1) -> Iterator[Callable[[], None]]:
        """Give a function to call after every step."""
        if not self._console.is_terminal:
            self._console.print(f"{label} …", highlight=False)
        task = self._bars.add_task(label, total=total)
        yield lambda: self._bars.advance(task)
        self._bars.update(task, completed=total)

    def track(self, label: str, items: Iterable[T]) -> Iterator[T]:
        """Give the items one after the other, counting those that are done."""
        all_of_them = list(items)
        with self.part(label, len(all_of_them)) as step:
            for item in all_of_them:
                yield item
                step()


@contextmanager
def watched() -> Iterator[Watch]:
    """Give a watch whose bars move while the work goes on."""
    console = Console()
    columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn())
    bars = Progress(*columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal)
    with bars:
        yield Watch(bars, console)
