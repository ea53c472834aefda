"""The journey of the fictitious households: a plan of dated actions, told as the weeks go by."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import text

from app.domain.accompagnement import FamilleBesoin
from app.domain.attachements import AccordPhoto, Decision, NatureAttachement
from app.domain.parcours_modele import GenreElement
from app.domain.pratiques import EtatPratique
from app.services import attachements, besoins, contacts, engagements, logements, parcours
from app.services import photos as service_photos
from app.services.demonstration.dessins import dessiner
from app.services.demonstration.tirage import CiteTiree, MenageTire
from app.services.pratiques import NoterPratiques, noter_plusieurs
from db.uow import UnitOfWork

DUREE_TRAVAUX = timedelta(days=150)
PHOTOS = 12
# Practices told of a whole batch: code, days after its works begin, share of households reached.
_AVANT = (
    ("avis_quartier", -95, 0.9),
    ("concertation", -85, 0.8),
    ("enquete_sociale", -50, 0.95),
    ("travaux_expliques", -45, 0.85),
    ("amenagements_ecoutes", -40, 0.6),
    ("visite_temoin", -30, 0.5),
    ("contact_donne", -12, 0.9),
    ("permanence_sur_place", 10, 1.0),
    ("aide_demenagement", 12, 0.6),
    ("aide_demarches", 20, 0.5),
    ("visite_chantier", 60, 0.3),
)
_APRES = (
    ("guide_logement", 12, 0.8),
    ("finitions_suivies", 25, 0.7),
    ("ecogestes", 30, 0.6),
    ("regles_entretien", 35, 0.6),
)


@dataclass(frozen=True, slots=True)
class Acte:
    """Something that happens on a day of the story."""

    jour: date
    faire: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Foyer:
    """A household of the story: its id, its titulaire, what was drawn for it, its batch."""

    menage_id: UUID
    personne_id: UUID | None
    tire: MenageTire
    tranche_id: UUID | None


def foyers(cite: CiteTiree, uow: UnitOfWork) -> tuple[Foyer, ...]:
    """The households as the base knows them, in the order they were drawn."""
    with uow.lecture() as session:
        lignes = session.execute(
            text(
                "SELECT r.code_ug, r.menage_id, r.tranche_id, (SELECT p.id FROM personne p"
                " WHERE p.menage_id = r.menage_id ORDER BY p.titulaire DESC, p.id LIMIT 1)"
                " FROM menage_resume r ORDER BY r.code_ug"
            )
        ).all()
    par_ug = {li[0]: [UUID(hex=x) if x else None for x in li[1:]] for li in lignes}
    connus = ((m, par_ug.get(m.logement.code_ug)) for m in cite.menages)
    return tuple(
        Foyer(ids[0], ids[2], m, ids[1]) for m, ids in connus if ids is not None and ids[0]
    )


def preparer(
    cite: CiteTiree, cite_id: UUID, siens: tuple[Foyer, ...], graine: int, uow: UnitOfWork
) -> list[Acte]:
    """Choose the template, date the batches, name the contacts; then the plan, by day."""
    hasard = random.Random(graine + 2)
    parcours.choisir(parcours.ChoisirParcours("relogement", cite_id), uow)
    parcours.ajuster(
        parcours.AjusterLigne(
            cite_id,
            GenreElement.ETAPE,
            "enquete",
            "debut_travaux",
            -75,
            motif="L’équipe commence ses enquêtes plus tôt ici",
        ),
        uow,
    )
    for contact in cite.donnees["contacts"]:
        contacts.ajouter(contacts.AjouterContact(cite_id, contact), uow)
    actes = [*_tranches(cite, siens, hasard, uow), *_attaches(cite, siens, hasard, uow)]
    actes += _promesses(cite, siens, uow)
    actes += _besoins(cite, siens, hasard, uow)
    return sorted((a for a in actes if a.jour < cite.jour), key=lambda a: a.jour)


def _travaux(cite: CiteTiree, tranche: int) -> date:
    from app.services.demonstration.tirage import PAS_TRANCHE  # noqa: PLC0415

    return cite.debut + timedelta(days=100) + (tranche - 1) * PAS_TRANCHE


def _tranches(
    cite: CiteTiree, siens: tuple[Foyer, ...], hasard: random.Random, uow: UnitOfWork
) -> Iterator[Acte]:
    """Dates of each batch, and the practices offered to its households."""
    par_tranche: dict[int, list[Foyer]] = {}
    for foyer in siens:
        par_tranche.setdefault(foyer.tire.tranche, []).append(foyer)
    for rang, membres in par_tranche.items():
        travaux = _travaux(cite, rang)
        fin = travaux + DUREE_TRAVAUX
        tranche_id = membres[0].tranche_id
        if tranche_id is not None:
            champs: dict[str, object] = {"debut_travaux": travaux, "fin_travaux": fin}
            if fin < cite.jour:
                champs["reception"] = fin
            logements.modifier_tranche(logements.ModifierTranche(tranche_id, champs), uow)
        restes = [f for f in membres if f.tire.aller is None]
        if restes and fin <= cite.jour:
            yield _chez_soi(restes, travaux - timedelta(days=30), cite, uow)
        for code, decalage, part in _AVANT:
            touches = [f for f in membres if hasard.random() < part]
            yield _pratique(code, touches, travaux + timedelta(days=decalage), cite, hasard, uow)
        rentres = [f for f in membres if f.tire.retour is not None]
        for code, decalage, part in _APRES:
            touches = [f for f in rentres if hasard.random() < part]
            jour = max((f.tire.retour for f in touches if f.tire.retour), default=cite.jour)
            yield _pratique(code, touches, jour + timedelta(days=decalage), cite, hasard, uow)


def _chez_soi(foyers: list[Foyer], jour: date, cite: CiteTiree, uow: UnitOfWork) -> Acte:
    """Households that did not move out: their home is renovated around them."""

    def choisir() -> None:
        for foyer in foyers:
            parcours.choisir(
                parcours.ChoisirParcours(
                    "occupe", menage_id=foyer.menage_id, motif=cite.donnees["suivi"]["chez_soi"]
                ),
                uow,
            )

    return Acte(jour, choisir)


def _pratique(
    code: str,
    touches: list[Foyer],
    jour: date,
    cite: CiteTiree,
    hasard: random.Random,
    uow: UnitOfWork,
) -> Acte:
    """Done for most, declined by a few, offered to the last ones."""
    tirages = {f.menage_id: hasard.random() for f in touches}
    parts = (
        (EtatPratique.FAITE, [m for m, t in tirages.items() if t < 0.8], ""),
        (
            EtatPratique.DECLINEE,
            [m for m, t in tirages.items() if 0.8 <= t < 0.88],
            hasard.choice(cite.donnees["suivi"]["declins"]),
        ),
        (EtatPratique.PROPOSEE, [m for m, t in tirages.items() if t >= 0.88], ""),
    )

    def faire() -> None:
        for etat, menages, mot in parts:
            if menages:
                noter_plusieurs(
                    NoterPratiques(tuple(menages), code, etat, jour, precision=mot), uow
                )

    return Acte(jour, faire)


def _attaches(
    cite: CiteTiree, siens: tuple[Foyer, ...], hasard: random.Random, uow: UnitOfWork
) -> Iterator[Acte]:
    """What two households in five hold dear: noted at the survey, decided before the works."""
    donnees = cite.donnees["attachements"]
    photographies = 0
    for foyer in siens:
        if hasard.random() > 0.4 or foyer.tire.enquete >= cite.jour:
            continue
        d = hasard.choice(donnees)
        photo = photographies < PHOTOS
        photographies += 1
        decide = _travaux(cite, foyer.tire.tranche) - timedelta(days=hasard.randint(5, 25))
        dit = hasard.random() < 0.8
        image = hasard.randrange(1 << 30) if photo else None
        yield _attachement(foyer, d, decide if decide < cite.jour else None, dit, image, uow)


def _attachement(
    foyer: Foyer, d: dict[str, str], decide: date | None, dit: bool, image: int | None,
    uow: UnitOfWork,
) -> Acte:  # fmt: skip
    jour = foyer.tire.enquete

    def faire() -> None:
        note = attachements.noter(
            attachements.NoterAttachement(
                foyer.menage_id,
                NatureAttachement(d["nature"]),
                d["titre"],
                d.get("lieu", ""),
                d.get("description", ""),
                signale_le=jour,
            ),
            uow,
        ).principal
        if note is None:
            return
        if image is not None:
            dessin = dessiner(random.Random(image), d["titre"])
            accord = service_photos.Accord(foyer.personne_id, AccordPhoto.DOSSIER, jour)
            service_photos.ajouter(
                service_photos.AjouterPhotos(note, (dessin,), accord, "Image fictive"), uow
            )
        if "decision" in d and decide is not None and decide <= uow.clock.today():
            attachements.decider(
                attachements.DeciderAttachement(
                    note,
                    Decision(d["decision"]),
                    d["par"],
                    d.get("motif", ""),
                    decide,
                    d["dit"] if dit else "",
                ),
                uow,
            )

    return Acte(max(jour, decide or jour), faire)


def _promesses(cite: CiteTiree, siens: tuple[Foyer, ...], uow: UnitOfWork) -> Iterator[Acte]:
    """The day of the return, promised when the household moves out."""
    for foyer in siens:
        tire = foyer.tire
        if tire.aller is None or tire.retour_prevu is None or tire.aller >= cite.jour:
            continue
        cmd = engagements.PrendreEngagement(
            foyer.menage_id,
            "Retour dans votre logement",
            tire.retour_prevu,
            etape_code="demenagement_retour",
        )
        yield Acte(tire.aller, lambda cmd=cmd: engagements.prendre(cmd, uow))  # type: ignore[misc]  # the default binds the loop


def _besoins(
    cite: CiteTiree, siens: tuple[Foyer, ...], hasard: random.Random, uow: UnitOfWork
) -> Iterator[Acte]:
    """A need for one household in four; most get their answer."""
    codes = ("calendrier", "changements", "explication_travaux", "reassurance", "interprete")
    for foyer in siens:
        if hasard.random() > 0.25 or foyer.tire.enquete >= cite.jour:
            continue
        code, repond = hasard.choice(codes), hasard.random() < 0.75
        reponse = hasard.choice(cite.donnees["suivi"]["reponses"])
        jour = foyer.tire.enquete

        def faire(
            menage_id: UUID = foyer.menage_id,
            code: str = code,
            jour: date = jour,
            reponse: str = reponse if repond else "",
        ) -> None:
            fait = besoins.ouvrir(
                besoins.OuvrirBesoin(menage_id, FamilleBesoin.ACCOMPAGNEMENT, code, ouvert_le=jour),
                uow,
            ).principal
            if fait is not None and reponse:
                besoins.repondre(besoins.RepondreBesoin(fait, reponse), uow)

        yield Acte(jour, faire)
