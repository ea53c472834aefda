"""Reading a household for its sheet: everything the sheet tells, as its reader may receive it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.domain.partage import Destinataire
from app.services.attention import mots as dire_raisons
from app.services.documents.commandes import RaisonEcart
from app.services.documents.fiche import Contenu, contenu
from app.services.documents.partage import lecteur, refuse
from app.services.documents.section_attachements import photos_imprimees
from app.services.documents.vocabulaire import Libelles
from app.services.enquetes.resume import Resumes
from app.services.parcours import lire_dans
from app.services.raisons import MotsRaisons
from db.queries.attachements import vignettes
from db.queries.fiche_modele import FicheMenage
from db.queries.fil import lire_fil
from db.queries.fil_modele import GenreFil
from db.uow import UnitOfWork

_TOUT_LE_FIL = 5_000
_FIL_DU_MENAGE = 6


@dataclass(slots=True)
class LectureFiches:
    """Reads households one after another for one reader; forms and words are loaded once."""

    uow: UnitOfWork
    pour: Destinataire
    mots: Libelles
    _raisons: MotsRaisons = field(init=False)
    _enquetes: Resumes = field(init=False)

    def __post_init__(self) -> None:
        self._raisons, self._enquetes = dire_raisons(self.uow), Resumes(self.uow)

    def ecart(self, fiche: FicheMenage | None) -> RaisonEcart | None:
        """Why that household has no sheet for this reader; None when it has one."""
        if fiche is None:
            return RaisonEcart.ABSENT
        if fiche.menage.fusionne_dans_id is not None:
            return RaisonEcart.REUNI
        if self.pour is Destinataire.BAILLEUR and refuse(fiche.consentements, fiche.jour):
            return RaisonEcart.REFUS
        return None

    def lire(self, session: Session, fiche: FicheMenage) -> Contenu:
        """All its sheet tells, less what this reader may not receive."""
        menage_id = fiche.menage.id
        if self.pour is Destinataire.MENAGE:
            fil = lire_fil(session, fiche, genres=(GenreFil.VISITE,), taille=_FIL_DU_MENAGE)
        else:
            fil = lire_fil(session, fiche, taille=_TOUT_LE_FIL)
        parcours = lire_dans(session, menage_id, fiche.jour, self.uow.accompagnement.parcours)
        photos = photos_imprimees(fiche.attachements, self.pour)
        images = vignettes(session, photos) if photos else {}
        enquete = self._enquetes.du_menage(session, menage_id, self.pour)
        qui = lecteur(fiche, self.pour)
        return contenu(fiche, fil, qui, self.mots, parcours, self._raisons, images, enquete)
