"""What `scripts/bench` measures: a collection of any size, and the systems that search it."""
