"""Moves of the old follow-up sheet: out to the temporary home and back, done or foreseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.demenagements import Creneau, EtatDemenagement, SensDemenagement
from app.domain.imports import DatesRelogement
from app.services.imports.apercu import Insertion, MiseAJour, motif
from app.services.imports.contexte import ContexteImport
from app.services.imports.foyers import Travail, Valeurs
from app.services.imports.lignes import Anomalie, Gravite
from app.services.imports.registre import Ligne, adresse_de
from db.lots import Brut

TABLE = "demenagement"


@dataclass(frozen=True, slots=True)
class _Lu:
    """A move as a line gives it; `tiroir_id` is where it leads, or where it leaves from."""

    sens: SensDemenagement
    depuis_id: Brut
    vers_id: Brut
    tiroir_id: Brut
    jour: date
    fait: bool

    @property
    def colonne_tiroir(self) -> str:
        """The column of the row that holds the temporary home."""
        return "vers_id" if self.sens is SensDemenagement.ALLER else "depuis_id"


class Demenagements:
    """What the dates of a line make of the moves of its household."""

    def __init__(self, contexte: ContexteImport) -> None:
        self._c = contexte
        self._r = contexte.registre

    def lire(
        self,
        travail: Travail,
        menage_id: str,
        tiroir: Ligne,
        dates: DatesRelogement,
        valeurs: Valeurs,
    ) -> None:
        """Add its moves, or what differs in those known; a doubtful return makes no move."""
        foyer = self._r.foyer(menage_id)
        chez_lui = foyer["id"] if foyer is not None else None
        if dates.aller is not None:
            fait = dates.aller <= self._c.jour
            aller = _Lu(
                SensDemenagement.ALLER, chez_lui, tiroir["id"], tiroir["id"], dates.aller, fait
            )
            self._un(travail, menage_id, aller, valeurs)
        retour = dates.retour_reel or dates.retour_prevu
        croyable = retour is not None and (dates.aller is None or retour >= dates.aller)
        if retour is not None and croyable and chez_lui is not None:
            fait = dates.retour_reel is not None and dates.retour_reel <= self._c.jour
            lu = _Lu(SensDemenagement.RETOUR, tiroir["id"], chez_lui, tiroir["id"], retour, fait)
            self._un(travail, menage_id, lu, valeurs)

    def _un(self, travail: Travail, menage_id: str, lu: _Lu, valeurs: Valeurs) -> None:
        connus = self._r.faits[TABLE][menage_id]
        siens = [d for d in connus if d["sens"] == lu.sens]
        memes = [d for d in siens if d[lu.colonne_tiroir] == lu.tiroir_id]
        vivants = [d for d in memes if d["etat"] != EtatDemenagement.ANNULE]
        if vivants:
            self._comparer(travail, vivants[-1], lu, valeurs)
            return
        if any(d["jour"] == lu.jour.isoformat() for d in memes):
            travail.motifs.append(self._dire("import.demenagement_annule", lu))
            return
        ailleurs = [d for d in siens if d["etat"] in _PREVUS]
        if ailleurs and not lu.fait:
            autre = self._r.logement_par_id.get(str(ailleurs[-1][lu.colonne_tiroir]))
            dit = adresse_de(autre) if autre is not None else ""
            travail.motifs.append(self._dire("import.demenagement_ailleurs", lu, connue=dit))
            return
        ligne: Ligne = {
            "id": self._r.nouvel_id(),
            "menage_id": menage_id,
            "sens": lu.sens.value,
            "depuis_id": lu.depuis_id,
            "vers_id": lu.vers_id,
            "jour": lu.jour.isoformat(),
            "creneau": Creneau.JOURNEE.value,
            "heure": None,
            "equipe_id": None,
            "etat": (EtatDemenagement.FAIT if lu.fait else EtatDemenagement.PREVU).value,
            "etat_le": (lu.jour if lu.fait else self._c.jour).isoformat(),
        }
        ligne |= self._precisions(lu, valeurs)
        connus.append(ligne)
        travail.actions.append(Insertion(TABLE, ligne))

    def _comparer(self, travail: Travail, present: Ligne, lu: _Lu, valeurs: Valeurs) -> None:
        """A move done stays done; the day foreseen for it is old news."""
        fait = present["etat"] == EtatDemenagement.FAIT
        if fait and not lu.fait:
            return
        voulu: Ligne = {"jour": lu.jour.isoformat(), **self._precisions(lu, valeurs)}
        if lu.fait and not fait:
            voulu |= {"etat": EtatDemenagement.FAIT.value, "etat_le": lu.jour.isoformat()}
        avant = len(travail.actions)
        version = int(present.get("version") or 0)
        travail.comparer(TABLE, present, voulu)
        for rang in range(avant, len(travail.actions)):
            action = travail.actions[rang]
            # Calendars already sent follow the version, not the day.
            if isinstance(action, MiseAJour) and "jour" in action.valeurs:
                valeurs_sues = {**action.valeurs, "version": version + 1}
                travail.actions[rang] = action._replace(valeurs=valeurs_sues)

    def _precisions(self, lu: _Lu, valeurs: Valeurs) -> Ligne:
        """Slot, hour and movers, when the sheet has them."""
        precisions: Ligne = {}
        if creneau := valeurs.get(f"dm_{lu.sens}_creneau"):
            precisions["creneau"] = str(creneau)
        if heure := valeurs.get(f"dm_{lu.sens}_heure"):
            precisions["heure"] = f"{heure}:00.000000"
        if nom := valeurs.get("demenageurs"):
            foyer = lu.depuis_id if lu.sens is SensDemenagement.ALLER else lu.vers_id
            logement = self._r.logement_par_id.get(str(foyer))
            precisions["equipe_id"] = self._r.equipe(
                str(nom), str(logement["cite_id"]) if logement is not None else None
            )
        return precisions

    def _dire(self, code: str, lu: _Lu, **params: str) -> Anomalie:
        return motif(code, Gravite.A_CONFIRMER, brut=lu.jour.strftime("%d/%m/%Y"), **params)


_PREVUS = (EtatDemenagement.PREVU, EtatDemenagement.CONFIRME)
