"""Loading the rows of files, all of them or none."""

from matchmaker.exchange.actions.loading import Loaded
from matchmaker.exchange.actions.needs import load_needs

__all__ = ["Loaded", "load_needs"]
