"""Differences between a row of the base and what a line says of it, merge group by merge group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from sqlalchemy import Connection

from app.domain.imports import Provenance, Sens, sens_par_defaut
from app.domain.texte import cle
from app.services.imports.apercu import Changement, Ecart, LigneApercu, MiseAJour, Option
from db.lots import Brut, clair, groupes_par_colonne, libelle
from db.queries.imports import Ecriture, dernieres_ecritures

Egal = Callable[[Brut, Brut], bool]


def memes_mots(a: Brut, b: Brut) -> bool:
    """Equality of words: accents, case, hyphens and blanks do not count."""
    return a == b or cle(str(a)) == cle(str(b))


_EN_MOTS = frozenset(
    (
        "nom", "prenom", "voie", "complement", "commune", "dependances", "langue",
        "contact_prefere", "numero_contrat", "numero", "repetition", "precision",
    )
)  # fmt: skip
_groupes = cache(groupes_par_colonne)


def comparer(
    table: str,
    present: Mapping[str, Brut],
    lu: Mapping[str, Brut],
    *,
    garder: Mapping[str, str] | None = None,
) -> tuple[list[Ecart], list[MiseAJour]]:
    """Differences of one row, and the updates that would bring the file's values in.

    `lu` holds known values only: what the file does not say is left as it is. `garder` gives, by
    merge group, the code of a reason to keep the present value by default.
    """
    changes: defaultdict[str, dict[str, Brut]] | None = None
    for colonne, valeur in lu.items():
        avant = present.get(colonne)
        if avant == valeur or valeur is None:
            continue
        if avant is not None and colonne in _EN_MOTS and memes_mots(avant, valeur):
            continue
        if changes is None:
            changes = defaultdict(dict)
        changes[_groupes(table)[colonne]][colonne] = valeur
    if changes is None:
        return [], []
    id_ = str(present["id"])
    ecarts = [
        Ecart(
            table,
            id_,
            groupe,
            tuple(
                Changement(
                    c, libelle(table, c), clair(table, c, present.get(c)), clair(table, c, v)
                )
                for c, v in valeurs.items()
            ),
            defaut=Sens.GARDER if garder and groupe in garder else Sens.PRENDRE,
            raison=garder.get(groupe, "") if garder else "",
        )
        for groupe, valeurs in changes.items()
    ]
    maj = [MiseAJour(table, id_, valeurs, groupe) for groupe, valeurs in changes.items()]
    return ecarts, maj


def attribuer(connexion: Connection, lignes: Iterable[LigneApercu]) -> tuple[LigneApercu, ...]:
    """The same lines, each difference saying who wrote the present value and what is proposed."""
    toutes = tuple(lignes)
    par_table: defaultdict[str, set[str]] = defaultdict(set)
    for ligne in toutes:
        for ecart in (*ligne.ecarts, *(e for o in ligne.options for e in o.ecarts)):
            par_table[ecart.table].add(ecart.id)
    if not par_table:
        return toutes
    auteurs = {
        table: dernieres_ecritures(connexion, table, ids) for table, ids in par_table.items()
    }
    return tuple(_attribuer(ligne, auteurs) for ligne in toutes)


def _attribuer(
    ligne: LigneApercu, auteurs: Mapping[str, Mapping[tuple[str, str], Ecriture]]
) -> LigneApercu:
    if not ligne.ecarts and not any(o.ecarts for o in ligne.options):
        return ligne
    return replace(
        ligne,
        ecarts=tuple(_dater(e, auteurs) for e in ligne.ecarts),
        options=tuple(_dater_option(o, auteurs) for o in ligne.options),
    )


def _dater_option(
    option: Option, auteurs: Mapping[str, Mapping[tuple[str, str], Ecriture]]
) -> Option:
    return replace(option, ecarts=tuple(_dater(e, auteurs) for e in option.ecarts))


def _dater(ecart: Ecart, auteurs: Mapping[str, Mapping[tuple[str, str], Ecriture]]) -> Ecart:
    connues = auteurs[ecart.table]
    ecriture = connues.get((ecart.id, ecart.groupe))
    effacee = ecriture is not None and ecriture.genre == "U"
    ecriture = ecriture or connues.get((ecart.id, "*"))
    if ecriture is None:
        return ecart
    provenance = Provenance(ecriture.origine, ecriture.quand, ecriture.auteur)
    vide = all(c.avant is None for c in ecart.changements)
    if vide and not effacee:
        return ecart
    defaut = (
        ecart.defaut
        if ecart.defaut is Sens.GARDER
        else sens_par_defaut(provenance, vide=vide, effacee=effacee)
    )
    return replace(ecart, provenance=provenance, defaut=defaut)
