"""The grammar of expressions: XPath 1.0 with the functions of XForms, by elementpath.

Imported when a first expression is read: elementpath takes a quarter of a second.
"""

from __future__ import annotations

from typing import Any

from elementpath import ElementPathError, XPath1Parser
from elementpath.tdop import Parser

from app.domain.enquetes.fonctions import FONCTIONS


class _Analyseur(XPath1Parser):
    """XPath 1.0 with the functions of XForms, parsed only."""

    def parse(self, source: str) -> Any:
        """The tokens of an expression; nothing is evaluated on the way."""
        if self.tokenizer is None:
            self.tokenizer = self.create_tokenizer(self.symbol_table)
        return Parser.parse(self, source)


for _nom in sorted(FONCTIONS):
    if _nom in _Analyseur.symbol_table:
        _Analyseur.unregister(_nom)
    _Analyseur.function(_nom, nargs=(0, None))
_Analyseur.build()


def jetons(source: str) -> Any:
    """The tree of tokens of an expression; raises SyntaxError, or RecursionError when too deep."""
    try:
        return _Analyseur(strict=False).parse(source)
    except ElementPathError as erreur:
        raise SyntaxError(str(erreur)) from erreur
