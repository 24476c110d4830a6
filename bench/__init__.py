"""Benchmarks: ratios within one run, never seconds asserted."""
