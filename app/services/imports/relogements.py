"""Reconciliation of the old follow-up sheet: survey, wish, temporary home, moves, remarks."""

from __future__ import annotations

from datetime import date

from app.domain import adresse as adresses
from app.domain.accompagnement import CodeEtape
from app.domain.imports import (
    DatesRelogement,
    EtatLigne,
    incoherences,
)
from app.services.imports.apercu import Action, Insertion, LigneApercu, Option, motif
from app.services.imports.contexte import ContexteImport
from app.services.imports.foyers import (
    ADRESSE,
    Travail,
    Valeurs,
    anomalies_de,
    comparer_adresse,
    extraire,
    foyer_nouveau,
    logement_nouveau,
    nom_affiche,
    noter,
    reconnaitre,
)
from app.services.imports.lignes import Gravite, LigneLue
from app.services.imports.registre import Ligne, adresse_de
from app.services.imports.tiroirs import Tiroirs, iso

FAITS = ("etape", "souhait", "note", "besoin", "demenagement")
"""Tables the register must hold for this sheet."""


class Relogements:
    """Reads the lines of one follow-up sheet against the register."""

    def __init__(self, contexte: ContexteImport, feuille: int) -> None:
        self._c = contexte
        self._r = contexte.registre
        self._feuille = feuille
        self._vues: dict[str, LigneLue] = {}
        self._tiroirs = Tiroirs(contexte)

    def ligne(self, lue: LigneLue) -> LigneApercu:
        """What one line would do."""
        v = lue.valeurs
        travail = Travail(motifs=anomalies_de(lue)[0])
        ug = str(v.get("code_ug", ""))
        vue = self._vues.get(ug) if ug else None
        if vue is not None and vue.valeurs == lue.valeurs:
            travail.motifs.append(motif("import.doublon_identique", autre=str(vue.numero)))
            return self._rendre(lue, EtatLigne.IDENTIQUE, travail)
        if vue is not None:
            travail.motifs.append(
                motif("import.suivi_repete", Gravite.A_CONFIRMER, autre=str(vue.numero))
            )
        elif ug:
            self._vues[ug] = lue
        menage_id, sur = self._menage(v)
        if menage_id is None:
            return self._inconnu(lue, travail)
        self._verifier_adresse(travail, menage_id, v)
        self._faits(travail, menage_id, lue)
        if not sur:
            autre = self._r.decrire(menage_id)
            travail.motifs.append(
                motif("import.autre_nom", Gravite.A_CONFIRMER, brut=nom_affiche(v), autre=autre)
            )
            rattacher = Option(
                "rattacher", (("menage", autre),), tuple(travail.actions), tuple(travail.ecarts)
            )
            return self._rendre(
                lue, EtatLigne.A_DECIDER, Travail(travail.motifs), (rattacher, Option("ignorer"))
            )
        if vue is not None and (travail.ecarts or travail.actions):
            options = (
                Option("garder_premiere", (("autre", str(vue.numero)),)),
                Option(
                    "prendre_celle_ci",
                    (("autre", str(vue.numero)),),
                    tuple(travail.actions),
                    tuple(travail.ecarts),
                ),
            )
            return self._rendre(lue, EtatLigne.A_DECIDER, Travail(travail.motifs), options)
        change = bool(travail.ecarts or travail.actions)
        return self._rendre(lue, EtatLigne.MODIFIE if change else EtatLigne.IDENTIQUE, travail)

    # ---- who -------------------------------------------------------------------------------

    def _menage(self, v: Valeurs) -> tuple[str | None, bool]:
        """The household of the line, and whether its name agrees."""
        logement = self._r.logements.get(str(v.get("code_ug", "")))
        if logement is None and "code_ug" not in v:
            lieux = self._r.a_l_adresse(*(extraire(v, ADRESSE).get(c) for c in ADRESSE[:3]))
            if len(lieux) == 1:
                logement = lieux[0]
                self._r.charger_occupants(str(logement["id"]))
        if logement is None:
            return None, False
        occupants = self._r.occupants(str(logement["id"]))
        if not occupants:
            return None, False
        if "nom" not in v:
            return occupants[-1], True
        for menage_id in reversed(occupants):
            if reconnaitre(self._r, menage_id, v)[0] is not None:
                return menage_id, True
        return occupants[-1], False

    def _inconnu(self, lue: LigneLue, travail: Travail) -> LigneApercu:
        """Nobody known lives there: the household is created when line and dwelling allow it."""
        v = lue.valeurs
        if "nom" not in v or "code_ug" not in v:
            travail.motifs.append(motif("import.menage_introuvable", Gravite.IGNOREE))
            return self._rendre(lue, EtatLigne.REJETE, travail)
        logement = self._r.logements.get(str(v["code_ug"]))
        if logement is None:
            logement = logement_nouveau(self._r, v, self._c.cite_pour(v))
            travail.actions.append(Insertion("logement", logement))
            travail.motifs.append(
                motif("import.logement_cree", Gravite.A_CONFIRMER, ug=str(v["code_ug"]))
            )
        menage_id, actions = foyer_nouveau(
            self._r, v, str(logement["id"]), lue.numero, self._c.edition
        )
        travail.actions += actions
        travail.motifs.append(motif("import.menage_cree", Gravite.A_CONFIRMER))
        self._faits(travail, menage_id, lue)
        return self._rendre(lue, EtatLigne.NOUVEAU, travail)

    def _verifier_adresse(self, travail: Travail, menage_id: str, v: Valeurs) -> None:
        foyer, lu = self._r.foyer(menage_id), extraire(v, ADRESSE)
        if foyer is None or "voie" not in lu or foyer.get("voie") is None:
            return
        verdict = comparer_adresse(foyer, lu)
        if verdict is not adresses.Rapport.IDENTIQUES:
            proche = verdict is adresses.Rapport.COMPATIBLES
            travail.motifs.append(
                motif(
                    "import.adresse_incomplete" if proche else "import.adresse_differente",
                    Gravite.INFO if proche else Gravite.A_CONFIRMER,
                    brut=adresse_de(lu),
                    connue=adresse_de(foyer),
                )
            )

    # ---- what ------------------------------------------------------------------------------

    def _faits(self, travail: Travail, menage_id: str, lue: LigneLue) -> None:
        v = lue.valeurs
        dates = DatesRelogement(
            *(
                d if isinstance(d := v.get(c), date) else None
                for c in ("enquete_le", "dm_aller_le", "dm_retour_prevu_le", "dm_retour_reel_le")
            )
        )
        for code in incoherences(dates, self._c.jour):
            gravite = Gravite.INFO if code == "import.retour_depasse" else Gravite.A_CONFIRMER
            travail.motifs.append(motif(code, gravite, **_dire(dates)))
        self._etapes(travail, menage_id, dates)
        self._souhait(travail, menage_id, v, dates.enquete)
        self._tiroirs.lire(travail, menage_id, lue, dates)
        if "observations" in v:
            noter(
                travail,
                self._r,
                menage_id,
                str(v["observations"]),
                dates.enquete or self._c.edition.jour,
                self._c.instant,
                self._c.auteur_id,
                sante=anomalies_de(lue)[1],
            )

    def _etapes(self, travail: Travail, menage_id: str, dates: DatesRelogement) -> None:
        """Milestones: a day gone by is done, a day to come is foreseen."""
        aller_fait = dates.aller if dates.aller and dates.aller <= self._c.jour else None
        for code, prevue, faite in (
            (CodeEtape.ENQUETE, None, dates.enquete),
            (CodeEtape.DEMENAGEMENT_ALLER, None if aller_fait else dates.aller, aller_fait),
            (CodeEtape.DEMENAGEMENT_RETOUR, dates.retour_prevu, dates.retour_reel),
        ):
            lu = {"prevue_le": iso(prevue), "faite_le": iso(faite)}
            if prevue is None and faite is None:
                continue
            connues = self._r.faits["etape"][menage_id]
            present = next((e for e in connues if e["code"] == code), None)
            if present is not None:
                travail.comparer("etape", present, lu)
                continue
            ligne: Ligne = {"id": self._r.nouvel_id(), "menage_id": menage_id, "code": code.value}
            ligne |= lu
            connues.append(ligne)
            travail.actions.append(Insertion("etape", ligne))

    def _souhait(self, travail: Travail, menage_id: str, v: Valeurs, enquete: date | None) -> None:
        """A wish is a further row, unless it is the last one already."""
        if "souhait" not in v:
            return
        lu = extraire(v, ("souhait", "souhait_precision"))
        connus = sorted(
            self._r.faits["souhait"][menage_id],
            key=lambda s: (str(s["exprime_le"] or ""), str(s["id"])),
        )
        jour = enquete.isoformat() if enquete else None
        if any(
            s["code"] == lu["souhait"]
            and s.get("precision") == lu.get("souhait_precision")
            and (s is connus[-1] or s["exprime_le"] == jour)
            for s in connus
        ):
            return
        if connus and jour and str(connus[-1]["exprime_le"] or "") > jour:
            travail.motifs.append(motif("import.souhait_plus_ancien", Gravite.A_CONFIRMER))
        ligne: Ligne = {
            "id": self._r.nouvel_id(),
            "menage_id": menage_id,
            "code": lu["souhait"],
            "precision": lu.get("souhait_precision"),
            "exprime_le": jour,
        }
        self._r.faits["souhait"][menage_id].append(ligne)
        travail.actions.append(Insertion("souhait", ligne))

    def _rendre(
        self,
        lue: LigneLue,
        etat: EtatLigne,
        travail: Travail,
        options: tuple[Option, ...] = (),
    ) -> LigneApercu:
        ug = str(lue.valeurs.get("code_ug", ""))
        actions: tuple[Action, ...] = tuple(travail.actions)
        decide = etat in (EtatLigne.REJETE, EtatLigne.A_DECIDER)
        return LigneApercu(
            self._feuille,
            lue.numero,
            etat,
            " · ".join(filter(None, (ug, nom_affiche(lue.valeurs)))),
            tuple(travail.motifs),
            () if decide else tuple(travail.ecarts),
            () if decide else actions,
            options,
        )


def _dire(dates: DatesRelogement) -> dict[str, str]:
    """The dates of a line as its remarks say them."""
    retour = dates.retour_reel or dates.retour_prevu
    nommees = (("enquete", dates.enquete), ("aller", dates.aller), ("retour", retour))
    return {nom: jour.strftime("%d/%m/%Y") for nom, jour in nommees if jour}
