"""Tests of reading and loading files."""
