"""Tests of the taxonomy and the lexicon."""
