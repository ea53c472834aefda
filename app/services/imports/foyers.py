"""A household as a line gives it: rows to create, differences with the rows that exist."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain import adresse as adresses
from app.domain.accompagnement import FamilleBesoin, NatureNote
from app.domain.imports import Ressemblance, comparer_noms, lire_remarque
from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.menages import Lien
from app.domain.partage import Partage
from app.domain.texte import cle, plier
from app.services.imports.apercu import Action, Ecart, Insertion, MiseAJour, motif
from app.services.imports.ecarts import comparer
from app.services.imports.lignes import Anomalie, Gravite, LigneLue, Valeur
from app.services.imports.registre import Ligne, Registre, adresse_de
from db.lots import Brut, brut

Valeurs = Mapping[str, Valeur]

ADRESSE = ("numero", "repetition", "voie", "complement")
LOGEMENT = (
    *ADRESSE, "code_postal", "commune", "code_insee", "typologie", "nb_pieces", "surface", "annee",
    "type_construction", "conventionne", "qpv", "dpe_avant", "ges_avant", "dpe_avant_date",
    "loyer_conventionne", "plain_pied", "jardin", "dependances", "garage", "chambres", "x", "y",
)  # fmt: skip
MENAGE = ("numero_contrat", "statut", "ayant_droit", "date_entree", "nb_occupants", "langue")
LOYER = ("loyer", "charges", "apl")
PERSONNE = ("civilite", "nom", "prenom", "naissance", "tel_fixe", "tel_mobile", "courriel")


@dataclass(slots=True)
class Travail:
    """What a line adds up to while it is being understood."""

    motifs: list[Anomalie] = field(default_factory=list)
    essai: bool = False
    """True when only an answer is weighed: the register must not take it for done."""
    ecarts: list[Ecart] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)

    def comparer(
        self,
        table: str,
        present: Ligne,
        lu: Mapping[str, Brut],
        garder: Mapping[str, str] | None = None,
    ) -> None:
        """Add the differences of one row."""
        ecarts, maj = comparer(table, present, lu, garder=garder)
        self.ecarts += ecarts
        self.actions += maj
        if not self.essai:
            for m in maj:
                present |= m.valeurs


def extraire(valeurs: Valeurs, champs: Collection[str]) -> Ligne:
    """The known values among `champs`, in their order, in stored form."""
    lire = valeurs.get
    return {
        champ: valeur if valeur.__class__ is str else brut(valeur)
        for champ in champs
        if (valeur := lire(champ)) is not None
    }


def nom_affiche(valeurs: Valeurs) -> str:
    """The household as lists name it: "Wójcik Jadwiga et Henri"."""
    nom, prenom = str(valeurs.get("nom", "")), str(valeurs.get("prenom", ""))
    entier = f"{nom} {prenom}".strip()
    second = str(valeurs.get("cotitulaire_nom", ""))
    if not second:
        return entier
    prenom2 = str(valeurs.get("cotitulaire_prenom", ""))
    if plier(second) == plier(nom):
        return f"{entier} et {prenom2}" if prenom2 else f"{entier} (deux titulaires)"
    return f"{entier} et {second} {prenom2}".strip()


# ---- dwellings -----------------------------------------------------------------------------


def logement_nouveau(
    registre: Registre, valeurs: Valeurs, cite_id: str, etat: EtatLogement = EtatLogement.OCCUPE
) -> Ligne:
    """The row of a dwelling the base does not know; joins the register."""
    ligne: Ligne = {
        "id": registre.nouvel_id(),
        "code_ug": str(valeurs["code_ug"]),
        "cite_id": cite_id,
        "etat": etat.value,
    }
    ligne.update(extraire(valeurs, LOGEMENT))
    if "typologie" not in ligne and "nb_pieces" in ligne:
        ligne["typologie"] = f"T{ligne['nb_pieces']}"
    registre.ajouter_logement(ligne)
    return ligne


def comparer_logement(travail: Travail, present: Ligne, valeurs: Valeurs) -> None:
    """Differences between a known dwelling and the line; a poorer address changes nothing."""
    lu = extraire(valeurs, LOGEMENT)
    if "typologie" not in lu and present.get("typologie") is None and "nb_pieces" in lu:
        lu["typologie"] = f"T{lu['nb_pieces']}"
    garder: dict[str, str] = {}
    if "voie" in lu and present.get("voie") is not None:
        verdict = comparer_adresse(present, lu)
        if verdict is adresses.Rapport.DIFFERENTES:
            garder["adresse"] = "import.adresse_autre"
            for c in ADRESSE[:2]:
                lu.setdefault(c, None)
        elif verdict is adresses.Rapport.IDENTIQUES or not _plus_precise(present, lu):
            if verdict is adresses.Rapport.COMPATIBLES:
                travail.motifs.append(_adresse_incomplete(present, lu))
            for c in ADRESSE[:3]:
                lu.pop(c, None)
        else:
            lu.pop("voie")
    travail.comparer("logement", present, lu, garder)


def comparer_adresse(present: Mapping[str, Brut], lu: Mapping[str, Brut]) -> adresses.Rapport:
    """How the address of a line compares with that of a dwelling."""
    return adresses.comparer(_adresse(present), _adresse(lu))


def _adresse(ligne: Mapping[str, Brut]) -> adresses.Adresse:
    return adresses.Adresse(*(str(ligne.get(c) or "") for c in ADRESSE[:3]))


def _plus_precise(present: Ligne, lu: Ligne) -> bool:
    return any(lu.get(c) and not present.get(c) for c in ADRESSE[:2])


def _adresse_incomplete(present: Ligne, lu: Ligne) -> Anomalie:
    return motif("import.adresse_incomplete", brut=adresse_de(lu), connue=adresse_de(present))


# ---- persons and households ----------------------------------------------------------------


def cotitulaire(valeurs: Valeurs) -> dict[str, Valeur]:
    """The second tenant of a line, as a person."""
    prefixe = "cotitulaire_"
    return {c.removeprefix(prefixe): v for c, v in valeurs.items() if c.startswith(prefixe)}


def personne_nouvelle(
    registre: Registre, valeurs: Valeurs, menage_id: str, lien: Lien, jour: date
) -> Ligne:
    """The row of a person on the lease."""
    ligne: Ligne = {"id": registre.nouvel_id(), "menage_id": menage_id}
    ligne.update(extraire(valeurs, PERSONNE))
    ligne.setdefault("nom", "")
    if "age" in valeurs and "naissance" not in valeurs:
        ligne |= {"age": brut(valeurs["age"]), "age_le": jour.isoformat()}
    ligne |= {"lien": lien.value, "titulaire": 1}
    return ligne


@dataclass(frozen=True, slots=True)
class Edition:
    """When the file was made: the day its rents and remarks are known for."""

    jour: date
    datee: bool
    """False when the file says nothing and the day of the import was taken."""


def foyer_nouveau(
    registre: Registre, valeurs: Valeurs, logement_id: str, numero: int, edition: Edition
) -> tuple[str, list[Action]]:
    """Rows of a household with its tenants and its home; (id, rows). Joins the register."""
    menage_id = registre.nouvel_id()
    menage: Ligne = {"id": menage_id, "nom": nom_affiche(valeurs)}
    menage.update(extraire(valeurs, MENAGE))
    loyer = extraire(valeurs, LOYER)
    if loyer:
        menage |= loyer | {"loyer_date": edition.jour.isoformat()}
    personnes = [personne_nouvelle(registre, valeurs, menage_id, Lien.TITULAIRE, edition.jour)]
    if "cotitulaire_nom" in valeurs:
        personnes.append(
            personne_nouvelle(
                registre, cotitulaire(valeurs), menage_id, Lien.COTITULAIRE, edition.jour
            )
        )
    occupation: Ligne = {
        "id": registre.nouvel_id(),
        "menage_id": menage_id,
        "logement_id": logement_id,
        "nature": NatureOccupation.ORIGINE.value,
        "debut": brut(valeurs.get("date_entree")),
        "fin": None,
    }
    registre.ajouter_foyer(menage, personnes, occupation, numero)
    actions: list[Action] = [Insertion("menage", menage)]
    actions += [Insertion("personne", p) for p in personnes]
    actions.append(Insertion("occupation", occupation))
    return menage_id, actions


def reconnaitre(
    registre: Registre, menage_id: str, valeurs: Valeurs
) -> tuple[Ligne | None, Ressemblance]:
    """The person of the household the line names, and how surely."""
    nom, prenom = str(valeurs.get("nom", "")), str(valeurs.get("prenom", "")) or None
    naissance = brut(valeurs.get("naissance"))
    proche: Ligne | None = None
    for p in registre.personnes.get(menage_id, ()):
        verdict = comparer_noms(nom, prenom, str(p["nom"]), _ou_rien(p.get("prenom")))
        if verdict is Ressemblance.MEME:
            return p, verdict
        meme_jour = naissance is not None and naissance == p.get("naissance")
        if verdict is Ressemblance.PROCHE or (
            meme_jour and plier(str(p.get("prenom") or "")) == plier(prenom or "")
        ):
            proche = proche or p
    return (proche, Ressemblance.PROCHE) if proche else (None, Ressemblance.AUTRE)


def _inverses(valeurs: Valeurs, personne: Ligne) -> bool:
    """Whether the line says the first name of that person as its name, and the other way round."""
    nom, prenom = (cle(str(valeurs.get(c, ""))) for c in ("nom", "prenom"))
    sien, son_prenom = cle(str(personne["nom"])), cle(str(personne.get("prenom") or ""))
    return bool(prenom) and nom != sien and (nom, prenom) == (son_prenom, sien)


def comparer_foyer(
    travail: Travail,
    registre: Registre,
    menage_id: str,
    personne: Ligne,
    valeurs: Valeurs,
    edition: Edition,
) -> None:
    """Differences between a known household, its tenant, and the line."""
    menage = registre.menages[menage_id]
    lu = extraire(valeurs, MENAGE)
    garder: dict[str, str] = {}
    loyer = extraire(valeurs, LOYER)
    if any(menage.get(c) != v for c, v in loyer.items()):
        jour = edition.jour.isoformat()
        lu |= loyer | {"loyer_date": jour}
        if menage.get("loyer_date") and str(menage["loyer_date"]) > jour:
            garder["loyer"] = "import.loyer_plus_ancien"
    travail.comparer("menage", menage, lu, garder)
    dits = extraire(valeurs, PERSONNE)
    if _inverses(valeurs, personne):
        # The column of names and that of first names were swapped: ours are the right way round.
        dits = {c: v for c, v in dits.items() if c not in ("nom", "prenom")}
        travail.motifs.append(motif("import.nom_prenom_inverses", brut=nom_affiche(valeurs)))
    travail.comparer("personne", personne, dits)
    if "cotitulaire_nom" in valeurs:
        second = cotitulaire(valeurs)
        connu, _ = reconnaitre(registre, menage_id, second)
        if connu is None:
            ajoute = personne_nouvelle(registre, second, menage_id, Lien.COTITULAIRE, edition.jour)
            travail.actions.append(Insertion("personne", ajoute))
            travail.motifs.append(motif("import.cotitulaire_ajoute", nom=nom_affiche(second)))
        elif connu is not personne:
            travail.comparer("personne", connu, extraire(second, PERSONNE))


# ---- remarks -------------------------------------------------------------------------------


def anomalies_de(lue: LigneLue) -> tuple[list[Anomalie], bool]:
    """What the reader found odd, and whether it met words of health.

    What is done of those words is said once, by `noter`.
    """
    gardees = [a for a in lue.anomalies if a.code != "import.sante"]
    return gardees, len(gardees) < len(lue.anomalies)


def noter(
    travail: Travail,
    registre: Registre,
    menage_id: str,
    texte: str,
    jour: date,
    instant: str,
    auteur_id: str | None,
    *,
    sante: bool = False,
) -> None:
    """A remark becomes a note; words of health a need of the home and a confidential note."""
    lecture = lire_remarque(texte)
    sensible = lecture.sensible or sante
    notes = registre.faits["note"][menage_id]
    if not any(plier(str(n["texte"])) == plier(texte) for n in notes):
        note: Ligne = {
            "id": registre.nouvel_id(),
            "menage_id": menage_id,
            "nature": NatureNote.IMPORT.value,
            "texte": texte,
            "visibilite": (Partage.CONFIDENTIEL if sensible else Partage.EQUIPE).value,
            "auteur_id": auteur_id,
            "ecrite_a": instant,
            "jour": jour.isoformat(),
        }
        travail.actions.append(Insertion("note", note))
        if sensible:
            travail.motifs.append(
                motif("import.remarque_confidentielle", Gravite.A_CONFIRMER, brut=texte)
            )
    if lecture.besoin:
        _besoin(travail, registre, menage_id, lecture.besoin, jour)
    menage = registre.menages[menage_id]
    if lecture.contact and not sensible and not menage.get("contact_prefere"):
        if "contact_prefere" in menage or _de_la_base(registre, menage_id):
            travail.comparer("menage", menage, {"contact_prefere": texte})
        else:
            menage["contact_prefere"] = texte
        travail.motifs.append(motif("import.contact_propose", brut=texte))


def _de_la_base(registre: Registre, menage_id: str) -> bool:
    """A row read from the base names all its columns; a planned one only those it fills."""
    return "suivi" in registre.menages[menage_id]


def _besoin(travail: Travail, registre: Registre, menage_id: str, code: str, jour: date) -> None:
    connus = registre.faits["besoin"][menage_id]
    if any(b["code"] == code for b in connus):
        return
    ligne: Ligne = {
        "id": registre.nouvel_id(),
        "menage_id": menage_id,
        "famille": FamilleBesoin.LOGEMENT.value,
        "code": code,
        "ouvert_le": jour.isoformat(),
    }
    travail.actions.append(Insertion("besoin", ligne))
    travail.motifs.append(motif("import.besoin_deduit", besoin=code))


def clore(occupation: Ligne, fin: str) -> MiseAJour:
    """The end of a stay."""
    return MiseAJour("occupation", str(occupation["id"]), {"fin": fin})


def _ou_rien(valeur: Brut) -> str | None:
    return str(valeur) if valeur else None
