"""The other side: what a bailleur runs to make its keys, open packages, acknowledge and answer.

A second program on the same services, with no base: it never imports `db` (docs/adr/0058).
"""
