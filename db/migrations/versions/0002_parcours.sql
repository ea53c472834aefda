CREATE TABLE attention_a_faire (
	menage_id TEXT NOT NULL, 
	CONSTRAINT pk_attention_a_faire PRIMARY KEY (menage_id)
);

CREATE TABLE contenu (
	id VARCHAR(32) NOT NULL, 
	genre TEXT NOT NULL, 
	empreinte TEXT NOT NULL, 
	taille INTEGER NOT NULL, 
	octets BLOB NOT NULL, 
	CONSTRAINT pk_contenu PRIMARY KEY (id)
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

CREATE TABLE operation_courante (
	id INTEGER NOT NULL, 
	num INTEGER, 
	resume_le DATE, 
	regles TEXT, 
	CONSTRAINT pk_operation_courante PRIMARY KEY (id), 
	CONSTRAINT ck_operation_courante_unique CHECK (id = 1), 
	CONSTRAINT fk_operation_courante_num FOREIGN KEY(num) REFERENCES operation (num)
);

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

CREATE INDEX ix_engagement_suite_de_id ON engagement (suite_de_id);

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

CREATE TRIGGER resume_tranche_u AFTER UPDATE ON tranche BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT o.menage_id FROM occupation o JOIN logement l ON l.id = o.logement_id WHERE l.tranche_id = NEW.id;
END;

CREATE TRIGGER resume_cite_u AFTER UPDATE OF parcours ON cite BEGIN
  INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT o.menage_id FROM occupation o JOIN logement l ON l.id = o.logement_id WHERE l.cite_id = NEW.id;
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
