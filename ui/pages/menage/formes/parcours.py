"""The journey: milestones, wishes, needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.core.i18n import _, date_courte, langue
from app.domain.accompagnement import CodeSouhait, FamilleBesoin
from app.services import besoins, etapes, souhaits
from app.services.documents.vocabulaire import majuscule
from app.services.menages.lignes import EtapeFiche
from ui.pages.menage.formes.cadre import Cadre, choix, parmi, vides
from ui.pages.menage.saisie import Saisie
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element


def etape(cadre: Cadre, visee: UUID | str | None) -> Saisie:
    """The foreseen and done days of a milestone: one noted, one of the journey by code, or any.

    Days out of the usual order are told once, with a reason asked; a second save keeps them.
    """
    connue = parmi(cadre.fiche.etapes, visee) if isinstance(visee, UUID) else None
    code = connue.code if connue else visee if isinstance(visee, str) else None
    essais: list[tuple[object, ...]] = []

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        if connue is not None and not change:
            return None
        jours = (code or valeurs["code"], valeurs["prevue_le"], valeurs["faite_le"])
        deja_dit = jours in essais  # the form is still there: these very days were just refused
        essais.append(jours)
        motif = vides(valeurs["motif"])
        return etapes.noter, etapes.NoterEtape(
            cadre.menage_id, *jours, malgre_ordre=deja_dit or bool(motif), motif=motif
        )

    return Saisie(
        cadre.cle(
            f"etape.{code}" if code and connue is None else "etape", connue.id if connue else None
        ),
        majuscule(cadre.mots.etape(code)) if code else _("Une étape du parcours"),
        _champs_etape(cadre, avec_code=code is None),
        _("Enregistrer l’étape"),
        _("Étape enregistrée"),
        commande,
        valeurs=_jours(connue),
        sous={
            "etape.sans_date": "prevue_le",
            "etape.futur": "faite_le",
            "etape.desordre": "motif",
        },
    )


def _champs_etape(cadre: Cadre, *, avec_code: bool) -> list[Element]:
    jours: list[Element] = [
        Champ("prevue_le", _("Prévue le"), Genre.DATE),
        Champ("faite_le", _("Faite le"), Genre.DATE, passe=True),
        Champ(
            "motif",
            _("Raison"),
            aide=_("Seulement quand les dates ne suivent pas l’ordre habituel."),
        ),
    ]
    code = Champ("code", _("Étape"), Genre.CHOIX, _restantes(cadre))
    return [code, *jours] if avec_code else jours


def _jours(connue: EtapeFiche | None) -> dict[str, Any]:
    if connue is None:
        return {}
    motif = connue.motif if connue.ecartee_le is None else None
    return {"prevue_le": connue.prevue_le, "faite_le": connue.faite_le, "motif": motif or ""}


def _restantes(cadre: Cadre) -> tuple[tuple[object, str], ...]:
    """The milestones of the household's template, those already noted last."""
    catalogues = cadre.mots.catalogues
    progres = cadre.fiche.progres
    tous = tuple(e.code for e in catalogues.etapes.entrees)
    codes = catalogues.jalons.get(progres.modele, tous) if progres else tous
    deja = {e.code for e in cadre.fiche.etapes}
    ordre = sorted(codes, key=lambda code: code in deja)
    return tuple((code, majuscule(cadre.mots.etape(code))) for code in ordre)


def souhait(cadre: Cadre, _id: UUID | None) -> Saisie:
    """What the household wishes now; former wishes stay told."""

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return souhaits.exprimer, souhaits.ExprimerSouhait(
            cadre.menage_id, valeurs["code"], vides(valeurs["precision"]), valeurs["exprime_le"]
        )

    return Saisie(
        cadre.cle("souhait"),
        _("Ce que le ménage souhaite"),
        [
            Champ("code", _("Souhait"), Genre.CHOIX, choix(*CodeSouhait)),
            Champ(
                "precision", _("Précision"), aide=_("Près de qui, de quoi, avec quelle crainte.")
            ),
            Champ("exprime_le", _("Exprimé le"), Genre.DATE, passe=True),
        ],
        _("Enregistrer le souhait"),
        _("Souhait enregistré"),
        commande,
        valeurs={"exprime_le": cadre.jour},
        sous={"souhait.futur": "exprime_le"},
    )


def besoin_logement(cadre: Cadre, id_: UUID | None) -> Saisie:
    """What the home must offer: the need, never the reason."""
    return _besoin(cadre, id_, FamilleBesoin.LOGEMENT)


def besoin(cadre: Cadre, id_: UUID | None) -> Saisie:
    """What the household needs from the team; or the answer given to a need."""
    return _besoin(cadre, id_, FamilleBesoin.ACCOMPAGNEMENT)


def _besoin(cadre: Cadre, id_: UUID | None, famille: FamilleBesoin) -> Saisie:
    if id_ is not None:
        return _reponse(cadre, id_)
    catalogue = cadre.contexte.catalogues().besoins
    codes = tuple(
        (e.code, majuscule(e.libelle(langue()))) for e in catalogue.famille(famille.value)
    )
    logement = famille is FamilleBesoin.LOGEMENT

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return besoins.ouvrir, besoins.OuvrirBesoin(
            cadre.menage_id,
            famille,
            valeurs["code"],
            vides(valeurs["precision"]),
            valeurs["ouvert_le"],
        )

    return Saisie(
        cadre.cle(f"besoin_{famille.value}"),
        _("Ce que le logement doit offrir") if logement else _("Ce dont le ménage a besoin"),
        [
            Champ("code", _("Besoin"), Genre.CHOIX, codes),
            Champ("precision", _("Précision")),
            Champ("ouvert_le", _("Exprimé le"), Genre.DATE, passe=True),
        ],
        _("Enregistrer le besoin"),
        _("Besoin enregistré"),
        commande,
        valeurs={"ouvert_le": cadre.jour},
        aide=_("Dites ce que le logement doit offrir, jamais la raison de santé.")
        if logement
        else "",
        sous={"besoin.deja": "code"},
    )


def _reponse(cadre: Cadre, id_: UUID) -> Saisie:
    connu = parmi(cadre.fiche.besoins, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return besoins.repondre, besoins.RepondreBesoin(
            connu.id, vides(valeurs["reponse"]), valeurs["le"]
        )

    return Saisie(
        cadre.cle("besoin", id_),
        majuscule(cadre.mots.besoin(connu.code)),
        [
            Champ("reponse", _("Ce qui a été fait")),
            Champ("le", _("Le"), Genre.DATE, passe=True),
        ],
        _("Enregistrer la réponse"),
        _("Réponse enregistrée"),
        commande,
        valeurs={"reponse": connu.reponse, "le": connu.repondu_le or cadre.jour},
        aide=_("Exprimé le {jour}.").format(jour=date_courte(connu.ouvert_le)),
        sous={"saisie.periode": "le"},
    )
