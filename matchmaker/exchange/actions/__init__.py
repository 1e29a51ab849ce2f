"""Loading the rows of files, all of them or none."""

from matchmaker.exchange.actions.activities import load_activities
from matchmaker.exchange.actions.experts import load_experts
from matchmaker.exchange.actions.loading import Loaded
from matchmaker.exchange.actions.needs import load_needs
from matchmaker.exchange.actions.offers import load_offers

__all__ = ["Loaded", "load_activities", "load_experts", "load_needs", "load_offers"]
