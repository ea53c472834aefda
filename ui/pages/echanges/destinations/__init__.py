"""Where packages are dropped and returns found."""
