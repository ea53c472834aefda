"""`python -m resources.locale.verifier [--ecrire]`: is the English catalogue up to date?"""

from __future__ import annotations

import sys

from resources.locale.catalogue import ecarts, mettre_a_jour

LANGUES = ("en",)


def main(arguments: list[str]) -> int:
    """0 when every source text is translated; else what is to be done, and 1."""
    if "--ecrire" in arguments:
        for langue in LANGUES:
            mettre_a_jour(langue)
    trouves = [(langue, ecart) for langue in LANGUES for ecart in ecarts(langue)]
    for langue, ecart in trouves[:40]:
        sys.stdout.write(f"{langue} : {ecart.quoi} : {ecart.texte!r}\n")
    if trouves:
        sys.stdout.write(
            f"{len(trouves)} texte(s) à revoir. Mettre à jour : "
            "python -m resources.locale.verifier --ecrire\n"
        )
        return 1
    sys.stdout.write("catalogue à jour\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
