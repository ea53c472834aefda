"""Complaints: list, board and indicators against the bare SQL that counts the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import event

from app.services.ouverture import BaseOuverte
from app.services.reclamations.lecture import (
    CompterReclamations,
    FiltreReclamations,
    LireIndicateurs,
    LireReclamation,
    LireTableauReclamations,
    ListerReclamations,
    Regroupement,
    TriReclamations,
    compter,
    indicateurs,
    lire,
    lister,
    tableau,
)
from db.queries import reclamations_a_suivre
from tests.bench import _bases_reclamations as bases
from tests.bench.mesures import Mesure, mediane

MENAGES = 2_000
TAILLES_PROPRES = (10_000, 100_000)
"""How many complaints."""
_PLAFOND_LISTE, _PLAFOND_INDICATEURS = 50.0, 200.0
# The least that any list of open complaints, and any set of figures, must read.
_BRUT_LISTE = "SELECT etat, count(*), sum(echeance < '2026-11-24') FROM reclamation GROUP BY etat"
_BRUT_INDICATEURS = (
    "SELECT +responsable_id, count(*), sum(echeance < '2026-11-24'), sum(rouvertures > 0)"
    " FROM reclamation GROUP BY +responsable_id"
)
_OUVERTES = FiltreReclamations(ouvertes=True)


def mesurer(taille: int) -> list[Mesure]:
    """Median milliseconds of what the page asks for, with how many statements it takes."""
    with bases.base(MENAGES, taille) as ouverte:
        uow = ouverte.uow
        cite_id = _une_cite(ouverte)
        liste_brute = mediane(lambda: _brut(ouverte, _BRUT_LISTE))
        figures_brutes = mediane(lambda: _brut(ouverte, _BRUT_INDICATEURS))
        cite = FiltreReclamations(cite_id=cite_id, ouvertes=True)
        premiere = lister(ListerReclamations(_OUVERTES), uow)[0].id
        listes: dict[str, Callable[[], object]] = {
            "liste, ouvertes": lambda: lister(ListerReclamations(_OUVERTES), uow),
            "liste, ouvertes d’une cité": lambda: lister(ListerReclamations(cite), uow),
            "liste, toutes, par ménage": lambda: lister(
                ListerReclamations(tri=TriReclamations.MENAGE), uow
            ),
            "liste, en retard": lambda: lister(
                ListerReclamations(FiltreReclamations(en_retard=True)), uow
            ),
            "liste, une référence": lambda: lister(
                ListerReclamations(FiltreReclamations(texte="R-0000214")), uow
            ),
            "compte, ouvertes": lambda: compter(CompterReclamations(_OUVERTES), uow),
            "tableau": lambda: tableau(LireTableauReclamations(), uow),
            "tableau d’une cité": lambda: tableau(
                LireTableauReclamations(FiltreReclamations(cite_id=cite_id)), uow
            ),
            "une réclamation": lambda: lire(LireReclamation(premiere), uow),
            "aujourd’hui": lambda: _a_suivre(ouverte),
        }
        figures: dict[str, Callable[[], object]] = {
            f"indicateurs, par {par.value}": lambda par=par: indicateurs(  # type: ignore[misc]  # bound now
                LireIndicateurs(par=par), uow
            )
            for par in Regroupement
        }
        texte = "liste, mots de la description"
        mots = FiltreReclamations(texte="volet chambre", ouvertes=True)
        return [
            *_mesures(ouverte, listes, taille, liste_brute, _PLAFOND_LISTE),
            *_mesures(ouverte, figures, taille, figures_brutes, _PLAFOND_INDICATEURS),
            Mesure(texte, taille, mediane(lambda: lister(ListerReclamations(mots), uow))),
        ]


def _mesures(
    ouverte: BaseOuverte,
    cas: dict[str, Callable[[], object]],
    taille: int,
    brut: float,
    plafond: float,
) -> Iterator[Mesure]:
    for nom, action in cas.items():
        valeur = mediane(action)
        with _compteur(ouverte) as enonces:
            action()
        detail = f"{len(enonces)} énoncés ; {valeur / brut:.2f} fois le SQL nu ({brut:.1f} ms)"
        yield Mesure(nom, taille, valeur, plafond=plafond, detail=detail)


def _brut(ouverte: BaseOuverte, sql: str) -> object:
    with ouverte.uow.lecture() as session:
        return session.connection().exec_driver_sql(sql).fetchall()


def _a_suivre(ouverte: BaseOuverte) -> object:
    horloge = ouverte.uow.clock
    with ouverte.uow.lecture() as session:
        return reclamations_a_suivre.lire(
            session,
            cite_id=None,
            qui_id=None,
            jour=horloge.today(),
            maintenant=horloge.now(),
            limite=8,
        )


def _une_cite(ouverte: BaseOuverte) -> UUID:
    with ouverte.uow.lecture() as session:
        lue = session.connection().exec_driver_sql("SELECT id FROM cite LIMIT 1")
        return UUID(hex=str(lue.scalar_one()))


@contextmanager
def _compteur(ouverte: BaseOuverte) -> Iterator[list[str]]:
    """The statements run meanwhile, transactions apart."""
    vus: list[str] = []

    def noter(_c: object, _cur: object, sql: str, *_reste: object) -> None:
        vus.append(sql)

    event.listen(ouverte.uow.engine, "before_cursor_execute", noter)
    try:
        yield vus
    finally:
        event.remove(ouverte.uow.engine, "before_cursor_execute", noter)
