"""Reconciliation of logged passages: each becomes a visit of the household of that name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from app.domain.accompagnement import Canal, NatureNote
from app.domain.imports import EtatLigne, Ressemblance, a_une_lettre, comparer_noms
from app.domain.partage import Partage
from app.domain.texte import cle, plier
from app.services.imports.apercu import Action, Insertion, LigneApercu, Option, motif
from app.services.imports.contexte import ContexteImport
from app.services.imports.foyers import Travail
from app.services.imports.lignes import Gravite, LigneLue
from app.services.imports.registre import Ligne

FAITS = ("visite",)
_RIEN = frozenset(("", "ras", "rien", "neant", "ok", "vu", "fait"))
_CANAUX: Mapping[str, Canal] = {
    "tel": Canal.TELEPHONE, "appel": Canal.TELEPHONE, "domicile": Canal.DOMICILE,
    "visite": Canal.DOMICILE, "mail": Canal.COURRIEL, "courriel": Canal.COURRIEL,
    "courrier": Canal.COURRIER, "lettre": Canal.COURRIER, "porte": Canal.PORTE_A_PORTE,
}  # fmt: skip


class Passages:
    """Reads the lines of one sheet of passages against the register."""

    def __init__(
        self, contexte: ContexteImport, feuille: int, motifs_connus: Mapping[str, str]
    ) -> None:
        self._c = contexte
        self._r = contexte.registre
        self._feuille = feuille
        self._codes = motifs_connus
        """Folded words of a reason → its code in the catalogue."""
        self._par_nom: dict[str, list[str]] | None = None
        self._deja: Counter[tuple[str, str, str]] | None = None

    def ligne(self, lue: LigneLue) -> LigneApercu:
        """What one line would do."""
        v = lue.valeurs
        travail = Travail(motifs=list(lue.anomalies))
        ecrit = str(v.get("motif", ""))
        code = self.code_motif(ecrit)
        jour = v["jour"]
        if not isinstance(jour, date):
            raise TypeError("a passage without a day is rejected on reading")
        if "qui" not in v and "code_ug" not in v:
            return self._rendre(lue, *self._anonyme(travail, lue, jour, code))
        candidats = self._candidats(lue)
        iso = jour.isoformat()
        deja = [m for m in candidats if self._enregistres()[m, iso, code]]
        if deja:
            travail.motifs.append(motif("import.passage_connu", autre=self._r.decrire(deja[0])))
            return self._rendre(lue, EtatLigne.IDENTIQUE, travail)
        proches = [] if candidats else self._proches(lue)
        if not candidats and not proches:
            travail.motifs.append(
                motif("import.personne_inconnue", Gravite.IGNOREE, brut=str(v.get("qui", "")))
            )
            return self._rendre(lue, EtatLigne.REJETE, travail)
        if len(candidats) == 1:
            travail.actions += self._visite(candidats[0], lue, jour, code, travail)
            self._enregistres()[candidats[0], iso, code] += 1
            travail.motifs.append(motif("import.passage_pour", autre=self._r.decrire(candidats[0])))
            return self._rendre(lue, EtatLigne.NOUVEAU, travail)
        travail.motifs.append(
            motif(
                "import.nom_ambigu" if candidats else "import.nom_approchant",
                Gravite.A_CONFIRMER,
                brut=str(v.get("qui", "")),
                combien=str(len(candidats)),
            )
        )
        options = tuple(
            Option(
                "rattacher",
                (("menage", self._r.decrire(m)), ("cible", m)),
                tuple(self._visite(m, lue, jour, code, None)),
            )
            for m in (candidats or proches)
        )
        return self._rendre(lue, EtatLigne.A_DECIDER, travail, (*options, Option("ignorer")))

    def code_motif(self, ecrit: str) -> str:
        """The catalogue's code of a reason, or its own words when the catalogue has none."""
        plie = plier(ecrit)
        if plie in self._codes:
            return self._codes[plie]
        for mot in plie.split():
            if mot in self._codes:
                return self._codes[mot]
        return ecrit or "autre"

    # ---- who -------------------------------------------------------------------------------

    def _candidats(self, lue: LigneLue) -> list[str]:
        """Households the line may mean: by code UG, else by name, first name helping."""
        v = lue.valeurs
        if logement := self._r.logements.get(str(v.get("code_ug", ""))):
            return self._r.occupants(str(logement["id"]))[-1:]
        noms = self._noms()
        plies = (cle(str(v.get("nom", ""))), cle(str(v.get("qui", ""))))
        trouves = next((noms[p] for p in plies if p and p in noms), [])
        prenom = str(v.get("prenom", "")) or None
        if prenom is None or len(trouves) < 2:
            return trouves
        precis = [
            m
            for m in trouves
            for p in self._r.personnes[m]
            if comparer_noms(str(p["nom"]), str(p.get("prenom") or ""), str(v["nom"]), prenom)
            is not Ressemblance.AUTRE
        ]
        return list(dict.fromkeys(precis)) or trouves

    def _proches(self, lue: LigneLue) -> list[str]:
        """Households whose surname is one letter or one particle away."""
        cherche = plier(str(lue.valeurs.get("nom", "") or lue.valeurs.get("qui", "")))
        if len(cherche) < 4:
            return []
        fin = cherche.split()[-1]
        return [
            m
            for nom, menages in self._noms().items()
            if a_une_lettre(nom, cherche.replace(" ", "")) or (nom == fin and len(fin) > 3)
            for m in menages
        ][:6]

    def _noms(self) -> dict[str, list[str]]:
        """Folded surname → households where somebody bears it."""
        if self._par_nom is None:
            self._par_nom = self._r.patronymes()
        return self._par_nom

    def _enregistres(self) -> Counter[tuple[str, str, str]]:
        """How many visits the base holds by household ("" when anonymous), day and reason."""
        if self._deja is None:
            self._deja = self._r.visites_connues()
        return self._deja

    # ---- what ------------------------------------------------------------------------------

    def _visite(
        self,
        menage_id: str | None,
        lue: LigneLue,
        jour: date,
        code: str,
        travail: Travail | None,
    ) -> list[Action]:
        v = lue.valeurs
        visite_id, iso = self._r.nouvel_id(), jour.isoformat()
        visite: Ligne = {
            "id": visite_id,
            "menage_id": menage_id,
            "canal": self._canal(str(v.get("canal", ""))).value,
            "jour": iso,
        }
        raison: Ligne = {"id": self._r.nouvel_id(), "visite_id": visite_id, "code": code}
        actions: list[Action] = [Insertion("visite", visite), Insertion("visite_motif", raison)]
        suite = str(v.get("suite", ""))
        ecrit = str(v.get("motif", ""))
        detail = "" if plier(ecrit) in self._codes or code == ecrit else ecrit
        dits = [t for t in (suite, str(v.get("observations", ""))) if plier(t) not in _RIEN]
        if texte := " – ".join(filter(None, (detail, *dits))):
            actions.append(
                Insertion(
                    "note",
                    {
                        "id": self._r.nouvel_id(),
                        "menage_id": menage_id,
                        "visite_id": visite_id,
                        "nature": NatureNote.SUITE.value,
                        "texte": texte,
                        "visibilite": Partage.EQUIPE.value,
                        "auteur_id": self._c.auteur_id,
                        "ecrite_a": self._c.instant,
                        "jour": iso,
                    },
                )
            )
        if plier(suite).startswith(("rappel", "a rappeler", "recontacter")):
            pourquoi = str(v.get("motif", "")) or "sans motif"
            titre = f"Rappeler (passage du {jour:%d/%m/%Y}, {pourquoi})"
            tache: Ligne = {
                "id": self._r.nouvel_id(),
                "menage_id": menage_id,
                "visite_id": visite_id,
                "titre": titre,
            }
            actions.append(Insertion("tache", tache))
            if travail is not None:
                travail.motifs.append(motif("import.tache_rappeler"))
        return actions

    def _canal(self, ecrit: str) -> Canal:
        plie = plier(ecrit)
        return next((c for mot, c in _CANAUX.items() if mot in plie), Canal.PERMANENCE)

    def _anonyme(
        self, travail: Travail, lue: LigneLue, jour: date, code: str
    ) -> tuple[EtatLigne, Travail]:
        """A passage of nobody in particular: as many of a day and reason as the file holds."""
        cle_visite = ("", jour.isoformat(), code)
        if self._enregistres()[cle_visite] > 0:
            self._enregistres()[cle_visite] -= 1
            travail.motifs.append(motif("import.passage_anonyme_connu"))
            return EtatLigne.IDENTIQUE, travail
        travail.actions += self._visite(None, lue, jour, code, travail)
        travail.motifs.append(motif("import.passage_anonyme"))
        return EtatLigne.NOUVEAU, travail

    def _rendre(
        self,
        lue: LigneLue,
        etat: EtatLigne,
        travail: Travail,
        options: tuple[Option, ...] = (),
    ) -> LigneApercu:
        jour = lue.valeurs.get("jour")
        quand = jour.strftime("%d/%m/%Y") if isinstance(jour, date) else ""
        qui = str(lue.valeurs.get("qui", "") or lue.valeurs.get("code_ug", ""))
        titre = " · ".join(filter(None, (quand, qui, str(lue.valeurs.get("motif", "")))))
        return LigneApercu(
            self._feuille,
            lue.numero,
            etat,
            titre,
            tuple(travail.motifs),
            (),
            tuple(travail.actions) if etat is EtatLigne.NOUVEAU else (),
            options,
        )
