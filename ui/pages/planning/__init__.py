"""Planning: who goes where and when, on a timeline, day by day, in a list."""
