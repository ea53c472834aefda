"""Households created, changed, merged, and every action undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core.errors import AppError, EntreeInvalide, RegleMetier
from app.domain.accompagnement import FamilleBesoin, Partenaire
from app.domain.logements import NatureOccupation
from app.domain.menages import Civilite, Information, Phase, Role
from app.services import besoins, consentements, menages, occupations, personnes, referents
from app.services.annulation import AnnulerOperation, annuler
from app.services.menages import Cote
from db.models import Etape
from db.uow import UnitOfWork
from tests import factories


def _sql(uow: UnitOfWork, sql: str, **params: object) -> list[tuple[object, ...]]:
    with uow.lecture() as session:
        return [tuple(r) for r in session.execute(text(sql), params)]


@contextmanager
def refuse(code: str) -> Iterator[None]:
    """The action inside is refused with that code."""
    with pytest.raises(AppError) as refus:
        yield
    assert refus.value.code == code


def _fiche(uow: UnitOfWork, menage_id) -> menages.FicheMenage:
    return menages.fiche(menages.LireFiche(menage_id), uow)


def test_creer_un_menage_dans_un_logement(uow: UnitOfWork) -> None:
    logement = factories.logement(uow)
    changes = menages.creer(
        menages.CreerMenage(
            {"nom": "D’Hondt", "prenom": "Zoé", "tel_mobile": "06 12 34 56 78", "civilite": "mme"},
            {"loyer": "430,38", "nb_occupants": 3},
            logement_id=logement,
            depuis=date(2019, 5, 1),
        ),
        uow,
    )
    assert changes.principal is not None
    assert changes.touche("menages", changes.principal)
    fiche = _fiche(uow, changes.principal)
    assert fiche.menage.nom == "D’Hondt Zoé"
    assert fiche.menage.loyer == Decimal("430.38")
    assert fiche.foyer is not None
    assert fiche.foyer.id == logement
    titulaire = fiche.personnes[0]
    assert (titulaire.titulaire, titulaire.tel_mobile) == (True, "0612345678")
    assert titulaire.civilite is Civilite.MADAME


@pytest.mark.parametrize(
    ("titulaire", "champs", "code"),
    [
        ({"nom": "  "}, {}, "saisie.obligatoire"),
        ({"nom": "Ali", "tel_mobile": "06 12"}, {}, "saisie.telephone"),
        ({"nom": "Ali", "courriel": "ali@"}, {}, "saisie.courriel"),
        ({"nom": "Ali", "naissance": date(2031, 1, 1)}, {}, "personne.naissance"),
        ({"nom": "Ali", "age": 300}, {}, "personne.naissance"),
        ({"nom": "Ali"}, {"loyer": "beaucoup"}, "saisie.nombre"),
        ({"nom": "Ali"}, {"loyer": -3}, "saisie.nombre"),
        ({"nom": "Ali"}, {"statut": "roi"}, "saisie.choix"),
        ({"nom": "Ali"}, {"langue": "2 51 04 59 123 456 78"}, "saisie.nir"),
    ],
)
def test_une_saisie_impossible_ne_cree_rien(uow: UnitOfWork, titulaire, champs, code) -> None:
    with pytest.raises(EntreeInvalide) as refus:
        menages.creer(menages.CreerMenage(titulaire, champs), uow)
    assert refus.value.code == code
    assert _sql(uow, "SELECT count(*) FROM menage") == [(0,)]


def test_modifier_sans_rien_changer_n_ecrit_rien(uow: UnitOfWork) -> None:
    id_ = factories.menage(uow, "Benali", langue="arabe")
    assert (
        menages.modifier(menages.ModifierMenage(id_, {"langue": " arabe "}), uow).operation is None
    )
    changes = menages.modifier(menages.ModifierMenage(id_, {"langue": ""}), uow)
    assert changes.operation is not None
    assert _fiche(uow, id_).menage.langue is None


def test_la_phase_fixee_porte_sa_raison(uow: UnitOfWork) -> None:
    id_ = factories.menage(uow)
    with pytest.raises(EntreeInvalide) as refus:
        menages.fixer_phase(menages.FixerPhase(id_, Phase.APRES, "  "), uow)
    assert refus.value.code == "menage.phase_motif"
    menages.fixer_phase(menages.FixerPhase(id_, Phase.APRES, "Retour anticipé"), uow)
    assert _fiche(uow, id_).phase is Phase.APRES
    menages.fixer_phase(menages.FixerPhase(id_, None), uow)
    fiche = _fiche(uow, id_)
    assert (fiche.phase, fiche.menage.phase_motif) == (Phase.AVANT, None)


def test_deux_menages_ne_tiennent_pas_dans_un_logement(uow: UnitOfWork) -> None:
    logement = factories.logement(uow)
    factories.menage(uow, "Wójcik", logement_id=logement)
    autre = factories.menage(uow, "Benali")
    with pytest.raises(RegleMetier) as refus:
        occupations.ouvrir(
            occupations.OuvrirOccupation(
                autre, logement, NatureOccupation.TIROIR, date(2026, 11, 1)
            ),
            uow,
        )
    assert refus.value.code == "occupation.logement_pris"
    assert refus.value.params["menage"] == "Wójcik Jadwiga"


def test_un_menage_part_au_tiroir_puis_rentre(uow: UnitOfWork) -> None:
    origine, tiroir = factories.logement(uow), factories.logement(uow)
    id_ = factories.menage(uow, logement_id=origine)
    aller = occupations.Deplacer(id_, tiroir, NatureOccupation.TIROIR, date(2026, 7, 1))
    occupations.deplacer(aller, uow)
    fiche = _fiche(uow, id_)
    assert fiche.phase is Phase.PENDANT
    assert fiche.actuel is not None
    assert fiche.actuel.id == tiroir
    retour = occupations.Deplacer(id_, origine, NatureOccupation.ORIGINE, date(2026, 11, 20))
    occupations.deplacer(retour, uow)
    fiche = _fiche(uow, id_)
    assert (fiche.phase, fiche.actuel) == (Phase.APRES, None)
    # The visits of the home are foreseen by themselves: nothing was done yet.
    assert {(e.code, e.faite_le) for e in fiche.etapes if e.faite_le} == {
        ("demenagement_aller", date(2026, 7, 1)),
        ("demenagement_retour", date(2026, 11, 20)),
    }
    assert [o.fin for o in fiche.occupations if o.nature is NatureOccupation.TIROIR] == [
        date(2026, 11, 20)
    ]


def test_s_installer_pour_de_bon_clot_les_autres_logements(uow: UnitOfWork) -> None:
    origine, ailleurs = factories.logement(uow), factories.logement(uow)
    id_ = factories.menage(uow, logement_id=origine)
    occupations.deplacer(
        occupations.Deplacer(id_, ailleurs, NatureOccupation.DEFINITIF, date(2026, 9, 1)), uow
    )
    fiche = _fiche(uow, id_)
    assert fiche.phase is Phase.APRES
    assert fiche.foyer is not None
    assert fiche.foyer.id == ailleurs
    assert [o.fin for o in fiche.occupations] == [date(2026, 9, 1), None]


def _deux(uow: UnitOfWork) -> tuple[UUID, UUID]:
    """One household told twice, in one dwelling."""
    logement = factories.logement(uow)
    garde = factories.menage(uow, "Wójcik", "Jadwiga", logement_id=logement, loyer=Decimal(400))
    absorbe = factories.menage(uow, "Wojcik", "Jadwiga", logement_id=logement, langue="polonais")
    for id_, jour in ((garde, date(2026, 10, 1)), (absorbe, date(2026, 11, 2))):
        factories.visite(uow, id_, jour, texte="Passage")
        factories.ecrire(uow, Etape(id=uow.ids.new(), menage_id=id_, code="enquete", faite_le=jour))
    return garde, absorbe


def test_fusionner_deux_menages_et_revenir_en_arriere(uow: UnitOfWork) -> None:
    garde, absorbe = _deux(uow)
    etat = _etat(uow)
    apercu = menages.comparer(menages.ComparerMenages(garde, absorbe), uow)
    assert [c.champ for c in apercu.conflits] == ["nom"]
    assert apercu.deux_logements == ()
    paire = apercu.personnes[0]
    changes = menages.fusionner(
        menages.FusionnerMenages(
            garde,
            absorbe,
            {"nom": Cote.GARDE},
            personnes=((paire.garde_id, paire.absorbee_id),),
        ),
        uow,
    )
    fiche = _fiche(uow, garde)
    assert fiche.nb_visites == 2
    assert (fiche.menage.loyer, fiche.menage.langue) == (Decimal(400), "polonais")
    assert len(fiche.personnes) == len(fiche.occupations) == len(fiche.etapes) == 1
    assert _fiche(uow, absorbe).menage.fusionne_dans_id == garde
    assert _sql(uow, "SELECT count(*) FROM menage_resume") == [(1,)]
    with refuse("menage.fusionne"):
        menages.modifier(menages.ModifierMenage(absorbe, {"langue": "x"}), uow)
    assert changes.operation is not None
    annule = annuler(AnnulerOperation(changes.operation), uow)
    assert annule.touche("menages", garde)
    assert annule.touche("menages", absorbe)
    assert _etat(uow) == etat
    with refuse("annulation.deja_faite"):
        annuler(AnnulerOperation(changes.operation), uow)


def _etat(uow: UnitOfWork) -> list[object]:
    """Everything told of households, row by row."""
    tables = ("menage", "personne", "occupation", "visite", "note", "etape", "menage_resume")
    return [sorted(_sql(uow, f"SELECT * FROM {t}"), key=str) for t in tables]


def test_un_conflit_sans_choix_arrete_la_fusion(uow: UnitOfWork) -> None:
    garde, absorbe = _deux(uow)
    with pytest.raises(RegleMetier) as refus:
        menages.fusionner(menages.FusionnerMenages(garde, absorbe), uow)
    assert refus.value.code == "fusion.a_choisir"
    assert refus.value.params["champs"] == ["Ménage"]
    with refuse("fusion.meme"):
        menages.fusionner(menages.FusionnerMenages(garde, garde), uow)


def test_deux_logements_a_la_fois_se_confirment(uow: UnitOfWork) -> None:
    garde, absorbe = factories.menage(uow), factories.menage(uow)
    with refuse("fusion.deux_logements"):
        menages.fusionner(menages.FusionnerMenages(garde, absorbe), uow)
    menages.fusionner(menages.FusionnerMenages(garde, absorbe, deux_logements=True), uow)
    assert len(_fiche(uow, garde).occupations) == 2


def test_fusionner_deux_personnes_garde_la_prudence(uow: UnitOfWork) -> None:
    id_ = factories.menage(uow, "Benali", "Karim")
    double = personnes.ajouter(
        personnes.AjouterPersonne(
            id_, {"nom": "Ben Ali", "prenom": "Karim", "information": "rien", "langue": "arabe"}
        ),
        uow,
    ).principal
    garde = next(p.id for p in _fiche(uow, id_).personnes if p.id != double)
    with refuse("fusion.a_choisir"):
        personnes.fusionner(personnes.FusionnerPersonnes(garde, double), uow)
    choix = dict.fromkeys(("nom", "lien"), Cote.GARDE)
    personnes.fusionner(personnes.FusionnerPersonnes(garde, double, choix), uow)
    (reste,) = _fiche(uow, id_).personnes
    assert (reste.nom, reste.langue) == ("Benali", "arabe")
    assert reste.information is Information.RIEN


def test_retirer_une_personne_sauf_la_derniere(uow: UnitOfWork) -> None:
    id_ = factories.menage(uow)
    ajout = personnes.ajouter(personnes.AjouterPersonne(id_, {"nom": "Wójcik", "age": 12}), uow)
    assert ajout.principal is not None
    assert _fiche(uow, id_).personnes[1].age_ans == 12
    retrait = personnes.retirer(personnes.RetirerPersonne(ajout.principal), uow)
    (derniere,) = _fiche(uow, id_).personnes
    with refuse("personne.derniere"):
        personnes.retirer(personnes.RetirerPersonne(derniere.id), uow)
    assert retrait.operation is not None
    annuler(AnnulerOperation(retrait.operation), uow)
    assert len(_fiche(uow, id_).personnes) == 2


def test_annuler_ce_dont_on_se_sert_deja_est_refuse(uow: UnitOfWork) -> None:
    creation = menages.creer(menages.CreerMenage({"nom": "Benali"}), uow)
    assert creation.principal is not None
    assert creation.operation is not None
    factories.visite(uow, creation.principal)
    with refuse("annulation.utilise_depuis"):
        annuler(AnnulerOperation(creation.operation), uow)
    assert _fiche(uow, creation.principal).nb_visites == 1


def test_referents_consentements_besoins(uow: UnitOfWork) -> None:
    id_, sofia = factories.menage(uow), factories.intervenant(uow)
    karim = factories.intervenant(uow, "Karim")
    affecter = referents.AffecterReferent
    referents.affecter(affecter(id_, sofia), uow)
    with refuse("referent.deja"):
        referents.affecter(affecter(id_, sofia), uow)
    referents.affecter(affecter(id_, karim, remplacer=True), uow)
    referents.affecter_plusieurs(referents.AffecterReferents((id_,), sofia, Role.PILOTE), uow)
    actuels = {r.nom for r in _fiche(uow, id_).referents if r.fin is None}
    assert actuels == {"Sofia Karim", "Sofia Lemaire"}

    recueillir = consentements.RecueillirConsentement
    accord = consentements.recueillir(recueillir(id_, Partenaire.BAILLEUR), uow)
    consentements.recueillir(recueillir(id_, Partenaire.BAILLEUR, accorde=False), uow)
    donnes = _fiche(uow, id_).consentements
    assert [(c.accorde, c.retire_le is None) for c in donnes] == [(False, True), (True, False)]
    assert accord.principal is not None
    with refuse("consentement.deja_retire"):
        consentements.retirer(consentements.RetirerConsentement(accord.principal), uow)

    ouvrir = besoins.OuvrirBesoin
    besoin = besoins.ouvrir(ouvrir(id_, FamilleBesoin.LOGEMENT, "plain_pied"), uow).principal
    with refuse("besoin.deja"):
        besoins.ouvrir(ouvrir(id_, FamilleBesoin.LOGEMENT, "plain_pied"), uow)
    with refuse("saisie.choix"):
        besoins.ouvrir(ouvrir(id_, FamilleBesoin.LOGEMENT, "Sclérose en plaques"), uow)
    assert besoin is not None
    besoins.repondre(besoins.RepondreBesoin(besoin, "Logement de plain-pied trouvé"), uow)
    assert _fiche(uow, id_).besoins[0].repondu_le == date(2026, 11, 24)


def test_chaque_personne_retiree_d_une_fusion_garde_sa_trace(uow: UnitOfWork) -> None:
    garde, absorbe = _deux(uow)
    menages.fusionner(menages.FusionnerMenages(garde, absorbe, {"nom": Cote.ABSORBE}), uow)
    assert _sql(uow, "SELECT DISTINCT menage_id FROM personne") == [(garde.hex,)]
    assert _fiche(uow, garde).menage.nom == "Wojcik Jadwiga"
