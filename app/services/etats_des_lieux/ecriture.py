"""Writing inventories: opened, filled, signed; a defect goes on as a complaint or a réserve."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.etats_des_lieux import ListeEtat
from app.domain.receptions import MomentEtatDesLieux, ResultatReception
from app.domain.reclamations import OrigineReclamation
from app.services.champs import poser
from app.services.chargement import charger, facultatif, obligatoire
from app.services.documents.vocabulaire import dire
from app.services.etats_des_lieux import lecture
from app.services.etats_des_lieux.commandes import (
    AjouterPhotosEtat,
    ElementNote,
    ModifierEtat,
    NoterElements,
    OuvrirEtat,
    RetirerEtat,
    SignalerElement,
)
from app.services.reclamations import OuvrirReclamation, dans
from app.services.reclamations.photos import garder
from db.models import (
    EtatDesLieux,
    LigneEtatDesLieux,
    Logement,
    Menage,
    PhotoDefaut,
    Reception,
    Reclamation,
)
from db.queries import etats_des_lieux as requetes
from db.uow import Transaction, UnitOfWork

CATEGORIE = "autre"  # of an element written by hand


def ouvrir(cmd: OuvrirEtat, uow: UnitOfWork) -> Changes:
    """The inventory, empty.

    Raises `EntreeInvalide("etat_des_lieux.futur")`, `RegleMetier` ("etat_des_lieux.pas_ici" for a
    home the household never had, "etat_des_lieux.deja" when one of that home and moment is of
    that day or not signed yet).
    """
    with uow.ecriture("etat_des_lieux.ouvrir") as tx:
        charger(tx.session, Menage, cmd.menage_id)
        charger(tx.session, Logement, cmd.logement_id)
        _verifier_jour(cmd.le, tx.clock.today())
        if all(lo.id != cmd.logement_id for lo in requetes.logements(tx.session, cmd.menage_id)):
            raise RegleMetier("etat_des_lieux.pas_ici")
        for deja in requetes.du_menage(tx.session, cmd.menage_id):
            meme = (deja.logement_id, deja.moment) == (cmd.logement_id, cmd.moment)
            if meme and (deja.signe_le is None or deja.le == cmd.le):
                raise RegleMetier("etat_des_lieux.deja", jour=deja.le)
        ligne = EtatDesLieux(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            logement_id=cmd.logement_id,
            demenagement_id=cmd.demenagement_id,
            moment=cmd.moment,
            le=cmd.le,
            presents=facultatif(cmd.presents),
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def modifier(cmd: ModifierEtat, uow: UnitOfWork) -> Changes:
    """Its day, those present, the signature.

    Raises `EntreeInvalide`: "etat_des_lieux.futur", "etat_des_lieux.signature_avant",
    "etat_des_lieux.vide" (nobody signs an inventory that says nothing).
    """
    with uow.ecriture("etat_des_lieux.modifier") as tx:
        ligne = charger(tx.session, EtatDesLieux, cmd.etat_id)
        _verifier_jour(cmd.le, tx.clock.today())
        if cmd.signe_le is not None:
            _verifier_jour(cmd.signe_le, tx.clock.today())
            if cmd.signe_le < cmd.le:
                raise EntreeInvalide("etat_des_lieux.signature_avant", jour=cmd.le)
            if not requetes.elements(tx.session, (ligne.id,)):
                raise EntreeInvalide("etat_des_lieux.vide")
        valeurs = {
            "le": cmd.le,
            "presents": facultatif(cmd.presents),
            "remarque": facultatif(cmd.remarque),
            "signe_le": cmd.signe_le,
        }
        if not poser(ligne, valeurs):
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _changes(tx, ligne)


def noter(cmd: NoterElements, uow: UnitOfWork) -> Changes:
    """The elements as they were found, in one action.

    Raises `EntreeInvalide("saisie.obligatoire")`, `RegleMetier("etat_des_lieux.signe")`: what
    was signed is not changed behind the household's back.
    """
    with uow.ecriture("etat_des_lieux.noter") as tx:
        ligne = _ouvert(tx, cmd.etat_id)
        connus = {
            (e.piece, e.element): e
            for e in tx.session.scalars(
                select(LigneEtatDesLieux).where(LigneEtatDesLieux.etat_id == ligne.id)
            )
        }
        change = [_noter(tx, ligne.id, connus, element) for element in cmd.elements]
        if not any(change):
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _changes(tx, ligne)


def retirer(cmd: RetirerEtat, uow: UnitOfWork) -> Changes:
    """Without that inventory and its photos; undoing brings them back.

    Raises `RegleMetier("etat_des_lieux.signe")`.
    """
    with uow.ecriture("etat_des_lieux.retirer") as tx:
        ligne = _ouvert(tx, cmd.etat_id)
        for modele in (LigneEtatDesLieux, PhotoDefaut):
            for enfant in tx.session.scalars(select(modele).where(modele.etat_id == ligne.id)):
                tx.session.delete(enfant)
        tx.session.flush()
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne)


def ajouter_photos(cmd: AjouterPhotosEtat, uow: UnitOfWork) -> Changes:
    """The photos with the inventory; raises as `reclamations.photos.garder` does."""
    with uow.ecriture("etat_des_lieux.ajouter_photos") as tx:
        ligne = charger(tx.session, EtatDesLieux, cmd.etat_id)
        garder(tx, cmd.images, etat_id=ligne.id, legende=cmd.legende, montrable=False)
        tx.commit()
    return _changes(tx, ligne)


def signaler(cmd: SignalerElement, uow: UnitOfWork) -> Changes:
    """The complaint, or the réserve, opened about an element, worded from the inventory.

    Raises `RegleMetier`: "etat_des_lieux.non_note", "etat_des_lieux.deja_signale" (its
    reference), "etat_des_lieux.sans_reception" for a réserve of works nobody received.
    """
    with uow.ecriture("etat_des_lieux.signaler") as tx:
        etat = charger(tx.session, EtatDesLieux, cmd.etat_id)
        note = tx.session.scalar(
            select(LigneEtatDesLieux).where(
                LigneEtatDesLieux.etat_id == etat.id,
                LigneEtatDesLieux.piece == cmd.piece,
                LigneEtatDesLieux.element == cmd.element,
            )
        )
        if note is None:
            raise RegleMetier("etat_des_lieux.non_note")
        modele = tx.accompagnement.etat_des_lieux
        demande = _demande(tx, etat, note, modele, reserve=cmd.reserve)
        for deja in requetes.signales(tx.session, etat.logement_id, etat.le):
            if (deja.lieu, deja.description) == (demande.lieu, demande.description):
                raise RegleMetier("etat_des_lieux.deja_signale", reference=deja.reference)
        ligne = dans.ouvrir(tx, demande)
        if demande.reception_id is not None:
            _avec_reserves(tx, demande.reception_id)
        tx.commit()
    return _changes(tx, etat, ligne)


def _demande(
    tx: Transaction,
    etat: EtatDesLieux,
    note: LigneEtatDesLieux,
    modele: ListeEtat,
    *,
    reserve: bool,
) -> OuvrirReclamation:
    """The complaint as the inventory words it."""
    piece, element = modele.piece(note.piece), modele.element(note.element)
    dit = _("{element} : {etat}").format(
        element=lecture.element(modele, note.element), etat=dire(note.etat)
    )
    return OuvrirReclamation(
        etat.menage_id,
        element.categorie if element else CATEGORIE,
        " – ".join(x for x in (dit, note.precision) if x),
        logement_id=etat.logement_id,
        lieu=(piece.lieu or piece.code) if piece else note.piece,
        origine=OrigineReclamation.RECEPTION if reserve else OrigineReclamation.DOMICILE,
        ouverte_le=etat.le,
        reception_id=_reception(tx, etat) if reserve else None,
    )


def _reception(tx: Transaction, etat: EtatDesLieux) -> UUID:
    """The réception the réserve is of: that of the dwelling, else that of its batch."""
    logement = charger(tx.session, Logement, etat.logement_id)
    de = Reception.logement_id == logement.id
    if logement.tranche_id is not None:
        de |= Reception.tranche_id == logement.tranche_id
    trouvee = tx.session.scalar(
        select(Reception.id)
        .where(de, Reception.resultat != ResultatReception.REFUSEE, Reception.le <= etat.le)
        .order_by(Reception.logement_id.is_(None), Reception.le.desc())
        .limit(1)
    )
    if trouvee is None:
        raise RegleMetier("etat_des_lieux.sans_reception")
    return trouvee


def _avec_reserves(tx: Transaction, reception_id: UUID) -> None:
    reception = charger(tx.session, Reception, reception_id)
    if reception.resultat is ResultatReception.SANS_RESERVE:
        reception.resultat = ResultatReception.AVEC_RESERVES
        tx.session.flush()


def _noter(
    tx: Transaction,
    etat_id: UUID,
    connus: dict[tuple[str, str], LigneEtatDesLieux],
    note: ElementNote,
) -> bool:
    """Whether that changed anything."""
    piece = obligatoire(note.piece, _("la pièce"))
    element = obligatoire(note.element, _("l’élément"))
    ligne = connus.get((piece, element))
    if note.etat is None:
        if ligne is not None:
            tx.session.delete(ligne)
            tx.session.flush()
        return ligne is not None
    precision = facultatif(note.precision)
    if ligne is not None:
        return poser(ligne, {"etat": note.etat, "precision": precision})
    neuve = LigneEtatDesLieux(
        id=tx.ids.new(),
        etat_id=etat_id,
        piece=piece,
        element=element,
        etat=note.etat,
        precision=precision,
    )
    tx.session.add(neuve)
    connus[piece, element] = neuve
    return True


def _ouvert(tx: Transaction, etat_id: UUID) -> EtatDesLieux:
    """The inventory, as long as nobody signed it."""
    ligne = charger(tx.session, EtatDesLieux, etat_id)
    if ligne.signe_le is not None:
        raise RegleMetier("etat_des_lieux.signe", jour=ligne.signe_le)
    return ligne


def _verifier_jour(le: date, aujourdhui: date) -> None:
    if le > aujourdhui:
        raise EntreeInvalide("etat_des_lieux.futur", jour=le)


def _changes(
    tx: Transaction, ligne: EtatDesLieux, reclamation: Reclamation | None = None
) -> Changes:
    recues = {reclamation.reception_id} if reclamation and reclamation.reception_id else set()
    return Changes.of(
        principal=reclamation.id if reclamation else ligne.id,
        operation=tx.operation,
        etats_des_lieux={ligne.id},
        menages={ligne.menage_id},
        logements={ligne.logement_id},
        reclamations={reclamation.id} if reclamation else (),
        receptions=recues,
    )


def moment_suivant(deja: MomentEtatDesLieux | None, *, tiroir: bool) -> MomentEtatDesLieux:
    """The inventory one makes next: out of one's own home first, into a temporary one first."""
    if deja is not None:
        return (
            MomentEtatDesLieux.ENTREE
            if deja is MomentEtatDesLieux.SORTIE
            else MomentEtatDesLieux.SORTIE
        )
    return MomentEtatDesLieux.ENTREE if tiroir else MomentEtatDesLieux.SORTIE
