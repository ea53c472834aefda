"""A visit is recorded whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app.core.errors import AppError, EntreeInvalide, RegleMetier
from app.domain.accompagnement import Canal, FamilleBesoin
from app.domain.menages import Phase
from app.domain.partage import Partage
from app.services import engagements, notes, permanences, reclamations, visites
from app.services.visites import (
    BesoinSaisi,
    ConsignerVisite,
    CorrigerVisite,
    LireContexte,
    LireVisite,
    NoteSaisie,
    NouveauMenage,
    PromesseSaisie,
    ReclamationSaisie,
    RessentiSaisi,
    SupprimerVisite,
    TacheSaisie,
)
from db.journal import inverser
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


def _lignes(uow: UnitOfWork, sql: str) -> Sequence[Any]:
    with uow.lecture() as session:
        return [tuple(ligne) for ligne in session.execute(text(sql))]


def _compte(uow: UnitOfWork, table: str) -> int:
    return int(_lignes(uow, f"SELECT count(*) FROM {table}")[0][0])


def _complete(menage: UUID | NouveauMenage, **champs: Any) -> ConsignerVisite:
    valeurs: dict[str, Any] = {
        "heure": time(14, 5, 33),
        "motifs": ("planning", "la clôture du voisin"),
        "ressentis": (RessentiSaisi("inquietude", 3), RessentiSaisi("impatience")),
        "besoins": (BesoinSaisi(FamilleBesoin.LOGEMENT, "plain_pied", "pas d’escalier"),),
        "notes": (
            NoteSaisie("La date du retour a changé.", Partage.BAILLEUR),
            NoteSaisie("Préfère qu’on n’en parle pas à sa fille.", Partage.CONFIDENTIEL),
        ),
        "promesses": (PromesseSaisie("rappeler avec la date", date(2026, 11, 27)),),
        "taches": (TacheSaisie("appeler la conduite de travaux", date(2026, 11, 25)),),
        "orientations": ("caf",),
        "reclamations": (
            ReclamationSaisie("menuiseries", "volet de la chambre bloqué"),
            ReclamationSaisie("ventilation", "moisissure"),
        ),
    }
    return ConsignerVisite(JOUR, menage, **(valeurs | champs))


def test_tout_ce_qu_une_visite_apporte_est_enregistre(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    sofia = factories.intervenant(uow)
    faite = visites.consigner(_complete(menage_id, intervenant_id=sofia), uow)
    assert faite.references == ("R-0001", "R-0002")
    assert faite.a_dire == ()
    assert faite.touche("menages", menage_id)
    assert faite.principal is not None
    lue = visites.lire(LireVisite(faite.principal), uow)
    assert lue.heure == time(14, 5)
    assert lue.premiere_fois
    assert lue.motifs == ("planning", "la clôture du voisin")
    assert [(r.code, r.intensite) for r in lue.ressentis] == [
        ("inquietude", 3),
        ("impatience", None),
    ]
    assert [n.visibilite for n in lue.notes] == [Partage.BAILLEUR, Partage.CONFIDENTIEL]
    assert [(p.texte, p.pour_le, p.par) for p in lue.promesses] == [
        ("rappeler avec la date", date(2026, 11, 27), "Sofia Lemaire")
    ]
    assert lue.taches[0].qui == "Sofia Lemaire"
    assert lue.orientations == ("caf",)
    assert [r.reference for r in lue.reclamations] == ["R-0001", "R-0002"]
    assert lue.besoins[0].precision == "pas d’escalier"
    resume = _lignes(
        uow, "SELECT derniere_visite, nb_visites, prochaine_echeance FROM menage_resume"
    )
    assert resume == [("2026-11-24", 1, "2026-11-25")]
    assert _lignes(uow, "SELECT logement_id IS NOT NULL FROM reclamation") == [(1,), (1,)]


def test_tout_tient_en_une_operation_qui_s_annule(uow: UnitOfWork) -> None:
    avant = _compte(uow, "operation")
    faite = visites.consigner(_complete(NouveauMenage("KOWALSKI", "JAN", "06 11 22 33 44")), uow)
    assert _compte(uow, "operation") == avant + 1
    assert _lignes(uow, "SELECT nom, telephones FROM menage_resume") == [
        ("Kowalski Jan", "0611223344")
    ]
    num = _lignes(uow, "SELECT max(num) FROM operation")[0][0]
    with uow.ecriture("annuler", origine="annulation") as tx:
        inverser(tx.connection, num)
        tx.commit()
    for table in ("visite", "menage", "personne", "note", "engagement", "tache", "reclamation"):
        assert _compte(uow, table) == 0, table
    assert faite.menage_id is not None


def test_une_faute_n_ecrit_rien(uow: UnitOfWork) -> None:
    mauvaise = _complete(NouveauMenage("Kowalski", telephone="pas un numéro"))
    with pytest.raises(EntreeInvalide, match=r"visite\.telephone"):
        visites.consigner(mauvaise, uow)
    disparu = _complete(NouveauMenage("Kowalski"), permanence_id=uuid4())
    with pytest.raises(RegleMetier, match=r"general\.introuvable"):
        visites.consigner(disparu, uow)
    sans_description = _complete(
        NouveauMenage("Kowalski"), reclamations=(ReclamationSaisie("autre", " "),)
    )
    with pytest.raises(EntreeInvalide, match=r"saisie\.obligatoire"):
        visites.consigner(sans_description, uow)
    assert (_compte(uow, "menage"), _compte(uow, "visite")) == (0, 0)


def test_les_references_continuent_d_une_visite_a_l_autre(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    visites.consigner(_complete(menage_id), uow)
    suite = visites.consigner(_complete(menage_id), uow)
    assert suite.references == ("R-0003", "R-0004")
    seule = reclamations.ouvrir(reclamations.OuvrirReclamation(menage_id, "autre", "portail"), uow)
    assert seule.touche("menages", menage_id)
    assert _lignes(uow, "SELECT max(reference) FROM reclamation") == [("R-0005",)]


@pytest.mark.parametrize("canal", list(Canal))
def test_la_meme_commande_sert_tous_les_canaux(uow: UnitOfWork, canal: Canal) -> None:
    menage_id = factories.menage(uow)
    faite = visites.consigner(
        ConsignerVisite(JOUR, menage_id, canal=canal, motifs=("parler",)), uow
    )
    assert faite.principal is not None
    assert visites.lire(LireVisite(faite.principal), uow).canal is canal


def test_un_passage_anonyme_compte_sans_menage(uow: UnitOfWork) -> None:
    faite = visites.consigner(ConsignerVisite(JOUR, motifs=("planning",)), uow)
    assert faite.menage_id is None
    assert not faite.touche("menages")
    assert faite.principal is not None
    lue = visites.lire(LireVisite(faite.principal), uow)
    assert (lue.menage_nom, lue.premiere_fois) == ("", False)


def test_l_adresse_d_un_nouveau_menage_trouve_son_logement_libre(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    logement_id = factories.logement(uow, cite_id=cite_id, numero="14", voie="Rue de Stockholm")
    qui = NouveauMenage("Haddad", "Karim", adresse="14 rue de stockholm", cite_id=cite_id)
    visites.consigner(ConsignerVisite(JOUR, qui, motifs=("parler",)), uow)
    assert _lignes(uow, "SELECT logement_id, adresse FROM menage_resume") == [
        (logement_id.hex, "14 Rue de Stockholm")
    ]
    voisin = NouveauMenage("Leroy", adresse="14 rue de Stockholm", cite_id=cite_id)
    visites.consigner(ConsignerVisite(JOUR, voisin, motifs=("parler",)), uow)
    assert _compte(uow, "occupation") == 1
    assert _lignes(uow, "SELECT texte FROM note") == [
        ("Coordonnées données à l’accueil : 14 rue de Stockholm",)
    ]


def test_un_menage_deja_connu_n_est_pas_cree_deux_fois(uow: UnitOfWork) -> None:
    factories.menage(uow, "Wójcik", "Jadwiga")
    qui = NouveauMenage("WOJCIK", "J.", telephone="06.12.34.56.78")
    with pytest.raises(RegleMetier, match=r"visite\.menage_connu") as refus:
        visites.consigner(ConsignerVisite(JOUR, qui, motifs=("parler",)), uow)
    assert refus.value.params["menage"] == "Wójcik Jadwiga"
    autre = NouveauMenage("Nowak", telephone="06.12.34.56.78")
    visites.consigner(ConsignerVisite(JOUR, autre, motifs=("parler",)), uow)
    assert _compte(uow, "menage") == 2


def test_une_visite_a_un_menage_fusionne_va_au_bon(uow: UnitOfWork) -> None:
    garde, absorbe = factories.menage(uow), factories.menage(uow)
    with uow.ecriture("test") as tx:
        tx.connection.execute(
            text("UPDATE menage SET fusionne_dans_id = :g WHERE id = :a"),
            {"g": garde.hex, "a": absorbe.hex},
        )
        tx.commit()
    faite = visites.consigner(ConsignerVisite(JOUR, absorbe, motifs=("parler",)), uow)
    assert faite.menage_id == garde


def test_une_visite_ne_s_ajoute_pas_a_une_permanence_close(uow: UnitOfWork) -> None:
    cite_id, menage_id = factories.cite(uow), factories.menage(uow)
    ouverte = permanences.ouvrir(
        permanences.OuvrirPermanence(cite_id, JOUR, time(14), "Maison du projet"), uow
    )
    assert ouverte.principal is not None
    cmd = ConsignerVisite(JOUR, menage_id, permanence_id=ouverte.principal, motifs=("parler",))
    visites.consigner(cmd, uow)
    permanences.clore(permanences.ClorePermanence(ouverte.principal), uow)
    with pytest.raises(RegleMetier, match="permanence_pas_ouverte"):
        visites.consigner(cmd, uow)


def test_corriger_change_les_faits_et_garde_la_trace(uow: UnitOfWork) -> None:
    faite = visites.consigner(_complete(factories.menage(uow)), uow)
    assert faite.principal is not None
    visites.corriger(
        CorrigerVisite(faite.principal, date(2026, 11, 23), Canal.TELEPHONE, None, ("loyer",)), uow
    )
    lue = visites.lire(LireVisite(faite.principal), uow)
    assert (lue.jour, lue.canal, lue.motifs) == (date(2026, 11, 23), Canal.TELEPHONE, ("loyer",))
    traces = _lignes(uow, "SELECT groupe FROM journal WHERE genre = 'U' AND table_nom = 'visite'")
    assert {t[0] for t in traces} == {"quand", "canal"}
    with pytest.raises(AppError, match="jour_futur"):
        visites.corriger(CorrigerVisite(faite.principal, date(2027, 1, 1), Canal.COURRIER), uow)


def test_une_note_se_corrige_par_une_autre(uow: UnitOfWork) -> None:
    faite = visites.consigner(_complete(factories.menage(uow)), uow)
    assert faite.principal is not None
    premiere = visites.lire(LireVisite(faite.principal), uow).notes[0]
    notes.corriger(notes.CorrigerNote(premiere.id, "Le retour est en mars."), uow)
    lue = visites.lire(LireVisite(faite.principal), uow)
    assert sorted(n.texte for n in lue.notes) == [
        "Le retour est en mars.",
        "Préfère qu’on n’en parle pas à sa fille.",
    ]
    assert _compte(uow, "note") == 3
    with pytest.raises(RegleMetier, match=r"note\.deja_corrigee"):
        notes.corriger(notes.CorrigerNote(premiere.id, "Encore"), uow)


def test_supprimer_enleve_la_visite_et_ses_suites_mais_pas_le_menage(uow: UnitOfWork) -> None:
    faite = visites.consigner(_complete(NouveauMenage("Kowalski")), uow)
    assert faite.principal is not None
    note = visites.lire(LireVisite(faite.principal), uow).notes[0]
    notes.corriger(notes.CorrigerNote(note.id, "Corrigée"), uow)
    visites.supprimer(SupprimerVisite(faite.principal), uow)
    for table in ("visite", "visite_motif", "note", "engagement", "tache", "reclamation"):
        assert _compte(uow, table) == 0, table
    assert _compte(uow, "menage") == 1
    num = _lignes(uow, "SELECT max(num) FROM operation")[0][0]
    with uow.ecriture("annuler", origine="annulation") as tx:
        inverser(tx.connection, num)
        tx.commit()
    assert visites.lire(LireVisite(faite.principal), uow).reclamations[0].reference == "R-0001"
    assert _compte(uow, "note") == 3


def test_une_visite_dont_la_promesse_est_tenue_ne_se_supprime_plus(uow: UnitOfWork) -> None:
    faite = visites.consigner(_complete(factories.menage(uow)), uow)
    assert faite.principal is not None
    promesse = visites.lire(LireVisite(faite.principal), uow).promesses[0]
    engagements.tenir(engagements.TenirEngagement(promesse.id), uow)
    with pytest.raises(RegleMetier, match="suites_engagees"):
        visites.supprimer(SupprimerVisite(faite.principal), uow)
    assert _compte(uow, "visite") == 1


def test_le_contexte_dit_ce_qu_il_faut_savoir_avant_de_parler(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    visites.consigner(_complete(menage_id), uow)
    contexte = visites.contexte(LireContexte(menage_id), uow)
    assert contexte.nom == "Wójcik Jadwiga"
    assert contexte.phase is Phase.AVANT
    assert contexte.derniere_visite == JOUR
    assert [p.nom for p in contexte.personnes] == ["Jadwiga Wójcik"]
    assert [p.texte for p in contexte.promesses] == ["rappeler avec la date"]
    assert [t.titre for t in contexte.taches] == ["appeler la conduite de travaux"]
    with pytest.raises(RegleMetier, match=r"general\.introuvable"):
        visites.contexte(LireContexte(uuid4()), uow)
