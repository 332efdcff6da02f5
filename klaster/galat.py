"""Errors of the data files and of the settings, with an Indonesian sentence as their text."""

from __future__ import annotations


class DataSalah(ValueError):
    """A data file says something the rules cannot carry out."""


class SetelanSalah(ValueError):
    """A setting is unknown or has a value that is not allowed."""
