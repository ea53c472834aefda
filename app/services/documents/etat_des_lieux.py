"""Inventories of a home on paper, exit and return side by side; or empty, to fill by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _, date_courte, date_longue
from app.domain.demenagements import SensCle
from app.domain.etats_des_lieux import Constat, ListeEtat, Rangee, comparer
from app.domain.receptions import Ecart
from app.services.documents.blocs import Colonne, Tableau, paires, paragraphe, section
from app.services.documents.commandes import Imprime
from app.services.documents.commandes_receptions import ImprimerEtatDesLieux
from app.services.documents.demenagement_blocs import signatures
from app.services.documents.ecriture import atelier, enregistrer, nom_sur
from app.services.documents.entete import adresse_de, nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.partage import Lecteur
from app.services.documents.styles import style_de
from app.services.documents.vocabulaire import dire, majuscule
from app.services.etats_des_lieux import lecture
from app.services.etats_des_lieux.lecture import EtatComplet, LogementCompare
from db.models import Envoi
from db.queries.papiers import ClePapier, RelevePapier
from db.uow import UnitOfWork

_VIDE = "\u00a0"
_A_ENTOURER = "N \u00a0 B \u00a0 U \u00a0 M \u00a0 A"
_MARQUES = {Ecart.PIRE: "▼", Ecart.MIEUX: "▲", Ecart.INCOMPLET: "?"}


def imprimer_etat_des_lieux(cmd: ImprimerEtatDesLieux, uow: UnitOfWork) -> Imprime:
    """The sheet written; what a household is handed is logged with it.

    Raises `RegleMetier("general.introuvable")`, `EntreeInvalide("documents.nom_sans_pdf")`,
    `PanneEnvironnement` for the disk; then no file is left behind.
    """
    modele = uow.accompagnement.etat_des_lieux
    with uow.lecture() as session:
        lus = lecture.lire_dans(session, cmd.menage_id, modele)
    logement = lus.logement(cmd.logement_id)
    if logement is None or logement.logement.id != cmd.logement_id:
        raise RegleMetier("general.introuvable")
    sortie = _fichier(cmd.sortie, lus.menage, uow.clock.today())
    document = Document(style_de(cmd.pour), _("État des lieux"), uow.clock.now())
    pages = composer_etat(
        document, lus.menage, logement, modele, Lecteur(cmd.pour), vierge=cmd.vierge
    )
    with atelier(sortie.parent) as lieu:
        enregistrer(document, lieu.reserver(sortie.name), sortie)
        with uow.ecriture("document.imprimer") as tx:
            tx.session.add(
                Envoi(
                    id=tx.ids.new(),
                    quoi="etat_des_lieux",
                    destinataire=cmd.pour.value,
                    nb_lignes=1,
                    detail={"fichiers": 1, "pages": pages, "menages": [cmd.menage_id.hex]},
                    prepare_a=tx.clock.now(),
                )
            )
            tx.session.flush()
            with lieu.publier() as (fichier,):
                tx.commit()
                return Imprime(fichier, pages)


def composer_etat(
    document: Document,
    menage: str,
    logement: LogementCompare,
    modele: ListeEtat,
    qui: Lecteur,
    *,
    vierge: bool = False,
) -> int:
    """Add the inventory of that home as its reader may receive it; says how many pages."""
    vue = _projeter(logement, modele, qui, vierge=vierge)
    f = Feuillet(
        document,
        Cartouche(
            gauche=menage,
            droite=_("État des lieux"),
            pied=_("Fait en deux exemplaires, un pour chacun."),
            rappel=_("{nom} (suite)").format(nom=menage),
        ),
    )
    nom_en_grand(f, menage)
    paragraphe(f, adresse_de(vue.logement), apres=0.3)
    _tete(f, vue)
    if vue.apres is not None:
        paragraphe(f, _("▲ mieux · ▼ moins bien · ? noté une seule fois"), apres=0.2)
    pires = [r for r in vue.rangees if r.ecart is Ecart.PIRE]
    if pires:
        section(f, _("Moins bien qu’avant"), suite=4)
        _tableau(f, vue, modele, pires, avec_piece=True)
    for code, siennes in groupby(_a_montrer(vue), key=lambda r: r.piece):
        section(f, majuscule(lecture.piece(modele, code)), suite=5)
        _tableau(f, vue, modele, tuple(siennes))
    _cles(f, vue.cles)
    _compteurs(f, vue.releves)
    _remarques(f, vue.etats)
    signatures(f, (_("Pour le bailleur"), _("Le ménage")))
    return f.clore(menage, recto=True)


def _projeter(
    logement: LogementCompare, modele: ListeEtat, qui: Lecteur, *, vierge: bool
) -> LogementCompare:
    """The home and its inventories with what that reader may receive."""
    avant, apres = (_vu(e, qui) for e in (logement.avant, logement.apres))
    if vierge:
        avant = apres = None
    maison = qui.voit(logement.logement)
    return LogementCompare(
        maison or logement.logement,
        logement.nature,
        avant,
        apres,
        comparer(
            modele.pour(logement.logement.chambres),
            avant.constats if avant else {},
            apres.constats if apres else {},
        ),
        () if vierge else qui.voit_tous(logement.cles),
        () if vierge else qui.voit_tous(logement.releves),
        logement.recue_le,
        (),
    )


def _vu(complet: EtatComplet | None, qui: Lecteur) -> EtatComplet | None:
    etat = qui.voit(complet.etat) if complet is not None else None
    if complet is None or etat is None:
        return None
    return EtatComplet(etat, qui.voit_tous(complet.elements), ())


def _tete(f: Feuillet, vue: LogementCompare) -> None:
    """When each was made, with whom, signed when."""
    for complet in vue.etats:
        etat = complet.etat
        signe = _("le {jour}").format(jour=date_longue(etat.signe_le)) if etat.signe_le else ""
        titre = majuscule(dire(etat.moment))
        valeurs = [(titre, date_longue(etat.le)), (_("Signé"), signe or _("pas encore"))]
        paires(f, valeurs)
        paires(f, [(_("Présents"), etat.presents or "")], colonnes=1)
    if not vue.etats:
        blanc = "." * 28
        paires(f, [(_("Fait le"), blanc), (_("Entrée ou sortie"), blanc)])
        paires(f, [(_("Présents"), "." * 60)], colonnes=1)
        paragraphe(f, _legende(), apres=0.2)


def _legende() -> str:
    return _("Entourez une lettre : N neuf · B bon · U usagé · M mauvais · A absent")


def _a_montrer(vue: LogementCompare) -> list[Rangee]:
    """What was noted; every element when nothing was, to be filled by hand."""
    notees = [r for r in vue.rangees if r.avant is not None or r.apres is not None]
    return notees or list(vue.rangees)


def _tableau(
    f: Feuillet,
    vue: LogementCompare,
    modele: ListeEtat,
    rangees: Sequence[Rangee],
    *,
    avec_piece: bool = False,
) -> None:
    deux = vue.apres is not None
    titres = [_titre(e) for e in vue.etats] or [_("État"), _("Précision")]
    colonnes = [Colonne(_("Élément"), part=1.2)]
    colonnes += [Colonne(titre, part=1.0) for titre in titres]
    if deux:
        colonnes.append(Colonne("", fixe=26))
    lignes = []
    for r in rangees:
        nom = lecture.element(modele, r.element)
        if avec_piece:
            nom = f"{majuscule(lecture.piece(modele, r.piece))} – {nom}"
        cellules = [nom]
        if not vue.etats:
            cellules += [_A_ENTOURER, _VIDE]
        else:
            cellules += [_constat(c) for c in (r.avant, r.apres)][: len(vue.etats)]
        if deux:
            cellules.append(_MARQUES.get(r.ecart, ""))
        lignes.append(cellules)
    Tableau(f, colonnes, aere=0.9 if not vue.etats else 0.4).dessiner(lignes)


def _titre(complet: EtatComplet) -> str:
    return f"{majuscule(dire(complet.etat.moment))}, {date_courte(complet.etat.le)}"


def _constat(constat: Constat | None) -> str:
    if constat is None:
        return "–"
    return " : ".join(x for x in (majuscule(dire(constat.etat)), constat.precision) if x)


def _cles(f: Feuillet, cles: Sequence[ClePapier]) -> None:
    """Keys given and given back, kind by kind, side by side."""
    if not cles:
        return
    section(f, _("Clés"), suite=4)
    lignes = []
    for quoi in dict.fromkeys(c.quoi for c in cles):
        siennes = [c for c in cles if c.quoi == quoi]
        lignes.append(
            [
                majuscule(quoi),
                *(
                    "\n".join(f"{c.nombre}, {date_courte(c.le)}" for c in siennes if c.sens is sens)
                    or "–"
                    for sens in (SensCle.REMISE, SensCle.RENDUE)
                ),
            ]
        )
    colonnes = [
        Colonne(_("Quelles clés"), part=1.2),
        Colonne(_("Remises au ménage")),
        Colonne(_("Rendues par le ménage")),
    ]
    Tableau(f, colonnes).dessiner(lignes)


def _compteurs(f: Feuillet, releves: Sequence[RelevePapier]) -> None:
    """Every reading of each meter, the oldest first."""
    if not releves:
        return
    section(f, _("Compteurs"), suite=4)
    lignes = []
    for compteur in dict.fromkeys((r.fluide, r.numero) for r in releves):
        siens = [r for r in releves if (r.fluide, r.numero) == compteur]
        nom = " ".join(x for x in (majuscule(dire(compteur[0])), compteur[1] or "") if x)
        dits = [
            _("{index} à {moment}, le {jour}").format(
                index=r.valeur, moment=dire(r.moment), jour=date_courte(r.le)
            )
            for r in siens
        ]
        lignes.append([nom, "\n".join(dits)])
    Tableau(f, [Colonne(_("Compteur")), Colonne(_("Index"), part=1.6)]).dessiner(lignes)


def _remarques(f: Feuillet, etats: Sequence[EtatComplet]) -> None:
    dites = [(dire(c.etat.moment), c.etat.remarque) for c in etats if c.etat.remarque]
    if dites:
        section(f, _("Remarques"))
        for moment, remarque in dites:
            paragraphe(f, f"{majuscule(moment)} : {remarque}")


def _fichier(sortie: Path, menage: str, jour: date) -> Path:
    """The file itself, or the proposed name in that folder."""
    if sortie.suffix.lower() == ".pdf":
        return sortie
    if sortie.suffix and not sortie.is_dir():
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(sortie))
    return sortie / f"{nom_sur('etat-des-lieux', menage)}_{jour.isoformat()}.pdf"
