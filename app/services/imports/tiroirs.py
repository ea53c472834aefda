"""Stays in temporary homes, as the old follow-up sheet tells them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from app.domain import adresse as adresses
from app.domain.imports import DatesRelogement, se_chevauchent
from app.domain.logements import EtatLogement, NatureOccupation
from app.services.imports.apercu import Insertion, motif
from app.services.imports.contexte import ContexteImport
from app.services.imports.demenagements import Demenagements
from app.services.imports.foyers import Travail
from app.services.imports.lignes import Gravite, LigneLue
from app.services.imports.registre import Ligne
from db.lots import Brut


class Tiroirs:
    """Who goes to which temporary home, and who else is told to be there."""

    def __init__(self, contexte: ContexteImport) -> None:
        self._r = contexte.registre
        self._demenagements = Demenagements(contexte)
        self._vus: defaultdict[str, list[tuple[int, str, DatesRelogement]]] = defaultdict(list)

    def lire(self, travail: Travail, menage_id: str, lue: LigneLue, dates: DatesRelogement) -> None:
        """Add the stay and its moves, or what differs in those known."""
        ecrit, logement = self._trouver(lue)
        if not ecrit:
            return
        if logement is None:
            travail.motifs.append(motif("import.tiroir_inconnu", Gravite.A_CONFIRMER, brut=ecrit))
            return
        code = str(logement["code_ug"])
        if code == str(lue.valeurs.get("code_ug", "")):
            travail.motifs.append(motif("import.tiroir_est_domicile", Gravite.IGNOREE, brut=code))
            return
        self._verifier(travail, menage_id, logement, lue.numero, dates)
        self._sejour(travail, menage_id, logement, dates)
        self._demenagements.lire(travail, menage_id, logement, dates, lue.valeurs)
        if logement["etat"] == EtatLogement.VACANT:
            travail.comparer("logement", logement, {"etat": EtatLogement.TIROIR.value})

    def _trouver(self, lue: LigneLue) -> tuple[str, Ligne | None]:
        """The temporary home as written, and the dwelling it names: by its code or its address."""
        code = str(lue.valeurs.get("tiroir_ug", ""))
        if code:
            return code, self._r.logements.get(code)
        ecrit = str(lue.valeurs.get("tiroir_adresse", ""))
        if not ecrit:
            return "", None
        lieu = adresses.lire(ecrit)
        lieux = self._r.a_l_adresse(lieu.numero, lieu.repetition, lieu.voie)
        if len(lieux) != 1:
            return ecrit, None
        self._r.charger_occupants(str(lieux[0]["id"]))
        return ecrit, self._r.logement_par_id.get(str(lieux[0]["id"]))

    def _sejour(
        self, travail: Travail, menage_id: str, logement: Ligne, dates: DatesRelogement
    ) -> None:
        fin = dates.retour_reel
        if dates.aller and fin and fin < dates.aller:
            fin = None
        lu: Ligne = {"debut": iso(dates.aller), "fin": iso(fin)}
        lu["fin_prevue"] = iso(dates.retour_prevu)
        present = next(
            (
                o
                for o in self._r.sejours[menage_id]
                if o["nature"] == NatureOccupation.TIROIR and o["logement_id"] == logement["id"]
            ),
            None,
        )
        if present is not None:
            travail.comparer("occupation", present, lu)
            return
        ligne: Ligne = {
            "id": self._r.nouvel_id(),
            "menage_id": menage_id,
            "logement_id": logement["id"],
            "nature": NatureOccupation.TIROIR.value,
        }
        travail.actions.append(Insertion("occupation", ligne | lu))

    def _verifier(
        self,
        travail: Travail,
        menage_id: str,
        logement: Ligne,
        numero: int,
        dates: DatesRelogement,
    ) -> None:
        """Who else is, or will be, in that temporary home at the same time."""
        code = str(logement["code_ug"])
        habitants = [m for m in self._r.occupants(str(logement["id"])) if m != menage_id]
        if habitants:
            travail.motifs.append(
                motif(
                    "import.tiroir_habite",
                    Gravite.A_CONFIRMER,
                    brut=code,
                    autre=self._r.decrire(habitants[-1]),
                )
            )
        for autre_numero, autre, siennes in self._vus[code]:
            if autre != menage_id and se_chevauchent(
                dates.aller, dates.fin, siennes.aller, siennes.fin
            ):
                travail.motifs.append(
                    motif(
                        "import.tiroir_deux_menages",
                        Gravite.A_CONFIRMER,
                        brut=code,
                        autre=self._r.decrire(autre),
                        numero=str(autre_numero),
                    )
                )
        self._vus[code].append((numero, menage_id, dates))


def iso(jour: date | None) -> Brut:
    """A day in stored form."""
    return jour.isoformat() if jour else None
