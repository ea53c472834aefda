"""Forms at the side of a page, the same on every page that has some."""
