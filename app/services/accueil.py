"""Meeting a household for the first time, inside the transaction that records the visit."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain import adresse as adresses
from app.domain.accompagnement import NatureNote
from app.domain.logements import NatureOccupation
from app.domain.menages import Lien, StatutMenage
from app.domain.partage import Partage
from app.domain.telephone import est_mobile, extraire
from app.domain.texte import nom_propre, plier
from app.domain.visites import NouveauMenage
from db.models import Logement, Menage, Note, Occupation, Personne
from db.uow import Transaction


def accueillir(tx: Transaction, nouveau: NouveauMenage) -> UUID:
    """The id of a household created with its titulaire, and its home when it can be told.

    An address that matches one free dwelling becomes its home; any other is kept as a note, so
    that nothing said is lost. Raises `EntreeInvalide("visite.telephone")`, and
    `RegleMetier("visite.menage_connu")` when somebody of that name already has that number.
    """
    numeros = _numeros(nouveau.telephone)
    nom, prenom = nom_propre(nouveau.nom), nom_propre(nouveau.prenom)
    _refuser_connu(tx.session, nom, numeros)
    logement_id = nouveau.logement_id or _logement_libre(tx, nouveau)
    menage = Menage(id=tx.ids.new(), nom=f"{nom} {prenom}".strip(), statut=StatutMenage.LOCATAIRE)
    tx.session.add(menage)
    tx.session.flush()
    mobiles = [n for n in numeros if est_mobile(n)]
    fixes = [n for n in numeros if not est_mobile(n)]
    tx.session.add(
        Personne(
            id=tx.ids.new(),
            menage_id=menage.id,
            nom=nom,
            prenom=prenom or None,
            lien=Lien.TITULAIRE,
            titulaire=True,
            tel_mobile=mobiles[0] if mobiles else None,
            tel_fixe=fixes[0] if fixes else None,
        )
    )
    if logement_id is not None:
        tx.session.add(
            Occupation(
                id=tx.ids.new(),
                menage_id=menage.id,
                logement_id=logement_id,
                nature=NatureOccupation.ORIGINE,
            )
        )
    a_garder = [*mobiles[1:], *fixes[1:]]
    if nouveau.adresse.strip() and logement_id is None:
        a_garder.insert(0, nouveau.adresse.strip())
    if a_garder:
        tx.session.add(_note(tx, menage.id, a_garder))
    tx.session.flush()
    return menage.id


def _note(tx: Transaction, menage_id: UUID, dits: list[str]) -> Note:
    return Note(
        id=tx.ids.new(),
        menage_id=menage_id,
        nature=NatureNote.OBSERVATION,
        texte=_("Coordonnées données à l’accueil : {dits}").format(dits=" ; ".join(dits)),
        visibilite=Partage.EQUIPE,
        auteur_id=tx.auteur_id,
        ecrite_a=tx.clock.now(),
        jour=tx.clock.today(),
    )


def _numeros(texte: str) -> tuple[str, ...]:
    if not texte.strip():
        return ()
    trouves = extraire(texte).numeros
    if not trouves:
        raise EntreeInvalide("visite.telephone", texte=texte.strip())
    return trouves


def _refuser_connu(session: Session, nom: str, numeros: Sequence[str]) -> None:
    if not numeros:
        return
    memes = session.execute(
        select(Personne.nom, Menage.nom)
        .join(Menage, Menage.id == Personne.menage_id)
        .where(or_(Personne.tel_mobile.in_(numeros), Personne.tel_fixe.in_(numeros)))
        .where(Menage.fusionne_dans_id.is_(None))
    )
    for nom_personne, nom_menage in memes:
        if plier(nom_personne) == plier(nom):
            raise RegleMetier("visite.menage_connu", menage=nom_menage)


def _logement_libre(tx: Transaction, nouveau: NouveauMenage) -> UUID | None:
    """The one dwelling at that address where nobody lives nor is to live, or None."""
    lue = adresses.lire(nouveau.adresse)
    if not lue.numero or not lue.voie:
        return None
    requete = select(Logement.id, Logement.numero, Logement.repetition, Logement.voie).where(
        Logement.numero == lue.numero,
        Logement.id.not_in(
            select(Occupation.logement_id).where(
                or_(Occupation.fin.is_(None), Occupation.fin > tx.clock.today())
            )
        ),
    )
    if nouveau.cite_id is not None:
        requete = requete.where(Logement.cite_id == nouveau.cite_id)
    voulue = adresses.cle(lue.numero, lue.repetition, lue.voie)
    trouves = [
        id_ for id_, *parties in tx.session.execute(requete) if adresses.cle(*parties) == voulue
    ]
    return trouves[0] if len(trouves) == 1 else None
