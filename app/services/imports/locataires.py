"""Reconciliation of a tenants' file: one line, one household in one dwelling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain import adresse as adresses
from app.domain.imports import EtatLigne, Ressemblance, comparer_noms
from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.menages import Lien
from app.domain.texte import cle
from app.services.imports.apercu import Action, Insertion, LigneApercu, MiseAJour, Option, motif
from app.services.imports.contexte import ContexteImport
from app.services.imports.foyers import (
    ADRESSE,
    Travail,
    Valeurs,
    anomalies_de,
    clore,
    comparer_adresse,
    comparer_foyer,
    comparer_logement,
    extraire,
    foyer_nouveau,
    logement_nouveau,
    nom_affiche,
    noter,
    personne_nouvelle,
    reconnaitre,
)
from app.services.imports.lignes import Gravite, LigneLue
from app.services.imports.registre import Identite, Ligne, adresse_de
from db.lots import brut


@dataclass(frozen=True, slots=True)
class _Vue:
    """An earlier line of the file about the same dwelling."""

    numero: int
    valeurs: Valeurs
    menage_id: str | None


class Locataires:
    """Reads the lines of one tenants' sheet against the register."""

    def __init__(self, contexte: ContexteImport, feuille: int) -> None:
        self._c = contexte
        self._r = contexte.registre
        self._feuille = feuille
        self._vues: dict[str, _Vue] = {}
        self.touches: set[str] = set()
        """Households the file names."""

    def ligne(self, lue: LigneLue) -> LigneApercu:
        """What one line would do."""
        v = lue.valeurs
        travail = Travail(motifs=anomalies_de(lue)[0])
        ug = str(v.get("code_ug", ""))
        if not ug:
            return self._sans_ug(lue, travail)
        vue = self._vues.get(ug)
        if vue is not None:
            return self._encore(lue, travail, vue)
        logement = self._r.logements.get(ug)
        nouveau_logement = logement is None
        if logement is None:
            logement = logement_nouveau(self._r, v, self._c.cite_pour(v))
            travail.actions.append(Insertion("logement", logement))
            if self._c.logements_attendus:
                travail.motifs.append(motif("import.logement_cree", Gravite.A_CONFIRMER, ug=ug))
        else:
            comparer_logement(travail, logement, v)
        occupants = self._r.occupants(str(logement["id"]))
        if occupants:
            return self._occupe(lue, travail, logement, occupants)
        return self._arrivee(lue, travail, logement, nouveau=nouveau_logement)

    # ---- a dwelling nobody is known to live in ---------------------------------------------

    def _arrivee(
        self, lue: LigneLue, travail: Travail, logement: Ligne, *, nouveau: bool
    ) -> LigneApercu:
        v = lue.valeurs
        if not nouveau and logement.get("etat") == EtatLogement.VACANT:
            travail.comparer("logement", logement, {"etat": EtatLogement.OCCUPE.value})
        double = self._double(v, travail)
        creation = Travail()
        menage_id = self._creer(lue, creation, logement)
        self._vues[str(v["code_ug"])] = _Vue(lue.numero, v, menage_id)
        travail.motifs += creation.motifs
        if double is None:
            travail.actions += creation.actions
            return self._rendre(lue, EtatLigne.NOUVEAU, travail)
        toutes = (*travail.actions, *creation.actions)
        options = [Option("deux_menages", (), toutes)]
        if double.numero == 0:
            options.append(self._demenage(lue, double, logement, travail))
        options.append(Option("ignorer"))
        travail.actions = []
        return self._rendre(lue, EtatLigne.A_DECIDER, travail, tuple(options))

    def _creer(self, lue: LigneLue, travail: Travail, logement: Ligne) -> str:
        menage_id, actions = foyer_nouveau(
            self._r, lue.valeurs, str(logement["id"]), lue.numero, self._c.edition
        )
        travail.actions += actions
        self._noter(lue, travail, menage_id)
        self.touches.add(menage_id)
        return menage_id

    def _noter(self, lue: LigneLue, travail: Travail, menage_id: str) -> None:
        if "observations" in lue.valeurs:
            noter(
                travail,
                self._r,
                menage_id,
                str(lue.valeurs["observations"]),
                self._c.edition.jour,
                self._c.instant,
                self._c.auteur_id,
                sante=anomalies_de(lue)[1],
            )

    def _demenage(
        self, lue: LigneLue, double: Identite, logement: Ligne, travail: Travail
    ) -> Option:
        """The household known elsewhere has moved here."""
        debut = self._jour_entree(lue.valeurs)
        actions: list[Action] = list(travail.actions)
        for o in self._r.sejours.get(double.menage_id, ()):
            if o["fin"] is None and o["nature"] != NatureOccupation.TIROIR:
                actions.append(clore(o, _apres(o, debut)))
        actions.append(
            Insertion(
                "occupation",
                {
                    "id": self._r.nouvel_id(),
                    "menage_id": double.menage_id,
                    "logement_id": str(logement["id"]),
                    "nature": NatureOccupation.DEFINITIF.value,
                    "debut": debut,
                },
            )
        )
        return Option("demenage", (("menage", self._decrire(double)),), tuple(actions))

    def _double(self, v: Valeurs, travail: Travail) -> Identite | None:
        """Somebody known elsewhere who may be the same person; remarks for lesser likenesses."""
        nom, prenom = str(v.get("nom", "")), str(v.get("prenom", ""))
        naissance = str(brut(v.get("naissance")) or "")
        plie = cle(nom + prenom)
        jumeau = self._r.jumeaux.get((plie, naissance))
        if jumeau is None:
            jumeau = self._r.jumeaux.get((plie, ""))
        if jumeau is None and not naissance:
            jumeau = self._r.homonymes.get(plie)
        if jumeau is not None and prenom:
            self._dire_double(travail, "import.meme_personne_ailleurs", jumeau)
            return jumeau
        if homonyme := self._r.homonymes.get(plie):
            self._dire_double(travail, "import.homonyme", homonyme)
        for champ in ("tel_mobile", "tel_fixe"):
            for qui in self._r.telephones.get(str(v.get(champ, "")), ())[:5]:
                meme = comparer_noms(nom, prenom, qui.nom, qui.prenom)
                if meme is not Ressemblance.AUTRE and (
                    not naissance or not qui.naissance or naissance == qui.naissance
                ):
                    self._dire_double(travail, "import.meme_telephone_nom_proche", qui)
                    return qui
                self._dire_double(travail, "import.meme_telephone", qui, str(v[champ]))
        return None

    def _dire_double(self, travail: Travail, code: str, qui: Identite, valeur: str = "") -> None:
        travail.motifs.append(
            motif(code, Gravite.A_CONFIRMER, brut=valeur, autre=self._decrire(qui))
        )

    def _decrire(self, qui: Identite) -> str:
        self._r.charger_menages([qui.menage_id])
        texte = self._r.decrire(qui.menage_id)
        return f"{texte} (ligne {qui.numero})" if qui.numero else texte

    # ---- a dwelling where somebody is known to live ----------------------------------------

    def _occupe(
        self, lue: LigneLue, travail: Travail, logement: Ligne, occupants: list[str]
    ) -> LigneApercu:
        v = lue.valeurs
        for menage_id in occupants:
            personne, meme = reconnaitre(self._r, menage_id, v)
            if personne is not None:
                self._vues[str(v["code_ug"])] = _Vue(lue.numero, v, menage_id)
                self.touches.add(menage_id)
                if meme is Ressemblance.PROCHE:
                    connu = f"{personne['nom']} {personne.get('prenom') or ''}".strip()
                    travail.motifs.append(
                        motif(
                            "import.orthographe",
                            Gravite.A_CONFIRMER,
                            brut=nom_affiche(v),
                            connu=connu,
                        )
                    )
                comparer_foyer(travail, self._r, menage_id, personne, v, self._c.edition)
                self._noter(lue, travail, menage_id)
                change = bool(travail.ecarts or travail.actions)
                return self._rendre(
                    lue, EtatLigne.MODIFIE if change else EtatLigne.IDENTIQUE, travail
                )
        options = self._options_occupe(lue, travail, logement, occupants[-1])
        self.touches.update(occupants)
        travail.motifs.append(
            motif(
                "import.ug_occupee",
                Gravite.A_CONFIRMER,
                brut=nom_affiche(v),
                ug=str(logement["code_ug"]),
                autre=self._r.decrire(occupants[-1]),
            )
        )
        self._vues[str(v["code_ug"])] = _Vue(lue.numero, v, None)
        return self._rendre(lue, EtatLigne.A_DECIDER, Travail(travail.motifs), options)

    def _options_occupe(
        self, lue: LigneLue, travail: Travail, logement: Ligne, occupant: str
    ) -> tuple[Option, ...]:
        """Departure and arrival, a second tenant, a wrong name, or nothing."""
        v = lue.valeurs
        jour = self._jour_entree(v)
        sejours = [
            o
            for o in self._r.occupations[str(logement["id"])]
            if o["menage_id"] == occupant and o["nature"] != NatureOccupation.TIROIR
        ]
        arrivee = Travail()
        nom = (("menage", str(self._r.menages[occupant]["nom"])), ("jour", _dire_jour(jour)))
        departs: list[Action] = [clore(o, _apres(o, jour)) for o in sejours if not o["fin"]]
        titulaires = self._r.personnes.get(occupant, [])
        # The register must not take the arrival for done: it is only one of the answers.
        sauve = list(self._r.occupations[str(logement["id"])])
        self._creer(lue, arrivee, logement)
        self._r.occupations[str(logement["id"])] = sauve
        ajout = personne_nouvelle(self._r, v, occupant, Lien.COTITULAIRE, self._c.edition.jour)
        options = [
            Option(
                "depart_arrivee",
                nom,
                (*travail.actions, *departs, *arrivee.actions),
                tuple(travail.ecarts),
            ),
            Option("cotitulaire", nom, (Insertion("personne", ajout),)),
        ]
        if titulaires:
            nouveau = extraire(v, ("civilite", "nom", "prenom", "naissance"))
            corrige = MiseAJour("personne", str(titulaires[0]["id"]), nouveau)
            renomme = MiseAJour("menage", occupant, {"nom": nom_affiche(v)})
            options.append(Option("corriger", nom, (corrige, renomme)))
        return (*options, Option("ignorer"))

    def _jour_entree(self, v: Valeurs) -> str:
        entree = v.get("date_entree")
        return (entree if isinstance(entree, date) else self._c.edition.jour).isoformat()

    # ---- lines that come again -------------------------------------------------------------

    def _encore(self, lue: LigneLue, travail: Travail, vue: _Vue) -> LigneApercu:
        autre = str(vue.numero)
        if lue.valeurs == vue.valeurs:
            travail.motifs.append(motif("import.doublon_identique", autre=autre))
            return self._rendre(lue, EtatLigne.IDENTIQUE, travail)
        logement = self._r.logements[str(lue.valeurs["code_ug"])]
        menage_id = vue.menage_id
        personne = reconnaitre(self._r, menage_id, lue.valeurs)[0] if menage_id else None
        if menage_id is None or personne is None:
            occupants = self._r.occupants(str(logement["id"]))
            options = (
                self._options_occupe(lue, travail, logement, menage_id or occupants[-1])
                if menage_id or occupants
                else (Option("ignorer"),)
            )
            travail.motifs.append(
                motif("import.doublon_autre_personne", Gravite.A_CONFIRMER, autre=autre)
            )
            return self._rendre(lue, EtatLigne.A_DECIDER, Travail(travail.motifs), options)
        return self._redite(lue, travail, menage_id, personne, autre)

    def _redite(
        self, lue: LigneLue, travail: Travail, menage_id: str, personne: Ligne, autre: str
    ) -> LigneApercu:
        """The same household again: nothing more, or other values to choose from."""
        suite = Travail(essai=True)
        foyer = self._r.foyer(menage_id)
        if foyer is not None:
            comparer_logement(suite, foyer, lue.valeurs)
        comparer_foyer(suite, self._r, menage_id, personne, lue.valeurs, self._c.edition)
        if not suite.ecarts and not suite.actions:
            travail.motifs.append(motif("import.doublon_sans_apport", autre=autre))
            return self._rendre(lue, EtatLigne.IDENTIQUE, travail)
        travail.motifs.append(motif("import.doublon_different", Gravite.A_CONFIRMER, autre=autre))
        options = (
            Option("garder_premiere", (("autre", autre),)),
            Option(
                "prendre_celle_ci", (("autre", autre),), tuple(suite.actions), tuple(suite.ecarts)
            ),
        )
        return self._rendre(lue, EtatLigne.A_DECIDER, travail, options)

    # ---- lines without code UG -------------------------------------------------------------

    def _sans_ug(self, lue: LigneLue, travail: Travail) -> LigneApercu:
        v = lue.valeurs
        trouve = self._par_contrat(v) or self._par_adresse(v)
        if trouve is None:
            travail.motifs.append(motif("import.sans_ug_introuvable", Gravite.IGNOREE))
            return self._rendre(lue, EtatLigne.REJETE, travail)
        menage_id, personne, comment = trouve
        foyer = self._r.foyer(menage_id)
        ug = str(foyer["code_ug"]) if foyer else ""
        vue = self._vues.get(ug)
        if vue is not None:
            rendue = self._redite(lue, travail, menage_id, personne, str(vue.numero))
            if rendue.etat is not EtatLigne.IDENTIQUE:
                return rendue
            travail.motifs[-1] = motif(
                "import.sans_ug_doublon", Gravite.IGNOREE, autre=str(vue.numero), ug=ug
            )
            return self._rendre(lue, EtatLigne.REJETE, travail)
        travail.motifs.append(
            motif(comment, Gravite.A_CONFIRMER, ug=ug, autre=self._r.decrire(menage_id))
        )
        if foyer is not None:
            comparer_logement(travail, foyer, v)
        comparer_foyer(travail, self._r, menage_id, personne, v, self._c.edition)
        self._noter(lue, travail, menage_id)
        self.touches.add(menage_id)
        if ug:
            self._vues[ug] = _Vue(lue.numero, v, menage_id)
        change = bool(travail.ecarts or travail.actions)
        return self._rendre(lue, EtatLigne.MODIFIE if change else EtatLigne.IDENTIQUE, travail)

    def _par_contrat(self, v: Valeurs) -> tuple[str, Ligne, str] | None:
        for menage_id in self._r.par_contrat.get(str(v.get("numero_contrat", "")), ()):
            personne, _ = reconnaitre(self._r, menage_id, v)
            if personne is not None:
                return menage_id, personne, "import.ug_retrouvee_contrat"
        return None

    def _par_adresse(self, v: Valeurs) -> tuple[str, Ligne, str] | None:
        lieux = self._r.a_l_adresse(*(brut(v.get(c)) for c in ADRESSE[:3]))
        if len(lieux) != 1:
            return None
        if comparer_adresse(lieux[0], extraire(v, ADRESSE)) is adresses.Rapport.DIFFERENTES:
            return None
        self._r.charger_occupants(str(lieux[0]["id"]))
        for menage_id in self._r.occupants(str(lieux[0]["id"])):
            personne, _ = reconnaitre(self._r, menage_id, v)
            if personne is not None:
                return menage_id, personne, "import.ug_retrouvee_adresse"
        return None

    def _rendre(
        self,
        lue: LigneLue,
        etat: EtatLigne,
        travail: Travail,
        options: tuple[Option, ...] = (),
    ) -> LigneApercu:
        ug = str(lue.valeurs.get("code_ug", "")) or adresse_de(extraire(lue.valeurs, ADRESSE))
        titre = " · ".join(filter(None, (ug, nom_affiche(lue.valeurs))))
        decide = etat in (EtatLigne.A_DECIDER, EtatLigne.REJETE, EtatLigne.IDENTIQUE)
        return LigneApercu(
            self._feuille,
            lue.numero,
            etat,
            titre,
            tuple(travail.motifs),
            () if decide else tuple(travail.ecarts),
            () if decide else tuple(travail.actions),
            options,
        )


def _apres(occupation: Ligne, jour: str) -> str:
    """The end of a stay cannot come before its beginning."""
    return max(jour, str(occupation["debut"] or ""))


def _dire_jour(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d/%m/%Y")
