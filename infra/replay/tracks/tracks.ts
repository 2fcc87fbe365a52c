import type { Track } from "../story.ts";
import { baseDocumentaire } from "./base-documentaire.ts";
import { collectivites } from "./collectivites.ts";
import { conventions } from "./conventions.ts";
import { discriminations } from "./discriminations.ts";
import { ecole } from "./ecole.ts";
import { interculturalite } from "./interculturalite.ts";
import { outils } from "./outils.ts";
import { portail } from "./portail.ts";
import { wholeYear } from "./programme.ts";
import { reseau } from "./reseau.ts";
import { siteInternet } from "./site-internet.ts";
import { veille } from "./veille.ts";

/** The actions of the programme of 2008, each with its year; what happens at one moment happens in this order. */
export const tracks: readonly Track[] = [
  reseau,
  baseDocumentaire,
  siteInternet,
  portail,
  discriminations,
  collectivites,
  veille,
  interculturalite,
  outils,
  ecole,
  conventions,
  wholeYear,
];
