"""Files that came back, in words: what they are, who wrote them, what became of them."""

from __future__ import annotations

from app.core.errors import EntreeInvalide
from app.core.i18n import N_, _, ngettext, nombre
from app.domain.envois import EtatRetour, GenreRetour
from app.services.exports.retours_fichiers import (
    ChoixLigne,
    FichierRecu,
    LigneFichier,
    Raison,
    ResultatFichier,
)
from ui.messages import mots
from ui.messages.dire_import import dire_anomalie, dire_changement
from ui.messages.import_base import OPTIONS
from ui.pages.echanges.envois.boite_mots import instant, taille
from ui.pages.echanges.retours.modele import ISSUES

GENRES = {
    GenreRetour.ACCUSE: N_("Accusé de réception"),
    GenreRetour.RECLAMATIONS: N_("Réponses aux réclamations"),
    GenreRetour.DATES: N_("Dates de travaux ou de passage"),
    GenreRetour.LOYERS: N_("Loyers après travaux"),
    GenreRetour.LOCATAIRES: N_("Nouveaux locataires"),
    GenreRetour.PARC: N_("Changements du parc"),
    GenreRetour.COMMISSIONS: N_("Décisions de commission"),
    GenreRetour.INCONNU: N_("Pas reconnu"),
}
A_LIRE = tuple(g for g in GENRES if g not in (GenreRetour.ACCUSE, GenreRetour.INCONNU))
"""What a person may say a file is."""
_A_NOMMER = frozenset(
    {
        "retour_fichier.inconnu", "retour_fichier.autre_sens", "import.autre_profil",
        "import.autre_fichier", "import.colonnes_manquantes", "import.entete_absent",
    }
)  # fmt: skip
_ETATS = {
    EtatRetour.A_LIRE: N_("◔ à lire"),
    EtatRetour.APPLIQUE: N_("● repris"),
    EtatRetour.ECARTE: N_("⚠ mis de côté"),
}
_CHOIX = {
    "garder": N_("Garder ce que nous avons"),
    "prendre": N_("Prendre ce qu’ils disent"),
    "echange": N_("Noter comme échange"),
}


def dire_etat(fichier: FichierRecu) -> str:
    """What became of it; a receipt that counts was not "taken"."""
    if fichier.genre is GenreRetour.ACCUSE and fichier.etat is EtatRetour.APPLIQUE:
        return _("● compté")
    return _(_ETATS[fichier.etat])


def dire_auteur(fichier: FichierRecu) -> str:
    """Who signed it, if anybody."""
    if not fichier.signe:
        return _("⚠ pas prouvé")
    if fichier.numero is None:
        return _("✓ signé : {cle}").format(cle=fichier.cle or "–")
    return _("✓ signé : {cle}, n° {n}").format(cle=fichier.cle or "–", n=fichier.numero)


def dire_origine(fichier: FichierRecu) -> str:
    """Where it was found."""
    return fichier.destination or _("remis à l’équipe")


def dire_raison(raison: Raison) -> str:
    """Why it was kept aside, in sentences."""
    if raison.texte:
        return raison.texte
    dit = mots(EntreeInvalide(raison.code, **raison.params))
    return "\n".join(p for p in (dit.titre, dit.pourquoi, dit.que_faire) if p)


def a_nommer(fichier: FichierRecu) -> bool:
    """Whether it was kept aside for what it says, not for who wrote it or its number."""
    if fichier.genre is GenreRetour.ACCUSE or fichier.raison is None:
        return False
    return bool(fichier.raison.texte) or fichier.raison.code in _A_NOMMER


def raconter(fichier: FichierRecu) -> str:
    """What is known of the file, in sentences."""
    phrases = [
        _("{genre}. Trouvé {quand} : {origine}, {taille}.").format(
            genre=_(GENRES[fichier.genre]),
            quand=instant(fichier.recu_a),
            origine=dire_origine(fichier),
            taille=taille(fichier.taille),
        )
    ]
    if fichier.signe and fichier.cle_verifiee:
        phrases.append(_("Signé par {cle}, clé vérifiée.").format(cle=fichier.cle or "–"))
    elif fichier.signe:
        phrases.append(
            _("Signé par {cle}, clé pas encore vérifiée au téléphone.").format(
                cle=fichier.cle or "–"
            )
        )
    elif fichier.genre not in (GenreRetour.INCONNU, GenreRetour.ACCUSE):
        phrases.append(_("Rien ne prouve qui l’a écrit : il n’est pas signé."))
    if not fichier.present:
        phrases.append(_("Son contenu n’est pas gardé : il ne peut plus être ouvert."))
    return "\n".join(phrases)


def dire_choix(choix: ChoixLigne) -> str:
    """One answer to a line that needs one."""
    if choix.code in _CHOIX:
        return _(_CHOIX[choix.code])
    return _(OPTIONS[choix.code]).format(**dict(choix.params))


def dire_changements(ligne: LigneFichier) -> str:
    """What the line changes, on one line."""
    return " · ".join(dire_changement(c) for c in ligne.changements) or "–"


def dire_issue(ligne: LigneFichier, decision: str | None) -> str:
    """What will be done of the line."""
    if decision is not None:
        choisi = next((c for c in ligne.choix if c.cle == decision), None)
        return f"✓ {dire_choix(choisi)}" if choisi is not None else "✓"
    signe, texte = ISSUES[ligne.issue]
    return f"{signe} {_(_SEULES.get(ligne.issue.value, texte))}"


_SEULES = {
    "conflit": N_("à décider"),
    "applicable": N_("prête"),
    "inconnue": N_("rien : inconnue ici"),
    "refusee": N_("rien : ligne refusée"),
    "identique": N_("rien de nouveau"),
    "sautee": N_("pas une donnée"),
}


def dire_ligne(ligne: LigneFichier) -> str:
    """Everything there is to know of a line before deciding."""
    dits = [dire_changement(c) for c in ligne.changements]
    for motif in ligne.motifs:
        texte = dire_anomalie(motif, ligne.numero)
        dits.append(" ".join(p for p in (texte.titre, texte.pourquoi, texte.que_faire) if p))
    return "\n\n".join(dits)


def resume(nom: str, resultat: ResultatFichier) -> str:
    """What was written, in one sentence."""
    if not resultat.prises:
        dit = _("« {fichier} » est classé : rien n’a changé.").format(fichier=nom)
    else:
        dit = ngettext(
            "« {fichier} » : {n} ligne reprise.", "« {fichier} » : {n} lignes reprises.",
            resultat.prises,
        ).format(fichier=nom, n=nombre(resultat.prises))  # fmt: skip
    if resultat.dehors:
        dit += " " + ngettext(
            "{n} ligne est restée de côté.", "{n} lignes sont restées de côté.", resultat.dehors
        ).format(n=nombre(resultat.dehors))
    return dit
