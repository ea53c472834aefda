"""Packages lost, late or given up: a recipient that took any of them ends where the base is."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core.suivi import Suivi
from app.domain.envois import EtatColis, Etendue, Format, GenreDestination, IssueEssai
from app.services.exports import profils
from app.services.exports.apercu import Apercevoir, ApercuColis, Motif, apercevoir
from app.services.exports.file_envois import AnnulerColis, annuler
from app.services.exports.file_envois.envoyer import PreparerColis, preparer_colis
from app.services.exports.profils import ContenuProfil, ModifierProfil
from db.models import (
    Colis,
    Consentement,
    Destination,
    EssaiEnvoi,
    Personne,
    Reclamation,
    SuiviReclamation,
    VisiteMotif,
)
from db.uow import UnitOfWork
from tests import factories
from tests.integration.exports.destinataire import DestinataireModele, octets_de
from tests.integration.exports.test_delta import accord
from tests.integration.exports.test_profils import IDENTITE, creer, une_cle


class Envoyeur:
    """A profile of deltas, and what becomes of its packages."""

    def __init__(self, uow: UnitOfWork, nom: str = "Suivi mensuel", **champs: Any) -> None:
        self.uow = uow
        destination = uow.ids.new()
        factories.ecrire(
            uow, Destination(id=destination, nom=nom, genre=GenreDestination.DOSSIER, adresse="d")
        )
        cle_id = une_cle(
            uow, verifiee_le=date(2026, 11, 2), verifiee_par="Mme Exemple", empreinte=nom
        )
        self.contenu: dict[str, Any] = {
            "etendue": Etendue.DELTA, "formats": (Format.JSONL,), "cle_id": cle_id,
            "destination_id": destination, "pseudonymes": False,
        }  # fmt: skip
        self.profil_id = creer(uow, nom, **(self.contenu | champs))

    def preparer(
        self,
        etat: EtatColis | None = None,
        etendue: Etendue | None = None,
        suivi: Suivi | None = None,
    ) -> UUID:
        id_ = preparer_colis(PreparerColis(self.profil_id, etendue), self.uow, suivi).principal
        assert id_ is not None
        if etat is not None:
            self.mettre(id_, etat)
        return id_

    def mettre(self, id_: UUID, etat: EtatColis) -> None:
        with self.uow.ecriture("test.etat") as tx:
            colis = tx.session.get(Colis, id_)
            assert colis is not None
            colis.etat = etat
            tx.commit()

    def voir(self) -> ApercuColis:
        return apercevoir(Apercevoir(self.profil_id), self.uow)


@pytest.fixture
def envoyeur(uow: UnitOfWork) -> Envoyeur:
    factories.menage(uow, "Autre", "Fictif")
    return Envoyeur(uow)


def test_un_menage_parti_dans_un_envoi_sans_accuse_s_efface(
    uow: UnitOfWork, envoyeur: Envoyeur
) -> None:
    menage_id = factories.menage(uow)
    refus = accord(uow, menage_id, accorde=False)
    chez_lui = DestinataireModele(IDENTITE)
    chez_lui.prendre(octets_de(uow, envoyeur.preparer(EtatColis.ACCUSE)))
    assert menage_id.hex not in chez_lui.tables["menage"]
    accord(uow, menage_id, donne_le=date(2026, 11, 1))
    chez_lui.prendre(octets_de(uow, envoyeur.preparer(EtatColis.DEPOSE)))
    assert menage_id.hex in chez_lui.tables["menage"]
    with uow.ecriture("test.retirer") as tx:
        tx.session.execute(text("DELETE FROM consentement WHERE accorde"))
        tx.commit()
    assert refus
    assert [(t.nom, t.retirees) for t in envoyeur.voir().tables] == [("menage", 1)]
    chez_lui.prendre(octets_de(uow, envoyeur.preparer(EtatColis.DEPOSE)))
    assert menage_id.hex not in str(chez_lui.tables)


def test_ce_qui_est_revenu_comme_avant_se_dit_a_qui_a_recu_le_reste(
    uow: UnitOfWork, envoyeur: Envoyeur
) -> None:
    factories.menage(uow)
    premier = octets_de(uow, envoyeur.preparer(EtatColis.ACCUSE))
    for tel in ("0700000000", "0612345678"):
        with uow.ecriture("test.changer") as tx:
            tx.session.query(Personne).filter_by(nom="Wójcik").one().tel_mobile = tel
            tx.commit()
        dernier = octets_de(uow, envoyeur.preparer(EtatColis.DEPOSE))
        chez_lui = DestinataireModele(IDENTITE)
        chez_lui.prendre(premier)
        chez_lui.prendre(dernier)
        tenus = {p["tel_mobile"] for p in chez_lui.tables["personne"].values()}
        assert tenus == {"0612345678", tel}


def test_un_envoi_annule_ne_compte_que_s_il_a_pu_arriver(
    uow: UnitOfWork, envoyeur: Envoyeur
) -> None:
    menage_id = factories.menage(uow)
    refus = accord(uow, menage_id, accorde=False)
    envoyeur.preparer(EtatColis.ACCUSE)

    def parti_puis_refuse(*, essaye: bool) -> bool:
        oui = accord(uow, menage_id, donne_le=date(2026, 11, 1))
        id_ = envoyeur.preparer()
        if essaye:
            factories.ecrire(
                uow,
                EssaiEnvoi(
                    id=uow.ids.new(), colis_id=id_, a=uow.clock.now(), issue=IssueEssai.ECHEC,
                    code="transport.coupe",
                ),
            )  # fmt: skip
        annuler(AnnulerColis(id_), uow)
        with uow.ecriture("test.retirer") as tx:
            tx.session.delete(tx.session.get(Consentement, oui))
            tx.commit()
        return not envoyeur.voir().rien

    assert refus
    assert not parti_puis_refuse(essaye=False)
    assert parti_puis_refuse(essaye=True)


def test_un_profil_elargi_puis_rendu_efface_ce_qui_etait_parti(
    uow: UnitOfWork, envoyeur: Envoyeur
) -> None:
    etroit = ContenuProfil("Suivi mensuel", tables=frozenset({"menage"}), **envoyeur.contenu)
    large = ContenuProfil("Suivi mensuel", **envoyeur.contenu)
    profils.modifier(ModifierProfil(envoyeur.profil_id, etroit), uow)
    envoyeur.preparer(EtatColis.ACCUSE)
    profils.modifier(ModifierProfil(envoyeur.profil_id, large), uow)
    envoyeur.preparer(EtatColis.DEPOSE)
    profils.modifier(ModifierProfil(envoyeur.profil_id, etroit), uow)
    vu = envoyeur.voir()
    assert (vu.etendue, vu.motif) == (Etendue.COMPLET, Motif.PROFIL_CHANGE)


def test_des_lignes_effacees_de_l_historique_font_un_envoi_complet(
    uow: UnitOfWork, envoyeur: Envoyeur
) -> None:
    envoyeur.preparer(EtatColis.ACCUSE)
    factories.menage(uow)
    assert envoyeur.voir().motif is Motif.CHANGEMENTS
    with uow.ecriture("test.purger") as tx:
        tx.session.execute(
            text("DELETE FROM journal WHERE seq = (SELECT max(seq) - 1 FROM journal)")
        )
        tx.commit()
    vu = envoyeur.voir()
    assert (vu.etendue, vu.motif) == (Etendue.COMPLET, Motif.HISTORIQUE_EFFACE)


@pytest.mark.parametrize(
    "champs",
    [
        {"colonnes_retirees": {"personne": frozenset({"menage_id"})}},
        {"colonnes_retirees": {"visite": frozenset({"menage_id"})}},
        {"colonnes_retirees": {"visite_motif": frozenset({"visite_id"})}},
        {"tables": frozenset({"visite_motif", "note", "suivi_reclamation", "personne"})},
    ],
)
def test_un_menage_s_efface_meme_si_ses_lignes_ne_le_nomment_pas(
    uow: UnitOfWork, envoyeur: Envoyeur, champs: dict[str, Any]
) -> None:
    menage_id = factories.menage(uow)
    visite = factories.visite(uow, menage_id)
    reclamation = uow.ids.new()
    factories.ecrire(
        uow,
        VisiteMotif(id=uow.ids.new(), visite_id=visite, code="cles"),
        Reclamation(
            id=reclamation, menage_id=menage_id, reference="R-1", categorie="humidite",
            description="Tache", ouverte_le=date(2026, 11, 2),
        ),
        SuiviReclamation(
            id=uow.ids.new(), reclamation_id=reclamation, etat="recue", le=date(2026, 11, 3),
            source="bailleur",
        ),
    )  # fmt: skip
    contenu = ContenuProfil("Suivi mensuel", **(envoyeur.contenu | champs))
    profils.modifier(ModifierProfil(envoyeur.profil_id, contenu), uow)
    chez_lui = DestinataireModele(IDENTITE)
    chez_lui.prendre(octets_de(uow, envoyeur.preparer(EtatColis.ACCUSE)))
    accord(uow, menage_id, accorde=False)
    chez_lui.prendre(octets_de(uow, envoyeur.preparer(EtatColis.DEPOSE)))
    tout = DestinataireModele(IDENTITE)
    tout.prendre(octets_de(uow, envoyeur.preparer(etendue=Etendue.COMPLET)))
    assert chez_lui.tables == tout.tables
