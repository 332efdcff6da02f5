"""Registers of long illness and of nutrition: who stands in them, how it goes, who should enter, who left and why."""
