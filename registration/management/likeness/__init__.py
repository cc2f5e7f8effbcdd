"""Synthetic pairs of producers, to measure how well the duplicate finder tells them apart."""
