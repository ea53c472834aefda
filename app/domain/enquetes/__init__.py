"""The logic of XLSForm questionnaires: values, answers, expressions, and what one answer changes.

Follows the ODK XForms specification as JavaRosa (ODK Collect) applies it, where both differ from
plain XPath 1.0: an empty answer is no number, dates count in days, what is not relevant is not
there.
"""
