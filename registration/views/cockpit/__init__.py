"""The country, and a province, in one picture."""
