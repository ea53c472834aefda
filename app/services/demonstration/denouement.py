"""The last weeks of the story: witnesses, a timetable that moves, follow-ups that end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import text

from app.domain.accompagnement import Canal
from app.domain.clotures import MotifCloture
from app.domain.engagements import RaisonReport
from app.domain.temoins import EtatRencontre
from app.services import annonces, attention, changements, clotures, temoins
from app.services.demonstration.suivi import Acte, Foyer
from app.services.demonstration.tirage import CiteTiree
from db.uow import UnitOfWork

TEMOINS, CLOTURES, PAUSES = 6, 4, 3
_DECALAGE = timedelta(days=21)


def preparer(
    cite: CiteTiree, cite_id: UUID, siens: tuple[Foyer, ...], graine: int, uow: UnitOfWork
) -> list[Acte]:
    """What happens in the last two months, by day."""
    hasard = random.Random(graine + 3)
    rentres = sorted(
        (f for f in siens if f.tire.retour is not None and f.tire.retour < cite.jour),
        key=lambda f: (f.tire.retour or cite.jour, f.menage_id),
    )
    actes = [*_temoins(cite, siens, rentres, hasard, uow)]
    actes += _calendrier(cite, cite_id, hasard, uow)
    actes += _clotures(cite, rentres, hasard, uow)
    return sorted((a for a in actes if a.jour < cite.jour), key=lambda a: a.jour)


def _temoins(
    cite: CiteTiree,
    siens: tuple[Foyer, ...],
    rentres: list[Foyer],
    hasard: random.Random,
    uow: UnitOfWork,
) -> Iterator[Acte]:
    """Households back home agree to testify; worried ones meet the witness proposed to them."""
    suivi = cite.donnees["suivi"]
    jour = cite.jour - timedelta(days=60)
    choisis = [f for f in rentres if f.tire.retour and f.tire.retour < jour]
    for foyer in choisis[CLOTURES : CLOTURES + TEMOINS]:
        cmd = temoins.AccepterDeTemoigner(
            foyer.menage_id, None, "en fin d’après-midi", hasard.choice(suivi["parle_de"])
        )
        yield Acte(jour, lambda cmd=cmd: temoins.accepter(cmd, uow))  # type: ignore[misc]  # the default binds the loop
    partis = [f for f in siens if f.tire.aller and f.tire.aller < cite.jour and not f.tire.retour]
    for rang, foyer in enumerate(partis[:4]):
        faite, mot = rang < 2, hasard.choice(suivi["rassure"])
        le = cite.jour - timedelta(days=20 - 3 * rang)

        def rencontrer(
            menage_id: UUID = foyer.menage_id, faite: bool = faite, mot: str = mot
        ) -> None:
            proposes = temoins.proposer(temoins.LireTemoins(menage_id), uow)
            if not proposes:
                return
            etat = EtatRencontre.FAITE if faite else EtatRencontre.PROPOSEE
            temoin_id = proposes[0].temoin.id
            temoins.noter_rencontre(
                temoins.NoterRencontre(menage_id, temoin_id, etat, precision=mot if faite else ""),
                uow,
            )

        yield Acte(le, rencontrer)


def _calendrier(
    cite: CiteTiree, cite_id: UUID, hasard: random.Random, uow: UnitOfWork
) -> Iterator[Acte]:
    """The batch under way is put back three weeks; most of its households are told a week later."""

    def changer() -> None:
        with uow.lecture() as session:
            ligne = session.execute(
                text(
                    "SELECT t.id, t.debut_travaux, t.fin_travaux FROM tranche t WHERE"
                    " t.cite_id = :cite AND t.debut_travaux <= :jour AND t.fin_travaux > :jour"
                    " ORDER BY (SELECT count(*) FROM engagement e JOIN menage_resume r"
                    " ON r.menage_id = e.menage_id WHERE r.tranche_id = t.id"
                    " AND e.etat = 'a_tenir' AND e.pour_le > :jour) DESC, t.debut_travaux LIMIT 1"
                ),
                {"cite": cite_id.hex, "jour": uow.clock.today().isoformat()},
            ).first()
        if ligne is None:
            return
        tranche_id, debut = UUID(hex=ligne[0]), date.fromisoformat(ligne[1])
        fin = date.fromisoformat(ligne[2]) + _DECALAGE
        apercu = changements.previsualiser(
            changements.ChangerCalendrier(tranche_id, debut, fin, None), uow
        )
        changements.appliquer(
            changements.AppliquerChangement(
                tranche_id,
                debut,
                fin,
                None,
                RaisonReport.METEO,
                cite.donnees["suivi"]["explication"],
                {d.id: d.propose for menage in apercu.concernes for d in menage.dates},
            ),
            uow,
        )

    def dire() -> None:
        ouvertes = annonces.ouvertes(annonces.LireAnnonces(cite_id), uow)
        vieilles = cite.jour - timedelta(days=40)
        du_changement = [a for a in ouvertes if a.changement_id is not None]
        dites = [a for a in ouvertes if a.ouverte_le < vieilles]
        dites += [a for a in du_changement[1:] if hasard.random() < 0.6]
        for annonce in dites:
            canal = hasard.choice((Canal.TELEPHONE, Canal.DOMICILE, Canal.PERMANENCE))
            annonces.annoncer(
                annonces.AnnoncerMenage(
                    annonce.id, uow.clock.today(), canal, annonce.menage, visite=False
                ),
                uow,
            )

    yield Acte(cite.jour - timedelta(days=16), changer)
    yield Acte(cite.jour - timedelta(days=9), dire)


def _clotures(
    cite: CiteTiree, rentres: list[Foyer], hasard: random.Random, uow: UnitOfWork
) -> Iterator[Acte]:
    """The first households back are let go with their summary; one calls back."""
    suivi = cite.donnees["suivi"]
    anciens = rentres[:CLOTURES]
    for foyer in anciens:
        bilan = hasard.choice(suivi["bilans"])

        def clore(menage_id: UUID = foyer.menage_id, bilan: str = bilan) -> None:
            ouvertes = clotures.reste(clotures.LireReste(menage_id), uow)
            laisses = frozenset(a.objet.id for a in ouvertes)
            motif = MotifCloture.PARCOURS_TERMINE
            clotures.clore(clotures.CloreSuivi(menage_id, motif, bilan, None, laisses), uow)

        yield Acte(cite.jour - timedelta(days=15), clore)
    for foyer in anciens[-1:]:
        cmd = clotures.RouvrirSuivi(foyer.menage_id, suivi["reouverture"])
        yield Acte(cite.jour - timedelta(days=8), lambda cmd=cmd: clotures.rouvrir(cmd, uow))  # type: ignore[misc]  # the default binds the loop


def endormir(cite: CiteTiree, cite_id: UUID, uow: UnitOfWork) -> None:
    """On the day itself, put a few reasons of attention to sleep, saying why."""
    suivi = cite.donnees["suivi"]
    lues = attention.lister(attention.LireAttention(cite_id, taille=PAUSES), uow)
    for rang, menage in enumerate(lues):
        motif = suivi["pauses"][rang % len(suivi["pauses"])]
        jusqu_au = cite.jour + timedelta(days=10 + 5 * rang)
        attention.dormir(attention.EndormirAttention(menage.menage_id, jusqu_au, motif), uow)
