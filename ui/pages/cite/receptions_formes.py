"""The forms of réceptions: recording, putting right, noting a réserve, lifting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte, ngettext, nombre
from app.domain.reclamations import Urgence
from app.services import receptions as service
from app.services.documents.vocabulaire import dire, majuscule
from app.services.receptions import (
    CorrigerReception,
    LeverReserves,
    NoterReserve,
    ReceptionLigne,
    ReceptionTranche,
    Recevoir,
    ResultatReception,
)
from app.services.reclamations.lecture import ReclamationLigne
from app.services.responsables import ResponsableLigne
from ui.contexte import Contexte
from ui.pages.cite import receptions_mots as mots
from ui.reclamation import champs
from ui.saisie.champs import ChampLibre, TexteLong
from ui.saisie.panneau import Saisie, Valeurs
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element

_SOUS = {
    "reception.futur": "le",
    "reception.apres_reclamation": "le",
    "reception.deja": "le",
    "reception.avant_refus": "le",
    "reception.refus_deja": "le",
    "reception.a_des_reserves": "resultat",
    "reception.levee_avant": "le",
    "reception.quel_logement": "logement",
}


def recevoir(contexte: Contexte, choisies: Sequence[ReceptionLigne]) -> Saisie:
    """The réception of the dwellings chosen."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.recevoir, Recevoir(
            _jour(valeurs),
            ResultatReception(valeurs["resultat"]),
            tuple(li.id for li in choisies),
            precision=valeurs["precision"],
        )

    n = len(choisies)
    return Saisie(
        f"cite.reception.{choisies[0].id.hex}.{n}",
        ngettext("Réception de {n} logement", "Réception de {n} logements", n).format(n=nombre(n)),
        _champs(),
        _("Enregistrer la réception"),
        _("Réception enregistrée"),
        commande,
        valeurs={"le": contexte.clock.today(), "resultat": ResultatReception.AVEC_RESERVES},
        aide=_resume([li.adresse for li in choisies]),
        sous=_SOUS,
    )


def recevoir_tranche(
    contexte: Contexte, tranches: Sequence[tuple[UUID, str]], choisie: UUID | None
) -> Saisie:
    """The réception of a whole batch."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.recevoir, Recevoir(
            _jour(valeurs),
            ResultatReception(valeurs["resultat"]),
            tranche_id=valeurs["tranche"],
            precision=valeurs["precision"],
        )

    return Saisie(
        "cite.reception.tranche",
        _("Réception d’une tranche"),
        [Champ("tranche", _("Tranche"), Genre.CHOIX, tuple(tranches)), *_champs()],
        _("Enregistrer la réception"),
        _("Réception enregistrée"),
        commande,
        valeurs={
            "tranche": choisie or tranches[0][0],
            "le": contexte.clock.today(),
            "resultat": ResultatReception.AVEC_RESERVES,
        },
        aide=_(
            "Tous les logements de la tranche, le même jour. La réception notée pour un logement "
            "compte avant celle de sa tranche."
        ),
        sous=_SOUS,
    )


def corriger(ligne: ReceptionLigne, tranche: ReceptionTranche | None) -> Saisie:
    """The réception recorded for that dwelling, or for its batch, put right."""
    reception_id = ligne.reception_id

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        assert reception_id is not None  # noqa: S101 - offered only then
        cmd = CorrigerReception(
            reception_id,
            _jour(valeurs),
            ResultatReception(valeurs["resultat"]),
            valeurs["precision"],
        )
        return service.corriger, cmd

    aide = ligne.adresse
    if tranche is not None:
        aide = _("Toute la tranche {nom} : ses logements suivront.").format(nom=ligne.tranche)
    return Saisie(
        f"cite.reception.corriger.{reception_id.hex if reception_id else ''}",
        _("Corriger la réception"),
        _champs(),
        _("Enregistrer la correction"),
        _("Réception corrigée"),
        commande,
        valeurs={
            "le": ligne.decidee_le,
            "resultat": ligne.resultat,
            "precision": ligne.precision,
        },
        aide=aide,
        sous=_SOUS,
    )


def reserve(
    contexte: Contexte, ligne: ReceptionLigne, responsables: Sequence[ResponsableLigne]
) -> Saisie:
    """A réserve of that dwelling; Enter saves, the next one is ready."""
    catalogues = contexte.catalogues()
    reception_id = ligne.reception_id

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        assert reception_id is not None  # noqa: S101 - offered only then
        return service.noter_reserve, NoterReserve(
            reception_id,
            valeurs["categorie"],
            valeurs["description"],
            ligne.id,
            valeurs["lieu"],
            Urgence(valeurs["urgence"]) if valeurs["urgence"] else None,
            valeurs["responsable"],
            valeurs["le"],
        )

    return Saisie(
        f"cite.reserve.{ligne.id.hex}",
        _("Noter une réserve"),
        [
            Champ("lieu", _("Où dans le logement"), Genre.CHOIX, champs.lieux(catalogues)),
            Champ("categorie", _("Catégorie"), Genre.CHOIX, champs.categories(catalogues)),
            ChampLibre("description", _("Ce qui ne va pas"), fabrique=lambda: TexteLong(3)),
            Champ("responsable", _("Qui répare"), Genre.CHOIX, champs.responsables(responsables)),
            (
                Champ("urgence", _("Urgence"), Genre.CHOIX, champs.urgences(selon=True)),
                Champ("le", _("Vue le"), Genre.DATE, passe=True),
            ),
        ],
        _("Enregistrer la réserve"),
        _("Réserve notée"),
        commande,
        valeurs={"le": ligne.decidee_le, "categorie": catalogues.reclamations.entrees[0].code},
        aide=ligne.adresse,
        sous=_SOUS,
    )


def lever(
    contexte: Contexte,
    cite_id: UUID,
    choisies: Sequence[ReclamationLigne],
    ligne: ReceptionLigne | None,
    ouvertes: Sequence[ReclamationLigne],
) -> Saisie:
    """Réserves lifted on a day: those chosen, those of the dwelling, those of a contractor."""
    choix: list[tuple[tuple[str, Any], str]] = []
    if choisies:
        n = len(choisies)
        dit = ngettext("la réserve choisie", "les {n} réserves choisies", n)
        choix.append((("choisies", None), dit.format(n=nombre(n))))
    if ligne is not None and ligne.ouvertes:
        dit = _("tout ce logement ({n})").format(n=nombre(ligne.ouvertes))
        choix.append((("logement", ligne.id), dit))
    choix += _par_responsable(ouvertes)

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        genre, id_ = valeurs["lesquelles"]
        return service.lever, LeverReserves(
            _jour(valeurs),
            tuple(r.id for r in choisies) if genre == "choisies" else (),
            id_ if genre == "responsable" else None,
            id_ if genre == "logement" else None,
            cite_id,
            valeurs["precision"],
        )

    return Saisie(
        f"cite.lever.{cite_id.hex}",
        _("Lever des réserves"),
        [
            Champ("lesquelles", _("Lesquelles"), Genre.CHOIX, tuple(choix)),
            Champ("le", _("Levées le"), Genre.DATE, passe=True),
            Champ("precision", _("Précision")),
        ],
        _("Lever ces réserves"),
        _("Réserves levées"),
        commande,
        valeurs={
            "lesquelles": choix[0][0] if choix else None,
            "le": contexte.clock.today(),
        },
        aide=_resume([mots.quoi(r) for r in choisies]) or (ligne.adresse if ligne else ""),
        sous=_SOUS,
    )


def _par_responsable(
    ouvertes: Sequence[ReclamationLigne],
) -> list[tuple[tuple[str, Any], str]]:
    """Every contractor who has réserves to lift in the estate, the most first."""
    noms: dict[UUID, str] = {}
    comptes: dict[UUID, int] = {}
    for r in ouvertes:
        if r.responsable_id is not None:
            noms[r.responsable_id] = r.responsable or ""
            comptes[r.responsable_id] = comptes.get(r.responsable_id, 0) + 1
    return [
        (
            ("responsable", id_),
            _("tout {nom} ({n})").format(nom=noms[id_], n=nombre(comptes[id_])),
        )
        for id_ in sorted(noms, key=lambda i: (-comptes[i], noms[i]))
    ]


def _champs() -> list[Element]:
    resultats = tuple((code, majuscule(dire(code))) for code in ResultatReception)
    return [
        Champ("le", _("Réception du"), Genre.DATE, passe=True),
        Champ("resultat", _("Résultat"), Genre.CHOIX, resultats),
        Champ("precision", _("Précision"), aide=_("Qui était là, ce qui reste à voir…")),
    ]


def _jour(valeurs: Valeurs) -> Any:
    if valeurs["le"] is None:
        raise EntreeInvalide("saisie.obligatoire", champ=_("Le"))
    return valeurs["le"]


def _resume(dits: Sequence[str]) -> str:
    """The first ones, and how many more."""
    montres = " ; ".join(dits[:4])
    if len(dits) <= 4:
        return montres
    reste = len(dits) - 4
    autres = ngettext("et {n} autre", "et {n} autres", reste).format(n=nombre(reste))
    return f"{montres} {autres}"


def dire_reception(ligne: ReceptionLigne) -> str:
    """A title for what is shown beside the list."""
    if ligne.decidee_le is None:
        return ligne.adresse
    return f"{ligne.adresse} · {date_courte(ligne.decidee_le)}"
