"""What only the whole line can settle: two persons, a second phone, a street in two columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.adresse import composer
from app.services.imports.cellules_personnes import colonnes_de_noms
from app.services.imports.lignes import Anomalie, Cellule, Gravite, Valeur
from app.services.imports.profils import Genre
from app.services.imports.valeurs import Convertisseur, Eclat, Lu, Souci

_DATE = re.compile(r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{2,4}")
_TELEPHONES = ("tel_mobile", "tel_fixe")


def deux_naissances(convertir: Convertisseur) -> Convertisseur:
    """`convertir`, a cell with two dates giving the second one to the cotitulaire."""

    def lire(cellule: Cellule) -> Lu:
        if not isinstance(cellule, str) or len(cellule) < 14:
            return convertir(cellule)
        trouvees = _DATE.findall(cellule)
        if len(trouvees) != 2:
            return convertir(cellule)
        premiere, seconde = (convertir(d.replace(" ", "")) for d in trouvees)
        valeurs: list[tuple[str, Valeur]] = []
        soucis = [Souci("import.deux_naissances", Gravite.A_CONFIRMER)]
        for champ, lu in (("", premiere), ("cotitulaire_naissance", seconde)):
            if isinstance(lu, Eclat):
                soucis.extend(lu.soucis)
                valeurs.extend((champ, v) for _, v in lu.valeurs)
            elif lu is not None:
                valeurs.append((champ, lu))
        return Eclat(tuple(valeurs), tuple(soucis))

    return lire


@dataclass(frozen=True, slots=True)
class _Exigence:
    """At least one of the fields must be known, or the line is rejected with this code."""

    champs: tuple[str, ...]
    code: str


_QUI = ("identifiant", "code_ug", "numero_contrat")

_EXIGENCES: Mapping[Genre, tuple[_Exigence, ...]] = {
    Genre.PARC: (_Exigence(("code_ug",), "import.ligne_sans_ug"),),
    Genre.LOCATAIRES: (
        _Exigence(("nom",), "import.ligne_sans_nom"),
        _Exigence(("code_ug", "numero_contrat", "voie", "_nom_voie"), "import.ligne_sans_lieu"),
    ),
    Genre.SUIVI: (_Exigence(("code_ug", "nom"), "import.ligne_sans_identite"),),
    Genre.PASSAGES: (
        _Exigence(("jour",), "import.passage_sans_date"),
        _Exigence(("qui", "motif", "suite", "observations", "code_ug"), "import.passage_vide"),
    ),
    Genre.RETOURS: (_Exigence(("reclamation_ref", "ref_bailleur"), "retours.sans_reference"),),
    Genre.DATES: (
        _Exigence((*_QUI, "tranche", "reclamation_ref", "ref_bailleur"), "retour_fichier.sans_qui"),
        _Exigence(
            (
                "dm_aller_le",
                "dm_retour_prevu_le",
                "debut_travaux",
                "fin_travaux",
                "reception_le",
                "rdv_le",
            ),
            "retour_fichier.sans_date",
        ),
    ),
    Genre.LOYERS: (
        _Exigence(_QUI, "retour_fichier.sans_qui"),
        _Exigence(
            ("loyer_apres", "charges_apres", "troisieme_ligne", "apl_apres"),
            "retour_fichier.sans_montant",
        ),
    ),
    Genre.COMMISSIONS: (
        _Exigence((*_QUI, "logement_propose"), "retour_fichier.sans_qui"),
        _Exigence(("commission_le", "reponse_dite"), "retour_fichier.sans_decision"),
    ),
}


class Assembleur:
    """Settles the fields in transit of each line of one sheet, and says which cannot be used."""

    def __init__(self, genre: Genre, entetes: Mapping[str, str]) -> None:
        self._entetes = entetes
        self._exigences = _EXIGENCES[genre]
        self._voies: dict[tuple[str, str], str] = {}
        self.ug_attendue = genre in (Genre.LOCATAIRES, Genre.SUIVI)

    def rejet(self, valeurs: Mapping[str, Valeur]) -> Anomalie | None:
        """Why the line cannot be used, None when it can."""
        for exigence in self._exigences:
            for champ in exigence.champs:
                if champ in valeurs:
                    break
            else:
                return Anomalie(exigence.code, Gravite.IGNOREE, exigence.champs[0], "", "")
        return None

    def finir(self, valeurs: dict[str, Valeur], anomalies: list[Anomalie]) -> None:
        """Replace every field in transit by fields of the model."""
        if "_nom_voie" in valeurs or "_type_voie" in valeurs:
            self._voie(valeurs)
        if "_telephone" in valeurs:
            self._telephone(valeurs, anomalies)
        if "_nom" in valeurs or "_prenom" in valeurs or "_civilites" in valeurs:
            self._personnes(valeurs, anomalies)
        if "_x" in valeurs or "_y" in valeurs:
            self._position(valeurs, anomalies)

    def _position(self, valeurs: dict[str, Valeur], anomalies: list[Anomalie]) -> None:
        """Both coordinates, or none: half a place is nowhere."""
        lus = {axe: valeurs.pop(f"_{axe}") for axe in ("x", "y") if f"_{axe}" in valeurs}
        if len(lus) > 1:
            valeurs.update(lus)
            return
        (axe, seul), *_reste = lus.items()
        if not any(a.code == "import.position" for a in anomalies):
            entete = self._entetes.get(axe, "")
            anomalies.append(Anomalie("import.position", Gravite.IGNOREE, axe, entete, str(seul)))

    def _voie(self, valeurs: dict[str, Valeur]) -> None:
        paire = (str(valeurs.pop("_type_voie", "")), str(valeurs.pop("_nom_voie", "")))
        voie = self._voies.get(paire)
        if voie is None:
            voie = self._voies[paire] = composer(*paire)
        valeurs["voie"] = voie

    def _telephone(self, valeurs: dict[str, Valeur], anomalies: list[Anomalie]) -> None:
        second = str(valeurs.pop("_telephone"))
        if second in (valeurs.get("tel_mobile"), valeurs.get("tel_fixe")):
            return
        prefere = "tel_mobile" if second[:2] in ("06", "07") else "tel_fixe"
        for champ in (prefere, *_TELEPHONES):
            if champ not in valeurs:
                valeurs[champ] = second
                return
        anomalies.append(self._anomalie("import.telephone_en_trop", "tel_mobile", second))

    def _personnes(self, valeurs: dict[str, Valeur], anomalies: list[Anomalie]) -> None:
        civilites = str(valeurs.pop("_civilites", valeurs.get("civilite", "")))
        nom = str(valeurs.pop("_nom", valeurs.get("nom", "")))
        prenom = str(valeurs.pop("_prenom", valeurs.get("prenom", "")))
        if not nom:
            # "M. et Mme" alone: the civility of nobody.
            return
        lu = colonnes_de_noms(civilites, nom, prenom)
        for champ, valeur in lu.valeurs:
            if champ.startswith("cotitulaire_"):
                valeurs.setdefault(champ, valeur)
            else:
                valeurs[champ] = valeur
        brut = " ".join(partie for partie in (nom, prenom) if partie)
        anomalies.extend(
            Anomalie(s.code, s.gravite, "nom", self._entetes.get("nom", ""), brut, s.params)
            for s in lu.soucis
        )

    def _anomalie(self, code: str, champ: str, brut: str) -> Anomalie:
        return Anomalie(code, Gravite.A_CONFIRMER, champ, self._entetes.get(champ, ""), brut)
