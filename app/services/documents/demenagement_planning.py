"""The planning of moves, crew by crew and day by day, landscape, to be pinned on a wall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from app.core.i18n import _, date_courte, heure, jour, ngettext
from app.domain.telephone import afficher
from app.services.documents.blocs import Colonne, Tableau, paragraphe, section
from app.services.documents.demenagement_valeurs import equipe
from app.services.documents.entete import adresse_de, nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.vocabulaire import dire, majuscule
from db.queries.papiers import DemenagementPapier, DossierPapier


def composer_planning(
    document: Document, dossiers: Sequence[DossierPapier], du: date, au: date, lieu: str, fait: str
) -> int:
    """Add the planning of a period; says how many pages it took."""
    titre = _("Déménagements du {du} au {au}").format(du=date_courte(du), au=date_courte(au))
    f = Feuillet(
        document,
        Cartouche(
            gauche=lieu or titre,
            droite=_("Imprimé le {jour}").format(jour=fait),
            pied=_("Pour l’équipe : à garder entre nous."),
            rappel=titre,
        ),
    )
    nom_en_grand(f, titre)
    n = len(dossiers)
    dit = ngettext("{n} déménagement.", "{n} déménagements.", n).format(n=n)
    paragraphe(f, dit, apres=0)
    tries = sorted(dossiers, key=lambda p: (not p.demenagement.equipe, equipe(p.demenagement)))
    for _cle, groupe in groupby(tries, key=lambda p: p.demenagement.equipe_id):
        _equipe(f, list(groupe))
    return f.clore()


def _equipe(f: Feuillet, dossiers: list[DossierPapier]) -> None:
    premier = dossiers[0].demenagement
    nom = equipe(premier) or _("Équipe à désigner")
    numero = afficher(premier.telephone_equipe) if premier.telephone_equipe else ""
    section(f, " · ".join(x for x in (nom, numero) if x), suite=4)
    colonnes = [
        Colonne(_("Jour"), fixe=84, grasse=True),
        Colonne(_("Quand"), fixe=70),
        Colonne(_("Ménage"), part=1.4, grasse=True),
        Colonne(_("De"), part=1.7),
        Colonne(_("À"), part=1.7),
        Colonne(_("Volume"), fixe=56),
        Colonne(_("Pilote social"), fixe=104),
        Colonne(_("État"), fixe=64),
    ]
    charges = _par_jour(dossiers)
    lignes, dernier = [], None
    for dossier in dossiers:
        d = dossier.demenagement
        lignes.append(_ligne(dossier, "" if d.jour == dernier else _jour(d, charges)))
        dernier = d.jour
    Tableau(f, colonnes).dessiner(lignes)


def _par_jour(dossiers: Sequence[DossierPapier]) -> dict[tuple[UUID | None, date], int]:
    charges: dict[tuple[UUID | None, date], int] = {}
    for dossier in dossiers:
        d = dossier.demenagement
        charges[d.equipe_id, d.jour] = charges.get((d.equipe_id, d.jour), 0) + 1
    return charges


def _jour(d: DemenagementPapier, charges: dict[tuple[UUID | None, date], int]) -> str:
    """ "mar. 2 mars"; a day with more moves than the crew can attend says so."""
    dit, n = jour(d.jour), charges[d.equipe_id, d.jour]
    if d.capacite is None or n <= d.capacite:
        return dit
    return dit + "\n" + _("⚠ {n} pour {total}").format(n=n, total=d.capacite)


def _ligne(dossier: DossierPapier, quand: str) -> tuple[str, ...]:
    d = dossier.demenagement
    moment = majuscule(dire(d.creneau))
    pilote = "\n".join(
        x for x in (d.pilote, afficher(d.telephone_pilote) if d.telephone_pilote else "") if x
    )
    return (
        quand,
        f"{moment}\n{heure(d.heure)}" if d.heure else moment,
        d.menage,
        adresse_de(dossier.depuis) or "–",
        adresse_de(dossier.vers),
        _("{n} m³").format(n=d.volume_m3) if d.volume_m3 is not None else "–",
        pilote or "–",
        majuscule(dire(d.etat)),
    )
