"""The kinds of return read here: one module each, a line at a time."""
