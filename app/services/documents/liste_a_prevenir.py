"""The list of people to tell: where, which number, what to say, a box to tick and room to write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte, date_longue, ngettext
from app.domain.engagements import RaisonReport
from app.domain.telephone import afficher
from app.domain.texte import plier
from app.services.documents.blocs import Colonne, Tableau, paragraphe, section
from app.services.documents.commandes import Imprime, ImprimerAPrevenir
from app.services.documents.ecriture import atelier, enregistrer
from app.services.documents.entete import nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.styles import style_document
from app.services.documents.vocabulaire import majuscule
from app.services.paroles import raison
from db.queries import annonces as lecture
from db.queries.annonces import AnnonceLigne
from db.uow import UnitOfWork

_PLACE = "\n\n\n"  # room for a hand: three lines more


def imprimer_a_prevenir(cmd: ImprimerAPrevenir, uow: UnitOfWork) -> Imprime:
    """The list on paper, for the team; raises `EntreeInvalide("documents.rien_a_annoncer")`."""
    if cmd.sortie.suffix.lower() != ".pdf":
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(cmd.sortie))
    with uow.lecture() as session:
        lignes = lecture.lister(
            session,
            uow.clock.today(),
            cite_id=cmd.cite_id,
            changement_id=cmd.changement_id,
            ids=cmd.annonce_ids,
        )
    if not lignes:
        raise EntreeInvalide("documents.rien_a_annoncer")
    document = Document(
        style_document(paysage=True), _("Liste des ménages à prévenir"), uow.clock.now()
    )
    with atelier(cmd.sortie.parent) as lieu:
        pages = composer_a_prevenir(document, lignes, cmd.lieu, date_longue(uow.clock.today()))
        enregistrer(document, lieu.reserver(cmd.sortie.name), cmd.sortie)
        with lieu.publier() as (fichier,):
            return Imprime(fichier, pages)


def composer_a_prevenir(
    document: Document, lignes: Sequence[AnnonceLigne], lieu: str, jour: str
) -> int:
    """Add the list, by change of timetable; says how many pages it took."""
    titre = _("Ménages à prévenir")
    f = Feuillet(
        document,
        Cartouche(
            gauche=lieu or titre,
            droite=jour,
            pied=_("Pour l’équipe : à garder entre nous. À noter ensuite dans Voyette."),
            rappel=titre,
        ),
    )
    nom_en_grand(f, titre)
    n = len({a.menage_id for a in lignes})
    paragraphe(
        f,
        ngettext("{n} ménage attend un appel.", "{n} ménages attendent un appel.", n).format(n=n),
        apres=0,
    )
    for _cle, groupe in groupby(lignes, key=lambda a: a.changement_id):
        _groupe(f, list(groupe))
    return f.clore()


def titre_du_groupe(annonce: AnnonceLigne) -> str:
    """ "Tranche 3, changement du 24/11/2026", or what promises are about."""
    if annonce.changement_id is None:
        return _("Promesses déplacées ou non tenues")
    nom = annonce.tranche or "–"
    tranche = nom if "tranche" in plier(nom) else _("tranche {nom}").format(nom=nom)
    return _("{tranche}, changement du {jour}").format(
        tranche=majuscule(tranche),
        jour=date_courte(annonce.decide_le) if annonce.decide_le else "–",
    )


def _groupe(f: Feuillet, annonces: Sequence[AnnonceLigne]) -> None:
    premiere = annonces[0]
    section(f, titre_du_groupe(premiere), suite=5)
    if premiere.changement_id is not None:
        autre = premiere.raison is RaisonReport.AUTRE
        dites = ["" if autre else f"{raison(premiere.raison)}.", premiere.explication or ""]
        quoi = " ".join(d for d in dites if d)
        paragraphe(f, _("La raison à donner : {raison}").format(raison=quoi))
    colonnes = [
        Colonne("", fixe=22),
        Colonne(_("Ménage"), part=1.1, tete=True),
        Colonne(_("Ce qu’il faut dire"), part=1.6),
        Colonne(_("Dit à qui, comment, quel jour"), part=1.1),
    ]
    Tableau(f, colonnes, aere=0.9).dessiner([_ligne(a) for a in annonces])


def _ligne(a: AnnonceLigne) -> tuple[str, ...]:
    chez = [a.adresse]
    if a.adresse_actuelle:
        chez.append(_("vit en ce moment : {adresse}").format(adresse=a.adresse_actuelle))
    joindre = ", ".join(afficher(t) for t in a.telephones)
    qui = [a.menage, *chez, joindre or _("pas de téléphone connu")]
    if a.discretion:
        qui.append(_("⚠ ne rien dire à {noms}").format(noms=", ".join(a.discretion)))
    quoi = a.objet
    if a.changement_id is None and a.raison is not None:
        quoi = f"{quoi}\n{majuscule(raison(a.raison))}"
    return ("☐", _sans_vide(qui), quoi, _PLACE)


def _sans_vide(lignes: Iterable[str]) -> str:
    return "\n".join(ligne for ligne in lignes if ligne)
