"""What happens to the lexicon."""

from dataclasses import dataclass

from matchmaker.kernel.events import Event


@dataclass(frozen=True)
class LexiconChanged(Event):
    """A term was added to the lexicon or withdrawn."""

    concept: str
