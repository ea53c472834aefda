"""The file of a move: checklist, meters, keys."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.demenagements import (
    EtatDemenagement,
    EtatPoint,
    SensCle,
    index_plus_bas,
    verifier_fait,
)
from app.services.chargement import charger, facultatif, obligatoire
from app.services.demenagements.commandes import (
    PointerListe,
    ReleverCompteur,
    RemettreCle,
    RetirerCle,
    RetirerReleve,
)
from db.models import CleLogement, Demenagement, PointDemenagement, ReleveCompteur
from db.uow import Transaction, UnitOfWork

NOMBRE_MAX = 99


def pointer(cmd: PointerListe, uow: UnitOfWork) -> Changes:
    """The line as it stands now; raises `EntreeInvalide("demenagement.point_inconnu")`."""
    with uow.ecriture("demenagement.pointer") as tx:
        ligne = _ouvert(tx, cmd.id)
        point = tx.session.scalar(
            select(PointDemenagement).where(
                PointDemenagement.demenagement_id == cmd.id, PointDemenagement.code == cmd.code
            )
        )
        if point is None:
            if all(p.code != cmd.code for p in tx.accompagnement.liste_demenagement):
                raise EntreeInvalide("demenagement.point_inconnu", point=cmd.code)
            point = PointDemenagement(id=tx.ids.new(), demenagement_id=cmd.id, code=cmd.code)
            tx.session.add(point)
        regle = cmd.etat is not EtatPoint.A_FAIRE
        if point.etat is not cmd.etat:
            point.le = tx.clock.today() if regle else None
            point.par_id = tx.auteur_id if regle else None
        point.etat = cmd.etat
        if cmd.precision is not None:
            point.precision = facultatif(cmd.precision)
        tx.commit()
    return _changes(tx, ligne, point.id)


def relever(cmd: ReleverCompteur, uow: UnitOfWork) -> Changes:
    """The reading added; raises `EntreeInvalide` ("saisie.obligatoire", "demenagement.futur"),
    `RegleMetier` ("demenagement.index_plus_bas" unless confirmed, "demenagement.pas_ici").
    """
    with uow.ecriture("demenagement.relever") as tx:
        ligne = _ouvert(tx, cmd.id)
        verifier_fait(cmd.le, tx.clock.today())
        _d_ici(ligne, cmd.logement_id)
        valeur = obligatoire(cmd.valeur, _("l’index"))
        numero = facultatif(cmd.numero)
        if not cmd.confirme:
            _comparer(tx, cmd, valeur, numero)
        releve = ReleveCompteur(
            id=tx.ids.new(),
            demenagement_id=ligne.id,
            logement_id=cmd.logement_id,
            fluide=cmd.fluide,
            moment=cmd.moment,
            numero=numero,
            valeur=valeur,
            le=cmd.le,
        )
        tx.session.add(releve)
        tx.commit()
    return _changes(tx, ligne, releve.id)


def remettre_cle(cmd: RemettreCle, uow: UnitOfWork) -> Changes:
    """The keys noted; raises `EntreeInvalide` ("saisie.obligatoire", "saisie.nombre",
    "demenagement.futur"), `RegleMetier` ("demenagement.pas_ici", "demenagement.cles_en_trop" when
    more come back than were given).
    """
    with uow.ecriture("demenagement.cles") as tx:
        ligne = _ouvert(tx, cmd.id)
        verifier_fait(cmd.le, tx.clock.today())
        _d_ici(ligne, cmd.logement_id)
        if not 1 <= cmd.nombre <= NOMBRE_MAX:
            raise EntreeInvalide("saisie.nombre", champ=_("Nombre"), texte=str(cmd.nombre))
        quoi = obligatoire(cmd.quoi, _("quelles clés"))
        cle = CleLogement(
            id=tx.ids.new(),
            demenagement_id=ligne.id,
            logement_id=cmd.logement_id,
            sens=cmd.sens,
            quoi=quoi,
            nombre=cmd.nombre,
            le=cmd.le,
            a_qui=facultatif(cmd.a_qui),
        )
        _compter(tx, ligne, cle)
        tx.session.add(cle)
        tx.commit()
    return _changes(tx, ligne, cle.id)


def retirer_releve(cmd: RetirerReleve, uow: UnitOfWork) -> Changes:
    """The file without that reading; the history keeps it."""
    with uow.ecriture("demenagement.retirer_releve") as tx:
        releve = charger(tx.session, ReleveCompteur, cmd.releve_id)
        ligne = charger(tx.session, Demenagement, releve.demenagement_id)
        tx.session.delete(releve)
        tx.commit()
    return _changes(tx, ligne, releve.id)


def retirer_cle(cmd: RetirerCle, uow: UnitOfWork) -> Changes:
    """The file without those keys; the history keeps them."""
    with uow.ecriture("demenagement.retirer_cles") as tx:
        cle = charger(tx.session, CleLogement, cmd.cle_id)
        ligne = charger(tx.session, Demenagement, cle.demenagement_id)
        tx.session.delete(cle)
        tx.commit()
    return _changes(tx, ligne, cle.id)


def _ouvert(tx: Transaction, id_: UUID) -> Demenagement:
    """The move; one that was cancelled has no file any more. A done one has: things go on."""
    ligne = charger(tx.session, Demenagement, id_)
    if ligne.etat is EtatDemenagement.ANNULE:
        raise RegleMetier("demenagement.deja_annule")
    return ligne


def _d_ici(ligne: Demenagement, logement_id: UUID) -> None:
    if logement_id not in (ligne.depuis_id, ligne.vers_id):
        raise RegleMetier("demenagement.pas_ici")


def _comparer(tx: Transaction, cmd: ReleverCompteur, valeur: str, numero: str | None) -> None:
    """A meter never runs backwards: tell when the last reading of that meter was higher."""
    meme = select(ReleveCompteur.valeur, ReleveCompteur.le).where(
        ReleveCompteur.logement_id == cmd.logement_id,
        ReleveCompteur.fluide == cmd.fluide,
        ReleveCompteur.le <= cmd.le,
    )
    if numero is not None:
        meme = meme.where((ReleveCompteur.numero == numero) | ReleveCompteur.numero.is_(None))
    avant = tx.session.execute(
        meme.order_by(ReleveCompteur.le.desc(), ReleveCompteur.id.desc()).limit(1)
    ).first()
    if avant is not None and index_plus_bas(valeur, avant.valeur):
        raise RegleMetier(
            "demenagement.index_plus_bas", valeur=valeur, avant=avant.valeur, jour=avant.le
        )


def _compter(tx: Transaction, ligne: Demenagement, nouvelle: CleLogement) -> None:
    """Of one kind of keys of one home, no more come back than were given, when any was."""
    if nouvelle.sens is not SensCle.RENDUE:
        return
    siennes = select(CleLogement.sens, CleLogement.nombre).join(
        Demenagement, Demenagement.id == CleLogement.demenagement_id
    )
    remises = rendues = 0
    for sens, nombre in tx.session.execute(
        siennes.where(
            Demenagement.menage_id == ligne.menage_id,
            CleLogement.logement_id == nouvelle.logement_id,
            CleLogement.quoi == nouvelle.quoi,
        )
    ):
        if sens is SensCle.REMISE:
            remises += nombre
        else:
            rendues += nombre
    if remises and rendues + nouvelle.nombre > remises:
        raise RegleMetier(
            "demenagement.cles_en_trop", quoi=nouvelle.quoi, remises=remises, rendues=rendues
        )


def _changes(tx: Transaction, ligne: Demenagement, principal: UUID) -> Changes:
    return Changes.of(
        principal=principal,
        operation=tx.operation,
        demenagements={ligne.id},
        menages={ligne.menage_id},
    )
