"""The household page: complete, and in a number of statements that never varies."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

from app.domain.accompagnement import (
    Canal,
    CodeSouhait,
    EtatEngagement,
    FamilleBesoin,
    NatureNote,
    Partenaire,
)
from app.domain.logements import NatureOccupation
from app.domain.menages import Lien, Phase, Role
from app.domain.partage import Partage
from db.models import (
    Besoin,
    Consentement,
    Engagement,
    Etape,
    Note,
    Occupation,
    Orientation,
    Personne,
    Reclamation,
    Referent,
    RendezVous,
    Ressenti,
    Souhait,
    Tache,
    VisiteMotif,
)
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import NatureAttente
from db.queries.fil import lire_fil
from db.queries.fil_modele import GenreFil, VisiteFil
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql

JOUR = date(2026, 11, 24)


def _remplir(uow: UnitOfWork, menage_id, cite_id) -> None:
    new = uow.ids.new
    sofia = factories.intervenant(uow)
    tiroir = factories.logement(uow, cite_id=cite_id, numero="8", voie="Rue d’Œuf")
    visite = factories.visite(uow, menage_id, texte="Inquiète pour le retour.")
    lignes = [
        Personne(
            id=new(),
            menage_id=menage_id,
            nom="Wójcik",
            prenom="Henri",
            lien=Lien.CONJOINT,
            naissance=date(1950, 11, 25),
        ),
        Referent(id=new(), menage_id=menage_id, intervenant_id=sofia, role=Role.MEDIATRICE),
        Occupation(
            id=new(),
            menage_id=menage_id,
            logement_id=tiroir,
            nature=NatureOccupation.TIROIR,
            debut=date(2026, 10, 12),
        ),
        Etape(id=new(), menage_id=menage_id, code="enquete", faite_le=date(2026, 6, 3)),
        Souhait(
            id=new(), menage_id=menage_id, code=CodeSouhait.RETOUR, exprime_le=date(2026, 6, 3)
        ),
        VisiteMotif(id=new(), visite_id=visite, code="planning"),
        Ressenti(
            id=new(),
            menage_id=menage_id,
            visite_id=visite,
            jour=date(2026, 11, 12),
            code="inquietude",
            intensite=3,
        ),
        Besoin(
            id=new(),
            menage_id=menage_id,
            visite_id=visite,
            famille=FamilleBesoin.LOGEMENT,
            code="plain_pied",
            ouvert_le=date(2026, 11, 12),
        ),
        Orientation(
            id=new(), menage_id=menage_id, visite_id=visite, vers="ccas", jour=date(2026, 11, 12)
        ),
        Engagement(
            id=new(),
            menage_id=menage_id,
            visite_id=visite,
            texte="Rappeler avant vendredi",
            pris_le=date(2026, 11, 12),
            pour_le=date(2026, 11, 20),
            par_id=sofia,
            etat=EtatEngagement.A_TENIR,
        ),
        Tache(id=new(), menage_id=menage_id, titre="Relevé de compteur", pour_le=date(2026, 12, 2)),
        RendezVous(id=new(), menage_id=menage_id, jour=date(2026, 11, 26), objet="Clés"),
        Reclamation(
            id=new(),
            menage_id=menage_id,
            reference="R-214",
            categorie="menuiserie",
            description="Volet",
            ouverte_le=date(2026, 11, 21),
        ),
        Consentement(
            id=new(),
            menage_id=menage_id,
            partenaire=Partenaire.BAILLEUR,
            accorde=True,
            donne_le=date(2026, 6, 3),
        ),
    ]
    factories.ecrire(uow, *lignes)


def test_la_fiche_dit_tout(uow: UnitOfWork) -> None:
    cite = factories.cite(uow, lieu_permanence="Maison du projet", telephone="0321000000")
    home = factories.logement(uow, cite_id=cite, numero="14")
    menage = factories.menage(uow, logement_id=home)
    _remplir(uow, menage, cite)
    with uow.lecture() as session:
        fiche = lire_fiche(session, menage, JOUR)
    assert fiche is not None
    assert fiche.phase is Phase.PENDANT
    assert fiche.foyer is not None
    assert fiche.foyer.adresse == "14 Rue de Stockholm"
    assert fiche.actuel is not None
    assert fiche.actuel.adresse == "8 Rue d’Œuf"
    assert fiche.cite is not None
    assert fiche.cite.lieu_permanence == "Maison du projet"
    assert [(p.prenom, p.age_ans) for p in fiche.personnes] == [("Jadwiga", None), ("Henri", 75)]
    assert fiche.referents[0].nom == "Sofia Lemaire"
    assert [(a.nature, a.en_retard) for a in fiche.attente] == [
        (NatureAttente.ENGAGEMENT, True),
        (NatureAttente.RENDEZ_VOUS, False),
        (NatureAttente.TACHE, False),
        (NatureAttente.RECLAMATION, False),
    ]
    assert fiche.engagements[0].par == "Sofia Lemaire"
    blocs = (fiche.souhaits, fiche.besoins, fiche.ressentis, fiche.consentements)
    assert [len(bloc) for bloc in (*blocs, fiche.orientations, fiche.etapes)] == [1] * 6
    assert fiche.nb_visites == 1


def test_un_menage_inconnu_n_a_pas_de_fiche(uow: UnitOfWork) -> None:
    with uow.lecture() as session:
        assert lire_fiche(session, uow.ids.new(), JOUR) is None


def test_un_menage_sans_logement_a_une_fiche(uow: UnitOfWork) -> None:
    from db.models import Menage

    id_ = uow.ids.new()
    factories.ecrire(uow, Menage(id=id_, nom="Sans logement"))
    with uow.lecture() as session:
        fiche = lire_fiche(session, id_, JOUR)
        assert fiche is not None
        fil = lire_fil(session, fiche)
    assert (fiche.foyer, fiche.actuel, fiche.cite, fiche.phase) == (None, None, None, Phase.AVANT)
    assert (fil.entrees, fil.total) == ((), 0)


def test_le_fil_raconte_du_plus_recent_au_plus_ancien(uow: UnitOfWork) -> None:
    cite = factories.cite(uow)
    menage = factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite))
    _remplir(uow, menage, cite)
    with uow.lecture() as session:
        fiche = lire_fiche(session, menage, JOUR)
        assert fiche is not None
        fil = lire_fil(session, fiche)
        visites = lire_fil(session, fiche, genres=(GenreFil.VISITE,))
        derniere = lire_fil(session, fiche, debut=fil.total - 1, taille=10)
        au_dela = lire_fil(session, fiche, debut=1000)
    genres = [e.genre for e in fil.entrees]
    assert genres[:3] == [GenreFil.RECLAMATION, GenreFil.VISITE, GenreFil.ARRIVEE]
    assert [e.jour for e in fil.entrees] == sorted((e.jour for e in fil.entrees), reverse=True)
    visite = visites.entrees[0].contenu
    assert isinstance(visite, VisiteFil)
    assert visite.canal is Canal.PERMANENCE
    assert visite.motifs == ("planning",)
    assert [n.texte for n in visite.notes] == ["Inquiète pour le retour."]
    assert [r.code for r in visite.ressentis] == ["inquietude"]
    assert [e.texte for e in visite.engagements] == ["Rappeler avant vendredi"]
    assert visites.total == 1
    assert derniere.entrees == fil.entrees[-1:]
    assert (au_dela.entrees, au_dela.total) == ((), fil.total)


def test_une_note_corrigee_laisse_la_place_a_sa_correction(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    premiere, seconde = uow.ids.new(), uow.ids.new()
    commun = {
        "menage_id": menage, "nature": NatureNote.OBSERVATION, "visibilite": Partage.EQUIPE,
        "ecrite_a": uow.clock.now(), "jour": date(2026, 11, 3),
    }  # fmt: skip
    factories.ecrire(
        uow,
        Note(id=premiere, texte="Fuite au 12", **commun),
        Note(id=seconde, texte="Fuite au 14", remplace_id=premiere, **commun),
    )
    with uow.lecture() as session:
        fiche = lire_fiche(session, menage, JOUR)
        assert fiche is not None
        fil = lire_fil(session, fiche, genres=(GenreFil.NOTE,))
    assert [e.contenu.texte for e in fil.entrees] == ["Fuite au 14"]


def test_le_nombre_d_enonces_ne_depend_pas_de_l_histoire(
    uow: UnitOfWork, compteur_sql: Callable[[], AbstractContextManager[CompteurSql]]
) -> None:
    cite = factories.cite(uow)
    court = factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite))
    long = factories.menage(uow, "Benali", logement_id=factories.logement(uow, cite_id=cite))
    _remplir(uow, long, cite)
    for n in range(60):
        factories.visite(uow, long, JOUR - timedelta(days=n), texte=f"Passage {n}")
    comptes = []
    for menage, taille in ((court, 10), (long, 10), (long, 500)):
        with uow.lecture() as session, compteur_sql() as compteur:
            fiche = lire_fiche(session, menage, JOUR)
            assert fiche is not None
            fil = lire_fil(session, fiche, taille=taille)
        comptes.append(compteur.nombre)
    assert len(fil.entrees) == fil.total > 60
    assert len(set(comptes)) == 1
    assert 15 < comptes[0] <= 49
