"""Reading files: every row becomes a record of plain facts, or a list of faults."""

from matchmaker.exchange.schemas.files import Reading, read_file
from matchmaker.exchange.schemas.kinds import KINDS

__all__ = ["KINDS", "Reading", "read_file"]
