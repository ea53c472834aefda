"""Files of a landlord, as it drops them, and what is around them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from app.domain.envois import Etendue, GenreDestination, GenreRetour, Protection
from app.domain.retours import Issue
from app.services.exports import cles
from app.services.exports.protection import retour_signe, trousseau
from app.services.exports.protection.trousseau import ClePrivee
from app.services.exports.retours_fichiers import (
    ApercuFichier,
    AppliquerRetour,
    DecisionLigne,
    DemanderApercu,
    FichierRecu,
    LigneFichier,
    LireRetour,
    ResultatFichier,
    apercu,
    appliquer,
    lire,
    recevoir,
)
from app.services.exports.synchroniser.accuses import Recu
from db.models import Destination, ProfilEnvoi
from db.uow import UnitOfWork
from tests import factories

SEL = "0f" * 16


def texte(*lignes: Sequence[str]) -> bytes:
    """A CSV file as landlords write them."""
    return ("\ufeff" + "\r\n".join(";".join(ligne) for ligne in lignes) + "\r\n").encode()


def recu(
    uow: UnitOfWork, nom: str, octets: bytes, destination_id: UUID | None = None
) -> UUID | None:
    """The file taken in; None when it was there already."""
    with uow.ecriture("test.recevoir") as tx:
        retour = recevoir(tx, Recu(nom, octets, destination_id))
        tx.commit()
    return retour.id if retour is not None else None


def fichier(uow: UnitOfWork, nom: str, octets: bytes) -> FichierRecu:
    """The file as it stands once taken in."""
    id_ = recu(uow, nom, octets)
    assert id_ is not None
    return lire(LireRetour(id_), uow)


def voir(
    uow: UnitOfWork, *lignes: Sequence[str], nom: str = "retour.csv", fin: bytes = b""
) -> ApercuFichier:
    """The preview of a plain file of these lines; `fin` makes other bytes of the same lines."""
    return apercu(DemanderApercu(fichier(uow, nom, texte(*lignes) + fin).id), uow)


def prendre(uow: UnitOfWork, vu: ApercuFichier, **choix: str) -> ResultatFichier:
    """Apply; `l3="prendre"` decides line 3, the rest stays out."""
    decisions = {(0, int(nom[1:])): DecisionLigne(mot) for nom, mot in choix.items()}
    return appliquer(AppliquerRetour(vu, decisions, accepter_reste=True), uow)


def issues(vu: ApercuFichier) -> list[Issue]:
    """What becomes of each line."""
    return [ligne.issue for ligne in vu.lignes]


def codes(ligne: LigneFichier) -> set[str]:
    """Why."""
    return {m.code for m in ligne.motifs}


def code_raison(lu: FichierRecu) -> str:
    """Why a file is kept aside."""
    assert lu.raison is not None
    return lu.raison.code


class Bailleur:
    """A landlord with its keys, known and checked, and a profile of sending."""

    def __init__(self, uow: UnitOfWork, nom: str = "Bailleur d’essai") -> None:
        self.uow = uow
        self.cle = ClePrivee.nouvelle(nom)
        bloc = trousseau.ecrire_publique(self.cle)
        changes = cles.ajouter(cles.AjouterCle(bloc), uow)
        assert changes.principal is not None
        self.cle_id = changes.principal
        cles.verifier(cles.VerifierCle(self.cle_id, "sa directrice"), uow)
        self.destination_id = uow.ids.new()
        self.profil_id = uow.ids.new()
        factories.ecrire(
            uow,
            Destination(
                id=self.destination_id, nom=nom, genre=GenreDestination.DOSSIER, adresse="la clé"
            ),
        )
        factories.ecrire(
            uow,
            ProfilEnvoi(
                id=self.profil_id, nom=nom, sel=SEL, pseudonymes=True, formats=["csv_fr"],
                etendue=Etendue.COMPLET, protection=Protection.AGE, cle_id=self.cle_id,
                destination_id=self.destination_id,
            ),
        )  # fmt: skip

    def signer(
        self,
        numero: int,
        octets: bytes,
        genre: GenreRetour = GenreRetour.LOYERS,
        destinataires: Sequence[str] = (),
        nom: str = "loyers.csv",
    ) -> bytes:
        """The envelope its companion makes."""
        le = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
        return retour_signe.fermer(self.cle, numero, genre, le, nom, octets, destinataires)


def refaire(enveloppe: bytes, **pieces: bytes | None) -> bytes:
    """The same zip with some pieces replaced (`a__b` is a.b), taken out (None) or added."""
    voulues = {nom.replace("__", "."): octets for nom, octets in pieces.items()}
    flux = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(enveloppe)) as avant, zipfile.ZipFile(flux, "w") as apres:
        for nom in avant.namelist():
            octets = voulues.pop(nom, avant.read(nom))
            if octets is not None:
                apres.writestr(nom, octets)
        for nom, octets in voulues.items():
            if octets is not None:
                apres.writestr(nom, octets)
    return flux.getvalue()
