"""Enquêtes sociales: questionnaires written in the XLSForm standard, filled offline."""
