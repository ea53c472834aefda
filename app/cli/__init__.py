"""The command line: the same services as the windows, the same words for errors."""
