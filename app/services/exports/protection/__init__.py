"""Closing a package to its recipient, signing it, knowing whose keys are whose."""
