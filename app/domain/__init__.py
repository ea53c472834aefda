"""Pure rules over plain values: standard library only; dates and ids come in as arguments."""
