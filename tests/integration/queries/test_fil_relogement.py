"""The thread tells where the household goes, its offers, its moves, who left it."""

from __future__ import annotations

from datetime import date

from app.domain.demenagements import EtatDemenagement, SensDemenagement
from app.domain.engagements import RaisonReport
from app.domain.menages import Lien, StatutMenage
from app.domain.relogements import MotifDepart, MotifRefus, ReponseProposition, Trajectoire
from app.services import foyer, menages, propositions, temoins, trajectoires
from app.services.catalogues import charger
from app.services.documents.phrases import evenement
from app.services.documents.vocabulaire import Libelles
from app.services.menages.lignes import GenreFil
from db.models import Demenagement, Personne, ReportDemenagement
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


def test_le_fil_raconte_le_relogement(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    logement = factories.logement(uow, numero="8", voie="Rue d’Œuf")
    ewa, depart = uow.ids.new(), uow.ids.new()
    factories.ecrire(
        uow,
        Personne(id=ewa, menage_id=menage, nom="Nowak", prenom="Ewa", lien=Lien.ENFANT),
        Demenagement(
            id=depart,
            menage_id=menage,
            sens=SensDemenagement.ALLER,
            vers_id=logement,
            jour=date(2026, 12, 8),
            etat=EtatDemenagement.CONFIRME,
            etat_le=date(2026, 11, 20),
        ),
        ReportDemenagement(
            id=uow.ids.new(),
            demenagement_id=depart,
            le=date(2026, 11, 18),
            jour_avant=date(2026, 12, 1),
            jour_apres=date(2026, 12, 8),
            raison=RaisonReport.METEO,
            explication="le gel",
        ),
        # Another household's move is told in its own thread only.
        Demenagement(
            id=uow.ids.new(),
            menage_id=factories.menage(uow, "Benali", "Karim"),
            sens=SensDemenagement.ALLER,
            vers_id=logement,
            jour=date(2026, 12, 9),
            etat=EtatDemenagement.ANNULE,
            etat_le=date(2026, 11, 20),
        ),
    )
    trajectoires.decider(
        trajectoires.DeciderTrajectoire(menage, Trajectoire.CITE, "école", date(2026, 11, 2)), uow
    )
    offre = propositions.proposer(
        propositions.ProposerLogement(menage, logement, date(2026, 11, 3)), uow
    ).principal
    assert offre is not None
    propositions.repondre(
        propositions.RepondreProposition(
            offre, ReponseProposition.REFUSEE, date(2026, 11, 10), MotifRefus.ETAT, "humide"
        ),
        uow,
    )
    temoins.accepter(temoins.AccepterDeTemoigner(menage, ewa), uow)
    foyer.noter_depart(foyer.NoterDepart(ewa, JOUR, MotifDepart.DECES), uow)

    lu = menages.lire_page(menages.LireFil(menage), uow)
    mots = Libelles(charger())
    dits = {}
    for entree in lu.fil.entrees:
        recit = evenement(entree, mots)
        if recit is not None:
            dits[entree.genre] = (entree.jour, recit.quoi, recit.sujet, recit.detail)
    assert dits[GenreFil.TRAJECTOIRE][1:3] == (
        "trajectoire décidée", "un autre logement de la cité",
    )  # fmt: skip
    assert dits[GenreFil.PROPOSITION][:3] == (
        date(2026, 11, 3), "logement proposé", "8 Rue d’Œuf, T3",
    )  # fmt: skip
    assert dits[GenreFil.REPONSE] == (
        date(2026, 11, 10),
        "réponse à une proposition",
        "8 Rue d’Œuf : refusée",
        "État du logement, humide",
    )
    assert dits[GenreFil.DEMENAGEMENT][:3] == (
        date(2026, 11, 20),
        "déménagement confirmé",
        "le 08/12/2026, départ vers le logement provisoire",
    )
    assert dits[GenreFil.REPORT] == (
        date(2026, 11, 18),
        "déménagement déplacé",
        "du 01/12/2026 au 08/12/2026, départ vers le logement provisoire",
        "Météo : le gel",
    )
    assert dits[GenreFil.PERSONNE] == (JOUR, "décès", "Ewa Nowak", "")
    # Nobody is sent to her any more.
    assert [t.retire_le for t in lu.fiche.temoignages] == [JOUR]
    assert len([e for e in lu.fil.entrees if e.genre is GenreFil.DEMENAGEMENT]) == 1


def test_ce_qui_n_est_pas_encore_arrive_n_est_pas_dans_le_fil(uow: UnitOfWork) -> None:
    menage = factories.menage(uow, statut=StatutMenage.LOCATAIRE)
    factories.ecrire(
        uow,
        Demenagement(
            id=uow.ids.new(),
            menage_id=menage,
            sens=SensDemenagement.ALLER,
            vers_id=factories.logement(uow),
            jour=date(2026, 12, 8),
            etat=EtatDemenagement.PREVU,
            etat_le=date(2026, 11, 20),
        ),
    )
    propositions.proposer(propositions.ProposerLogement(menage, factories.logement(uow)), uow)
    genres = {e.genre for e in menages.lire_page(menages.LireFil(menage), uow).fil.entrees}
    assert GenreFil.PROPOSITION in genres
    assert not genres & {GenreFil.DEMENAGEMENT, GenreFil.REPONSE, GenreFil.REPORT}
