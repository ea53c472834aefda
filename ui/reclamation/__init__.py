"""What every screen says and asks about a complaint: words of its clocks, the form that opens it.

Pages do not know each other: what they share about complaints lives here.
"""
