CREATE TABLE appareil (
	id VARCHAR(32) NOT NULL, 
	depuis VARCHAR(24) NOT NULL, 
	motif TEXT NOT NULL, 
	CONSTRAINT pk_appareil PRIMARY KEY (id)
);

CREATE TABLE attention_a_faire (
	menage_id TEXT NOT NULL, 
	CONSTRAINT pk_attention_a_faire PRIMARY KEY (menage_id)
);

CREATE TABLE bailleur (
	id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	contact TEXT, 
	telephone TEXT, 
	courriel TEXT, 
	CONSTRAINT pk_bailleur PRIMARY KEY (id), 
	CONSTRAINT uq_bailleur_nom UNIQUE (nom)
);

CREATE TABLE brouillon (
	id VARCHAR(32) NOT NULL, 
	formulaire TEXT NOT NULL, 
	contenu JSON NOT NULL, 
	maj_a VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_brouillon PRIMARY KEY (id), 
	CONSTRAINT uq_brouillon_formulaire UNIQUE (formulaire)
);

CREATE TABLE contenu (
	id VARCHAR(32) NOT NULL, 
	genre TEXT NOT NULL, 
	empreinte TEXT NOT NULL, 
	taille INTEGER NOT NULL, 
	octets BLOB NOT NULL, 
	CONSTRAINT pk_contenu PRIMARY KEY (id)
);

CREATE TABLE envoi (
	id VARCHAR(32) NOT NULL, 
	quoi TEXT NOT NULL, 
	destinataire TEXT NOT NULL, 
	nb_lignes INTEGER NOT NULL, 
	detail JSON, 
	prepare_a VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_envoi PRIMARY KEY (id)
);

CREATE TABLE import_correspondance (
	id VARCHAR(32) NOT NULL, 
	bailleur TEXT NOT NULL, 
	profil TEXT NOT NULL, 
	entete TEXT NOT NULL, 
	champ TEXT, 
	CONSTRAINT pk_import_correspondance PRIMARY KEY (id), 
	CONSTRAINT uq_import_correspondance_bailleur_profil_entete UNIQUE (bailleur, profil, entete)
);

CREATE TABLE intervenant (
	id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	prenom TEXT, 
	fonction VARCHAR(32) DEFAULT 'mediatrice' NOT NULL, 
	organisme TEXT, 
	telephone TEXT, 
	courriel TEXT, 
	actif BOOLEAN DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_intervenant PRIMARY KEY (id), 
	CONSTRAINT ck_intervenant_fonction CHECK (fonction IN ('mediatrice', 'pilote', 'coordination', 'autre'))
);

CREATE TABLE menage (
	id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	numero_contrat TEXT, 
	statut VARCHAR(32) DEFAULT 'locataire' NOT NULL, 
	ayant_droit BOOLEAN DEFAULT 0 NOT NULL, 
	date_entree DATE, 
	nb_occupants INTEGER, 
	loyer INTEGER, 
	charges INTEGER, 
	apl INTEGER, 
	loyer_date DATE, 
	langue TEXT, 
	contact_prefere TEXT, 
	phase_forcee VARCHAR(32), 
	phase_motif TEXT, 
	parcours TEXT, 
	parcours_motif TEXT, 
	suivi VARCHAR(32) DEFAULT 'ouvert' NOT NULL, 
	fusionne_dans_id VARCHAR(32), 
	CONSTRAINT pk_menage PRIMARY KEY (id), 
	CONSTRAINT fk_menage_fusionne_dans_id FOREIGN KEY(fusionne_dans_id) REFERENCES menage (id), 
	CONSTRAINT ck_menage_statut CHECK (statut IN ('locataire', 'proprietaire', 'heberge', 'autre')), 
	CONSTRAINT ck_menage_phase_forcee CHECK (phase_forcee IN ('avant', 'pendant', 'apres')), 
	CONSTRAINT ck_menage_suivi CHECK (suivi IN ('ouvert', 'clos'))
);

CREATE INDEX ix_menage_fusionne_dans_id ON menage (fusionne_dans_id);

CREATE INDEX ix_menage_numero_contrat ON menage (numero_contrat);

CREATE TABLE menage_parcours (
	menage_id VARCHAR(32) NOT NULL, 
	modele TEXT NOT NULL, 
	fait INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	en_retard INTEGER NOT NULL, 
	prochaine_code TEXT, 
	prochaine_le DATE, 
	a_annoncer INTEGER NOT NULL, 
	temoin BOOLEAN NOT NULL, 
	score INTEGER NOT NULL, 
	raisons TEXT NOT NULL, 
	revoir_le DATE, 
	CONSTRAINT pk_menage_parcours PRIMARY KEY (menage_id)
);

CREATE INDEX ix_menage_parcours_revoir_le ON menage_parcours (revoir_le);

CREATE INDEX ix_menage_parcours_score ON menage_parcours (score, menage_id);

CREATE TABLE menage_resume (
	num INTEGER NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	nom_tri TEXT NOT NULL, 
	titulaires TEXT NOT NULL, 
	telephones TEXT NOT NULL, 
	adresse TEXT NOT NULL, 
	adresse_tri TEXT NOT NULL, 
	code_ug TEXT, 
	typologie TEXT, 
	logement_id VARCHAR(32), 
	adresse_actuelle TEXT, 
	cite_id VARCHAR(32), 
	tranche_id VARCHAR(32), 
	nb_personnes INTEGER NOT NULL, 
	depart_le DATE, 
	retour_le DATE, 
	phase_forcee TEXT, 
	derniere_visite DATE, 
	nb_visites INTEGER NOT NULL, 
	prochaine_echeance DATE, 
	referents TEXT NOT NULL, 
	suivi TEXT NOT NULL, 
	texte TEXT NOT NULL, 
	CONSTRAINT pk_menage_resume PRIMARY KEY (num), 
	CONSTRAINT uq_menage_resume_menage_id UNIQUE (menage_id)
);

CREATE INDEX ix_menage_resume_adresse_tri ON menage_resume (adresse_tri, num);

CREATE INDEX ix_menage_resume_cite_id_nom_tri ON menage_resume (cite_id, nom_tri, num);

CREATE INDEX ix_menage_resume_code_ug ON menage_resume (code_ug);

CREATE INDEX ix_menage_resume_derniere_visite ON menage_resume (derniere_visite, num);

CREATE INDEX ix_menage_resume_nom_tri ON menage_resume (nom_tri, num);

CREATE INDEX ix_menage_resume_suivi_derniere_visite ON menage_resume (suivi, derniere_visite, cite_id);

CREATE INDEX ix_menage_resume_tranche_id ON menage_resume (tranche_id);

CREATE TABLE reglage (
	id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	valeur JSON, 
	CONSTRAINT pk_reglage PRIMARY KEY (id), 
	CONSTRAINT uq_reglage_nom UNIQUE (nom)
);

CREATE TABLE resume_a_faire (
	menage_id TEXT NOT NULL, 
	CONSTRAINT pk_resume_a_faire PRIMARY KEY (menage_id)
);

CREATE TABLE attention_pause (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	raisons JSON NOT NULL, 
	posee_le DATE NOT NULL, 
	jusqu_au DATE NOT NULL, 
	motif TEXT NOT NULL, 
	par_id VARCHAR(32), 
	levee_le DATE, 
	CONSTRAINT pk_attention_pause PRIMARY KEY (id), 
	CONSTRAINT fk_attention_pause_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_attention_pause_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id)
);

CREATE INDEX ix_attention_pause_menage_id ON attention_pause (menage_id);

CREATE TABLE cite (
	id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	communes TEXT DEFAULT '' NOT NULL, 
	epci TEXT, 
	proprietaires TEXT, 
	unesco TEXT, 
	logements_estimes INTEGER, 
	operation TEXT, 
	numero_mbm TEXT, 
	bailleur_id VARCHAR(32), 
	fictive BOOLEAN DEFAULT 0 NOT NULL, 
	lieu_permanence TEXT, 
	telephone TEXT, 
	courriel TEXT, 
	parcours TEXT, 
	CONSTRAINT pk_cite PRIMARY KEY (id), 
	CONSTRAINT uq_cite_nom_communes UNIQUE (nom, communes), 
	CONSTRAINT fk_cite_bailleur_id FOREIGN KEY(bailleur_id) REFERENCES bailleur (id)
);

CREATE INDEX ix_cite_bailleur_id ON cite (bailleur_id);

CREATE INDEX ix_cite_nom ON cite (nom);

CREATE TABLE document (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	genre TEXT NOT NULL, 
	titre TEXT NOT NULL, 
	fait_le DATE NOT NULL, 
	contenu_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT fk_document_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_document_contenu_id FOREIGN KEY(contenu_id) REFERENCES contenu (id)
);

CREATE INDEX ix_document_contenu_id ON document (contenu_id);

CREATE INDEX ix_document_menage_id ON document (menage_id);

CREATE TABLE etape (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	code TEXT NOT NULL, 
	prevue_le DATE, 
	faite_le DATE, 
	ecartee_le DATE, 
	motif TEXT, 
	CONSTRAINT pk_etape PRIMARY KEY (id), 
	CONSTRAINT uq_etape_menage_id_code UNIQUE (menage_id, code), 
	CONSTRAINT fk_etape_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id)
);

CREATE TABLE import_lot (
	id VARCHAR(32) NOT NULL, 
	profil TEXT NOT NULL, 
	fichier TEXT NOT NULL, 
	empreinte TEXT NOT NULL, 
	bailleur_id VARCHAR(32), 
	importe_a VARCHAR(24) NOT NULL, 
	nb_nouveaux INTEGER NOT NULL, 
	nb_modifies INTEGER NOT NULL, 
	nb_identiques INTEGER NOT NULL, 
	nb_rejetes INTEGER NOT NULL, 
	operation_appareil TEXT NOT NULL, 
	operation_n INTEGER NOT NULL, 
	CONSTRAINT pk_import_lot PRIMARY KEY (id), 
	CONSTRAINT fk_import_lot_bailleur_id FOREIGN KEY(bailleur_id) REFERENCES bailleur (id)
);

CREATE INDEX ix_import_lot_bailleur_id ON import_lot (bailleur_id);

CREATE INDEX ix_import_lot_empreinte ON import_lot (empreinte);

CREATE TABLE operation (
	num INTEGER NOT NULL, 
	appareil_id VARCHAR(32) NOT NULL, 
	n INTEGER NOT NULL, 
	auteur_id VARCHAR(32), 
	auteur_nom TEXT, 
	libelle TEXT NOT NULL, 
	origine TEXT NOT NULL, 
	quand VARCHAR(24) NOT NULL, 
	annule_num INTEGER, 
	CONSTRAINT pk_operation PRIMARY KEY (num), 
	CONSTRAINT uq_operation_appareil_id_n UNIQUE (appareil_id, n), 
	CONSTRAINT fk_operation_appareil_id FOREIGN KEY(appareil_id) REFERENCES appareil (id)
);

CREATE INDEX ix_operation_annule_num ON operation (annule_num);

CREATE TABLE personne (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	civilite VARCHAR(32), 
	nom TEXT NOT NULL, 
	prenom TEXT, 
	naissance DATE, 
	age INTEGER, 
	age_le DATE, 
	lien VARCHAR(32) DEFAULT 'titulaire' NOT NULL, 
	titulaire BOOLEAN DEFAULT 0 NOT NULL, 
	tel_fixe TEXT, 
	tel_mobile TEXT, 
	courriel TEXT, 
	langue TEXT, 
	contact_prefere TEXT, 
	information VARCHAR(32) DEFAULT 'tout' NOT NULL, 
	information_precision TEXT, 
	fusionne_dans_id VARCHAR(32), 
	CONSTRAINT pk_personne PRIMARY KEY (id), 
	CONSTRAINT fk_personne_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_personne_fusionne_dans_id FOREIGN KEY(fusionne_dans_id) REFERENCES personne (id), 
	CONSTRAINT ck_personne_civilite CHECK (civilite IN ('mme', 'm')), 
	CONSTRAINT ck_personne_lien CHECK (lien IN ('titulaire', 'cotitulaire', 'conjoint', 'enfant', 'ascendant', 'fratrie', 'heberge', 'autre')), 
	CONSTRAINT ck_personne_information CHECK (information IN ('tout', 'rendez_vous', 'rien'))
);

CREATE INDEX ix_personne_fusionne_dans_id ON personne (fusionne_dans_id);

CREATE INDEX ix_personne_menage_id ON personne (menage_id);

CREATE TABLE referent (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	intervenant_id VARCHAR(32) NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	debut DATE, 
	fin DATE, 
	CONSTRAINT pk_referent PRIMARY KEY (id), 
	CONSTRAINT fk_referent_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_referent_intervenant_id FOREIGN KEY(intervenant_id) REFERENCES intervenant (id), 
	CONSTRAINT ck_referent_role CHECK (role IN ('mediatrice', 'pilote', 'coordination', 'autre'))
);

CREATE INDEX ix_referent_intervenant_id ON referent (intervenant_id);

CREATE INDEX ix_referent_menage_id ON referent (menage_id);

CREATE TABLE rendez_vous (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	jour DATE NOT NULL, 
	heure TIME, 
	objet TEXT NOT NULL, 
	lieu TEXT, 
	intervenant_id VARCHAR(32), 
	annule_le DATE, 
	CONSTRAINT pk_rendez_vous PRIMARY KEY (id), 
	CONSTRAINT fk_rendez_vous_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_rendez_vous_intervenant_id FOREIGN KEY(intervenant_id) REFERENCES intervenant (id)
);

CREATE INDEX ix_rendez_vous_intervenant_id ON rendez_vous (intervenant_id);

CREATE INDEX ix_rendez_vous_jour ON rendez_vous (jour);

CREATE INDEX ix_rendez_vous_menage_id ON rendez_vous (menage_id);

CREATE TABLE souhait (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	code VARCHAR(32) NOT NULL, 
	precision TEXT, 
	exprime_le DATE, 
	CONSTRAINT pk_souhait PRIMARY KEY (id), 
	CONSTRAINT fk_souhait_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT ck_souhait_code CHECK (code IN ('retour', 'autre_cite', 'ailleurs', 'ne_sait_pas'))
);

CREATE INDEX ix_souhait_menage_id ON souhait (menage_id);

CREATE TABLE cloture (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	le DATE NOT NULL, 
	motif VARCHAR(32) NOT NULL, 
	bilan TEXT, 
	par_id VARCHAR(32), 
	document_id VARCHAR(32), 
	rouvert_le DATE, 
	rouvert_motif TEXT, 
	CONSTRAINT pk_cloture PRIMARY KEY (id), 
	CONSTRAINT fk_cloture_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_cloture_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT fk_cloture_document_id FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT ck_cloture_motif CHECK (motif IN ('parcours_termine', 'depart', 'souhait', 'deces', 'autre'))
);

CREATE INDEX ix_cloture_document_id ON cloture (document_id);

CREATE INDEX ix_cloture_menage_id ON cloture (menage_id);

CREATE TABLE consentement (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	personne_id VARCHAR(32), 
	partenaire VARCHAR(32) NOT NULL, 
	objet TEXT, 
	accorde BOOLEAN NOT NULL, 
	donne_le DATE NOT NULL, 
	retire_le DATE, 
	support TEXT, 
	CONSTRAINT pk_consentement PRIMARY KEY (id), 
	CONSTRAINT fk_consentement_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_consentement_personne_id FOREIGN KEY(personne_id) REFERENCES personne (id), 
	CONSTRAINT ck_consentement_partenaire CHECK (partenaire IN ('bailleur', 'commune', 'services_sociaux', 'entreprises', 'autre'))
);

CREATE INDEX ix_consentement_menage_id ON consentement (menage_id);

CREATE INDEX ix_consentement_personne_id ON consentement (personne_id);

CREATE TABLE contact_cite (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	sujet TEXT NOT NULL, 
	intervenant_id VARCHAR(32), 
	nom TEXT, 
	organisme TEXT, 
	telephone TEXT, 
	courriel TEXT, 
	disponible TEXT, 
	rang INTEGER DEFAULT '0' NOT NULL, 
	depuis DATE, 
	jusqu DATE, 
	CONSTRAINT pk_contact_cite PRIMARY KEY (id), 
	CONSTRAINT fk_contact_cite_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT fk_contact_cite_intervenant_id FOREIGN KEY(intervenant_id) REFERENCES intervenant (id)
);

CREATE INDEX ix_contact_cite_cite_id ON contact_cite (cite_id);

CREATE INDEX ix_contact_cite_intervenant_id ON contact_cite (intervenant_id);

CREATE TABLE journal (
	seq INTEGER NOT NULL, 
	operation_num INTEGER NOT NULL, 
	table_nom TEXT NOT NULL, 
	ligne_id TEXT NOT NULL, 
	menage_id TEXT, 
	genre TEXT NOT NULL, 
	groupe TEXT NOT NULL, 
	avant JSON, 
	apres JSON, 
	CONSTRAINT pk_journal PRIMARY KEY (seq), 
	CONSTRAINT ck_journal_genre CHECK (genre IN ('I', 'U', 'D')), 
	CONSTRAINT fk_journal_operation_num FOREIGN KEY(operation_num) REFERENCES operation (num)
);

CREATE INDEX ix_journal_menage_id_seq ON journal (menage_id, seq);

CREATE INDEX ix_journal_operation_num ON journal (operation_num);

CREATE INDEX ix_journal_table_nom_ligne_id ON journal (table_nom, ligne_id, seq);

CREATE TABLE operation_courante (
	id INTEGER NOT NULL, 
	num INTEGER, 
	resume_le DATE, 
	regles TEXT, 
	CONSTRAINT pk_operation_courante PRIMARY KEY (id), 
	CONSTRAINT ck_operation_courante_unique CHECK (id = 1), 
	CONSTRAINT fk_operation_courante_num FOREIGN KEY(num) REFERENCES operation (num)
);

CREATE TABLE permanence_serie (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	jour_semaine INTEGER NOT NULL, 
	debut TIME NOT NULL, 
	fin TIME, 
	lieu TEXT NOT NULL, 
	depuis DATE NOT NULL, 
	jusqu DATE, 
	CONSTRAINT pk_permanence_serie PRIMARY KEY (id), 
	CONSTRAINT ck_permanence_serie_jour_semaine CHECK (jour_semaine BETWEEN 0 AND 6), 
	CONSTRAINT fk_permanence_serie_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id)
);

CREATE INDEX ix_permanence_serie_cite_id ON permanence_serie (cite_id);

CREATE TABLE temoin (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	personne_id VARCHAR(32), 
	accord_le DATE NOT NULL, 
	retire_le DATE, 
	modalite TEXT, 
	precision TEXT, 
	CONSTRAINT pk_temoin PRIMARY KEY (id), 
	CONSTRAINT fk_temoin_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_temoin_personne_id FOREIGN KEY(personne_id) REFERENCES personne (id)
);

CREATE INDEX ix_temoin_menage_id ON temoin (menage_id);

CREATE TABLE tranche (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	debut_travaux DATE, 
	fin_travaux DATE, 
	reception DATE, 
	parcours TEXT, 
	CONSTRAINT pk_tranche PRIMARY KEY (id), 
	CONSTRAINT uq_tranche_cite_id_nom UNIQUE (cite_id, nom), 
	CONSTRAINT fk_tranche_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id)
);

CREATE INDEX ix_tranche_cite_id ON tranche (cite_id);

CREATE TABLE changement_calendrier (
	id VARCHAR(32) NOT NULL, 
	tranche_id VARCHAR(32) NOT NULL, 
	le DATE NOT NULL, 
	debut_avant DATE, 
	debut_apres DATE, 
	fin_avant DATE, 
	fin_apres DATE, 
	reception_avant DATE, 
	reception_apres DATE, 
	raison VARCHAR(32) NOT NULL, 
	explication TEXT NOT NULL, 
	par_id VARCHAR(32), 
	CONSTRAINT pk_changement_calendrier PRIMARY KEY (id), 
	CONSTRAINT fk_changement_calendrier_tranche_id FOREIGN KEY(tranche_id) REFERENCES tranche (id), 
	CONSTRAINT fk_changement_calendrier_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT ck_changement_calendrier_raison CHECK (raison IN ('meteo', 'retard', 'technique', 'autre'))
);

CREATE INDEX ix_changement_calendrier_tranche_id ON changement_calendrier (tranche_id);

CREATE TABLE logement (
	id VARCHAR(32) NOT NULL, 
	code_ug TEXT NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	tranche_id VARCHAR(32), 
	numero TEXT, 
	repetition TEXT, 
	voie TEXT, 
	complement TEXT, 
	code_postal TEXT, 
	commune TEXT, 
	code_insee TEXT, 
	typologie TEXT, 
	nb_pieces INTEGER, 
	surface INTEGER, 
	annee INTEGER, 
	type_construction TEXT, 
	conventionne BOOLEAN, 
	qpv BOOLEAN, 
	dpe_avant VARCHAR(32), 
	ges_avant VARCHAR(32), 
	dpe_avant_date DATE, 
	dpe_apres VARCHAR(32), 
	ges_apres VARCHAR(32), 
	dpe_apres_date DATE, 
	loyer_conventionne INTEGER, 
	plain_pied BOOLEAN, 
	jardin BOOLEAN, 
	dependances TEXT, 
	etat VARCHAR(32) DEFAULT 'occupe' NOT NULL, 
	CONSTRAINT pk_logement PRIMARY KEY (id), 
	CONSTRAINT uq_logement_code_ug UNIQUE (code_ug), 
	CONSTRAINT fk_logement_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT fk_logement_tranche_id FOREIGN KEY(tranche_id) REFERENCES tranche (id), 
	CONSTRAINT ck_logement_dpe_avant CHECK (dpe_avant IN ('A', 'B', 'C', 'D', 'E', 'F', 'G')), 
	CONSTRAINT ck_logement_ges_avant CHECK (ges_avant IN ('A', 'B', 'C', 'D', 'E', 'F', 'G')), 
	CONSTRAINT ck_logement_dpe_apres CHECK (dpe_apres IN ('A', 'B', 'C', 'D', 'E', 'F', 'G')), 
	CONSTRAINT ck_logement_ges_apres CHECK (ges_apres IN ('A', 'B', 'C', 'D', 'E', 'F', 'G')), 
	CONSTRAINT ck_logement_etat CHECK (etat IN ('occupe', 'vacant', 'tiroir', 'en_travaux', 'vendu', 'a_demolir'))
);

CREATE INDEX ix_logement_cite_id ON logement (cite_id);

CREATE INDEX ix_logement_tranche_id ON logement (tranche_id);

CREATE TABLE parcours_ajustement (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	tranche_id VARCHAR(32), 
	genre VARCHAR(32) NOT NULL, 
	code TEXT NOT NULL, 
	phase VARCHAR(32), 
	ancre TEXT, 
	jours INTEGER, 
	retiree BOOLEAN DEFAULT 0 NOT NULL, 
	motif TEXT, 
	CONSTRAINT pk_parcours_ajustement PRIMARY KEY (id), 
	CONSTRAINT uq_parcours_ajustement_cite_id_tranche_id_genre_code UNIQUE (cite_id, tranche_id, genre, code), 
	CONSTRAINT fk_parcours_ajustement_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT fk_parcours_ajustement_tranche_id FOREIGN KEY(tranche_id) REFERENCES tranche (id), 
	CONSTRAINT ck_parcours_ajustement_genre CHECK (genre IN ('etape', 'pratique')), 
	CONSTRAINT ck_parcours_ajustement_phase CHECK (phase IN ('avant', 'pendant', 'apres'))
);

CREATE INDEX ix_parcours_ajustement_cite_id ON parcours_ajustement (cite_id);

CREATE INDEX ix_parcours_ajustement_tranche_id ON parcours_ajustement (tranche_id);

CREATE TABLE permanence (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	serie_id VARCHAR(32), 
	jour DATE NOT NULL, 
	debut TIME NOT NULL, 
	fin TIME, 
	lieu TEXT NOT NULL, 
	etat VARCHAR(32) DEFAULT 'prevue' NOT NULL, 
	close_a VARCHAR(24), 
	CONSTRAINT pk_permanence PRIMARY KEY (id), 
	CONSTRAINT fk_permanence_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT fk_permanence_serie_id FOREIGN KEY(serie_id) REFERENCES permanence_serie (id), 
	CONSTRAINT ck_permanence_etat CHECK (etat IN ('prevue', 'ouverte', 'close', 'annulee'))
);

CREATE INDEX ix_permanence_cite_id ON permanence (cite_id);

CREATE INDEX ix_permanence_jour ON permanence (jour);

CREATE INDEX ix_permanence_serie_id ON permanence (serie_id);

CREATE TABLE occupation (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	logement_id VARCHAR(32) NOT NULL, 
	nature VARCHAR(32) NOT NULL, 
	debut DATE, 
	fin DATE, 
	fin_prevue DATE, 
	CONSTRAINT pk_occupation PRIMARY KEY (id), 
	CONSTRAINT ck_occupation_dates CHECK (fin IS NULL OR debut IS NULL OR fin >= debut), 
	CONSTRAINT fk_occupation_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_occupation_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT ck_occupation_nature CHECK (nature IN ('origine', 'tiroir', 'definitif'))
);

CREATE INDEX ix_occupation_logement_id ON occupation (logement_id);

CREATE INDEX ix_occupation_menage_id_debut ON occupation (menage_id, debut);

CREATE TABLE permanence_intervenant (
	id VARCHAR(32) NOT NULL, 
	permanence_id VARCHAR(32) NOT NULL, 
	intervenant_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_permanence_intervenant PRIMARY KEY (id), 
	CONSTRAINT uq_permanence_intervenant_permanence_id_intervenant_id UNIQUE (permanence_id, intervenant_id), 
	CONSTRAINT fk_permanence_intervenant_permanence_id FOREIGN KEY(permanence_id) REFERENCES permanence (id), 
	CONSTRAINT fk_permanence_intervenant_intervenant_id FOREIGN KEY(intervenant_id) REFERENCES intervenant (id)
);

CREATE INDEX ix_permanence_intervenant_intervenant_id ON permanence_intervenant (intervenant_id);

CREATE INDEX ix_permanence_intervenant_permanence_id ON permanence_intervenant (permanence_id);

CREATE TABLE visite (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32), 
	permanence_id VARCHAR(32), 
	canal VARCHAR(32) NOT NULL, 
	jour DATE NOT NULL, 
	heure TIME, 
	intervenant_id VARCHAR(32), 
	CONSTRAINT pk_visite PRIMARY KEY (id), 
	CONSTRAINT fk_visite_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_visite_permanence_id FOREIGN KEY(permanence_id) REFERENCES permanence (id), 
	CONSTRAINT fk_visite_intervenant_id FOREIGN KEY(intervenant_id) REFERENCES intervenant (id), 
	CONSTRAINT ck_visite_canal CHECK (canal IN ('permanence', 'domicile', 'telephone', 'courrier', 'courriel', 'porte_a_porte', 'collectif'))
);

CREATE INDEX ix_visite_jour ON visite (jour);

CREATE INDEX ix_visite_menage_id_jour ON visite (menage_id, jour, heure);

CREATE INDEX ix_visite_permanence_id ON visite (permanence_id);

CREATE TABLE attachement (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	nature VARCHAR(32) NOT NULL, 
	titre TEXT NOT NULL, 
	lieu TEXT, 
	description TEXT, 
	personne_id VARCHAR(32), 
	signale_le DATE NOT NULL, 
	visite_id VARCHAR(32), 
	CONSTRAINT pk_attachement PRIMARY KEY (id), 
	CONSTRAINT fk_attachement_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_attachement_personne_id FOREIGN KEY(personne_id) REFERENCES personne (id), 
	CONSTRAINT fk_attachement_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT ck_attachement_nature CHECK (nature IN ('objet', 'amenagement'))
);

CREATE INDEX ix_attachement_menage_id ON attachement (menage_id);

CREATE INDEX ix_attachement_visite_id ON attachement (visite_id);

CREATE TABLE besoin (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	visite_id VARCHAR(32), 
	famille VARCHAR(32) NOT NULL, 
	code TEXT NOT NULL, 
	precision TEXT, 
	ouvert_le DATE NOT NULL, 
	repondu_le DATE, 
	reponse TEXT, 
	CONSTRAINT pk_besoin PRIMARY KEY (id), 
	CONSTRAINT fk_besoin_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_besoin_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT ck_besoin_famille CHECK (famille IN ('accompagnement', 'logement'))
);

CREATE INDEX ix_besoin_menage_id ON besoin (menage_id);

CREATE INDEX ix_besoin_visite_id ON besoin (visite_id);

CREATE TABLE engagement (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	visite_id VARCHAR(32), 
	texte TEXT NOT NULL, 
	pris_le DATE NOT NULL, 
	pour_le DATE, 
	par_id VARCHAR(32), 
	etat VARCHAR(32) DEFAULT 'a_tenir' NOT NULL, 
	regle_le DATE, 
	motif TEXT, 
	raison VARCHAR(32), 
	personne_id VARCHAR(32), 
	etape_code TEXT, 
	suite_de_id VARCHAR(32), 
	CONSTRAINT pk_engagement PRIMARY KEY (id), 
	CONSTRAINT fk_engagement_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_engagement_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT fk_engagement_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT fk_engagement_personne_id FOREIGN KEY(personne_id) REFERENCES personne (id), 
	CONSTRAINT fk_engagement_suite_de_id FOREIGN KEY(suite_de_id) REFERENCES engagement (id), 
	CONSTRAINT ck_engagement_etat CHECK (etat IN ('a_tenir', 'tenu', 'deplace', 'rompu')), 
	CONSTRAINT ck_engagement_raison CHECK (raison IN ('meteo', 'retard', 'technique', 'autre'))
);

CREATE INDEX ix_engagement_etat_pour_le ON engagement (etat, pour_le, par_id);

CREATE INDEX ix_engagement_menage_id ON engagement (menage_id);

CREATE INDEX ix_engagement_suite_de_id ON engagement (suite_de_id);

CREATE INDEX ix_engagement_visite_id ON engagement (visite_id);

CREATE TABLE note (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32), 
	visite_id VARCHAR(32), 
	permanence_id VARCHAR(32), 
	nature VARCHAR(32) NOT NULL, 
	texte TEXT NOT NULL, 
	visibilite VARCHAR(32) NOT NULL, 
	auteur_id VARCHAR(32), 
	ecrite_a VARCHAR(24) NOT NULL, 
	jour DATE NOT NULL, 
	remplace_id VARCHAR(32), 
	CONSTRAINT pk_note PRIMARY KEY (id), 
	CONSTRAINT fk_note_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_note_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT fk_note_permanence_id FOREIGN KEY(permanence_id) REFERENCES permanence (id), 
	CONSTRAINT fk_note_auteur_id FOREIGN KEY(auteur_id) REFERENCES intervenant (id), 
	CONSTRAINT fk_note_remplace_id FOREIGN KEY(remplace_id) REFERENCES note (id), 
	CONSTRAINT ck_note_nature CHECK (nature IN ('visite', 'observation', 'suite', 'passation', 'import')), 
	CONSTRAINT ck_note_visibilite CHECK (visibilite IN ('bailleur', 'equipe', 'confidentiel'))
);

CREATE INDEX ix_note_menage_id_ecrite_a ON note (menage_id, ecrite_a);

CREATE INDEX ix_note_permanence_id ON note (permanence_id);

CREATE INDEX ix_note_remplace_id ON note (remplace_id);

CREATE INDEX ix_note_visite_id ON note (visite_id);

CREATE TABLE orientation (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32), 
	visite_id VARCHAR(32), 
	vers TEXT NOT NULL, 
	jour DATE NOT NULL, 
	CONSTRAINT pk_orientation PRIMARY KEY (id), 
	CONSTRAINT fk_orientation_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_orientation_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id)
);

CREATE INDEX ix_orientation_menage_id ON orientation (menage_id);

CREATE INDEX ix_orientation_visite_id ON orientation (visite_id);

CREATE TABLE pratique (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	code TEXT NOT NULL, 
	etat VARCHAR(32) NOT NULL, 
	le DATE NOT NULL, 
	par_id VARCHAR(32), 
	visite_id VARCHAR(32), 
	precision TEXT, 
	CONSTRAINT pk_pratique PRIMARY KEY (id), 
	CONSTRAINT fk_pratique_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_pratique_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT fk_pratique_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT ck_pratique_etat CHECK (etat IN ('proposee', 'acceptee', 'declinee', 'faite', 'sans_objet'))
);

CREATE INDEX ix_pratique_menage_id_code ON pratique (menage_id, code, le);

CREATE INDEX ix_pratique_visite_id ON pratique (visite_id);

CREATE TABLE reclamation (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	logement_id VARCHAR(32), 
	visite_id VARCHAR(32), 
	reference TEXT NOT NULL, 
	categorie TEXT NOT NULL, 
	description TEXT NOT NULL, 
	etat VARCHAR(32) DEFAULT 'recue' NOT NULL, 
	etat_le DATE, 
	ouverte_le DATE NOT NULL, 
	CONSTRAINT pk_reclamation PRIMARY KEY (id), 
	CONSTRAINT fk_reclamation_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_reclamation_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT fk_reclamation_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT uq_reclamation_reference UNIQUE (reference), 
	CONSTRAINT ck_reclamation_etat CHECK (etat IN ('recue', 'en_cours', 'planifiee', 'close', 'rejetee'))
);

CREATE INDEX ix_reclamation_logement_id ON reclamation (logement_id);

CREATE INDEX ix_reclamation_menage_id ON reclamation (menage_id);

CREATE INDEX ix_reclamation_visite_id ON reclamation (visite_id);

CREATE TABLE rencontre (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	temoin_id VARCHAR(32) NOT NULL, 
	etat VARCHAR(32) DEFAULT 'proposee' NOT NULL, 
	etat_le DATE NOT NULL, 
	prevue_le DATE, 
	par_id VARCHAR(32), 
	visite_id VARCHAR(32), 
	precision TEXT, 
	CONSTRAINT pk_rencontre PRIMARY KEY (id), 
	CONSTRAINT fk_rencontre_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_rencontre_temoin_id FOREIGN KEY(temoin_id) REFERENCES temoin (id), 
	CONSTRAINT fk_rencontre_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT fk_rencontre_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT ck_rencontre_etat CHECK (etat IN ('proposee', 'acceptee', 'declinee', 'faite'))
);

CREATE INDEX ix_rencontre_menage_id ON rencontre (menage_id);

CREATE INDEX ix_rencontre_temoin_id ON rencontre (temoin_id);

CREATE INDEX ix_rencontre_visite_id ON rencontre (visite_id);

CREATE TABLE ressenti (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	visite_id VARCHAR(32), 
	personne_id VARCHAR(32), 
	jour DATE NOT NULL, 
	code TEXT NOT NULL, 
	intensite INTEGER, 
	CONSTRAINT pk_ressenti PRIMARY KEY (id), 
	CONSTRAINT ck_ressenti_intensite CHECK (intensite IS NULL OR intensite BETWEEN 1 AND 5), 
	CONSTRAINT fk_ressenti_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_ressenti_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT fk_ressenti_personne_id FOREIGN KEY(personne_id) REFERENCES personne (id)
);

CREATE INDEX ix_ressenti_menage_id ON ressenti (menage_id);

CREATE INDEX ix_ressenti_visite_id ON ressenti (visite_id);

CREATE TABLE tache (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32), 
	visite_id VARCHAR(32), 
	permanence_id VARCHAR(32), 
	titre TEXT NOT NULL, 
	pour_le DATE, 
	affectee_a_id VARCHAR(32), 
	faite_le DATE, 
	CONSTRAINT pk_tache PRIMARY KEY (id), 
	CONSTRAINT fk_tache_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_tache_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT fk_tache_permanence_id FOREIGN KEY(permanence_id) REFERENCES permanence (id), 
	CONSTRAINT fk_tache_affectee_a_id FOREIGN KEY(affectee_a_id) REFERENCES intervenant (id)
);

CREATE INDEX ix_tache_affectee_a_id ON tache (affectee_a_id);

CREATE INDEX ix_tache_faite_le_pour_le ON tache (faite_le, pour_le, affectee_a_id);

CREATE INDEX ix_tache_menage_id ON tache (menage_id);

CREATE INDEX ix_tache_permanence_id ON tache (permanence_id);

CREATE INDEX ix_tache_visite_id ON tache (visite_id);

CREATE TABLE visite_motif (
	id VARCHAR(32) NOT NULL, 
	visite_id VARCHAR(32) NOT NULL, 
	code TEXT NOT NULL, 
	CONSTRAINT pk_visite_motif PRIMARY KEY (id), 
	CONSTRAINT uq_visite_motif_visite_id_code UNIQUE (visite_id, code), 
	CONSTRAINT fk_visite_motif_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id)
);

CREATE TABLE annonce (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	engagement_id VARCHAR(32), 
	changement_id VARCHAR(32), 
	objet TEXT NOT NULL, 
	ouverte_le DATE NOT NULL, 
	dite_le DATE, 
	canal VARCHAR(32), 
	a_qui TEXT, 
	par_id VARCHAR(32), 
	precision TEXT, 
	CONSTRAINT pk_annonce PRIMARY KEY (id), 
	CONSTRAINT fk_annonce_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_annonce_engagement_id FOREIGN KEY(engagement_id) REFERENCES engagement (id), 
	CONSTRAINT fk_annonce_changement_id FOREIGN KEY(changement_id) REFERENCES changement_calendrier (id), 
	CONSTRAINT fk_annonce_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT ck_annonce_canal CHECK (canal IN ('permanence', 'domicile', 'telephone', 'courrier', 'courriel', 'porte_a_porte', 'collectif'))
);

CREATE INDEX ix_annonce_changement_id ON annonce (changement_id);

CREATE INDEX ix_annonce_dite_le_ouverte_le ON annonce (dite_le, ouverte_le);

CREATE INDEX ix_annonce_engagement_id ON annonce (engagement_id);

CREATE INDEX ix_annonce_menage_id ON annonce (menage_id);

CREATE TABLE decision_attachement (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	attachement_id VARCHAR(32) NOT NULL, 
	decision VARCHAR(32) NOT NULL, 
	decidee_le DATE NOT NULL, 
	decidee_par TEXT, 
	motif TEXT, 
	dit_le DATE, 
	dit TEXT, 
	dit_par_id VARCHAR(32), 
	CONSTRAINT pk_decision_attachement PRIMARY KEY (id), 
	CONSTRAINT fk_decision_attachement_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_decision_attachement_attachement_id FOREIGN KEY(attachement_id) REFERENCES attachement (id), 
	CONSTRAINT fk_decision_attachement_dit_par_id FOREIGN KEY(dit_par_id) REFERENCES intervenant (id), 
	CONSTRAINT ck_decision_attachement_decision CHECK (decision IN ('garder', 'adapter', 'deplacer', 'photographier', 'compenser', 'perdu'))
);

CREATE INDEX ix_decision_attachement_attachement_id ON decision_attachement (attachement_id);

CREATE INDEX ix_decision_attachement_menage_id ON decision_attachement (menage_id);

CREATE TABLE photo (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	attachement_id VARCHAR(32), 
	legende TEXT, 
	prise_le DATE, 
	largeur INTEGER NOT NULL, 
	hauteur INTEGER NOT NULL, 
	contenu_id VARCHAR(32) NOT NULL, 
	vignette_id VARCHAR(32) NOT NULL, 
	accord VARCHAR(32) NOT NULL, 
	accord_le DATE NOT NULL, 
	accord_de_id VARCHAR(32), 
	CONSTRAINT pk_photo PRIMARY KEY (id), 
	CONSTRAINT fk_photo_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_photo_attachement_id FOREIGN KEY(attachement_id) REFERENCES attachement (id), 
	CONSTRAINT fk_photo_contenu_id FOREIGN KEY(contenu_id) REFERENCES contenu (id), 
	CONSTRAINT fk_photo_vignette_id FOREIGN KEY(vignette_id) REFERENCES contenu (id), 
	CONSTRAINT fk_photo_accord_de_id FOREIGN KEY(accord_de_id) REFERENCES personne (id), 
	CONSTRAINT ck_photo_accord CHECK (accord IN ('dossier', 'bailleur', 'public'))
);

CREATE INDEX ix_photo_attachement_id ON photo (attachement_id);

CREATE INDEX ix_photo_contenu_id ON photo (contenu_id);

CREATE INDEX ix_photo_menage_id ON photo (menage_id);

CREATE INDEX ix_photo_vignette_id ON photo (vignette_id);

CREATE VIRTUAL TABLE menage_fts USING fts5(noms, adresses, references_, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');

CREATE VIRTUAL TABLE menage_fts_termes USING fts5vocab(menage_fts, 'row');

CREATE TRIGGER journal_bailleur_i AFTER INSERT ON bailleur BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'bailleur', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'nom', NEW.nom), '}'), CASE WHEN NEW.contact IS NOT NULL THEN ',"contact":' || json_quote(NEW.contact) END, CASE WHEN NEW.telephone IS NOT NULL THEN ',"telephone":' || json_quote(NEW.telephone) END, CASE WHEN NEW.courriel IS NOT NULL THEN ',"courriel":' || json_quote(NEW.courriel) END, '}'));
END;

CREATE TRIGGER journal_bailleur_u AFTER UPDATE ON bailleur BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'bailleur', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'bailleur', NEW.id, NULL, 'U', 'contact', json_object('contact', OLD.contact), json_object('contact', NEW.contact) WHERE OLD.contact IS NOT NEW.contact;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'bailleur', NEW.id, NULL, 'U', 'telephone', json_object('telephone', OLD.telephone), json_object('telephone', NEW.telephone) WHERE OLD.telephone IS NOT NEW.telephone;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'bailleur', NEW.id, NULL, 'U', 'courriel', json_object('courriel', OLD.courriel), json_object('courriel', NEW.courriel) WHERE OLD.courriel IS NOT NEW.courriel;
END;

CREATE TRIGGER journal_bailleur_d AFTER DELETE ON bailleur BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'bailleur', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'nom', OLD.nom), '}'), CASE WHEN OLD.contact IS NOT NULL THEN ',"contact":' || json_quote(OLD.contact) END, CASE WHEN OLD.telephone IS NOT NULL THEN ',"telephone":' || json_quote(OLD.telephone) END, CASE WHEN OLD.courriel IS NOT NULL THEN ',"courriel":' || json_quote(OLD.courriel) END, '}'), NULL);
END;

CREATE TRIGGER journal_envoi_i AFTER INSERT ON envoi BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'envoi', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'quoi', NEW.quoi, 'destinataire', NEW.destinataire, 'nb_lignes', NEW.nb_lignes, 'prepare_a', NEW.prepare_a), '}'), CASE WHEN NEW.detail IS NOT NULL THEN ',"detail":' || json_quote(NEW.detail) END, '}'));
END;

CREATE TRIGGER journal_envoi_u AFTER UPDATE ON envoi BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'envoi', NEW.id, NULL, 'U', 'quoi', json_object('quoi', OLD.quoi), json_object('quoi', NEW.quoi) WHERE OLD.quoi IS NOT NEW.quoi;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'envoi', NEW.id, NULL, 'U', 'destinataire', json_object('destinataire', OLD.destinataire), json_object('destinataire', NEW.destinataire) WHERE OLD.destinataire IS NOT NEW.destinataire;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'envoi', NEW.id, NULL, 'U', 'nb_lignes', json_object('nb_lignes', OLD.nb_lignes), json_object('nb_lignes', NEW.nb_lignes) WHERE OLD.nb_lignes IS NOT NEW.nb_lignes;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'envoi', NEW.id, NULL, 'U', 'detail', json_object('detail', OLD.detail), json_object('detail', NEW.detail) WHERE OLD.detail IS NOT NEW.detail;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'envoi', NEW.id, NULL, 'U', 'prepare_a', json_object('prepare_a', OLD.prepare_a), json_object('prepare_a', NEW.prepare_a) WHERE OLD.prepare_a IS NOT NEW.prepare_a;
END;

CREATE TRIGGER journal_envoi_d AFTER DELETE ON envoi BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'envoi', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'quoi', OLD.quoi, 'destinataire', OLD.destinataire, 'nb_lignes', OLD.nb_lignes, 'prepare_a', OLD.prepare_a), '}'), CASE WHEN OLD.detail IS NOT NULL THEN ',"detail":' || json_quote(OLD.detail) END, '}'), NULL);
END;

CREATE TRIGGER journal_intervenant_i AFTER INSERT ON intervenant BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'intervenant', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'nom', NEW.nom, 'fonction', NEW.fonction, 'actif', NEW.actif), '}'), CASE WHEN NEW.prenom IS NOT NULL THEN ',"prenom":' || json_quote(NEW.prenom) END, CASE WHEN NEW.organisme IS NOT NULL THEN ',"organisme":' || json_quote(NEW.organisme) END, CASE WHEN NEW.telephone IS NOT NULL THEN ',"telephone":' || json_quote(NEW.telephone) END, CASE WHEN NEW.courriel IS NOT NULL THEN ',"courriel":' || json_quote(NEW.courriel) END, '}'));
END;

CREATE TRIGGER journal_intervenant_u AFTER UPDATE ON intervenant BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'intervenant', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'intervenant', NEW.id, NULL, 'U', 'prenom', json_object('prenom', OLD.prenom), json_object('prenom', NEW.prenom) WHERE OLD.prenom IS NOT NEW.prenom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'intervenant', NEW.id, NULL, 'U', 'fonction', json_object('fonction', OLD.fonction), json_object('fonction', NEW.fonction) WHERE OLD.fonction IS NOT NEW.fonction;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'intervenant', NEW.id, NULL, 'U', 'organisme', json_object('organisme', OLD.organisme), json_object('organisme', NEW.organisme) WHERE OLD.organisme IS NOT NEW.organisme;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'intervenant', NEW.id, NULL, 'U', 'telephone', json_object('telephone', OLD.telephone), json_object('telephone', NEW.telephone) WHERE OLD.telephone IS NOT NEW.telephone;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'intervenant', NEW.id, NULL, 'U', 'courriel', json_object('courriel', OLD.courriel), json_object('courriel', NEW.courriel) WHERE OLD.courriel IS NOT NEW.courriel;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'intervenant', NEW.id, NULL, 'U', 'actif', json_object('actif', OLD.actif), json_object('actif', NEW.actif) WHERE OLD.actif IS NOT NEW.actif;
END;

CREATE TRIGGER journal_intervenant_d AFTER DELETE ON intervenant BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'intervenant', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'nom', OLD.nom, 'fonction', OLD.fonction, 'actif', OLD.actif), '}'), CASE WHEN OLD.prenom IS NOT NULL THEN ',"prenom":' || json_quote(OLD.prenom) END, CASE WHEN OLD.organisme IS NOT NULL THEN ',"organisme":' || json_quote(OLD.organisme) END, CASE WHEN OLD.telephone IS NOT NULL THEN ',"telephone":' || json_quote(OLD.telephone) END, CASE WHEN OLD.courriel IS NOT NULL THEN ',"courriel":' || json_quote(OLD.courriel) END, '}'), NULL);
END;

CREATE TRIGGER journal_menage_i AFTER INSERT ON menage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'nom', NEW.nom, 'statut', NEW.statut, 'ayant_droit', NEW.ayant_droit, 'suivi', NEW.suivi), '}'), CASE WHEN NEW.numero_contrat IS NOT NULL THEN ',"numero_contrat":' || json_quote(NEW.numero_contrat) END, CASE WHEN NEW.date_entree IS NOT NULL THEN ',"date_entree":' || json_quote(NEW.date_entree) END, CASE WHEN NEW.nb_occupants IS NOT NULL THEN ',"nb_occupants":' || json_quote(NEW.nb_occupants) END, CASE WHEN NEW.loyer IS NOT NULL THEN ',"loyer":' || json_quote(NEW.loyer) END, CASE WHEN NEW.charges IS NOT NULL THEN ',"charges":' || json_quote(NEW.charges) END, CASE WHEN NEW.apl IS NOT NULL THEN ',"apl":' || json_quote(NEW.apl) END, CASE WHEN NEW.loyer_date IS NOT NULL THEN ',"loyer_date":' || json_quote(NEW.loyer_date) END, CASE WHEN NEW.langue IS NOT NULL THEN ',"langue":' || json_quote(NEW.langue) END, CASE WHEN NEW.contact_prefere IS NOT NULL THEN ',"contact_prefere":' || json_quote(NEW.contact_prefere) END, CASE WHEN NEW.phase_forcee IS NOT NULL THEN ',"phase_forcee":' || json_quote(NEW.phase_forcee) END, CASE WHEN NEW.phase_motif IS NOT NULL THEN ',"phase_motif":' || json_quote(NEW.phase_motif) END, CASE WHEN NEW.parcours IS NOT NULL THEN ',"parcours":' || json_quote(NEW.parcours) END, CASE WHEN NEW.parcours_motif IS NOT NULL THEN ',"parcours_motif":' || json_quote(NEW.parcours_motif) END, CASE WHEN NEW.fusionne_dans_id IS NOT NULL THEN ',"fusionne_dans_id":' || json_quote(NEW.fusionne_dans_id) END, '}'));
END;

CREATE TRIGGER journal_menage_u AFTER UPDATE ON menage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'numero_contrat', json_object('numero_contrat', OLD.numero_contrat), json_object('numero_contrat', NEW.numero_contrat) WHERE OLD.numero_contrat IS NOT NEW.numero_contrat;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'statut', json_object('statut', OLD.statut), json_object('statut', NEW.statut) WHERE OLD.statut IS NOT NEW.statut;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'ayant_droit', json_object('ayant_droit', OLD.ayant_droit), json_object('ayant_droit', NEW.ayant_droit) WHERE OLD.ayant_droit IS NOT NEW.ayant_droit;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'date_entree', json_object('date_entree', OLD.date_entree), json_object('date_entree', NEW.date_entree) WHERE OLD.date_entree IS NOT NEW.date_entree;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'nb_occupants', json_object('nb_occupants', OLD.nb_occupants), json_object('nb_occupants', NEW.nb_occupants) WHERE OLD.nb_occupants IS NOT NEW.nb_occupants;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'loyer', json_object('loyer', OLD.loyer, 'charges', OLD.charges, 'apl', OLD.apl, 'loyer_date', OLD.loyer_date), json_object('loyer', NEW.loyer, 'charges', NEW.charges, 'apl', NEW.apl, 'loyer_date', NEW.loyer_date) WHERE OLD.loyer IS NOT NEW.loyer OR OLD.charges IS NOT NEW.charges OR OLD.apl IS NOT NEW.apl OR OLD.loyer_date IS NOT NEW.loyer_date;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'langue', json_object('langue', OLD.langue), json_object('langue', NEW.langue) WHERE OLD.langue IS NOT NEW.langue;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'contact_prefere', json_object('contact_prefere', OLD.contact_prefere), json_object('contact_prefere', NEW.contact_prefere) WHERE OLD.contact_prefere IS NOT NEW.contact_prefere;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'phase', json_object('phase_forcee', OLD.phase_forcee, 'phase_motif', OLD.phase_motif), json_object('phase_forcee', NEW.phase_forcee, 'phase_motif', NEW.phase_motif) WHERE OLD.phase_forcee IS NOT NEW.phase_forcee OR OLD.phase_motif IS NOT NEW.phase_motif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'parcours', json_object('parcours', OLD.parcours, 'parcours_motif', OLD.parcours_motif), json_object('parcours', NEW.parcours, 'parcours_motif', NEW.parcours_motif) WHERE OLD.parcours IS NOT NEW.parcours OR OLD.parcours_motif IS NOT NEW.parcours_motif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'suivi', json_object('suivi', OLD.suivi), json_object('suivi', NEW.suivi) WHERE OLD.suivi IS NOT NEW.suivi;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'fusionne_dans_id', json_object('fusionne_dans_id', OLD.fusionne_dans_id), json_object('fusionne_dans_id', NEW.fusionne_dans_id) WHERE OLD.fusionne_dans_id IS NOT NEW.fusionne_dans_id;
END;

CREATE TRIGGER journal_menage_d AFTER DELETE ON menage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'menage', OLD.id, OLD.id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'nom', OLD.nom, 'statut', OLD.statut, 'ayant_droit', OLD.ayant_droit, 'suivi', OLD.suivi), '}'), CASE WHEN OLD.numero_contrat IS NOT NULL THEN ',"numero_contrat":' || json_quote(OLD.numero_contrat) END, CASE WHEN OLD.date_entree IS NOT NULL THEN ',"date_entree":' || json_quote(OLD.date_entree) END, CASE WHEN OLD.nb_occupants IS NOT NULL THEN ',"nb_occupants":' || json_quote(OLD.nb_occupants) END, CASE WHEN OLD.loyer IS NOT NULL THEN ',"loyer":' || json_quote(OLD.loyer) END, CASE WHEN OLD.charges IS NOT NULL THEN ',"charges":' || json_quote(OLD.charges) END, CASE WHEN OLD.apl IS NOT NULL THEN ',"apl":' || json_quote(OLD.apl) END, CASE WHEN OLD.loyer_date IS NOT NULL THEN ',"loyer_date":' || json_quote(OLD.loyer_date) END, CASE WHEN OLD.langue IS NOT NULL THEN ',"langue":' || json_quote(OLD.langue) END, CASE WHEN OLD.contact_prefere IS NOT NULL THEN ',"contact_prefere":' || json_quote(OLD.contact_prefere) END, CASE WHEN OLD.phase_forcee IS NOT NULL THEN ',"phase_forcee":' || json_quote(OLD.phase_forcee) END, CASE WHEN OLD.phase_motif IS NOT NULL THEN ',"phase_motif":' || json_quote(OLD.phase_motif) END, CASE WHEN OLD.parcours IS NOT NULL THEN ',"parcours":' || json_quote(OLD.parcours) END, CASE WHEN OLD.parcours_motif IS NOT NULL THEN ',"parcours_motif":' || json_quote(OLD.parcours_motif) END, CASE WHEN OLD.fusionne_dans_id IS NOT NULL THEN ',"fusionne_dans_id":' || json_quote(OLD.fusionne_dans_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_reglage_i AFTER INSERT ON reglage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'reglage', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'nom', NEW.nom), '}'), CASE WHEN NEW.valeur IS NOT NULL THEN ',"valeur":' || json_quote(NEW.valeur) END, '}'));
END;

CREATE TRIGGER journal_reglage_u AFTER UPDATE ON reglage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reglage', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reglage', NEW.id, NULL, 'U', 'valeur', json_object('valeur', OLD.valeur), json_object('valeur', NEW.valeur) WHERE OLD.valeur IS NOT NEW.valeur;
END;

CREATE TRIGGER journal_reglage_d AFTER DELETE ON reglage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'reglage', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'nom', OLD.nom), '}'), CASE WHEN OLD.valeur IS NOT NULL THEN ',"valeur":' || json_quote(OLD.valeur) END, '}'), NULL);
END;

CREATE TRIGGER journal_attention_pause_i AFTER INSERT ON attention_pause BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'attention_pause', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'raisons', NEW.raisons, 'posee_le', NEW.posee_le, 'jusqu_au', NEW.jusqu_au, 'motif', NEW.motif), '}'), CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, CASE WHEN NEW.levee_le IS NOT NULL THEN ',"levee_le":' || json_quote(NEW.levee_le) END, '}'));
END;

CREATE TRIGGER journal_attention_pause_u AFTER UPDATE ON attention_pause BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attention_pause', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attention_pause', NEW.id, NEW.menage_id, 'U', 'raisons', json_object('raisons', OLD.raisons), json_object('raisons', NEW.raisons) WHERE OLD.raisons IS NOT NEW.raisons;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attention_pause', NEW.id, NEW.menage_id, 'U', 'posee_le', json_object('posee_le', OLD.posee_le), json_object('posee_le', NEW.posee_le) WHERE OLD.posee_le IS NOT NEW.posee_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attention_pause', NEW.id, NEW.menage_id, 'U', 'jusqu_au', json_object('jusqu_au', OLD.jusqu_au), json_object('jusqu_au', NEW.jusqu_au) WHERE OLD.jusqu_au IS NOT NEW.jusqu_au;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attention_pause', NEW.id, NEW.menage_id, 'U', 'motif', json_object('motif', OLD.motif), json_object('motif', NEW.motif) WHERE OLD.motif IS NOT NEW.motif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attention_pause', NEW.id, NEW.menage_id, 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attention_pause', NEW.id, NEW.menage_id, 'U', 'levee_le', json_object('levee_le', OLD.levee_le), json_object('levee_le', NEW.levee_le) WHERE OLD.levee_le IS NOT NEW.levee_le;
END;

CREATE TRIGGER journal_attention_pause_d AFTER DELETE ON attention_pause BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'attention_pause', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'raisons', OLD.raisons, 'posee_le', OLD.posee_le, 'jusqu_au', OLD.jusqu_au, 'motif', OLD.motif), '}'), CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, CASE WHEN OLD.levee_le IS NOT NULL THEN ',"levee_le":' || json_quote(OLD.levee_le) END, '}'), NULL);
END;

CREATE TRIGGER journal_cite_i AFTER INSERT ON cite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'nom', NEW.nom, 'communes', NEW.communes, 'fictive', NEW.fictive), '}'), CASE WHEN NEW.epci IS NOT NULL THEN ',"epci":' || json_quote(NEW.epci) END, CASE WHEN NEW.proprietaires IS NOT NULL THEN ',"proprietaires":' || json_quote(NEW.proprietaires) END, CASE WHEN NEW.unesco IS NOT NULL THEN ',"unesco":' || json_quote(NEW.unesco) END, CASE WHEN NEW.logements_estimes IS NOT NULL THEN ',"logements_estimes":' || json_quote(NEW.logements_estimes) END, CASE WHEN NEW.operation IS NOT NULL THEN ',"operation":' || json_quote(NEW.operation) END, CASE WHEN NEW.numero_mbm IS NOT NULL THEN ',"numero_mbm":' || json_quote(NEW.numero_mbm) END, CASE WHEN NEW.bailleur_id IS NOT NULL THEN ',"bailleur_id":' || json_quote(NEW.bailleur_id) END, CASE WHEN NEW.lieu_permanence IS NOT NULL THEN ',"lieu_permanence":' || json_quote(NEW.lieu_permanence) END, CASE WHEN NEW.telephone IS NOT NULL THEN ',"telephone":' || json_quote(NEW.telephone) END, CASE WHEN NEW.courriel IS NOT NULL THEN ',"courriel":' || json_quote(NEW.courriel) END, CASE WHEN NEW.parcours IS NOT NULL THEN ',"parcours":' || json_quote(NEW.parcours) END, '}'));
END;

CREATE TRIGGER journal_cite_u AFTER UPDATE ON cite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'communes', json_object('communes', OLD.communes), json_object('communes', NEW.communes) WHERE OLD.communes IS NOT NEW.communes;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'epci', json_object('epci', OLD.epci), json_object('epci', NEW.epci) WHERE OLD.epci IS NOT NEW.epci;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'proprietaires', json_object('proprietaires', OLD.proprietaires), json_object('proprietaires', NEW.proprietaires) WHERE OLD.proprietaires IS NOT NEW.proprietaires;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'unesco', json_object('unesco', OLD.unesco), json_object('unesco', NEW.unesco) WHERE OLD.unesco IS NOT NEW.unesco;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'logements_estimes', json_object('logements_estimes', OLD.logements_estimes), json_object('logements_estimes', NEW.logements_estimes) WHERE OLD.logements_estimes IS NOT NEW.logements_estimes;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'operation', json_object('operation', OLD.operation), json_object('operation', NEW.operation) WHERE OLD.operation IS NOT NEW.operation;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'numero_mbm', json_object('numero_mbm', OLD.numero_mbm), json_object('numero_mbm', NEW.numero_mbm) WHERE OLD.numero_mbm IS NOT NEW.numero_mbm;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'bailleur_id', json_object('bailleur_id', OLD.bailleur_id), json_object('bailleur_id', NEW.bailleur_id) WHERE OLD.bailleur_id IS NOT NEW.bailleur_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'fictive', json_object('fictive', OLD.fictive), json_object('fictive', NEW.fictive) WHERE OLD.fictive IS NOT NEW.fictive;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'lieu_permanence', json_object('lieu_permanence', OLD.lieu_permanence), json_object('lieu_permanence', NEW.lieu_permanence) WHERE OLD.lieu_permanence IS NOT NEW.lieu_permanence;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'telephone', json_object('telephone', OLD.telephone), json_object('telephone', NEW.telephone) WHERE OLD.telephone IS NOT NEW.telephone;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'courriel', json_object('courriel', OLD.courriel), json_object('courriel', NEW.courriel) WHERE OLD.courriel IS NOT NEW.courriel;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cite', NEW.id, NULL, 'U', 'parcours', json_object('parcours', OLD.parcours), json_object('parcours', NEW.parcours) WHERE OLD.parcours IS NOT NEW.parcours;
END;

CREATE TRIGGER journal_cite_d AFTER DELETE ON cite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'cite', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'nom', OLD.nom, 'communes', OLD.communes, 'fictive', OLD.fictive), '}'), CASE WHEN OLD.epci IS NOT NULL THEN ',"epci":' || json_quote(OLD.epci) END, CASE WHEN OLD.proprietaires IS NOT NULL THEN ',"proprietaires":' || json_quote(OLD.proprietaires) END, CASE WHEN OLD.unesco IS NOT NULL THEN ',"unesco":' || json_quote(OLD.unesco) END, CASE WHEN OLD.logements_estimes IS NOT NULL THEN ',"logements_estimes":' || json_quote(OLD.logements_estimes) END, CASE WHEN OLD.operation IS NOT NULL THEN ',"operation":' || json_quote(OLD.operation) END, CASE WHEN OLD.numero_mbm IS NOT NULL THEN ',"numero_mbm":' || json_quote(OLD.numero_mbm) END, CASE WHEN OLD.bailleur_id IS NOT NULL THEN ',"bailleur_id":' || json_quote(OLD.bailleur_id) END, CASE WHEN OLD.lieu_permanence IS NOT NULL THEN ',"lieu_permanence":' || json_quote(OLD.lieu_permanence) END, CASE WHEN OLD.telephone IS NOT NULL THEN ',"telephone":' || json_quote(OLD.telephone) END, CASE WHEN OLD.courriel IS NOT NULL THEN ',"courriel":' || json_quote(OLD.courriel) END, CASE WHEN OLD.parcours IS NOT NULL THEN ',"parcours":' || json_quote(OLD.parcours) END, '}'), NULL);
END;

CREATE TRIGGER journal_document_i AFTER INSERT ON document BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'document', NEW.id, NEW.menage_id, 'I', '*', NULL, json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'genre', NEW.genre, 'titre', NEW.titre, 'fait_le', NEW.fait_le, 'contenu_id', NEW.contenu_id));
END;

CREATE TRIGGER journal_document_u AFTER UPDATE ON document BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'document', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'document', NEW.id, NEW.menage_id, 'U', 'genre', json_object('genre', OLD.genre), json_object('genre', NEW.genre) WHERE OLD.genre IS NOT NEW.genre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'document', NEW.id, NEW.menage_id, 'U', 'titre', json_object('titre', OLD.titre), json_object('titre', NEW.titre) WHERE OLD.titre IS NOT NEW.titre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'document', NEW.id, NEW.menage_id, 'U', 'fait_le', json_object('fait_le', OLD.fait_le), json_object('fait_le', NEW.fait_le) WHERE OLD.fait_le IS NOT NEW.fait_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'document', NEW.id, NEW.menage_id, 'U', 'contenu_id', json_object('contenu_id', OLD.contenu_id), json_object('contenu_id', NEW.contenu_id) WHERE OLD.contenu_id IS NOT NEW.contenu_id;
END;

CREATE TRIGGER journal_document_d AFTER DELETE ON document BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'document', OLD.id, OLD.menage_id, 'D', '*', json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'genre', OLD.genre, 'titre', OLD.titre, 'fait_le', OLD.fait_le, 'contenu_id', OLD.contenu_id), NULL);
END;

CREATE TRIGGER journal_etape_i AFTER INSERT ON etape BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'etape', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'code', NEW.code), '}'), CASE WHEN NEW.prevue_le IS NOT NULL THEN ',"prevue_le":' || json_quote(NEW.prevue_le) END, CASE WHEN NEW.faite_le IS NOT NULL THEN ',"faite_le":' || json_quote(NEW.faite_le) END, CASE WHEN NEW.ecartee_le IS NOT NULL THEN ',"ecartee_le":' || json_quote(NEW.ecartee_le) END, CASE WHEN NEW.motif IS NOT NULL THEN ',"motif":' || json_quote(NEW.motif) END, '}'));
END;

CREATE TRIGGER journal_etape_u AFTER UPDATE ON etape BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etape', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etape', NEW.id, NEW.menage_id, 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etape', NEW.id, NEW.menage_id, 'U', 'prevue_le', json_object('prevue_le', OLD.prevue_le), json_object('prevue_le', NEW.prevue_le) WHERE OLD.prevue_le IS NOT NEW.prevue_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etape', NEW.id, NEW.menage_id, 'U', 'faite_le', json_object('faite_le', OLD.faite_le), json_object('faite_le', NEW.faite_le) WHERE OLD.faite_le IS NOT NEW.faite_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'etape', NEW.id, NEW.menage_id, 'U', 'ecart', json_object('ecartee_le', OLD.ecartee_le, 'motif', OLD.motif), json_object('ecartee_le', NEW.ecartee_le, 'motif', NEW.motif) WHERE OLD.ecartee_le IS NOT NEW.ecartee_le OR OLD.motif IS NOT NEW.motif;
END;

CREATE TRIGGER journal_etape_d AFTER DELETE ON etape BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'etape', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'code', OLD.code), '}'), CASE WHEN OLD.prevue_le IS NOT NULL THEN ',"prevue_le":' || json_quote(OLD.prevue_le) END, CASE WHEN OLD.faite_le IS NOT NULL THEN ',"faite_le":' || json_quote(OLD.faite_le) END, CASE WHEN OLD.ecartee_le IS NOT NULL THEN ',"ecartee_le":' || json_quote(OLD.ecartee_le) END, CASE WHEN OLD.motif IS NOT NULL THEN ',"motif":' || json_quote(OLD.motif) END, '}'), NULL);
END;

CREATE TRIGGER journal_import_lot_i AFTER INSERT ON import_lot BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'profil', NEW.profil, 'fichier', NEW.fichier, 'empreinte', NEW.empreinte, 'importe_a', NEW.importe_a, 'nb_nouveaux', NEW.nb_nouveaux, 'nb_modifies', NEW.nb_modifies, 'nb_identiques', NEW.nb_identiques, 'nb_rejetes', NEW.nb_rejetes, 'operation_appareil', NEW.operation_appareil, 'operation_n', NEW.operation_n), '}'), CASE WHEN NEW.bailleur_id IS NOT NULL THEN ',"bailleur_id":' || json_quote(NEW.bailleur_id) END, '}'));
END;

CREATE TRIGGER journal_import_lot_u AFTER UPDATE ON import_lot BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'U', 'profil', json_object('profil', OLD.profil), json_object('profil', NEW.profil) WHERE OLD.profil IS NOT NEW.profil;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'U', 'fichier', json_object('fichier', OLD.fichier), json_object('fichier', NEW.fichier) WHERE OLD.fichier IS NOT NEW.fichier;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'U', 'empreinte', json_object('empreinte', OLD.empreinte), json_object('empreinte', NEW.empreinte) WHERE OLD.empreinte IS NOT NEW.empreinte;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'U', 'bailleur_id', json_object('bailleur_id', OLD.bailleur_id), json_object('bailleur_id', NEW.bailleur_id) WHERE OLD.bailleur_id IS NOT NEW.bailleur_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'U', 'importe_a', json_object('importe_a', OLD.importe_a), json_object('importe_a', NEW.importe_a) WHERE OLD.importe_a IS NOT NEW.importe_a;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'U', 'nb_nouveaux', json_object('nb_nouveaux', OLD.nb_nouveaux), json_object('nb_nouveaux', NEW.nb_nouveaux) WHERE OLD.nb_nouveaux IS NOT NEW.nb_nouveaux;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'U', 'nb_modifies', json_object('nb_modifies', OLD.nb_modifies), json_object('nb_modifies', NEW.nb_modifies) WHERE OLD.nb_modifies IS NOT NEW.nb_modifies;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'U', 'nb_identiques', json_object('nb_identiques', OLD.nb_identiques), json_object('nb_identiques', NEW.nb_identiques) WHERE OLD.nb_identiques IS NOT NEW.nb_identiques;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'U', 'nb_rejetes', json_object('nb_rejetes', OLD.nb_rejetes), json_object('nb_rejetes', NEW.nb_rejetes) WHERE OLD.nb_rejetes IS NOT NEW.nb_rejetes;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'U', 'operation_appareil', json_object('operation_appareil', OLD.operation_appareil), json_object('operation_appareil', NEW.operation_appareil) WHERE OLD.operation_appareil IS NOT NEW.operation_appareil;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'import_lot', NEW.id, NULL, 'U', 'operation_n', json_object('operation_n', OLD.operation_n), json_object('operation_n', NEW.operation_n) WHERE OLD.operation_n IS NOT NEW.operation_n;
END;

CREATE TRIGGER journal_import_lot_d AFTER DELETE ON import_lot BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'import_lot', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'profil', OLD.profil, 'fichier', OLD.fichier, 'empreinte', OLD.empreinte, 'importe_a', OLD.importe_a, 'nb_nouveaux', OLD.nb_nouveaux, 'nb_modifies', OLD.nb_modifies, 'nb_identiques', OLD.nb_identiques, 'nb_rejetes', OLD.nb_rejetes, 'operation_appareil', OLD.operation_appareil, 'operation_n', OLD.operation_n), '}'), CASE WHEN OLD.bailleur_id IS NOT NULL THEN ',"bailleur_id":' || json_quote(OLD.bailleur_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_personne_i AFTER INSERT ON personne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'nom', NEW.nom, 'lien', NEW.lien, 'titulaire', NEW.titulaire, 'information', NEW.information), '}'), CASE WHEN NEW.civilite IS NOT NULL THEN ',"civilite":' || json_quote(NEW.civilite) END, CASE WHEN NEW.prenom IS NOT NULL THEN ',"prenom":' || json_quote(NEW.prenom) END, CASE WHEN NEW.naissance IS NOT NULL THEN ',"naissance":' || json_quote(NEW.naissance) END, CASE WHEN NEW.age IS NOT NULL THEN ',"age":' || json_quote(NEW.age) END, CASE WHEN NEW.age_le IS NOT NULL THEN ',"age_le":' || json_quote(NEW.age_le) END, CASE WHEN NEW.tel_fixe IS NOT NULL THEN ',"tel_fixe":' || json_quote(NEW.tel_fixe) END, CASE WHEN NEW.tel_mobile IS NOT NULL THEN ',"tel_mobile":' || json_quote(NEW.tel_mobile) END, CASE WHEN NEW.courriel IS NOT NULL THEN ',"courriel":' || json_quote(NEW.courriel) END, CASE WHEN NEW.langue IS NOT NULL THEN ',"langue":' || json_quote(NEW.langue) END, CASE WHEN NEW.contact_prefere IS NOT NULL THEN ',"contact_prefere":' || json_quote(NEW.contact_prefere) END, CASE WHEN NEW.information_precision IS NOT NULL THEN ',"information_precision":' || json_quote(NEW.information_precision) END, CASE WHEN NEW.fusionne_dans_id IS NOT NULL THEN ',"fusionne_dans_id":' || json_quote(NEW.fusionne_dans_id) END, '}'));
END;

CREATE TRIGGER journal_personne_u AFTER UPDATE ON personne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'civilite', json_object('civilite', OLD.civilite), json_object('civilite', NEW.civilite) WHERE OLD.civilite IS NOT NEW.civilite;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'prenom', json_object('prenom', OLD.prenom), json_object('prenom', NEW.prenom) WHERE OLD.prenom IS NOT NEW.prenom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'age', json_object('naissance', OLD.naissance, 'age', OLD.age, 'age_le', OLD.age_le), json_object('naissance', NEW.naissance, 'age', NEW.age, 'age_le', NEW.age_le) WHERE OLD.naissance IS NOT NEW.naissance OR OLD.age IS NOT NEW.age OR OLD.age_le IS NOT NEW.age_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'lien', json_object('lien', OLD.lien), json_object('lien', NEW.lien) WHERE OLD.lien IS NOT NEW.lien;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'titulaire', json_object('titulaire', OLD.titulaire), json_object('titulaire', NEW.titulaire) WHERE OLD.titulaire IS NOT NEW.titulaire;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'tel_fixe', json_object('tel_fixe', OLD.tel_fixe), json_object('tel_fixe', NEW.tel_fixe) WHERE OLD.tel_fixe IS NOT NEW.tel_fixe;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'tel_mobile', json_object('tel_mobile', OLD.tel_mobile), json_object('tel_mobile', NEW.tel_mobile) WHERE OLD.tel_mobile IS NOT NEW.tel_mobile;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'courriel', json_object('courriel', OLD.courriel), json_object('courriel', NEW.courriel) WHERE OLD.courriel IS NOT NEW.courriel;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'langue', json_object('langue', OLD.langue), json_object('langue', NEW.langue) WHERE OLD.langue IS NOT NEW.langue;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'contact_prefere', json_object('contact_prefere', OLD.contact_prefere), json_object('contact_prefere', NEW.contact_prefere) WHERE OLD.contact_prefere IS NOT NEW.contact_prefere;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'information', json_object('information', OLD.information, 'information_precision', OLD.information_precision), json_object('information', NEW.information, 'information_precision', NEW.information_precision) WHERE OLD.information IS NOT NEW.information OR OLD.information_precision IS NOT NEW.information_precision;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'fusionne_dans_id', json_object('fusionne_dans_id', OLD.fusionne_dans_id), json_object('fusionne_dans_id', NEW.fusionne_dans_id) WHERE OLD.fusionne_dans_id IS NOT NEW.fusionne_dans_id;
END;

CREATE TRIGGER journal_personne_d AFTER DELETE ON personne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'personne', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'nom', OLD.nom, 'lien', OLD.lien, 'titulaire', OLD.titulaire, 'information', OLD.information), '}'), CASE WHEN OLD.civilite IS NOT NULL THEN ',"civilite":' || json_quote(OLD.civilite) END, CASE WHEN OLD.prenom IS NOT NULL THEN ',"prenom":' || json_quote(OLD.prenom) END, CASE WHEN OLD.naissance IS NOT NULL THEN ',"naissance":' || json_quote(OLD.naissance) END, CASE WHEN OLD.age IS NOT NULL THEN ',"age":' || json_quote(OLD.age) END, CASE WHEN OLD.age_le IS NOT NULL THEN ',"age_le":' || json_quote(OLD.age_le) END, CASE WHEN OLD.tel_fixe IS NOT NULL THEN ',"tel_fixe":' || json_quote(OLD.tel_fixe) END, CASE WHEN OLD.tel_mobile IS NOT NULL THEN ',"tel_mobile":' || json_quote(OLD.tel_mobile) END, CASE WHEN OLD.courriel IS NOT NULL THEN ',"courriel":' || json_quote(OLD.courriel) END, CASE WHEN OLD.langue IS NOT NULL THEN ',"langue":' || json_quote(OLD.langue) END, CASE WHEN OLD.contact_prefere IS NOT NULL THEN ',"contact_prefere":' || json_quote(OLD.contact_prefere) END, CASE WHEN OLD.information_precision IS NOT NULL THEN ',"information_precision":' || json_quote(OLD.information_precision) END, CASE WHEN OLD.fusionne_dans_id IS NOT NULL THEN ',"fusionne_dans_id":' || json_quote(OLD.fusionne_dans_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_referent_i AFTER INSERT ON referent BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'referent', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'intervenant_id', NEW.intervenant_id, 'role', NEW.role), '}'), CASE WHEN NEW.debut IS NOT NULL THEN ',"debut":' || json_quote(NEW.debut) END, CASE WHEN NEW.fin IS NOT NULL THEN ',"fin":' || json_quote(NEW.fin) END, '}'));
END;

CREATE TRIGGER journal_referent_u AFTER UPDATE ON referent BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'referent', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'referent', NEW.id, NEW.menage_id, 'U', 'intervenant_id', json_object('intervenant_id', OLD.intervenant_id), json_object('intervenant_id', NEW.intervenant_id) WHERE OLD.intervenant_id IS NOT NEW.intervenant_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'referent', NEW.id, NEW.menage_id, 'U', 'role', json_object('role', OLD.role), json_object('role', NEW.role) WHERE OLD.role IS NOT NEW.role;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'referent', NEW.id, NEW.menage_id, 'U', 'periode', json_object('debut', OLD.debut, 'fin', OLD.fin), json_object('debut', NEW.debut, 'fin', NEW.fin) WHERE OLD.debut IS NOT NEW.debut OR OLD.fin IS NOT NEW.fin;
END;

CREATE TRIGGER journal_referent_d AFTER DELETE ON referent BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'referent', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'intervenant_id', OLD.intervenant_id, 'role', OLD.role), '}'), CASE WHEN OLD.debut IS NOT NULL THEN ',"debut":' || json_quote(OLD.debut) END, CASE WHEN OLD.fin IS NOT NULL THEN ',"fin":' || json_quote(OLD.fin) END, '}'), NULL);
END;

CREATE TRIGGER journal_rendez_vous_i AFTER INSERT ON rendez_vous BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'rendez_vous', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'jour', NEW.jour, 'objet', NEW.objet), '}'), CASE WHEN NEW.heure IS NOT NULL THEN ',"heure":' || json_quote(NEW.heure) END, CASE WHEN NEW.lieu IS NOT NULL THEN ',"lieu":' || json_quote(NEW.lieu) END, CASE WHEN NEW.intervenant_id IS NOT NULL THEN ',"intervenant_id":' || json_quote(NEW.intervenant_id) END, CASE WHEN NEW.annule_le IS NOT NULL THEN ',"annule_le":' || json_quote(NEW.annule_le) END, '}'));
END;

CREATE TRIGGER journal_rendez_vous_u AFTER UPDATE ON rendez_vous BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rendez_vous', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rendez_vous', NEW.id, NEW.menage_id, 'U', 'quand', json_object('jour', OLD.jour, 'heure', OLD.heure), json_object('jour', NEW.jour, 'heure', NEW.heure) WHERE OLD.jour IS NOT NEW.jour OR OLD.heure IS NOT NEW.heure;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rendez_vous', NEW.id, NEW.menage_id, 'U', 'objet', json_object('objet', OLD.objet), json_object('objet', NEW.objet) WHERE OLD.objet IS NOT NEW.objet;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rendez_vous', NEW.id, NEW.menage_id, 'U', 'lieu', json_object('lieu', OLD.lieu), json_object('lieu', NEW.lieu) WHERE OLD.lieu IS NOT NEW.lieu;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rendez_vous', NEW.id, NEW.menage_id, 'U', 'intervenant_id', json_object('intervenant_id', OLD.intervenant_id), json_object('intervenant_id', NEW.intervenant_id) WHERE OLD.intervenant_id IS NOT NEW.intervenant_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rendez_vous', NEW.id, NEW.menage_id, 'U', 'annule_le', json_object('annule_le', OLD.annule_le), json_object('annule_le', NEW.annule_le) WHERE OLD.annule_le IS NOT NEW.annule_le;
END;

CREATE TRIGGER journal_rendez_vous_d AFTER DELETE ON rendez_vous BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'rendez_vous', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'jour', OLD.jour, 'objet', OLD.objet), '}'), CASE WHEN OLD.heure IS NOT NULL THEN ',"heure":' || json_quote(OLD.heure) END, CASE WHEN OLD.lieu IS NOT NULL THEN ',"lieu":' || json_quote(OLD.lieu) END, CASE WHEN OLD.intervenant_id IS NOT NULL THEN ',"intervenant_id":' || json_quote(OLD.intervenant_id) END, CASE WHEN OLD.annule_le IS NOT NULL THEN ',"annule_le":' || json_quote(OLD.annule_le) END, '}'), NULL);
END;

CREATE TRIGGER journal_souhait_i AFTER INSERT ON souhait BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'souhait', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'code', NEW.code), '}'), CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, CASE WHEN NEW.exprime_le IS NOT NULL THEN ',"exprime_le":' || json_quote(NEW.exprime_le) END, '}'));
END;

CREATE TRIGGER journal_souhait_u AFTER UPDATE ON souhait BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'souhait', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'souhait', NEW.id, NEW.menage_id, 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'souhait', NEW.id, NEW.menage_id, 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'souhait', NEW.id, NEW.menage_id, 'U', 'exprime_le', json_object('exprime_le', OLD.exprime_le), json_object('exprime_le', NEW.exprime_le) WHERE OLD.exprime_le IS NOT NEW.exprime_le;
END;

CREATE TRIGGER journal_souhait_d AFTER DELETE ON souhait BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'souhait', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'code', OLD.code), '}'), CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, CASE WHEN OLD.exprime_le IS NOT NULL THEN ',"exprime_le":' || json_quote(OLD.exprime_le) END, '}'), NULL);
END;

CREATE TRIGGER journal_cloture_i AFTER INSERT ON cloture BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'cloture', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'le', NEW.le, 'motif', NEW.motif), '}'), CASE WHEN NEW.bilan IS NOT NULL THEN ',"bilan":' || json_quote(NEW.bilan) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, CASE WHEN NEW.document_id IS NOT NULL THEN ',"document_id":' || json_quote(NEW.document_id) END, CASE WHEN NEW.rouvert_le IS NOT NULL THEN ',"rouvert_le":' || json_quote(NEW.rouvert_le) END, CASE WHEN NEW.rouvert_motif IS NOT NULL THEN ',"rouvert_motif":' || json_quote(NEW.rouvert_motif) END, '}'));
END;

CREATE TRIGGER journal_cloture_u AFTER UPDATE ON cloture BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cloture', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cloture', NEW.id, NEW.menage_id, 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cloture', NEW.id, NEW.menage_id, 'U', 'motif', json_object('motif', OLD.motif), json_object('motif', NEW.motif) WHERE OLD.motif IS NOT NEW.motif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cloture', NEW.id, NEW.menage_id, 'U', 'bilan', json_object('bilan', OLD.bilan), json_object('bilan', NEW.bilan) WHERE OLD.bilan IS NOT NEW.bilan;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cloture', NEW.id, NEW.menage_id, 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cloture', NEW.id, NEW.menage_id, 'U', 'document_id', json_object('document_id', OLD.document_id), json_object('document_id', NEW.document_id) WHERE OLD.document_id IS NOT NEW.document_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cloture', NEW.id, NEW.menage_id, 'U', 'reouverture', json_object('rouvert_le', OLD.rouvert_le, 'rouvert_motif', OLD.rouvert_motif), json_object('rouvert_le', NEW.rouvert_le, 'rouvert_motif', NEW.rouvert_motif) WHERE OLD.rouvert_le IS NOT NEW.rouvert_le OR OLD.rouvert_motif IS NOT NEW.rouvert_motif;
END;

CREATE TRIGGER journal_cloture_d AFTER DELETE ON cloture BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'cloture', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'le', OLD.le, 'motif', OLD.motif), '}'), CASE WHEN OLD.bilan IS NOT NULL THEN ',"bilan":' || json_quote(OLD.bilan) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, CASE WHEN OLD.document_id IS NOT NULL THEN ',"document_id":' || json_quote(OLD.document_id) END, CASE WHEN OLD.rouvert_le IS NOT NULL THEN ',"rouvert_le":' || json_quote(OLD.rouvert_le) END, CASE WHEN OLD.rouvert_motif IS NOT NULL THEN ',"rouvert_motif":' || json_quote(OLD.rouvert_motif) END, '}'), NULL);
END;

CREATE TRIGGER journal_consentement_i AFTER INSERT ON consentement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'consentement', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'partenaire', NEW.partenaire, 'accorde', NEW.accorde, 'donne_le', NEW.donne_le), '}'), CASE WHEN NEW.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(NEW.personne_id) END, CASE WHEN NEW.objet IS NOT NULL THEN ',"objet":' || json_quote(NEW.objet) END, CASE WHEN NEW.retire_le IS NOT NULL THEN ',"retire_le":' || json_quote(NEW.retire_le) END, CASE WHEN NEW.support IS NOT NULL THEN ',"support":' || json_quote(NEW.support) END, '}'));
END;

CREATE TRIGGER journal_consentement_u AFTER UPDATE ON consentement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'consentement', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'consentement', NEW.id, NEW.menage_id, 'U', 'personne_id', json_object('personne_id', OLD.personne_id), json_object('personne_id', NEW.personne_id) WHERE OLD.personne_id IS NOT NEW.personne_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'consentement', NEW.id, NEW.menage_id, 'U', 'partenaire', json_object('partenaire', OLD.partenaire), json_object('partenaire', NEW.partenaire) WHERE OLD.partenaire IS NOT NEW.partenaire;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'consentement', NEW.id, NEW.menage_id, 'U', 'objet', json_object('objet', OLD.objet), json_object('objet', NEW.objet) WHERE OLD.objet IS NOT NEW.objet;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'consentement', NEW.id, NEW.menage_id, 'U', 'accord', json_object('accorde', OLD.accorde, 'donne_le', OLD.donne_le), json_object('accorde', NEW.accorde, 'donne_le', NEW.donne_le) WHERE OLD.accorde IS NOT NEW.accorde OR OLD.donne_le IS NOT NEW.donne_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'consentement', NEW.id, NEW.menage_id, 'U', 'retire_le', json_object('retire_le', OLD.retire_le), json_object('retire_le', NEW.retire_le) WHERE OLD.retire_le IS NOT NEW.retire_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'consentement', NEW.id, NEW.menage_id, 'U', 'support', json_object('support', OLD.support), json_object('support', NEW.support) WHERE OLD.support IS NOT NEW.support;
END;

CREATE TRIGGER journal_consentement_d AFTER DELETE ON consentement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'consentement', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'partenaire', OLD.partenaire, 'accorde', OLD.accorde, 'donne_le', OLD.donne_le), '}'), CASE WHEN OLD.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(OLD.personne_id) END, CASE WHEN OLD.objet IS NOT NULL THEN ',"objet":' || json_quote(OLD.objet) END, CASE WHEN OLD.retire_le IS NOT NULL THEN ',"retire_le":' || json_quote(OLD.retire_le) END, CASE WHEN OLD.support IS NOT NULL THEN ',"support":' || json_quote(OLD.support) END, '}'), NULL);
END;

CREATE TRIGGER journal_contact_cite_i AFTER INSERT ON contact_cite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'cite_id', NEW.cite_id, 'sujet', NEW.sujet, 'rang', NEW.rang), '}'), CASE WHEN NEW.intervenant_id IS NOT NULL THEN ',"intervenant_id":' || json_quote(NEW.intervenant_id) END, CASE WHEN NEW.nom IS NOT NULL THEN ',"nom":' || json_quote(NEW.nom) END, CASE WHEN NEW.organisme IS NOT NULL THEN ',"organisme":' || json_quote(NEW.organisme) END, CASE WHEN NEW.telephone IS NOT NULL THEN ',"telephone":' || json_quote(NEW.telephone) END, CASE WHEN NEW.courriel IS NOT NULL THEN ',"courriel":' || json_quote(NEW.courriel) END, CASE WHEN NEW.disponible IS NOT NULL THEN ',"disponible":' || json_quote(NEW.disponible) END, CASE WHEN NEW.depuis IS NOT NULL THEN ',"depuis":' || json_quote(NEW.depuis) END, CASE WHEN NEW.jusqu IS NOT NULL THEN ',"jusqu":' || json_quote(NEW.jusqu) END, '}'));
END;

CREATE TRIGGER journal_contact_cite_u AFTER UPDATE ON contact_cite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', NEW.id, NULL, 'U', 'sujet', json_object('sujet', OLD.sujet), json_object('sujet', NEW.sujet) WHERE OLD.sujet IS NOT NEW.sujet;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', NEW.id, NULL, 'U', 'intervenant_id', json_object('intervenant_id', OLD.intervenant_id), json_object('intervenant_id', NEW.intervenant_id) WHERE OLD.intervenant_id IS NOT NEW.intervenant_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', NEW.id, NULL, 'U', 'organisme', json_object('organisme', OLD.organisme), json_object('organisme', NEW.organisme) WHERE OLD.organisme IS NOT NEW.organisme;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', NEW.id, NULL, 'U', 'telephone', json_object('telephone', OLD.telephone), json_object('telephone', NEW.telephone) WHERE OLD.telephone IS NOT NEW.telephone;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', NEW.id, NULL, 'U', 'courriel', json_object('courriel', OLD.courriel), json_object('courriel', NEW.courriel) WHERE OLD.courriel IS NOT NEW.courriel;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', NEW.id, NULL, 'U', 'disponible', json_object('disponible', OLD.disponible), json_object('disponible', NEW.disponible) WHERE OLD.disponible IS NOT NEW.disponible;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', NEW.id, NULL, 'U', 'rang', json_object('rang', OLD.rang), json_object('rang', NEW.rang) WHERE OLD.rang IS NOT NEW.rang;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', NEW.id, NULL, 'U', 'periode', json_object('depuis', OLD.depuis, 'jusqu', OLD.jusqu), json_object('depuis', NEW.depuis, 'jusqu', NEW.jusqu) WHERE OLD.depuis IS NOT NEW.depuis OR OLD.jusqu IS NOT NEW.jusqu;
END;

CREATE TRIGGER journal_contact_cite_d AFTER DELETE ON contact_cite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'contact_cite', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'cite_id', OLD.cite_id, 'sujet', OLD.sujet, 'rang', OLD.rang), '}'), CASE WHEN OLD.intervenant_id IS NOT NULL THEN ',"intervenant_id":' || json_quote(OLD.intervenant_id) END, CASE WHEN OLD.nom IS NOT NULL THEN ',"nom":' || json_quote(OLD.nom) END, CASE WHEN OLD.organisme IS NOT NULL THEN ',"organisme":' || json_quote(OLD.organisme) END, CASE WHEN OLD.telephone IS NOT NULL THEN ',"telephone":' || json_quote(OLD.telephone) END, CASE WHEN OLD.courriel IS NOT NULL THEN ',"courriel":' || json_quote(OLD.courriel) END, CASE WHEN OLD.disponible IS NOT NULL THEN ',"disponible":' || json_quote(OLD.disponible) END, CASE WHEN OLD.depuis IS NOT NULL THEN ',"depuis":' || json_quote(OLD.depuis) END, CASE WHEN OLD.jusqu IS NOT NULL THEN ',"jusqu":' || json_quote(OLD.jusqu) END, '}'), NULL);
END;

CREATE TRIGGER journal_permanence_serie_i AFTER INSERT ON permanence_serie BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'permanence_serie', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'cite_id', NEW.cite_id, 'jour_semaine', NEW.jour_semaine, 'debut', NEW.debut, 'lieu', NEW.lieu, 'depuis', NEW.depuis), '}'), CASE WHEN NEW.fin IS NOT NULL THEN ',"fin":' || json_quote(NEW.fin) END, CASE WHEN NEW.jusqu IS NOT NULL THEN ',"jusqu":' || json_quote(NEW.jusqu) END, '}'));
END;

CREATE TRIGGER journal_permanence_serie_u AFTER UPDATE ON permanence_serie BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence_serie', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence_serie', NEW.id, NULL, 'U', 'jour_semaine', json_object('jour_semaine', OLD.jour_semaine), json_object('jour_semaine', NEW.jour_semaine) WHERE OLD.jour_semaine IS NOT NEW.jour_semaine;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence_serie', NEW.id, NULL, 'U', 'heures', json_object('debut', OLD.debut, 'fin', OLD.fin), json_object('debut', NEW.debut, 'fin', NEW.fin) WHERE OLD.debut IS NOT NEW.debut OR OLD.fin IS NOT NEW.fin;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence_serie', NEW.id, NULL, 'U', 'lieu', json_object('lieu', OLD.lieu), json_object('lieu', NEW.lieu) WHERE OLD.lieu IS NOT NEW.lieu;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence_serie', NEW.id, NULL, 'U', 'depuis', json_object('depuis', OLD.depuis), json_object('depuis', NEW.depuis) WHERE OLD.depuis IS NOT NEW.depuis;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence_serie', NEW.id, NULL, 'U', 'jusqu', json_object('jusqu', OLD.jusqu), json_object('jusqu', NEW.jusqu) WHERE OLD.jusqu IS NOT NEW.jusqu;
END;

CREATE TRIGGER journal_permanence_serie_d AFTER DELETE ON permanence_serie BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'permanence_serie', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'cite_id', OLD.cite_id, 'jour_semaine', OLD.jour_semaine, 'debut', OLD.debut, 'lieu', OLD.lieu, 'depuis', OLD.depuis), '}'), CASE WHEN OLD.fin IS NOT NULL THEN ',"fin":' || json_quote(OLD.fin) END, CASE WHEN OLD.jusqu IS NOT NULL THEN ',"jusqu":' || json_quote(OLD.jusqu) END, '}'), NULL);
END;

CREATE TRIGGER journal_temoin_i AFTER INSERT ON temoin BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'temoin', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'accord_le', NEW.accord_le), '}'), CASE WHEN NEW.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(NEW.personne_id) END, CASE WHEN NEW.retire_le IS NOT NULL THEN ',"retire_le":' || json_quote(NEW.retire_le) END, CASE WHEN NEW.modalite IS NOT NULL THEN ',"modalite":' || json_quote(NEW.modalite) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_temoin_u AFTER UPDATE ON temoin BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'temoin', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'temoin', NEW.id, NEW.menage_id, 'U', 'personne_id', json_object('personne_id', OLD.personne_id), json_object('personne_id', NEW.personne_id) WHERE OLD.personne_id IS NOT NEW.personne_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'temoin', NEW.id, NEW.menage_id, 'U', 'accord_le', json_object('accord_le', OLD.accord_le), json_object('accord_le', NEW.accord_le) WHERE OLD.accord_le IS NOT NEW.accord_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'temoin', NEW.id, NEW.menage_id, 'U', 'retire_le', json_object('retire_le', OLD.retire_le), json_object('retire_le', NEW.retire_le) WHERE OLD.retire_le IS NOT NEW.retire_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'temoin', NEW.id, NEW.menage_id, 'U', 'modalite', json_object('modalite', OLD.modalite), json_object('modalite', NEW.modalite) WHERE OLD.modalite IS NOT NEW.modalite;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'temoin', NEW.id, NEW.menage_id, 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_temoin_d AFTER DELETE ON temoin BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'temoin', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'accord_le', OLD.accord_le), '}'), CASE WHEN OLD.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(OLD.personne_id) END, CASE WHEN OLD.retire_le IS NOT NULL THEN ',"retire_le":' || json_quote(OLD.retire_le) END, CASE WHEN OLD.modalite IS NOT NULL THEN ',"modalite":' || json_quote(OLD.modalite) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_tranche_i AFTER INSERT ON tranche BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'cite_id', NEW.cite_id, 'nom', NEW.nom), '}'), CASE WHEN NEW.debut_travaux IS NOT NULL THEN ',"debut_travaux":' || json_quote(NEW.debut_travaux) END, CASE WHEN NEW.fin_travaux IS NOT NULL THEN ',"fin_travaux":' || json_quote(NEW.fin_travaux) END, CASE WHEN NEW.reception IS NOT NULL THEN ',"reception":' || json_quote(NEW.reception) END, CASE WHEN NEW.parcours IS NOT NULL THEN ',"parcours":' || json_quote(NEW.parcours) END, '}'));
END;

CREATE TRIGGER journal_tranche_u AFTER UPDATE ON tranche BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'U', 'travaux', json_object('debut_travaux', OLD.debut_travaux, 'fin_travaux', OLD.fin_travaux), json_object('debut_travaux', NEW.debut_travaux, 'fin_travaux', NEW.fin_travaux) WHERE OLD.debut_travaux IS NOT NEW.debut_travaux OR OLD.fin_travaux IS NOT NEW.fin_travaux;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'U', 'reception', json_object('reception', OLD.reception), json_object('reception', NEW.reception) WHERE OLD.reception IS NOT NEW.reception;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'U', 'parcours', json_object('parcours', OLD.parcours), json_object('parcours', NEW.parcours) WHERE OLD.parcours IS NOT NEW.parcours;
END;

CREATE TRIGGER journal_tranche_d AFTER DELETE ON tranche BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'tranche', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'cite_id', OLD.cite_id, 'nom', OLD.nom), '}'), CASE WHEN OLD.debut_travaux IS NOT NULL THEN ',"debut_travaux":' || json_quote(OLD.debut_travaux) END, CASE WHEN OLD.fin_travaux IS NOT NULL THEN ',"fin_travaux":' || json_quote(OLD.fin_travaux) END, CASE WHEN OLD.reception IS NOT NULL THEN ',"reception":' || json_quote(OLD.reception) END, CASE WHEN OLD.parcours IS NOT NULL THEN ',"parcours":' || json_quote(OLD.parcours) END, '}'), NULL);
END;

CREATE TRIGGER journal_changement_calendrier_i AFTER INSERT ON changement_calendrier BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'tranche_id', NEW.tranche_id, 'le', NEW.le, 'raison', NEW.raison, 'explication', NEW.explication), '}'), CASE WHEN NEW.debut_avant IS NOT NULL THEN ',"debut_avant":' || json_quote(NEW.debut_avant) END, CASE WHEN NEW.debut_apres IS NOT NULL THEN ',"debut_apres":' || json_quote(NEW.debut_apres) END, CASE WHEN NEW.fin_avant IS NOT NULL THEN ',"fin_avant":' || json_quote(NEW.fin_avant) END, CASE WHEN NEW.fin_apres IS NOT NULL THEN ',"fin_apres":' || json_quote(NEW.fin_apres) END, CASE WHEN NEW.reception_avant IS NOT NULL THEN ',"reception_avant":' || json_quote(NEW.reception_avant) END, CASE WHEN NEW.reception_apres IS NOT NULL THEN ',"reception_apres":' || json_quote(NEW.reception_apres) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, '}'));
END;

CREATE TRIGGER journal_changement_calendrier_u AFTER UPDATE ON changement_calendrier BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'U', 'tranche_id', json_object('tranche_id', OLD.tranche_id), json_object('tranche_id', NEW.tranche_id) WHERE OLD.tranche_id IS NOT NEW.tranche_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'U', 'debut_avant', json_object('debut_avant', OLD.debut_avant), json_object('debut_avant', NEW.debut_avant) WHERE OLD.debut_avant IS NOT NEW.debut_avant;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'U', 'debut_apres', json_object('debut_apres', OLD.debut_apres), json_object('debut_apres', NEW.debut_apres) WHERE OLD.debut_apres IS NOT NEW.debut_apres;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'U', 'fin_avant', json_object('fin_avant', OLD.fin_avant), json_object('fin_avant', NEW.fin_avant) WHERE OLD.fin_avant IS NOT NEW.fin_avant;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'U', 'fin_apres', json_object('fin_apres', OLD.fin_apres), json_object('fin_apres', NEW.fin_apres) WHERE OLD.fin_apres IS NOT NEW.fin_apres;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'U', 'reception_avant', json_object('reception_avant', OLD.reception_avant), json_object('reception_avant', NEW.reception_avant) WHERE OLD.reception_avant IS NOT NEW.reception_avant;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'U', 'reception_apres', json_object('reception_apres', OLD.reception_apres), json_object('reception_apres', NEW.reception_apres) WHERE OLD.reception_apres IS NOT NEW.reception_apres;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'U', 'raison', json_object('raison', OLD.raison), json_object('raison', NEW.raison) WHERE OLD.raison IS NOT NEW.raison;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'U', 'explication', json_object('explication', OLD.explication), json_object('explication', NEW.explication) WHERE OLD.explication IS NOT NEW.explication;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', NEW.id, NULL, 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
END;

CREATE TRIGGER journal_changement_calendrier_d AFTER DELETE ON changement_calendrier BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'changement_calendrier', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'tranche_id', OLD.tranche_id, 'le', OLD.le, 'raison', OLD.raison, 'explication', OLD.explication), '}'), CASE WHEN OLD.debut_avant IS NOT NULL THEN ',"debut_avant":' || json_quote(OLD.debut_avant) END, CASE WHEN OLD.debut_apres IS NOT NULL THEN ',"debut_apres":' || json_quote(OLD.debut_apres) END, CASE WHEN OLD.fin_avant IS NOT NULL THEN ',"fin_avant":' || json_quote(OLD.fin_avant) END, CASE WHEN OLD.fin_apres IS NOT NULL THEN ',"fin_apres":' || json_quote(OLD.fin_apres) END, CASE WHEN OLD.reception_avant IS NOT NULL THEN ',"reception_avant":' || json_quote(OLD.reception_avant) END, CASE WHEN OLD.reception_apres IS NOT NULL THEN ',"reception_apres":' || json_quote(OLD.reception_apres) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_logement_i AFTER INSERT ON logement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'code_ug', NEW.code_ug, 'cite_id', NEW.cite_id, 'etat', NEW.etat), '}'), CASE WHEN NEW.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(NEW.tranche_id) END, CASE WHEN NEW.numero IS NOT NULL THEN ',"numero":' || json_quote(NEW.numero) END, CASE WHEN NEW.repetition IS NOT NULL THEN ',"repetition":' || json_quote(NEW.repetition) END, CASE WHEN NEW.voie IS NOT NULL THEN ',"voie":' || json_quote(NEW.voie) END, CASE WHEN NEW.complement IS NOT NULL THEN ',"complement":' || json_quote(NEW.complement) END, CASE WHEN NEW.code_postal IS NOT NULL THEN ',"code_postal":' || json_quote(NEW.code_postal) END, CASE WHEN NEW.commune IS NOT NULL THEN ',"commune":' || json_quote(NEW.commune) END, CASE WHEN NEW.code_insee IS NOT NULL THEN ',"code_insee":' || json_quote(NEW.code_insee) END, CASE WHEN NEW.typologie IS NOT NULL THEN ',"typologie":' || json_quote(NEW.typologie) END, CASE WHEN NEW.nb_pieces IS NOT NULL THEN ',"nb_pieces":' || json_quote(NEW.nb_pieces) END, CASE WHEN NEW.surface IS NOT NULL THEN ',"surface":' || json_quote(NEW.surface) END, CASE WHEN NEW.annee IS NOT NULL THEN ',"annee":' || json_quote(NEW.annee) END, CASE WHEN NEW.type_construction IS NOT NULL THEN ',"type_construction":' || json_quote(NEW.type_construction) END, CASE WHEN NEW.conventionne IS NOT NULL THEN ',"conventionne":' || json_quote(NEW.conventionne) END, CASE WHEN NEW.qpv IS NOT NULL THEN ',"qpv":' || json_quote(NEW.qpv) END, CASE WHEN NEW.dpe_avant IS NOT NULL THEN ',"dpe_avant":' || json_quote(NEW.dpe_avant) END, CASE WHEN NEW.ges_avant IS NOT NULL THEN ',"ges_avant":' || json_quote(NEW.ges_avant) END, CASE WHEN NEW.dpe_avant_date IS NOT NULL THEN ',"dpe_avant_date":' || json_quote(NEW.dpe_avant_date) END, CASE WHEN NEW.dpe_apres IS NOT NULL THEN ',"dpe_apres":' || json_quote(NEW.dpe_apres) END, CASE WHEN NEW.ges_apres IS NOT NULL THEN ',"ges_apres":' || json_quote(NEW.ges_apres) END, CASE WHEN NEW.dpe_apres_date IS NOT NULL THEN ',"dpe_apres_date":' || json_quote(NEW.dpe_apres_date) END, CASE WHEN NEW.loyer_conventionne IS NOT NULL THEN ',"loyer_conventionne":' || json_quote(NEW.loyer_conventionne) END, CASE WHEN NEW.plain_pied IS NOT NULL THEN ',"plain_pied":' || json_quote(NEW.plain_pied) END, CASE WHEN NEW.jardin IS NOT NULL THEN ',"jardin":' || json_quote(NEW.jardin) END, CASE WHEN NEW.dependances IS NOT NULL THEN ',"dependances":' || json_quote(NEW.dependances) END, '}'));
END;

CREATE TRIGGER journal_logement_u AFTER UPDATE ON logement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'code_ug', json_object('code_ug', OLD.code_ug), json_object('code_ug', NEW.code_ug) WHERE OLD.code_ug IS NOT NEW.code_ug;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'tranche_id', json_object('tranche_id', OLD.tranche_id), json_object('tranche_id', NEW.tranche_id) WHERE OLD.tranche_id IS NOT NEW.tranche_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'adresse', json_object('numero', OLD.numero, 'repetition', OLD.repetition, 'voie', OLD.voie, 'complement', OLD.complement), json_object('numero', NEW.numero, 'repetition', NEW.repetition, 'voie', NEW.voie, 'complement', NEW.complement) WHERE OLD.numero IS NOT NEW.numero OR OLD.repetition IS NOT NEW.repetition OR OLD.voie IS NOT NEW.voie OR OLD.complement IS NOT NEW.complement;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'commune', json_object('code_postal', OLD.code_postal, 'commune', OLD.commune, 'code_insee', OLD.code_insee), json_object('code_postal', NEW.code_postal, 'commune', NEW.commune, 'code_insee', NEW.code_insee) WHERE OLD.code_postal IS NOT NEW.code_postal OR OLD.commune IS NOT NEW.commune OR OLD.code_insee IS NOT NEW.code_insee;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'taille', json_object('typologie', OLD.typologie, 'nb_pieces', OLD.nb_pieces), json_object('typologie', NEW.typologie, 'nb_pieces', NEW.nb_pieces) WHERE OLD.typologie IS NOT NEW.typologie OR OLD.nb_pieces IS NOT NEW.nb_pieces;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'surface', json_object('surface', OLD.surface), json_object('surface', NEW.surface) WHERE OLD.surface IS NOT NEW.surface;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'annee', json_object('annee', OLD.annee), json_object('annee', NEW.annee) WHERE OLD.annee IS NOT NEW.annee;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'type_construction', json_object('type_construction', OLD.type_construction), json_object('type_construction', NEW.type_construction) WHERE OLD.type_construction IS NOT NEW.type_construction;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'conventionne', json_object('conventionne', OLD.conventionne), json_object('conventionne', NEW.conventionne) WHERE OLD.conventionne IS NOT NEW.conventionne;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'qpv', json_object('qpv', OLD.qpv), json_object('qpv', NEW.qpv) WHERE OLD.qpv IS NOT NEW.qpv;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'dpe_avant', json_object('dpe_avant', OLD.dpe_avant, 'ges_avant', OLD.ges_avant, 'dpe_avant_date', OLD.dpe_avant_date), json_object('dpe_avant', NEW.dpe_avant, 'ges_avant', NEW.ges_avant, 'dpe_avant_date', NEW.dpe_avant_date) WHERE OLD.dpe_avant IS NOT NEW.dpe_avant OR OLD.ges_avant IS NOT NEW.ges_avant OR OLD.dpe_avant_date IS NOT NEW.dpe_avant_date;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'dpe_apres', json_object('dpe_apres', OLD.dpe_apres, 'ges_apres', OLD.ges_apres, 'dpe_apres_date', OLD.dpe_apres_date), json_object('dpe_apres', NEW.dpe_apres, 'ges_apres', NEW.ges_apres, 'dpe_apres_date', NEW.dpe_apres_date) WHERE OLD.dpe_apres IS NOT NEW.dpe_apres OR OLD.ges_apres IS NOT NEW.ges_apres OR OLD.dpe_apres_date IS NOT NEW.dpe_apres_date;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'loyer_conventionne', json_object('loyer_conventionne', OLD.loyer_conventionne), json_object('loyer_conventionne', NEW.loyer_conventionne) WHERE OLD.loyer_conventionne IS NOT NEW.loyer_conventionne;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'plain_pied', json_object('plain_pied', OLD.plain_pied), json_object('plain_pied', NEW.plain_pied) WHERE OLD.plain_pied IS NOT NEW.plain_pied;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'jardin', json_object('jardin', OLD.jardin), json_object('jardin', NEW.jardin) WHERE OLD.jardin IS NOT NEW.jardin;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'dependances', json_object('dependances', OLD.dependances), json_object('dependances', NEW.dependances) WHERE OLD.dependances IS NOT NEW.dependances;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'etat', json_object('etat', OLD.etat), json_object('etat', NEW.etat) WHERE OLD.etat IS NOT NEW.etat;
END;

CREATE TRIGGER journal_logement_d AFTER DELETE ON logement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'logement', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'code_ug', OLD.code_ug, 'cite_id', OLD.cite_id, 'etat', OLD.etat), '}'), CASE WHEN OLD.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(OLD.tranche_id) END, CASE WHEN OLD.numero IS NOT NULL THEN ',"numero":' || json_quote(OLD.numero) END, CASE WHEN OLD.repetition IS NOT NULL THEN ',"repetition":' || json_quote(OLD.repetition) END, CASE WHEN OLD.voie IS NOT NULL THEN ',"voie":' || json_quote(OLD.voie) END, CASE WHEN OLD.complement IS NOT NULL THEN ',"complement":' || json_quote(OLD.complement) END, CASE WHEN OLD.code_postal IS NOT NULL THEN ',"code_postal":' || json_quote(OLD.code_postal) END, CASE WHEN OLD.commune IS NOT NULL THEN ',"commune":' || json_quote(OLD.commune) END, CASE WHEN OLD.code_insee IS NOT NULL THEN ',"code_insee":' || json_quote(OLD.code_insee) END, CASE WHEN OLD.typologie IS NOT NULL THEN ',"typologie":' || json_quote(OLD.typologie) END, CASE WHEN OLD.nb_pieces IS NOT NULL THEN ',"nb_pieces":' || json_quote(OLD.nb_pieces) END, CASE WHEN OLD.surface IS NOT NULL THEN ',"surface":' || json_quote(OLD.surface) END, CASE WHEN OLD.annee IS NOT NULL THEN ',"annee":' || json_quote(OLD.annee) END, CASE WHEN OLD.type_construction IS NOT NULL THEN ',"type_construction":' || json_quote(OLD.type_construction) END, CASE WHEN OLD.conventionne IS NOT NULL THEN ',"conventionne":' || json_quote(OLD.conventionne) END, CASE WHEN OLD.qpv IS NOT NULL THEN ',"qpv":' || json_quote(OLD.qpv) END, CASE WHEN OLD.dpe_avant IS NOT NULL THEN ',"dpe_avant":' || json_quote(OLD.dpe_avant) END, CASE WHEN OLD.ges_avant IS NOT NULL THEN ',"ges_avant":' || json_quote(OLD.ges_avant) END, CASE WHEN OLD.dpe_avant_date IS NOT NULL THEN ',"dpe_avant_date":' || json_quote(OLD.dpe_avant_date) END, CASE WHEN OLD.dpe_apres IS NOT NULL THEN ',"dpe_apres":' || json_quote(OLD.dpe_apres) END, CASE WHEN OLD.ges_apres IS NOT NULL THEN ',"ges_apres":' || json_quote(OLD.ges_apres) END, CASE WHEN OLD.dpe_apres_date IS NOT NULL THEN ',"dpe_apres_date":' || json_quote(OLD.dpe_apres_date) END, CASE WHEN OLD.loyer_conventionne IS NOT NULL THEN ',"loyer_conventionne":' || json_quote(OLD.loyer_conventionne) END, CASE WHEN OLD.plain_pied IS NOT NULL THEN ',"plain_pied":' || json_quote(OLD.plain_pied) END, CASE WHEN OLD.jardin IS NOT NULL THEN ',"jardin":' || json_quote(OLD.jardin) END, CASE WHEN OLD.dependances IS NOT NULL THEN ',"dependances":' || json_quote(OLD.dependances) END, '}'), NULL);
END;

CREATE TRIGGER journal_parcours_ajustement_i AFTER INSERT ON parcours_ajustement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'parcours_ajustement', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'cite_id', NEW.cite_id, 'genre', NEW.genre, 'code', NEW.code, 'retiree', NEW.retiree), '}'), CASE WHEN NEW.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(NEW.tranche_id) END, CASE WHEN NEW.phase IS NOT NULL THEN ',"phase":' || json_quote(NEW.phase) END, CASE WHEN NEW.ancre IS NOT NULL THEN ',"ancre":' || json_quote(NEW.ancre) END, CASE WHEN NEW.jours IS NOT NULL THEN ',"jours":' || json_quote(NEW.jours) END, CASE WHEN NEW.motif IS NOT NULL THEN ',"motif":' || json_quote(NEW.motif) END, '}'));
END;

CREATE TRIGGER journal_parcours_ajustement_u AFTER UPDATE ON parcours_ajustement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'parcours_ajustement', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'parcours_ajustement', NEW.id, NULL, 'U', 'tranche_id', json_object('tranche_id', OLD.tranche_id), json_object('tranche_id', NEW.tranche_id) WHERE OLD.tranche_id IS NOT NEW.tranche_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'parcours_ajustement', NEW.id, NULL, 'U', 'genre', json_object('genre', OLD.genre), json_object('genre', NEW.genre) WHERE OLD.genre IS NOT NEW.genre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'parcours_ajustement', NEW.id, NULL, 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'parcours_ajustement', NEW.id, NULL, 'U', 'phase', json_object('phase', OLD.phase), json_object('phase', NEW.phase) WHERE OLD.phase IS NOT NEW.phase;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'parcours_ajustement', NEW.id, NULL, 'U', 'echeance', json_object('ancre', OLD.ancre, 'jours', OLD.jours), json_object('ancre', NEW.ancre, 'jours', NEW.jours) WHERE OLD.ancre IS NOT NEW.ancre OR OLD.jours IS NOT NEW.jours;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'parcours_ajustement', NEW.id, NULL, 'U', 'retiree', json_object('retiree', OLD.retiree), json_object('retiree', NEW.retiree) WHERE OLD.retiree IS NOT NEW.retiree;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'parcours_ajustement', NEW.id, NULL, 'U', 'motif', json_object('motif', OLD.motif), json_object('motif', NEW.motif) WHERE OLD.motif IS NOT NEW.motif;
END;

CREATE TRIGGER journal_parcours_ajustement_d AFTER DELETE ON parcours_ajustement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'parcours_ajustement', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'cite_id', OLD.cite_id, 'genre', OLD.genre, 'code', OLD.code, 'retiree', OLD.retiree), '}'), CASE WHEN OLD.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(OLD.tranche_id) END, CASE WHEN OLD.phase IS NOT NULL THEN ',"phase":' || json_quote(OLD.phase) END, CASE WHEN OLD.ancre IS NOT NULL THEN ',"ancre":' || json_quote(OLD.ancre) END, CASE WHEN OLD.jours IS NOT NULL THEN ',"jours":' || json_quote(OLD.jours) END, CASE WHEN OLD.motif IS NOT NULL THEN ',"motif":' || json_quote(OLD.motif) END, '}'), NULL);
END;

CREATE TRIGGER journal_permanence_i AFTER INSERT ON permanence BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'permanence', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'cite_id', NEW.cite_id, 'jour', NEW.jour, 'debut', NEW.debut, 'lieu', NEW.lieu, 'etat', NEW.etat), '}'), CASE WHEN NEW.serie_id IS NOT NULL THEN ',"serie_id":' || json_quote(NEW.serie_id) END, CASE WHEN NEW.fin IS NOT NULL THEN ',"fin":' || json_quote(NEW.fin) END, CASE WHEN NEW.close_a IS NOT NULL THEN ',"close_a":' || json_quote(NEW.close_a) END, '}'));
END;

CREATE TRIGGER journal_permanence_u AFTER UPDATE ON permanence BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence', NEW.id, NULL, 'U', 'serie_id', json_object('serie_id', OLD.serie_id), json_object('serie_id', NEW.serie_id) WHERE OLD.serie_id IS NOT NEW.serie_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence', NEW.id, NULL, 'U', 'quand', json_object('jour', OLD.jour, 'debut', OLD.debut, 'fin', OLD.fin), json_object('jour', NEW.jour, 'debut', NEW.debut, 'fin', NEW.fin) WHERE OLD.jour IS NOT NEW.jour OR OLD.debut IS NOT NEW.debut OR OLD.fin IS NOT NEW.fin;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence', NEW.id, NULL, 'U', 'lieu', json_object('lieu', OLD.lieu), json_object('lieu', NEW.lieu) WHERE OLD.lieu IS NOT NEW.lieu;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence', NEW.id, NULL, 'U', 'etat', json_object('etat', OLD.etat), json_object('etat', NEW.etat) WHERE OLD.etat IS NOT NEW.etat;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence', NEW.id, NULL, 'U', 'close_a', json_object('close_a', OLD.close_a), json_object('close_a', NEW.close_a) WHERE OLD.close_a IS NOT NEW.close_a;
END;

CREATE TRIGGER journal_permanence_d AFTER DELETE ON permanence BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'permanence', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'cite_id', OLD.cite_id, 'jour', OLD.jour, 'debut', OLD.debut, 'lieu', OLD.lieu, 'etat', OLD.etat), '}'), CASE WHEN OLD.serie_id IS NOT NULL THEN ',"serie_id":' || json_quote(OLD.serie_id) END, CASE WHEN OLD.fin IS NOT NULL THEN ',"fin":' || json_quote(OLD.fin) END, CASE WHEN OLD.close_a IS NOT NULL THEN ',"close_a":' || json_quote(OLD.close_a) END, '}'), NULL);
END;

CREATE TRIGGER journal_occupation_i AFTER INSERT ON occupation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'occupation', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'logement_id', NEW.logement_id, 'nature', NEW.nature), '}'), CASE WHEN NEW.debut IS NOT NULL THEN ',"debut":' || json_quote(NEW.debut) END, CASE WHEN NEW.fin IS NOT NULL THEN ',"fin":' || json_quote(NEW.fin) END, CASE WHEN NEW.fin_prevue IS NOT NULL THEN ',"fin_prevue":' || json_quote(NEW.fin_prevue) END, '}'));
END;

CREATE TRIGGER journal_occupation_u AFTER UPDATE ON occupation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'occupation', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'occupation', NEW.id, NEW.menage_id, 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'occupation', NEW.id, NEW.menage_id, 'U', 'nature', json_object('nature', OLD.nature), json_object('nature', NEW.nature) WHERE OLD.nature IS NOT NEW.nature;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'occupation', NEW.id, NEW.menage_id, 'U', 'periode', json_object('debut', OLD.debut, 'fin', OLD.fin), json_object('debut', NEW.debut, 'fin', NEW.fin) WHERE OLD.debut IS NOT NEW.debut OR OLD.fin IS NOT NEW.fin;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'occupation', NEW.id, NEW.menage_id, 'U', 'fin_prevue', json_object('fin_prevue', OLD.fin_prevue), json_object('fin_prevue', NEW.fin_prevue) WHERE OLD.fin_prevue IS NOT NEW.fin_prevue;
END;

CREATE TRIGGER journal_occupation_d AFTER DELETE ON occupation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'occupation', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'logement_id', OLD.logement_id, 'nature', OLD.nature), '}'), CASE WHEN OLD.debut IS NOT NULL THEN ',"debut":' || json_quote(OLD.debut) END, CASE WHEN OLD.fin IS NOT NULL THEN ',"fin":' || json_quote(OLD.fin) END, CASE WHEN OLD.fin_prevue IS NOT NULL THEN ',"fin_prevue":' || json_quote(OLD.fin_prevue) END, '}'), NULL);
END;

CREATE TRIGGER journal_permanence_intervenant_i AFTER INSERT ON permanence_intervenant BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'permanence_intervenant', NEW.id, NULL, 'I', '*', NULL, json_object('id', NEW.id, 'permanence_id', NEW.permanence_id, 'intervenant_id', NEW.intervenant_id));
END;

CREATE TRIGGER journal_permanence_intervenant_u AFTER UPDATE ON permanence_intervenant BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence_intervenant', NEW.id, NULL, 'U', 'permanence_id', json_object('permanence_id', OLD.permanence_id), json_object('permanence_id', NEW.permanence_id) WHERE OLD.permanence_id IS NOT NEW.permanence_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'permanence_intervenant', NEW.id, NULL, 'U', 'intervenant_id', json_object('intervenant_id', OLD.intervenant_id), json_object('intervenant_id', NEW.intervenant_id) WHERE OLD.intervenant_id IS NOT NEW.intervenant_id;
END;

CREATE TRIGGER journal_permanence_intervenant_d AFTER DELETE ON permanence_intervenant BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'permanence_intervenant', OLD.id, NULL, 'D', '*', json_object('id', OLD.id, 'permanence_id', OLD.permanence_id, 'intervenant_id', OLD.intervenant_id), NULL);
END;

CREATE TRIGGER journal_visite_i AFTER INSERT ON visite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'visite', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'canal', NEW.canal, 'jour', NEW.jour), '}'), CASE WHEN NEW.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(NEW.menage_id) END, CASE WHEN NEW.permanence_id IS NOT NULL THEN ',"permanence_id":' || json_quote(NEW.permanence_id) END, CASE WHEN NEW.heure IS NOT NULL THEN ',"heure":' || json_quote(NEW.heure) END, CASE WHEN NEW.intervenant_id IS NOT NULL THEN ',"intervenant_id":' || json_quote(NEW.intervenant_id) END, '}'));
END;

CREATE TRIGGER journal_visite_u AFTER UPDATE ON visite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'visite', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'visite', NEW.id, NEW.menage_id, 'U', 'permanence_id', json_object('permanence_id', OLD.permanence_id), json_object('permanence_id', NEW.permanence_id) WHERE OLD.permanence_id IS NOT NEW.permanence_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'visite', NEW.id, NEW.menage_id, 'U', 'canal', json_object('canal', OLD.canal), json_object('canal', NEW.canal) WHERE OLD.canal IS NOT NEW.canal;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'visite', NEW.id, NEW.menage_id, 'U', 'quand', json_object('jour', OLD.jour, 'heure', OLD.heure), json_object('jour', NEW.jour, 'heure', NEW.heure) WHERE OLD.jour IS NOT NEW.jour OR OLD.heure IS NOT NEW.heure;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'visite', NEW.id, NEW.menage_id, 'U', 'intervenant_id', json_object('intervenant_id', OLD.intervenant_id), json_object('intervenant_id', NEW.intervenant_id) WHERE OLD.intervenant_id IS NOT NEW.intervenant_id;
END;

CREATE TRIGGER journal_visite_d AFTER DELETE ON visite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'visite', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'canal', OLD.canal, 'jour', OLD.jour), '}'), CASE WHEN OLD.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(OLD.menage_id) END, CASE WHEN OLD.permanence_id IS NOT NULL THEN ',"permanence_id":' || json_quote(OLD.permanence_id) END, CASE WHEN OLD.heure IS NOT NULL THEN ',"heure":' || json_quote(OLD.heure) END, CASE WHEN OLD.intervenant_id IS NOT NULL THEN ',"intervenant_id":' || json_quote(OLD.intervenant_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_attachement_i AFTER INSERT ON attachement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'attachement', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'nature', NEW.nature, 'titre', NEW.titre, 'signale_le', NEW.signale_le), '}'), CASE WHEN NEW.lieu IS NOT NULL THEN ',"lieu":' || json_quote(NEW.lieu) END, CASE WHEN NEW.description IS NOT NULL THEN ',"description":' || json_quote(NEW.description) END, CASE WHEN NEW.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(NEW.personne_id) END, CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, '}'));
END;

CREATE TRIGGER journal_attachement_u AFTER UPDATE ON attachement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attachement', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attachement', NEW.id, NEW.menage_id, 'U', 'nature', json_object('nature', OLD.nature), json_object('nature', NEW.nature) WHERE OLD.nature IS NOT NEW.nature;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attachement', NEW.id, NEW.menage_id, 'U', 'titre', json_object('titre', OLD.titre), json_object('titre', NEW.titre) WHERE OLD.titre IS NOT NEW.titre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attachement', NEW.id, NEW.menage_id, 'U', 'lieu', json_object('lieu', OLD.lieu), json_object('lieu', NEW.lieu) WHERE OLD.lieu IS NOT NEW.lieu;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attachement', NEW.id, NEW.menage_id, 'U', 'description', json_object('description', OLD.description), json_object('description', NEW.description) WHERE OLD.description IS NOT NEW.description;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attachement', NEW.id, NEW.menage_id, 'U', 'personne_id', json_object('personne_id', OLD.personne_id), json_object('personne_id', NEW.personne_id) WHERE OLD.personne_id IS NOT NEW.personne_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attachement', NEW.id, NEW.menage_id, 'U', 'signale_le', json_object('signale_le', OLD.signale_le), json_object('signale_le', NEW.signale_le) WHERE OLD.signale_le IS NOT NEW.signale_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'attachement', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
END;

CREATE TRIGGER journal_attachement_d AFTER DELETE ON attachement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'attachement', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'nature', OLD.nature, 'titre', OLD.titre, 'signale_le', OLD.signale_le), '}'), CASE WHEN OLD.lieu IS NOT NULL THEN ',"lieu":' || json_quote(OLD.lieu) END, CASE WHEN OLD.description IS NOT NULL THEN ',"description":' || json_quote(OLD.description) END, CASE WHEN OLD.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(OLD.personne_id) END, CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_besoin_i AFTER INSERT ON besoin BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'besoin', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'famille', NEW.famille, 'code', NEW.code, 'ouvert_le', NEW.ouvert_le), '}'), CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, CASE WHEN NEW.repondu_le IS NOT NULL THEN ',"repondu_le":' || json_quote(NEW.repondu_le) END, CASE WHEN NEW.reponse IS NOT NULL THEN ',"reponse":' || json_quote(NEW.reponse) END, '}'));
END;

CREATE TRIGGER journal_besoin_u AFTER UPDATE ON besoin BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoin', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoin', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoin', NEW.id, NEW.menage_id, 'U', 'famille', json_object('famille', OLD.famille), json_object('famille', NEW.famille) WHERE OLD.famille IS NOT NEW.famille;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoin', NEW.id, NEW.menage_id, 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoin', NEW.id, NEW.menage_id, 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoin', NEW.id, NEW.menage_id, 'U', 'ouvert_le', json_object('ouvert_le', OLD.ouvert_le), json_object('ouvert_le', NEW.ouvert_le) WHERE OLD.ouvert_le IS NOT NEW.ouvert_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoin', NEW.id, NEW.menage_id, 'U', 'reponse', json_object('repondu_le', OLD.repondu_le, 'reponse', OLD.reponse), json_object('repondu_le', NEW.repondu_le, 'reponse', NEW.reponse) WHERE OLD.repondu_le IS NOT NEW.repondu_le OR OLD.reponse IS NOT NEW.reponse;
END;

CREATE TRIGGER journal_besoin_d AFTER DELETE ON besoin BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'besoin', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'famille', OLD.famille, 'code', OLD.code, 'ouvert_le', OLD.ouvert_le), '}'), CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, CASE WHEN OLD.repondu_le IS NOT NULL THEN ',"repondu_le":' || json_quote(OLD.repondu_le) END, CASE WHEN OLD.reponse IS NOT NULL THEN ',"reponse":' || json_quote(OLD.reponse) END, '}'), NULL);
END;

CREATE TRIGGER journal_engagement_i AFTER INSERT ON engagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'engagement', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'texte', NEW.texte, 'pris_le', NEW.pris_le, 'etat', NEW.etat), '}'), CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, CASE WHEN NEW.pour_le IS NOT NULL THEN ',"pour_le":' || json_quote(NEW.pour_le) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, CASE WHEN NEW.regle_le IS NOT NULL THEN ',"regle_le":' || json_quote(NEW.regle_le) END, CASE WHEN NEW.motif IS NOT NULL THEN ',"motif":' || json_quote(NEW.motif) END, CASE WHEN NEW.raison IS NOT NULL THEN ',"raison":' || json_quote(NEW.raison) END, CASE WHEN NEW.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(NEW.personne_id) END, CASE WHEN NEW.etape_code IS NOT NULL THEN ',"etape_code":' || json_quote(NEW.etape_code) END, CASE WHEN NEW.suite_de_id IS NOT NULL THEN ',"suite_de_id":' || json_quote(NEW.suite_de_id) END, '}'));
END;

CREATE TRIGGER journal_engagement_u AFTER UPDATE ON engagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'engagement', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'engagement', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'engagement', NEW.id, NEW.menage_id, 'U', 'texte', json_object('texte', OLD.texte), json_object('texte', NEW.texte) WHERE OLD.texte IS NOT NEW.texte;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'engagement', NEW.id, NEW.menage_id, 'U', 'pris_le', json_object('pris_le', OLD.pris_le), json_object('pris_le', NEW.pris_le) WHERE OLD.pris_le IS NOT NEW.pris_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'engagement', NEW.id, NEW.menage_id, 'U', 'pour_le', json_object('pour_le', OLD.pour_le), json_object('pour_le', NEW.pour_le) WHERE OLD.pour_le IS NOT NEW.pour_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'engagement', NEW.id, NEW.menage_id, 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'engagement', NEW.id, NEW.menage_id, 'U', 'suite', json_object('etat', OLD.etat, 'regle_le', OLD.regle_le, 'motif', OLD.motif, 'raison', OLD.raison), json_object('etat', NEW.etat, 'regle_le', NEW.regle_le, 'motif', NEW.motif, 'raison', NEW.raison) WHERE OLD.etat IS NOT NEW.etat OR OLD.regle_le IS NOT NEW.regle_le OR OLD.motif IS NOT NEW.motif OR OLD.raison IS NOT NEW.raison;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'engagement', NEW.id, NEW.menage_id, 'U', 'personne_id', json_object('personne_id', OLD.personne_id), json_object('personne_id', NEW.personne_id) WHERE OLD.personne_id IS NOT NEW.personne_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'engagement', NEW.id, NEW.menage_id, 'U', 'etape_code', json_object('etape_code', OLD.etape_code), json_object('etape_code', NEW.etape_code) WHERE OLD.etape_code IS NOT NEW.etape_code;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'engagement', NEW.id, NEW.menage_id, 'U', 'suite_de_id', json_object('suite_de_id', OLD.suite_de_id), json_object('suite_de_id', NEW.suite_de_id) WHERE OLD.suite_de_id IS NOT NEW.suite_de_id;
END;

CREATE TRIGGER journal_engagement_d AFTER DELETE ON engagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'engagement', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'texte', OLD.texte, 'pris_le', OLD.pris_le, 'etat', OLD.etat), '}'), CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, CASE WHEN OLD.pour_le IS NOT NULL THEN ',"pour_le":' || json_quote(OLD.pour_le) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, CASE WHEN OLD.regle_le IS NOT NULL THEN ',"regle_le":' || json_quote(OLD.regle_le) END, CASE WHEN OLD.motif IS NOT NULL THEN ',"motif":' || json_quote(OLD.motif) END, CASE WHEN OLD.raison IS NOT NULL THEN ',"raison":' || json_quote(OLD.raison) END, CASE WHEN OLD.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(OLD.personne_id) END, CASE WHEN OLD.etape_code IS NOT NULL THEN ',"etape_code":' || json_quote(OLD.etape_code) END, CASE WHEN OLD.suite_de_id IS NOT NULL THEN ',"suite_de_id":' || json_quote(OLD.suite_de_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_note_i AFTER INSERT ON note BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'note', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'nature', NEW.nature, 'texte', NEW.texte, 'visibilite', NEW.visibilite, 'ecrite_a', NEW.ecrite_a, 'jour', NEW.jour), '}'), CASE WHEN NEW.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(NEW.menage_id) END, CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, CASE WHEN NEW.permanence_id IS NOT NULL THEN ',"permanence_id":' || json_quote(NEW.permanence_id) END, CASE WHEN NEW.auteur_id IS NOT NULL THEN ',"auteur_id":' || json_quote(NEW.auteur_id) END, CASE WHEN NEW.remplace_id IS NOT NULL THEN ',"remplace_id":' || json_quote(NEW.remplace_id) END, '}'));
END;

CREATE TRIGGER journal_note_u AFTER UPDATE ON note BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'note', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'note', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'note', NEW.id, NEW.menage_id, 'U', 'permanence_id', json_object('permanence_id', OLD.permanence_id), json_object('permanence_id', NEW.permanence_id) WHERE OLD.permanence_id IS NOT NEW.permanence_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'note', NEW.id, NEW.menage_id, 'U', 'nature', json_object('nature', OLD.nature), json_object('nature', NEW.nature) WHERE OLD.nature IS NOT NEW.nature;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'note', NEW.id, NEW.menage_id, 'U', 'texte', json_object('texte', OLD.texte), json_object('texte', NEW.texte) WHERE OLD.texte IS NOT NEW.texte;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'note', NEW.id, NEW.menage_id, 'U', 'visibilite', json_object('visibilite', OLD.visibilite), json_object('visibilite', NEW.visibilite) WHERE OLD.visibilite IS NOT NEW.visibilite;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'note', NEW.id, NEW.menage_id, 'U', 'auteur_id', json_object('auteur_id', OLD.auteur_id), json_object('auteur_id', NEW.auteur_id) WHERE OLD.auteur_id IS NOT NEW.auteur_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'note', NEW.id, NEW.menage_id, 'U', 'ecrite_a', json_object('ecrite_a', OLD.ecrite_a), json_object('ecrite_a', NEW.ecrite_a) WHERE OLD.ecrite_a IS NOT NEW.ecrite_a;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'note', NEW.id, NEW.menage_id, 'U', 'jour', json_object('jour', OLD.jour), json_object('jour', NEW.jour) WHERE OLD.jour IS NOT NEW.jour;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'note', NEW.id, NEW.menage_id, 'U', 'remplace_id', json_object('remplace_id', OLD.remplace_id), json_object('remplace_id', NEW.remplace_id) WHERE OLD.remplace_id IS NOT NEW.remplace_id;
END;

CREATE TRIGGER journal_note_d AFTER DELETE ON note BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'note', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'nature', OLD.nature, 'texte', OLD.texte, 'visibilite', OLD.visibilite, 'ecrite_a', OLD.ecrite_a, 'jour', OLD.jour), '}'), CASE WHEN OLD.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(OLD.menage_id) END, CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, CASE WHEN OLD.permanence_id IS NOT NULL THEN ',"permanence_id":' || json_quote(OLD.permanence_id) END, CASE WHEN OLD.auteur_id IS NOT NULL THEN ',"auteur_id":' || json_quote(OLD.auteur_id) END, CASE WHEN OLD.remplace_id IS NOT NULL THEN ',"remplace_id":' || json_quote(OLD.remplace_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_orientation_i AFTER INSERT ON orientation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'orientation', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'vers', NEW.vers, 'jour', NEW.jour), '}'), CASE WHEN NEW.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(NEW.menage_id) END, CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, '}'));
END;

CREATE TRIGGER journal_orientation_u AFTER UPDATE ON orientation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'orientation', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'orientation', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'orientation', NEW.id, NEW.menage_id, 'U', 'vers', json_object('vers', OLD.vers), json_object('vers', NEW.vers) WHERE OLD.vers IS NOT NEW.vers;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'orientation', NEW.id, NEW.menage_id, 'U', 'jour', json_object('jour', OLD.jour), json_object('jour', NEW.jour) WHERE OLD.jour IS NOT NEW.jour;
END;

CREATE TRIGGER journal_orientation_d AFTER DELETE ON orientation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'orientation', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'vers', OLD.vers, 'jour', OLD.jour), '}'), CASE WHEN OLD.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(OLD.menage_id) END, CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_pratique_i AFTER INSERT ON pratique BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'pratique', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'code', NEW.code, 'etat', NEW.etat, 'le', NEW.le), '}'), CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_pratique_u AFTER UPDATE ON pratique BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'pratique', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'pratique', NEW.id, NEW.menage_id, 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'pratique', NEW.id, NEW.menage_id, 'U', 'etat', json_object('etat', OLD.etat), json_object('etat', NEW.etat) WHERE OLD.etat IS NOT NEW.etat;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'pratique', NEW.id, NEW.menage_id, 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'pratique', NEW.id, NEW.menage_id, 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'pratique', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'pratique', NEW.id, NEW.menage_id, 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_pratique_d AFTER DELETE ON pratique BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'pratique', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'code', OLD.code, 'etat', OLD.etat, 'le', OLD.le), '}'), CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_reclamation_i AFTER INSERT ON reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'reference', NEW.reference, 'categorie', NEW.categorie, 'description', NEW.description, 'etat', NEW.etat, 'ouverte_le', NEW.ouverte_le), '}'), CASE WHEN NEW.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(NEW.logement_id) END, CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, CASE WHEN NEW.etat_le IS NOT NULL THEN ',"etat_le":' || json_quote(NEW.etat_le) END, '}'));
END;

CREATE TRIGGER journal_reclamation_u AFTER UPDATE ON reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'reference', json_object('reference', OLD.reference), json_object('reference', NEW.reference) WHERE OLD.reference IS NOT NEW.reference;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'categorie', json_object('categorie', OLD.categorie), json_object('categorie', NEW.categorie) WHERE OLD.categorie IS NOT NEW.categorie;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'description', json_object('description', OLD.description), json_object('description', NEW.description) WHERE OLD.description IS NOT NEW.description;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'etat', json_object('etat', OLD.etat, 'etat_le', OLD.etat_le), json_object('etat', NEW.etat, 'etat_le', NEW.etat_le) WHERE OLD.etat IS NOT NEW.etat OR OLD.etat_le IS NOT NEW.etat_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'reclamation', NEW.id, NEW.menage_id, 'U', 'ouverte_le', json_object('ouverte_le', OLD.ouverte_le), json_object('ouverte_le', NEW.ouverte_le) WHERE OLD.ouverte_le IS NOT NEW.ouverte_le;
END;

CREATE TRIGGER journal_reclamation_d AFTER DELETE ON reclamation BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'reclamation', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'reference', OLD.reference, 'categorie', OLD.categorie, 'description', OLD.description, 'etat', OLD.etat, 'ouverte_le', OLD.ouverte_le), '}'), CASE WHEN OLD.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(OLD.logement_id) END, CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, CASE WHEN OLD.etat_le IS NOT NULL THEN ',"etat_le":' || json_quote(OLD.etat_le) END, '}'), NULL);
END;

CREATE TRIGGER journal_rencontre_i AFTER INSERT ON rencontre BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'rencontre', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'temoin_id', NEW.temoin_id, 'etat', NEW.etat, 'etat_le', NEW.etat_le), '}'), CASE WHEN NEW.prevue_le IS NOT NULL THEN ',"prevue_le":' || json_quote(NEW.prevue_le) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_rencontre_u AFTER UPDATE ON rencontre BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rencontre', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rencontre', NEW.id, NEW.menage_id, 'U', 'temoin_id', json_object('temoin_id', OLD.temoin_id), json_object('temoin_id', NEW.temoin_id) WHERE OLD.temoin_id IS NOT NEW.temoin_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rencontre', NEW.id, NEW.menage_id, 'U', 'etat', json_object('etat', OLD.etat, 'etat_le', OLD.etat_le), json_object('etat', NEW.etat, 'etat_le', NEW.etat_le) WHERE OLD.etat IS NOT NEW.etat OR OLD.etat_le IS NOT NEW.etat_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rencontre', NEW.id, NEW.menage_id, 'U', 'prevue_le', json_object('prevue_le', OLD.prevue_le), json_object('prevue_le', NEW.prevue_le) WHERE OLD.prevue_le IS NOT NEW.prevue_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rencontre', NEW.id, NEW.menage_id, 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rencontre', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'rencontre', NEW.id, NEW.menage_id, 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_rencontre_d AFTER DELETE ON rencontre BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'rencontre', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'temoin_id', OLD.temoin_id, 'etat', OLD.etat, 'etat_le', OLD.etat_le), '}'), CASE WHEN OLD.prevue_le IS NOT NULL THEN ',"prevue_le":' || json_quote(OLD.prevue_le) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_ressenti_i AFTER INSERT ON ressenti BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'ressenti', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'jour', NEW.jour, 'code', NEW.code), '}'), CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, CASE WHEN NEW.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(NEW.personne_id) END, CASE WHEN NEW.intensite IS NOT NULL THEN ',"intensite":' || json_quote(NEW.intensite) END, '}'));
END;

CREATE TRIGGER journal_ressenti_u AFTER UPDATE ON ressenti BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'ressenti', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'ressenti', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'ressenti', NEW.id, NEW.menage_id, 'U', 'personne_id', json_object('personne_id', OLD.personne_id), json_object('personne_id', NEW.personne_id) WHERE OLD.personne_id IS NOT NEW.personne_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'ressenti', NEW.id, NEW.menage_id, 'U', 'jour', json_object('jour', OLD.jour), json_object('jour', NEW.jour) WHERE OLD.jour IS NOT NEW.jour;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'ressenti', NEW.id, NEW.menage_id, 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'ressenti', NEW.id, NEW.menage_id, 'U', 'intensite', json_object('intensite', OLD.intensite), json_object('intensite', NEW.intensite) WHERE OLD.intensite IS NOT NEW.intensite;
END;

CREATE TRIGGER journal_ressenti_d AFTER DELETE ON ressenti BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'ressenti', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'jour', OLD.jour, 'code', OLD.code), '}'), CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, CASE WHEN OLD.personne_id IS NOT NULL THEN ',"personne_id":' || json_quote(OLD.personne_id) END, CASE WHEN OLD.intensite IS NOT NULL THEN ',"intensite":' || json_quote(OLD.intensite) END, '}'), NULL);
END;

CREATE TRIGGER journal_tache_i AFTER INSERT ON tache BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'tache', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'titre', NEW.titre), '}'), CASE WHEN NEW.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(NEW.menage_id) END, CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, CASE WHEN NEW.permanence_id IS NOT NULL THEN ',"permanence_id":' || json_quote(NEW.permanence_id) END, CASE WHEN NEW.pour_le IS NOT NULL THEN ',"pour_le":' || json_quote(NEW.pour_le) END, CASE WHEN NEW.affectee_a_id IS NOT NULL THEN ',"affectee_a_id":' || json_quote(NEW.affectee_a_id) END, CASE WHEN NEW.faite_le IS NOT NULL THEN ',"faite_le":' || json_quote(NEW.faite_le) END, '}'));
END;

CREATE TRIGGER journal_tache_u AFTER UPDATE ON tache BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tache', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tache', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tache', NEW.id, NEW.menage_id, 'U', 'permanence_id', json_object('permanence_id', OLD.permanence_id), json_object('permanence_id', NEW.permanence_id) WHERE OLD.permanence_id IS NOT NEW.permanence_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tache', NEW.id, NEW.menage_id, 'U', 'titre', json_object('titre', OLD.titre), json_object('titre', NEW.titre) WHERE OLD.titre IS NOT NEW.titre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tache', NEW.id, NEW.menage_id, 'U', 'pour_le', json_object('pour_le', OLD.pour_le), json_object('pour_le', NEW.pour_le) WHERE OLD.pour_le IS NOT NEW.pour_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tache', NEW.id, NEW.menage_id, 'U', 'affectee_a_id', json_object('affectee_a_id', OLD.affectee_a_id), json_object('affectee_a_id', NEW.affectee_a_id) WHERE OLD.affectee_a_id IS NOT NEW.affectee_a_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tache', NEW.id, NEW.menage_id, 'U', 'faite_le', json_object('faite_le', OLD.faite_le), json_object('faite_le', NEW.faite_le) WHERE OLD.faite_le IS NOT NEW.faite_le;
END;

CREATE TRIGGER journal_tache_d AFTER DELETE ON tache BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'tache', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'titre', OLD.titre), '}'), CASE WHEN OLD.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(OLD.menage_id) END, CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, CASE WHEN OLD.permanence_id IS NOT NULL THEN ',"permanence_id":' || json_quote(OLD.permanence_id) END, CASE WHEN OLD.pour_le IS NOT NULL THEN ',"pour_le":' || json_quote(OLD.pour_le) END, CASE WHEN OLD.affectee_a_id IS NOT NULL THEN ',"affectee_a_id":' || json_quote(OLD.affectee_a_id) END, CASE WHEN OLD.faite_le IS NOT NULL THEN ',"faite_le":' || json_quote(OLD.faite_le) END, '}'), NULL);
END;

CREATE TRIGGER journal_visite_motif_i AFTER INSERT ON visite_motif BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'visite_motif', NEW.id, (SELECT menage_id FROM visite WHERE id = NEW.visite_id), 'I', '*', NULL, json_object('id', NEW.id, 'visite_id', NEW.visite_id, 'code', NEW.code));
END;

CREATE TRIGGER journal_visite_motif_u AFTER UPDATE ON visite_motif BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'visite_motif', NEW.id, (SELECT menage_id FROM visite WHERE id = NEW.visite_id), 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'visite_motif', NEW.id, (SELECT menage_id FROM visite WHERE id = NEW.visite_id), 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
END;

CREATE TRIGGER journal_visite_motif_d AFTER DELETE ON visite_motif BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'visite_motif', OLD.id, (SELECT menage_id FROM visite WHERE id = OLD.visite_id), 'D', '*', json_object('id', OLD.id, 'visite_id', OLD.visite_id, 'code', OLD.code), NULL);
END;

CREATE TRIGGER journal_annonce_i AFTER INSERT ON annonce BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'annonce', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'objet', NEW.objet, 'ouverte_le', NEW.ouverte_le), '}'), CASE WHEN NEW.engagement_id IS NOT NULL THEN ',"engagement_id":' || json_quote(NEW.engagement_id) END, CASE WHEN NEW.changement_id IS NOT NULL THEN ',"changement_id":' || json_quote(NEW.changement_id) END, CASE WHEN NEW.dite_le IS NOT NULL THEN ',"dite_le":' || json_quote(NEW.dite_le) END, CASE WHEN NEW.canal IS NOT NULL THEN ',"canal":' || json_quote(NEW.canal) END, CASE WHEN NEW.a_qui IS NOT NULL THEN ',"a_qui":' || json_quote(NEW.a_qui) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_annonce_u AFTER UPDATE ON annonce BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'annonce', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'annonce', NEW.id, NEW.menage_id, 'U', 'engagement_id', json_object('engagement_id', OLD.engagement_id), json_object('engagement_id', NEW.engagement_id) WHERE OLD.engagement_id IS NOT NEW.engagement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'annonce', NEW.id, NEW.menage_id, 'U', 'changement_id', json_object('changement_id', OLD.changement_id), json_object('changement_id', NEW.changement_id) WHERE OLD.changement_id IS NOT NEW.changement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'annonce', NEW.id, NEW.menage_id, 'U', 'objet', json_object('objet', OLD.objet), json_object('objet', NEW.objet) WHERE OLD.objet IS NOT NEW.objet;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'annonce', NEW.id, NEW.menage_id, 'U', 'ouverte_le', json_object('ouverte_le', OLD.ouverte_le), json_object('ouverte_le', NEW.ouverte_le) WHERE OLD.ouverte_le IS NOT NEW.ouverte_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'annonce', NEW.id, NEW.menage_id, 'U', 'dite', json_object('dite_le', OLD.dite_le, 'canal', OLD.canal, 'a_qui', OLD.a_qui, 'par_id', OLD.par_id, 'precision', OLD.precision), json_object('dite_le', NEW.dite_le, 'canal', NEW.canal, 'a_qui', NEW.a_qui, 'par_id', NEW.par_id, 'precision', NEW.precision) WHERE OLD.dite_le IS NOT NEW.dite_le OR OLD.canal IS NOT NEW.canal OR OLD.a_qui IS NOT NEW.a_qui OR OLD.par_id IS NOT NEW.par_id OR OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_annonce_d AFTER DELETE ON annonce BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'annonce', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'objet', OLD.objet, 'ouverte_le', OLD.ouverte_le), '}'), CASE WHEN OLD.engagement_id IS NOT NULL THEN ',"engagement_id":' || json_quote(OLD.engagement_id) END, CASE WHEN OLD.changement_id IS NOT NULL THEN ',"changement_id":' || json_quote(OLD.changement_id) END, CASE WHEN OLD.dite_le IS NOT NULL THEN ',"dite_le":' || json_quote(OLD.dite_le) END, CASE WHEN OLD.canal IS NOT NULL THEN ',"canal":' || json_quote(OLD.canal) END, CASE WHEN OLD.a_qui IS NOT NULL THEN ',"a_qui":' || json_quote(OLD.a_qui) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_decision_attachement_i AFTER INSERT ON decision_attachement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'decision_attachement', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'attachement_id', NEW.attachement_id, 'decision', NEW.decision, 'decidee_le', NEW.decidee_le), '}'), CASE WHEN NEW.decidee_par IS NOT NULL THEN ',"decidee_par":' || json_quote(NEW.decidee_par) END, CASE WHEN NEW.motif IS NOT NULL THEN ',"motif":' || json_quote(NEW.motif) END, CASE WHEN NEW.dit_le IS NOT NULL THEN ',"dit_le":' || json_quote(NEW.dit_le) END, CASE WHEN NEW.dit IS NOT NULL THEN ',"dit":' || json_quote(NEW.dit) END, CASE WHEN NEW.dit_par_id IS NOT NULL THEN ',"dit_par_id":' || json_quote(NEW.dit_par_id) END, '}'));
END;

CREATE TRIGGER journal_decision_attachement_u AFTER UPDATE ON decision_attachement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'decision_attachement', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'decision_attachement', NEW.id, NEW.menage_id, 'U', 'attachement_id', json_object('attachement_id', OLD.attachement_id), json_object('attachement_id', NEW.attachement_id) WHERE OLD.attachement_id IS NOT NEW.attachement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'decision_attachement', NEW.id, NEW.menage_id, 'U', 'decision', json_object('decision', OLD.decision), json_object('decision', NEW.decision) WHERE OLD.decision IS NOT NEW.decision;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'decision_attachement', NEW.id, NEW.menage_id, 'U', 'decidee_le', json_object('decidee_le', OLD.decidee_le), json_object('decidee_le', NEW.decidee_le) WHERE OLD.decidee_le IS NOT NEW.decidee_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'decision_attachement', NEW.id, NEW.menage_id, 'U', 'decidee_par', json_object('decidee_par', OLD.decidee_par), json_object('decidee_par', NEW.decidee_par) WHERE OLD.decidee_par IS NOT NEW.decidee_par;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'decision_attachement', NEW.id, NEW.menage_id, 'U', 'motif', json_object('motif', OLD.motif), json_object('motif', NEW.motif) WHERE OLD.motif IS NOT NEW.motif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'decision_attachement', NEW.id, NEW.menage_id, 'U', 'dit', json_object('dit_le', OLD.dit_le, 'dit', OLD.dit, 'dit_par_id', OLD.dit_par_id), json_object('dit_le', NEW.dit_le, 'dit', NEW.dit, 'dit_par_id', NEW.dit_par_id) WHERE OLD.dit_le IS NOT NEW.dit_le OR OLD.dit IS NOT NEW.dit OR OLD.dit_par_id IS NOT NEW.dit_par_id;
END;

CREATE TRIGGER journal_decision_attachement_d AFTER DELETE ON decision_attachement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'decision_attachement', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'attachement_id', OLD.attachement_id, 'decision', OLD.decision, 'decidee_le', OLD.decidee_le), '}'), CASE WHEN OLD.decidee_par IS NOT NULL THEN ',"decidee_par":' || json_quote(OLD.decidee_par) END, CASE WHEN OLD.motif IS NOT NULL THEN ',"motif":' || json_quote(OLD.motif) END, CASE WHEN OLD.dit_le IS NOT NULL THEN ',"dit_le":' || json_quote(OLD.dit_le) END, CASE WHEN OLD.dit IS NOT NULL THEN ',"dit":' || json_quote(OLD.dit) END, CASE WHEN OLD.dit_par_id IS NOT NULL THEN ',"dit_par_id":' || json_quote(OLD.dit_par_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_photo_i AFTER INSERT ON photo BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'photo', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'largeur', NEW.largeur, 'hauteur', NEW.hauteur, 'contenu_id', NEW.contenu_id, 'vignette_id', NEW.vignette_id, 'accord', NEW.accord, 'accord_le', NEW.accord_le), '}'), CASE WHEN NEW.attachement_id IS NOT NULL THEN ',"attachement_id":' || json_quote(NEW.attachement_id) END, CASE WHEN NEW.legende IS NOT NULL THEN ',"legende":' || json_quote(NEW.legende) END, CASE WHEN NEW.prise_le IS NOT NULL THEN ',"prise_le":' || json_quote(NEW.prise_le) END, CASE WHEN NEW.accord_de_id IS NOT NULL THEN ',"accord_de_id":' || json_quote(NEW.accord_de_id) END, '}'));
END;

CREATE TRIGGER journal_photo_u AFTER UPDATE ON photo BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo', NEW.id, NEW.menage_id, 'U', 'attachement_id', json_object('attachement_id', OLD.attachement_id), json_object('attachement_id', NEW.attachement_id) WHERE OLD.attachement_id IS NOT NEW.attachement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo', NEW.id, NEW.menage_id, 'U', 'legende', json_object('legende', OLD.legende), json_object('legende', NEW.legende) WHERE OLD.legende IS NOT NEW.legende;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo', NEW.id, NEW.menage_id, 'U', 'prise_le', json_object('prise_le', OLD.prise_le), json_object('prise_le', NEW.prise_le) WHERE OLD.prise_le IS NOT NEW.prise_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo', NEW.id, NEW.menage_id, 'U', 'largeur', json_object('largeur', OLD.largeur), json_object('largeur', NEW.largeur) WHERE OLD.largeur IS NOT NEW.largeur;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo', NEW.id, NEW.menage_id, 'U', 'hauteur', json_object('hauteur', OLD.hauteur), json_object('hauteur', NEW.hauteur) WHERE OLD.hauteur IS NOT NEW.hauteur;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo', NEW.id, NEW.menage_id, 'U', 'contenu_id', json_object('contenu_id', OLD.contenu_id), json_object('contenu_id', NEW.contenu_id) WHERE OLD.contenu_id IS NOT NEW.contenu_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo', NEW.id, NEW.menage_id, 'U', 'vignette_id', json_object('vignette_id', OLD.vignette_id), json_object('vignette_id', NEW.vignette_id) WHERE OLD.vignette_id IS NOT NEW.vignette_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'photo', NEW.id, NEW.menage_id, 'U', 'accord', json_object('accord', OLD.accord, 'accord_le', OLD.accord_le, 'accord_de_id', OLD.accord_de_id), json_object('accord', NEW.accord, 'accord_le', NEW.accord_le, 'accord_de_id', NEW.accord_de_id) WHERE OLD.accord IS NOT NEW.accord OR OLD.accord_le IS NOT NEW.accord_le OR OLD.accord_de_id IS NOT NEW.accord_de_id;
END;

CREATE TRIGGER journal_photo_d AFTER DELETE ON photo BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'photo', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'largeur', OLD.largeur, 'hauteur', OLD.hauteur, 'contenu_id', OLD.contenu_id, 'vignette_id', OLD.vignette_id, 'accord', OLD.accord, 'accord_le', OLD.accord_le), '}'), CASE WHEN OLD.attachement_id IS NOT NULL THEN ',"attachement_id":' || json_quote(OLD.attachement_id) END, CASE WHEN OLD.legende IS NOT NULL THEN ',"legende":' || json_quote(OLD.legende) END, CASE WHEN OLD.prise_le IS NOT NULL THEN ',"prise_le":' || json_quote(OLD.prise_le) END, CASE WHEN OLD.accord_de_id IS NOT NULL THEN ',"accord_de_id":' || json_quote(OLD.accord_de_id) END, '}'), NULL);
END;

CREATE TRIGGER resume_menage_i AFTER INSERT ON menage BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.id WHERE NEW.id IS NOT NULL;
END;

CREATE TRIGGER resume_menage_u AFTER UPDATE ON menage BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.id WHERE OLD.id IS NOT NULL; INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.id WHERE NEW.id IS NOT NULL;
END;

CREATE TRIGGER resume_menage_d AFTER DELETE ON menage BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.id WHERE OLD.id IS NOT NULL;
END;

CREATE TRIGGER resume_personne_i AFTER INSERT ON personne BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_personne_u AFTER UPDATE ON personne BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_personne_d AFTER DELETE ON personne BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_occupation_i AFTER INSERT ON occupation BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_occupation_u AFTER UPDATE ON occupation BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_occupation_d AFTER DELETE ON occupation BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_visite_i AFTER INSERT ON visite BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_visite_u AFTER UPDATE ON visite BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_visite_d AFTER DELETE ON visite BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_engagement_i AFTER INSERT ON engagement BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_engagement_u AFTER UPDATE ON engagement BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_engagement_d AFTER DELETE ON engagement BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_tache_i AFTER INSERT ON tache BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_tache_u AFTER UPDATE ON tache BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_tache_d AFTER DELETE ON tache BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_rendez_vous_i AFTER INSERT ON rendez_vous BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_rendez_vous_u AFTER UPDATE ON rendez_vous BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_rendez_vous_d AFTER DELETE ON rendez_vous BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_referent_i AFTER INSERT ON referent BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_referent_u AFTER UPDATE ON referent BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_referent_d AFTER DELETE ON referent BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_etape_i AFTER INSERT ON etape BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_etape_u AFTER UPDATE ON etape BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_etape_d AFTER DELETE ON etape BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_tranche_u AFTER UPDATE ON tranche BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT o.menage_id FROM occupation o JOIN logement l ON l.id = o.logement_id WHERE l.tranche_id = NEW.id;
END;

CREATE TRIGGER resume_cite_u AFTER UPDATE OF parcours ON cite BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT o.menage_id FROM occupation o JOIN logement l ON l.id = o.logement_id WHERE l.cite_id = NEW.id;
END;

CREATE TRIGGER resume_logement_u AFTER UPDATE ON logement BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT menage_id FROM occupation WHERE logement_id = NEW.id;
END;

CREATE TRIGGER resume_intervenant_u AFTER UPDATE OF nom, prenom ON intervenant BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT menage_id FROM referent WHERE intervenant_id = NEW.id;
END;

CREATE TRIGGER attention_annonce_i AFTER INSERT ON annonce BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_annonce_u AFTER UPDATE ON annonce BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_annonce_d AFTER DELETE ON annonce BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_attachement_i AFTER INSERT ON attachement BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_attachement_u AFTER UPDATE ON attachement BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_attachement_d AFTER DELETE ON attachement BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_attention_pause_i AFTER INSERT ON attention_pause BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_attention_pause_u AFTER UPDATE ON attention_pause BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_attention_pause_d AFTER DELETE ON attention_pause BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_besoin_i AFTER INSERT ON besoin BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_besoin_u AFTER UPDATE ON besoin BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_besoin_d AFTER DELETE ON besoin BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_decision_attachement_i AFTER INSERT ON decision_attachement BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_decision_attachement_u AFTER UPDATE ON decision_attachement BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_decision_attachement_d AFTER DELETE ON decision_attachement BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_pratique_i AFTER INSERT ON pratique BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_pratique_u AFTER UPDATE ON pratique BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_pratique_d AFTER DELETE ON pratique BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_reclamation_i AFTER INSERT ON reclamation BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_reclamation_u AFTER UPDATE ON reclamation BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER resume_reclamation_d AFTER DELETE ON reclamation BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_ressenti_i AFTER INSERT ON ressenti BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_ressenti_u AFTER UPDATE ON ressenti BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_ressenti_d AFTER DELETE ON ressenti BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_temoin_i AFTER INSERT ON temoin BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_temoin_u AFTER UPDATE ON temoin BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL; INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT NEW.menage_id WHERE NEW.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_temoin_d AFTER DELETE ON temoin BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT OLD.menage_id WHERE OLD.menage_id IS NOT NULL;
END;

CREATE TRIGGER attention_parcours_ajustement_i AFTER INSERT ON parcours_ajustement BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT o.menage_id FROM occupation o JOIN logement l ON l.id = o.logement_id WHERE l.cite_id = NEW.cite_id;
END;

CREATE TRIGGER attention_reglage_i AFTER INSERT ON reglage WHEN NEW.nom LIKE 'attention%' BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT id FROM menage;
END;

CREATE TRIGGER attention_parcours_ajustement_u AFTER UPDATE ON parcours_ajustement BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT o.menage_id FROM occupation o JOIN logement l ON l.id = o.logement_id WHERE l.cite_id = NEW.cite_id;
END;

CREATE TRIGGER attention_reglage_u AFTER UPDATE ON reglage WHEN NEW.nom LIKE 'attention%' BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT id FROM menage;
END;

CREATE TRIGGER attention_parcours_ajustement_d AFTER DELETE ON parcours_ajustement BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT o.menage_id FROM occupation o JOIN logement l ON l.id = o.logement_id WHERE l.cite_id = OLD.cite_id;
END;

CREATE TRIGGER attention_reglage_d AFTER DELETE ON reglage WHEN OLD.nom LIKE 'attention%' BEGIN
  INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT id FROM menage;
END;

CREATE TRIGGER garde_note_texte BEFORE UPDATE OF texte ON note WHEN OLD.texte IS NOT NEW.texte BEGIN
  SELECT RAISE(ABORT, 'a narrative is never overwritten');
END;

INSERT INTO operation_courante (id, num) VALUES (1, NULL);
