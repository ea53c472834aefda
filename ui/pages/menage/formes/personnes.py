"""The persons of the household: add, put right, recognise that two are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.core.i18n import N_, _, date_courte
from app.domain.fusion import Cote, conflits
from app.domain.menages import Civilite, Information, Lien
from app.domain.telephone import afficher
from app.services import personnes
from app.services.documents.vocabulaire import dire, majuscule
from app.services.menages.lignes import PersonneFiche
from ui.pages.menage.formes.cadre import Cadre, choix, parmi
from ui.pages.menage.saisie import Saisie
from ui.widgets import Champ, Genre, Section
from ui.widgets.formulaire import Element

# What two rows of one person may tell differently; the rest follows from it.
COMPARES = (
    ("civilite", N_("Civilité")),
    ("nom", N_("Nom")),
    ("prenom", N_("Prénom")),
    ("naissance", N_("Date de naissance")),
    ("age", N_("Âge noté")),
    ("age_le", N_("Âge noté le")),
    ("lien", N_("Lien avec le titulaire")),
    ("tel_fixe", N_("Téléphone fixe")),
    ("tel_mobile", N_("Téléphone portable")),
    ("courriel", N_("Courriel")),
    ("langue", N_("Langue parlée")),
    ("contact_prefere", N_("Préférence de contact")),
    ("information_precision", N_("Précision sur ce qui peut être dit")),
)


def personne(cadre: Cadre, id_: UUID | None) -> Saisie:
    """A new person, or one to put right."""
    connue = parmi(cadre.fiche.personnes, id_) if id_ is not None else None
    nouvelle = {
        "lien": Lien.AUTRE if cadre.fiche.personnes else Lien.TITULAIRE,
        "titulaire": not cadre.fiche.personnes,
        "information": Information.TOUT,
    }

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        if connue is not None:
            if not change:
                return None
            return personnes.modifier, personnes.ModifierPersonne(connue.id, dict(change))
        return personnes.ajouter, personnes.AjouterPersonne(cadre.menage_id, dict(valeurs))

    return Saisie(
        cadre.cle("personne", id_),
        connue.nom_complet if connue else _("Une personne du foyer"),
        _champs(),
        _("Enregistrer la personne") if connue else _("Ajouter la personne"),
        _("Personne enregistrée") if connue else _("Personne ajoutée"),
        commande,
        valeurs=_valeurs(connue) if connue else nouvelle,
        sous={"personne.naissance": "naissance"},
    )


def _valeurs(connue: PersonneFiche) -> dict[str, Any]:
    """What is known of the person, telephones in pairs."""
    valeurs = asdict(connue)
    for cle in ("tel_fixe", "tel_mobile"):
        valeurs[cle] = afficher(valeurs[cle]) if valeurs[cle] else None
    return valeurs


def _champs() -> list[Element]:
    civilites = ((None, "–"), *choix(*Civilite))
    return [
        (
            Champ("nom", _("Nom")),
            Champ("prenom", _("Prénom")),
        ),
        (
            Champ("civilite", _("Civilité"), Genre.CHOIX, civilites, part=2),
            Champ("lien", _("Lien avec le titulaire"), Genre.CHOIX, choix(*Lien), part=3),
        ),
        Champ("titulaire", _("Titulaire du bail"), Genre.CASE),
        (
            Champ("tel_mobile", _("Téléphone portable")),
            Champ("tel_fixe", _("Téléphone fixe")),
        ),
        Champ("courriel", _("Courriel")),
        (
            Champ("naissance", _("Date de naissance"), Genre.DATE, passe=True, part=3),
            Champ("age", _("Âge noté"), part=2),
        ),
        Champ("langue", _("Langue parlée")),
        Champ("contact_prefere", _("Préférence de contact"), aide=_("Le matin, après 17 h, SMS…")),
        Section(_("Ce qui peut lui être dit")),
        Champ("information", _("Peut être informé·e"), Genre.CHOIX, choix(*Information)),
        Champ("information_precision", _("Précision sur ce qui peut être dit")),
    ]


def reunir(cadre: Cadre, id_: UUID | None) -> Saisie:
    """Who this person is the same as; then whose value stays when they differ."""
    gardee = parmi(cadre.fiche.personnes, id_)
    autres = tuple((p.id, p.nom_complet) for p in cadre.fiche.personnes if p.id != gardee.id)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        autre = parmi(cadre.fiche.personnes, valeurs["autre"])
        return _trancher(cadre, gardee, autre)

    return Saisie(
        cadre.cle("reunir", gardee.id),
        _("Réunir {nom} avec…").format(nom=gardee.nom_complet),
        [Champ("autre", _("La même personne que"), Genre.CHOIX, autres)],
        _("Réunir"),
        _("Deux personnes réunies"),
        commande,
        aide=_("Les visites, les accords et les ressentis des deux fiches iront à une seule."),
    )


def _trancher(cadre: Cadre, gardee: PersonneFiche, autre: PersonneFiche) -> Any:
    a_choisir = _differences(gardee, autre)
    if not a_choisir:
        return personnes.fusionner, personnes.FusionnerPersonnes(gardee.id, autre.id)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        retenus = {cle: Cote(cote) for cle, cote in valeurs.items()}
        if "age" in retenus or "age_le" in retenus:  # an age and the day it was noted go together
            cote = retenus.get("age", retenus.get("age_le"))
            retenus |= {"age": cote or Cote.GARDE, "age_le": cote or Cote.GARDE}
        return personnes.fusionner, personnes.FusionnerPersonnes(gardee.id, autre.id, retenus)

    champs = [
        Champ(cle, libelle, Genre.CHOIX, ((Cote.GARDE, un), (Cote.ABSORBE, deux)))
        for cle, libelle, un, deux in a_choisir
    ]
    return Saisie(
        cadre.cle("trancher", gardee.id),
        _("{nom} : ce que les deux fiches disent autrement").format(nom=gardee.nom_complet),
        champs,
        _("Réunir"),
        _("Deux personnes réunies"),
        commande,
        aide=_("Choisissez, pour chacun, la bonne valeur."),
    )


def _differences(gardee: PersonneFiche, autre: PersonneFiche) -> list[tuple[str, str, str, str]]:
    noms = dict(COMPARES)
    valeurs = [{cle: getattr(p, cle) for cle in noms} for p in (gardee, autre)]
    return [
        (c.champ, _(noms[c.champ]), _en_mots(c.garde), _en_mots(c.absorbe))
        for c in conflits(*valeurs)
        if c.champ != "age_le" or "age" not in {d.champ for d in conflits(*valeurs)}
    ]


def _en_mots(valeur: Any) -> str:
    if isinstance(valeur, StrEnum):
        return majuscule(dire(valeur))
    return date_courte(valeur) if isinstance(valeur, date) else str(valeur)
