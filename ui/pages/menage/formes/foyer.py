"""Forms of who lives there: somebody dies, leaves, comes back, comes, takes their own home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte
from app.domain.logements import NatureOccupation
from app.domain.menages import Lien
from app.domain.relogements import MotifDepart
from app.services import foyer
from app.services.documents.vocabulaire import dire, majuscule
from app.services.menages.lignes import PersonneFiche
from ui.pages.menage.champs import ChampLibre, ChoixLogement
from ui.pages.menage.formes.cadre import Cadre, Choix, choix, parmi, vides
from ui.pages.menage.saisie import Ordre, Saisie
from ui.widgets import Champ, Genre, Section
from ui.widgets.formulaire import Element

_PART = "part_"  # a box per person: the rest of its key is the person's id


def _personnes(personnes: tuple[PersonneFiche, ...]) -> Choix:
    return tuple((p.id, p.nom_complet) for p in personnes)


def _a_choisir(personnes: tuple[PersonneFiche, ...]) -> Choix:
    """Nobody leaves by default."""
    return ((None, "–"), *_personnes(personnes))


def _successeurs(cadre: Cadre) -> Choix:
    return ((None, _("le bail garde un titulaire")), *_personnes(cadre.fiche.personnes))


def depart(cadre: Cadre, id_: UUID | None) -> Saisie:
    """A person died, or left: who, when, and who is on the lease then."""
    connue = parmi(cadre.fiche.personnes, id_) if id_ is not None else None

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Ordre:
        if valeurs["personne"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Qui"))
        if valeurs["le"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Depuis le"))
        return foyer.noter_depart, foyer.NoterDepart(
            valeurs["personne"], valeurs["le"], MotifDepart(valeurs["motif"]), valeurs["titulaire"]
        )

    return Saisie(
        cadre.cle("depart", id_),
        _("Une personne n’est plus dans le foyer"),
        [
            Champ("personne", _("Qui"), Genre.CHOIX, _a_choisir(cadre.fiche.personnes)),
            Champ(
                "motif",
                _("Pourquoi"),
                Genre.CHOIX,
                choix(MotifDepart.DECES, MotifDepart.DECOHABITATION, MotifDepart.AUTRE),
            ),
            Champ("le", _("Depuis le"), Genre.DATE, passe=True),
            Champ(
                "titulaire",
                _("Nouveau titulaire du bail"),
                Genre.CHOIX,
                _successeurs(cadre),
                aide=_("À dire si plus personne de ceux qui restent n’est sur le bail."),
            ),
        ],
        _("Enregistrer"),
        _("Départ enregistré"),
        commande,
        valeurs={
            "personne": connue.id if connue else None,
            "motif": MotifDepart.AUTRE,
            "le": cadre.jour,
        },
        aide=_(
            "Elle ne compte plus dans le foyer. Ce qui a été noté d’elle reste dans l’histoire."
        ),
        sous={
            "foyer.futur": "le",
            "foyer.titulaire": "titulaire",
            "foyer.deja_partie": "personne",
        },
    )


def retour_au_foyer(cadre: Cadre, id_: UUID | None) -> Saisie:
    """Somebody noted as gone is part of the household."""
    parties = cadre.fiche.parties
    connue = parmi(parties, id_ if id_ is not None or not parties else parties[0].id)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Ordre:
        return foyer.revenir, foyer.Revenir(valeurs["personne"])

    dits = " ; ".join(partie_en_mots(p) for p in parties)
    return Saisie(
        cadre.cle("retour_au_foyer"),
        _("De nouveau dans le foyer"),
        [Champ("personne", _("Qui"), Genre.CHOIX, _personnes(parties))],
        _("Remettre dans le foyer"),
        _("Personne remise dans le foyer"),
        commande,
        valeurs={"personne": connue.id},
        aide=dits,
    )


def partie_en_mots(p: PersonneFiche) -> str:
    """ "Ewa Wójcik, a pris son propre logement le 02/11/2026"."""
    quand = _("le {jour}").format(jour=date_courte(p.partie_le)) if p.partie_le else ""
    pourquoi = dire(p.partie_motif)
    if p.partie_motif is MotifDepart.AUTRE:
        pourquoi = _("n’est plus là depuis")
    return f"{p.nom_complet}, {' '.join(x for x in (pourquoi, quand) if x)}"


def accueillir(cadre: Cadre, _id: UUID | None) -> Saisie:
    """Somebody comes to live there: a newcomer, or a hosted person."""

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Ordre:
        return foyer.accueillir, foyer.Accueillir(cadre.menage_id, dict(valeurs))

    return Saisie(
        cadre.cle("accueillir"),
        _("Une personne arrive dans le foyer"),
        [
            (Champ("nom", _("Nom")), Champ("prenom", _("Prénom"))),
            Champ("lien", _("Lien avec le titulaire"), Genre.CHOIX, choix(*Lien)),
            (
                Champ("naissance", _("Date de naissance"), Genre.DATE, passe=True, part=3),
                Champ("age", _("Âge noté"), part=2),
            ),
            Champ("tel_mobile", _("Téléphone portable")),
        ],
        _("Ajouter au foyer"),
        _("Personne ajoutée au foyer"),
        commande,
        valeurs={"lien": Lien.HEBERGE},
        aide=_("Hébergée, née, ou venue vivre ici : elle compte dans le nombre d’occupants."),
        sous={"personne.naissance": "naissance"},
    )


def decohabiter(cadre: Cadre, id_: UUID | None) -> Saisie:
    """Some persons leave together and make a household of their own."""
    presentes = cadre.fiche.personnes
    premiere = id_ if any(p.id == id_ for p in presentes) else None

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Ordre:
        if valeurs["le"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Depuis le"))
        premier = valeurs["premier"]
        avec = [p.id for p in presentes if valeurs.get(f"{_PART}{p.id.hex}")]
        partants = tuple(dict.fromkeys([*([premier] if premier else []), *avec]))
        return foyer.decohabiter, foyer.Decohabiter(
            cadre.menage_id,
            partants,
            valeurs["le"],
            vides(valeurs["nom"]),
            valeurs["logement"],
            NatureOccupation(valeurs["nature"]),
            valeurs["titulaire"],
        )

    cite_id = cadre.fiche.cite.id if cadre.fiche.cite else cadre.contexte.cite.id
    champs: list[Element] = [
        Champ("premier", _("Titulaire du nouveau foyer"), Genre.CHOIX, _a_choisir(presentes)),
        Section(_("Part avec elle ou lui")),
        *(Champ(f"{_PART}{p.id.hex}", p.nom_complet, Genre.CASE) for p in presentes),
        Section(_("Le nouveau foyer")),
        Champ("nom", _("Ménage"), aide=_("Vide : le nom de son titulaire.")),
        Champ("le", _("Depuis le"), Genre.DATE, passe=True),
        ChampLibre(
            "logement",
            _("Son logement"),
            aide=_("Vide tant qu’on ne le sait pas."),
            fabrique=lambda: ChoixLogement(cadre.contexte, cite_id),
        ),
        Champ(
            "nature",
            _("Ce logement est"),
            Genre.CHOIX,
            tuple(
                (n, majuscule(dire(n)))
                for n in (
                    NatureOccupation.DEFINITIF,
                    NatureOccupation.TIROIR,
                    NatureOccupation.ORIGINE,
                )
            ),
        ),
        Section(_("Ceux qui restent")),
        Champ(
            "titulaire",
            _("Nouveau titulaire du bail"),
            Genre.CHOIX,
            _successeurs(cadre),
            aide=_("À dire si plus personne de ceux qui restent n’est sur le bail."),
        ),
    ]
    return Saisie(
        cadre.cle("decohabiter"),
        _("Une partie du foyer prend son propre logement"),
        champs,
        _("Créer le nouveau ménage"),
        _("Nouveau ménage créé"),
        commande,
        valeurs={"premier": premiere, "le": cadre.jour},
        aide=_(
            "Un nouveau ménage est créé, suivi par la même équipe. "
            "Les accords de partage lui seront redemandés."
        ),
        sous={
            "foyer.futur": "le",
            "foyer.titulaire": "titulaire",
            "foyer.reste_personne": "premier",
            "foyer.personne": "premier",
            "occupation.logement_pris": "logement",
        },
    )
