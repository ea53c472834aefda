"""The preview of a package: what leaves line by line, what changed, what stays and why."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core.errors import RegleMetier
from app.domain.accompagnement import Partenaire
from app.domain.envois import Etendue
from app.domain.partage import Partage
from app.services.exports import profils
from app.services.exports.apercu import (
    Apercevoir,
    ApercuColis,
    EtatLigne,
    LireMenagesRetenus,
    Motif,
    RaisonRetenue,
    apercevoir,
    menages_retenus,
)
from app.services.exports.apercu.lignes import LireLignes, PageLignes, lignes
from app.services.exports.profils import ContenuProfil, ModifierProfil
from app.services.exports.selection import forme
from app.services.exports.selection.retraits import RaisonRetrait
from db.models import Colis, Consentement, Etape, Personne
from db.uow import UnitOfWork
from tests import factories
from tests.integration.exports.test_profils import creer


@pytest.fixture
def profil_id(uow: UnitOfWork) -> UUID:
    return creer(uow, etendue=Etendue.DELTA)


def recu(uow: UnitOfWork, profil_id: UUID, sequence: int = 1) -> None:
    """The recipient acknowledged all that may leave now."""
    profil = profils.lire(profils.LireProfil(profil_id), uow)
    with uow.ecriture("test.accuser") as tx:
        seq = tx.session.execute(text("SELECT max(seq) FROM journal")).scalar_one()
        maintenant = tx.clock.now()
        tx.session.add(
            Colis(
                id=tx.ids.new(), profil_id=profil_id, sequence=sequence, nom=f"p-{sequence}",
                etendue="complet", journal_seq=seq, forme=forme(profil), empreinte="", taille=0,
                nb_lignes=1, prepare_a=maintenant, etat="accuse", etat_a=maintenant,
            )
        )  # fmt: skip
        tx.commit()


def voir(uow: UnitOfWork, profil_id: UUID, etendue: Etendue | None = None) -> ApercuColis:
    return apercevoir(Apercevoir(profil_id, etendue), uow)


def page(
    uow: UnitOfWork, apercu: ApercuColis, table: str, etat: EtatLigne | None = None, **ou: int
) -> PageLignes:
    return lignes(LireLignes(apercu, table, etat, **ou), uow)


def changer(uow: UnitOfWork, sql: str, **valeurs: Any) -> None:
    with uow.ecriture("test.changer") as tx:
        tx.session.execute(text(sql), valeurs)
        tx.commit()


def refuser(uow: UnitOfWork, menage_id: UUID, **champs: Any) -> None:
    valeurs = {"accorde": False, "donne_le": date(2026, 11, 2)} | champs
    factories.ecrire(
        uow,
        Consentement(
            id=uow.ids.new(), menage_id=menage_id, partenaire=Partenaire.BAILLEUR, **valeurs
        ),
    )


def test_jamais_rien_recu_tout_est_nouveau(uow: UnitOfWork, profil_id: UUID) -> None:
    factories.menage(uow)
    vu = voir(uow, profil_id)
    assert (vu.etendue, vu.motif, vu.compare) == (Etendue.COMPLET, Motif.JAMAIS_RECU, False)
    assert {t.nom: t.nouvelles for t in vu.tables} == {
        "cite": 1, "logement": 1, "menage": 1, "personne": 1, "occupation": 1,
    }  # fmt: skip
    lue = page(uow, vu, "personne")
    assert [ligne.etat for ligne in lue.lignes] == [EtatLigne.NOUVELLE]
    assert lue.lignes[0].sujet == "Wójcik Jadwiga"
    assert "Jadwiga" in lue.lignes[0].valeurs
    assert len(lue.colonnes) == len(lue.lignes[0].valeurs)


def test_un_code_se_lit_en_mots(uow: UnitOfWork, profil_id: UUID) -> None:
    """As in the recipient's workbook, before and after."""
    menage_id = factories.menage(uow)
    factories.ecrire(uow, Etape(id=uow.ids.new(), menage_id=menage_id, code="demenagement_aller"))
    (etape,) = page(uow, voir(uow, profil_id), "etape").lignes
    assert "demenagement_aller" not in etape.valeurs
    assert "départ vers le logement provisoire" in etape.valeurs


def test_ce_qui_a_change_se_lit_avant_et_apres(uow: UnitOfWork, profil_id: UUID) -> None:
    for rang in range(4):
        factories.menage(uow, f"Nom{rang}", "Fictif")
    recu(uow, profil_id)
    changer(uow, "UPDATE personne SET tel_mobile = '0700000000' WHERE nom = 'Nom1'")
    changer(uow, "UPDATE personne SET partie_le = '2026-11-20' WHERE nom = 'Nom2'")
    factories.menage(uow, "Nom4", "Fictif")
    vu = voir(uow, profil_id)
    assert (vu.etendue, vu.motif, vu.depuis_sequence) == (Etendue.DELTA, Motif.CHANGEMENTS, 1)
    (table,) = [t for t in vu.tables if t.nom == "personne"]
    assert (table.nouvelles, table.modifiees, table.retirees, table.inchangees) == (1, 1, 1, 0)
    lues = {ligne.sujet: ligne for ligne in page(uow, vu, "personne").lignes}
    assert {nom: ligne.etat for nom, ligne in lues.items()} == {
        "Nom4 Fictif": EtatLigne.NOUVELLE,
        "Nom1 Fictif": EtatLigne.MODIFIEE,
        "Nom2 Fictif": EtatLigne.RETIREE,
    }
    (changement,) = lues["Nom1 Fictif"].changements
    assert (changement.avant, changement.apres) == ("0612345678", "0700000000")
    assert lues["Nom2 Fictif"].raison is RaisonRetrait.EFFACE
    assert "0612345678" in lues["Nom2 Fictif"].valeurs


def test_un_envoi_complet_dit_aussi_ce_qui_a_change(uow: UnitOfWork, profil_id: UUID) -> None:
    for rang in range(5):
        factories.menage(uow, f"Nom{rang}", "Fictif")
    recu(uow, profil_id)
    changer(uow, "UPDATE personne SET tel_mobile = '0700000000' WHERE nom = 'Nom1'")
    vu = voir(uow, profil_id, Etendue.COMPLET)
    assert (vu.etendue, vu.motif, vu.compare) == (Etendue.COMPLET, Motif.DEMANDE, True)
    (table,) = [t for t in vu.tables if t.nom == "personne"]
    assert (table.nouvelles, table.modifiees, table.inchangees, table.partent) == (0, 1, 4, 5)
    etats = Counter(ligne.etat for ligne in page(uow, vu, "personne").lignes)
    assert etats == {EtatLigne.MODIFIEE: 1, EtatLigne.INCHANGEE: 4}
    assert page(uow, vu, "personne", EtatLigne.INCHANGEE).total == 4
    assert len(page(uow, vu, "personne", EtatLigne.INCHANGEE).lignes) == 4
    assert len(page(uow, vu, "personne", EtatLigne.MODIFIEE).lignes) == 1
    assert page(uow, vu, "personne", EtatLigne.NOUVELLE).total == 0


def test_les_pages_se_suivent_sans_trou(uow: UnitOfWork, profil_id: UUID) -> None:
    for rang in range(7):
        factories.menage(uow, f"Nom{rang}", "Fictif")
    recu(uow, profil_id)
    changer(uow, "UPDATE personne SET tel_mobile = '0700000000' WHERE nom < 'Nom4'")
    changer(uow, "UPDATE personne SET partie_le = '2026-11-20' WHERE nom >= 'Nom4'")
    for etendue in (Etendue.DELTA, Etendue.COMPLET):
        vu = voir(uow, profil_id, etendue)
        total = page(uow, vu, "personne").total
        assert total == 7
        lues = [
            ligne.id
            for decalage in range(0, total, 3)
            for ligne in page(uow, vu, "personne", decalage=decalage, limite=3).lignes
        ]
        assert len(set(lues)) == len(lues) == 7


def test_un_accord_retire_est_une_ligne_a_effacer(uow: UnitOfWork, profil_id: UUID) -> None:
    menage_id = factories.menage(uow)
    recu(uow, profil_id)
    refuser(uow, menage_id)
    vu = voir(uow, profil_id)
    assert [(t.nom, t.retirees, t.partent) for t in vu.tables] == [("menage", 1, 0)]
    assert not vu.rien
    (ligne,) = page(uow, vu, "menage", EtatLigne.RETIREE).lignes
    assert (ligne.raison, ligne.sujet) == (RaisonRetrait.ACCORD_RETIRE, "Wójcik Jadwiga")
    retenus = menages_retenus(LireMenagesRetenus(profil_id), uow)
    assert [(m.nom, m.raison) for m in retenus.lignes] == [("Wójcik Jadwiga", RaisonRetenue.REFUS)]


def test_une_ligne_effacee_se_lit_encore(uow: UnitOfWork, profil_id: UUID) -> None:
    factories.menage(uow)
    with uow.ecriture("test.personne") as tx:
        menage_id = tx.session.execute(text("SELECT id FROM menage")).scalar_one()
        autre = Personne(
            id=tx.ids.new(), menage_id=UUID(menage_id), nom="Enfant", prenom="Fictif", lien="enfant"
        )
        tx.session.add(autre)
        tx.commit()
    recu(uow, profil_id)
    changer(uow, "DELETE FROM personne WHERE nom = 'Enfant'")
    vu = voir(uow, profil_id)
    (ligne,) = page(uow, vu, "personne").lignes
    assert (ligne.id, ligne.etat, ligne.raison) == (
        autre.id, EtatLigne.RETIREE, RaisonRetrait.EFFACE,
    )  # fmt: skip
    assert "Enfant" in ligne.valeurs


def test_ce_qui_reste_ici_est_dit_avec_sa_raison(uow: UnitOfWork) -> None:
    menages = [factories.menage(uow, f"Nom{i}", "Fictif") for i in range(4)]
    refuser(uow, menages[0])
    refuser(uow, menages[1], accorde=True, retire_le=date(2026, 11, 20))
    refuser(uow, menages[2], accorde=True)
    for menage_id, visibilite in (
        (menages[2], Partage.BAILLEUR),
        (menages[2], Partage.EQUIPE),
        (menages[2], Partage.CONFIDENTIEL),
        (menages[3], Partage.BAILLEUR),
        (menages[0], Partage.BAILLEUR),
    ):
        factories.visite(uow, menage_id, texte="Récit", visibilite=visibilite)
    id_ = creer(
        uow,
        tables=frozenset({"menage", "personne", "note"}),
        colonnes_retirees={"personne": frozenset({"courriel"})},
    )
    vu = voir(uow, id_)
    dites = {r.raison: r.nombre for r in vu.retenues if r.nombre is not None}
    assert dites == {
        RaisonRetenue.REFUS: 1,
        RaisonRetenue.ACCORD_RETIRE: 1,
        RaisonRetenue.NOTE_EQUIPE: 1,
        RaisonRetenue.NOTE_CONFIDENTIELLE: 1,
        RaisonRetenue.NOTE_SANS_ACCORD: 1,
    }
    assert [t.partent for t in vu.tables if t.nom == "note"] == [1]
    colonnes = [r for r in vu.retenues if r.raison is RaisonRetenue.COLONNE_DU_PROFIL]
    assert [(r.table, r.quoi) for r in colonnes] == [("personne", "Courriel")]
    tables = {r.table for r in vu.retenues if r.raison is RaisonRetenue.TABLE_DU_PROFIL}
    assert "logement" in tables
    assert "menage" not in tables
    par_classe = {r.table for r in vu.retenues if r.raison is RaisonRetenue.COLONNE_EQUIPE}
    assert "personne" in par_classe
    retenus = menages_retenus(LireMenagesRetenus(id_, limite=1), uow)
    assert (retenus.total, len(retenus.lignes)) == (2, 1)


def test_un_profil_change_fait_un_envoi_complet_et_le_dit(uow: UnitOfWork, profil_id: UUID) -> None:
    factories.menage(uow)
    recu(uow, profil_id)
    contenu = ContenuProfil("Suivi mensuel", etendue=Etendue.DELTA, tables=frozenset({"menage"}))
    profils.modifier(ModifierProfil(profil_id, contenu), uow)
    vu = voir(uow, profil_id)
    assert (vu.etendue, vu.motif, vu.compare) == (Etendue.COMPLET, Motif.PROFIL_CHANGE, False)
    with pytest.raises(RegleMetier):
        page(uow, vu, "logement")


def test_rien_de_nouveau_se_voit_avant_de_preparer(uow: UnitOfWork, profil_id: UUID) -> None:
    factories.menage(uow)
    recu(uow, profil_id)
    assert voir(uow, profil_id).rien
    assert not voir(uow, profil_id, Etendue.COMPLET).rien


def test_les_identifiants_montres_sont_ceux_du_destinataire(
    uow: UnitOfWork, profil_id: UUID
) -> None:
    menage_id = factories.menage(uow)
    vu = voir(uow, profil_id)
    (ligne,) = page(uow, vu, "menage").lignes
    assert ligne.id == menage_id
    assert menage_id.hex not in ligne.valeurs
    assert vu.profil.identifiant(menage_id) in ligne.valeurs


def test_apres_une_restauration_l_envoi_est_complet(uow: UnitOfWork, profil_id: UUID) -> None:
    factories.menage(uow)
    recu(uow, profil_id)
    assert voir(uow, profil_id).etendue is Etendue.DELTA
    autre = uow.ids.new()
    changer(
        uow,
        "INSERT INTO appareil (id, depuis, motif) VALUES (:a, '2026-11-24T15:00:00.000Z', 'copie')",
        a=autre.hex,
    )
    changer(
        uow,
        "UPDATE operation SET appareil_id = :a, n = 1 WHERE num ="
        " (SELECT operation_num FROM journal WHERE table_nom = 'colis')",
        a=autre.hex,
    )
    vu = voir(uow, profil_id)
    assert (vu.etendue, vu.motif, vu.compare) == (Etendue.COMPLET, Motif.AUTRE_APPAREIL, False)
