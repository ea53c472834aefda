"""Column mappings a person settled once, remembered per landlord and kind of sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from app.domain.texte import plier
from app.services.imports.correspondance import remplacer
from app.services.imports.lignes import Correspondance
from app.services.imports.profils import GENRES_DU_PROFIL, Profil
from app.services.imports.synonymes import Synonymes, charger
from db.queries import imports as requetes
from db.uow import Transaction


def rappeler(
    connexion: Connection, bailleur: str, profil: Profil
) -> dict[str, Mapping[str, str | None]]:
    """Kind of sheet → folded header → field, as chosen last time for that landlord."""
    return {
        genre: requetes.correspondance(connexion, plier(bailleur), genre)
        for genre in GENRES_DU_PROFIL[profil]
    }


def synonymes(
    memoires: Mapping[str, Mapping[str, str | None]],
    choix: Mapping[str, Mapping[str, str | None]],
) -> Synonymes:
    """The catalogue of headers, completed by those a person settled once or just now."""
    catalogue = charger()
    return replace(
        catalogue,
        par_genre={
            genre: {
                **connus,
                **{e: c for e, c in memoires.get(genre, {}).items() if c},
                **{plier(e): c for e, c in choix.get(genre, {}).items() if c},
            }
            for genre, connus in catalogue.par_genre.items()
        },
    )


def choisir(
    proposees: Iterable[Correspondance], choix: Mapping[str, Mapping[str, str | None]]
) -> tuple[Correspondance, ...]:
    """The proposed mappings with what the person chose, header by header."""
    choisies = []
    for proposee in proposees:
        retenue = proposee
        voulus = choix.get(proposee.genre, {})
        for colonne in proposee.colonnes:
            if colonne.entete in voulus and voulus[colonne.entete] != colonne.champ:
                retenue = remplacer(retenue, colonne.position, voulus[colonne.entete])
        choisies.append(retenue)
    return tuple(choisies)


def retenir(tx: Transaction, bailleur: str, correspondances: Iterable[Correspondance]) -> None:
    """Remember these mappings, replacing what was known of the same headers."""
    lignes = [
        (tx.ids.new().hex, plier(bailleur), c.genre, entete, champ)
        for c in correspondances
        for entete, champ in c.memoire().items()
    ]
    if lignes:
        tx.connection.exec_driver_sql(
            "INSERT INTO import_correspondance (id, bailleur, profil, entete, champ)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (bailleur, profil, entete)"
            " DO UPDATE SET champ = excluded.champ",
            lignes,
        )
