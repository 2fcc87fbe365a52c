import type { MatrixRow } from "../../shared/programme/matrix.ts";

/** The table at the end of the programme of 2008, cell by cell, as its document has it. */
export const table: Record<MatrixRow, string[][]> = {
  interventions: [
    ["Réunions"],
    ["Valorisation et Communication (via internet)", "Alimentation"],
    ["Mise à jour site", "Valorisation site"],
    ["Capitalisation expérience locales"],
    ["Production connaissances", "Temps d’échanges interne", "Séminaire national (nov 2008)"],
    ["Finalisation connaissance (note de synthèse)", "RIPD : mise à disposition de ressources spécifiques"],
    ["Production connaissance (Point de vue) - note intermédiaire (mars) + note finale"],
    ["Document de synthèse (séminaire externe et X° diverses)", "Réflexion sur valorisation site DEFI"],
    ["Réflexion à engager (séminaires) de capitalisation interne"],
  ],
  steering: [
    ["Délégation et/ou délégation adjointe"],
    ["pilotage ORIV puis ODTI"],
    ["pilotage EPI"],
    ["pilotage ORIV en lien CREFE, EPI, ODTI"],
    ["pilotage IREV + EPI"],
    ["pilotage ORIV"],
    ["pilotage COFRIMI"],
    ["Réseau"],
    ["pilotage CREFE et CRPV Essonne"],
  ],
  results: [
    ["Fonctionnement général"],
    ["Documentation / Réunions + Saisie BDD"],
    ["Site"],
    ["Production de fiches expérience"],
    ["Note (prestataire externe : O. NOEL) + séminaire ext"],
    ["Note à compléter + appui RIPD"],
    ["Séminaire interne + Note à rédiger"],
    ["Doc à rédiger et réflexion"],
    ["Séminaire interne / capitalisation"],
  ],
  payment: [
    ["ACSE", "Remb frais de mission / réunions trimestrielles"],
    ["ACSE", "Coût horaire saisie, réunions trimestrielles (temps et dépl)"],
    ["ACSE", "Frais pilotage (4 j / forfait jour) + coût de gestion du site"],
    ["MPG", "Coût jour (14 jours prévus) / convention signée"],
    ["ACSE", "Frais de mission pour les réunions + frais directs liés aux séminaires"],
    ["DAIC", "Coût forfait jour"],
    ["ACSE", "Coût forfait jour"],
    ["Pas de financement"],
    ["DAIC", "Coût horaire + frais missions (séminaires) et coût forfait jour"],
  ],
};
