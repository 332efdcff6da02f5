"""Benchmarks: each measures ours and the obvious alternatives side by side in one run and prints JSON."""
