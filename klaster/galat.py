"""Errors of the data files and of the settings, with an Indonesian sentence as their text."""

from __future__ import annotations


class DataSalah(ValueError):  # noqa: N818  # "salah" is Indonesian for error
    """A data file says something the rules cannot carry out."""


class SetelanSalah(ValueError):  # noqa: N818  # "salah" is Indonesian for error
    """A setting is unknown or has a value that is not allowed."""
