"""Reconciliation of a stock file: one line, one dwelling."""

from __future__ import annotations

from app.domain.imports import EtatLigne
from app.domain.logements import EtatLogement
from app.services.imports.apercu import Insertion, LigneApercu, Option, motif
from app.services.imports.contexte import ContexteImport
from app.services.imports.foyers import Travail, Valeurs, comparer_logement, logement_nouveau
from app.services.imports.lignes import Gravite, LigneLue
from app.services.imports.registre import Ligne, adresse_de


class Parc:
    """Reads the lines of one stock sheet against the register."""

    def __init__(self, contexte: ContexteImport, feuille: int) -> None:
        self._c = contexte
        self._r = contexte.registre
        self._feuille = feuille
        self._vues: dict[str, LigneLue] = {}

    def ligne(self, lue: LigneLue) -> LigneApercu:
        """What one line would do."""
        v = lue.valeurs
        ug = str(v["code_ug"])
        travail = Travail(motifs=list(lue.anomalies))
        vue = self._vues.get(ug)
        if vue is not None:
            return self._encore(lue, travail, vue)
        self._vues[ug] = lue
        present = self._r.logements.get(ug)
        if present is None:
            etat = v.get("etat")
            cite_id = self._c.cite_pour(v)
            ligne = logement_nouveau(
                self._r, v, cite_id, etat if isinstance(etat, EtatLogement) else EtatLogement.OCCUPE
            )
            if "tranche" in v:
                ligne["tranche_id"] = self._r.tranche(cite_id, str(v["tranche"]))
            travail.actions.append(Insertion("logement", ligne))
            return self._rendre(lue, EtatLigne.NOUVEAU, travail)
        self._comparer(travail, present, v)
        return self._rendre(
            lue, EtatLigne.MODIFIE if travail.ecarts else EtatLigne.IDENTIQUE, travail
        )

    def _comparer(self, travail: Travail, present: Ligne, v: Valeurs) -> None:
        comparer_logement(travail, present, v)
        lu: Ligne = {}
        if "cite" in v:
            lu["cite_id"] = self._c.cite_pour(v)
        if "tranche" in v:
            cite_id = str(lu.get("cite_id") or present["cite_id"])
            lu["tranche_id"] = self._r.tranche(cite_id, str(v["tranche"]))
        travail.comparer("logement", present, lu)
        self._comparer_etat(travail, present, v)

    def _comparer_etat(self, travail: Travail, present: Ligne, v: Valeurs) -> None:
        """The flag of vacancy against our states: temporary homes and works are vacant too."""
        etat = v.get("etat")
        if not isinstance(etat, EtatLogement) or present["etat"] == etat:
            return
        connu = EtatLogement(str(present["etat"]))
        if etat is EtatLogement.VACANT and connu is not EtatLogement.OCCUPE:
            return
        if etat is EtatLogement.OCCUPE and connu is not EtatLogement.VACANT:
            return
        occupants = self._r.occupants(str(present["id"]))
        garder = {}
        if etat is EtatLogement.VACANT and occupants:
            travail.motifs.append(
                motif(
                    "import.vacant_mais_habite",
                    Gravite.A_CONFIRMER,
                    autre=self._r.decrire(occupants[-1]),
                )
            )
            garder = {"etat": "import.vacant_mais_habite"}
        travail.comparer("logement", present, {"etat": etat.value}, garder)

    def _encore(self, lue: LigneLue, travail: Travail, vue: LigneLue) -> LigneApercu:
        autre = str(vue.numero)
        if lue.valeurs == vue.valeurs:
            travail.motifs.append(motif("import.doublon_identique", autre=autre))
            return self._rendre(lue, EtatLigne.IDENTIQUE, travail)
        suite = Travail(essai=True)
        self._comparer(suite, self._r.logements[str(lue.valeurs["code_ug"])], lue.valeurs)
        if not suite.ecarts:
            travail.motifs.append(motif("import.doublon_sans_apport", autre=autre))
            return self._rendre(lue, EtatLigne.IDENTIQUE, travail)
        travail.motifs.append(motif("import.doublon_different", Gravite.A_CONFIRMER, autre=autre))
        prendre = Option(
            "prendre_celle_ci", (("autre", autre),), tuple(suite.actions), tuple(suite.ecarts)
        )
        return self._rendre(
            lue,
            EtatLigne.A_DECIDER,
            travail,
            (Option("garder_premiere", (("autre", autre),)), prendre),
        )

    def _rendre(
        self,
        lue: LigneLue,
        etat: EtatLigne,
        travail: Travail,
        options: tuple[Option, ...] = (),
    ) -> LigneApercu:
        lieu = adresse_de({c: str(v) for c, v in lue.valeurs.items()})
        return LigneApercu(
            self._feuille,
            lue.numero,
            etat,
            " · ".join(filter(None, (str(lue.valeurs["code_ug"]), lieu))),
            tuple(travail.motifs),
            tuple(travail.ecarts),
            tuple(travail.actions),
            options,
        )
