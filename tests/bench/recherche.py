"""Searching households: the service against the bare full-text query on the same connection."""

from __future__ import annotations

import random

from app.domain.recherche import expression, lire
from app.services.recherche import Chercher, chercher
from db.uow import UnitOfWork
from tests.bench._bases import base
from tests.bench.mesures import Mesure, medianes_alternees, memoire

LIMITE = 8  # what the palette and the permanence ask for while one types


def _questions(uow: UnitOfWork) -> tuple[list[str], list[str]]:
    """What people type – names cut short, streets, phones, codes – and names with a slip."""
    hasard = random.Random(7)
    with uow.lecture() as session:
        lignes = session.connection().exec_driver_sql(
            "SELECT nom, adresse, code_ug, telephones FROM menage_resume ORDER BY num"
        )
        tirees = hasard.sample(list(lignes), 60)
    justes, fautes = [], []
    for rang, (nom, adresse, code, telephones) in enumerate(tirees):
        famille, prenom = nom.split(" ")[0], nom.split(" ")[-1]
        justes.append(
            (
                famille,
                famille[: hasard.randint(3, 5)],
                f"{prenom} {famille[:4]}",
                adresse,
                f"{adresse.split(' ')[0]} {adresse.split(' ')[-1][:5]}",
                code,
                telephones[:6],
            )[rang % 7]
        )
        if len(famille) >= 5:
            place = hasard.randrange(2, len(famille) - 1)
            fautes.append(
                famille[:place] + famille[place + 1 :]
                if rang % 2
                else famille[:place] + "x" + famille[place + 1 :]
            )
    return justes, fautes


def mesurer(taille: int) -> list[Mesure]:
    """Median per search over realistic texts; near misses apart (no bare query finds them)."""
    with base(taille) as ouverte:
        uow = ouverte.uow
        justes, fautes = _questions(uow)
        connexion = uow.engine.raw_connection()
        curseur = connexion.cursor()

        def service(texte: str) -> object:
            return chercher(Chercher(texte, LIMITE), uow)

        def brut(texte: str) -> object:
            return curseur.execute(
                "SELECT rowid FROM menage_fts WHERE menage_fts MATCH ? ORDER BY rank LIMIT ?",
                (expression(lire(texte)), LIMITE),
            ).fetchall()

        complet, nu = medianes_alternees((service, brut), justes)
        (faute,) = medianes_alternees((service,), fautes)
        curseur.close()
        connexion.close()
    # Below, both are a tenth of a millisecond and the ratio says nothing.
    plafond = 2.0 if taille >= 25_000 else None
    return [
        Mesure("recherche", taille, complet, reference=nu, plafond=plafond),
        Mesure("recherche, une lettre fausse", taille, faute, plafond=50.0),
        Mesure("recherche, mémoire", taille, memoire(_seule, taille), "Mio"),
    ]


def _seule(taille: int) -> None:
    with base(taille) as ouverte:
        for texte in _questions(ouverte.uow)[0]:
            chercher(Chercher(texte, LIMITE), ouverte.uow)
