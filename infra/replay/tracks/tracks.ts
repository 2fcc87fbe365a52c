import type { Track } from "../story.ts";
import { collectivites } from "./collectivites.ts";
import { discriminations } from "./discriminations.ts";
import { ecole } from "./ecole.ts";
import { interculturalite } from "./interculturalite.ts";
import { outils } from "./outils.ts";
import { wholeYear } from "./programme.ts";
import { reseau } from "./reseau.ts";
import { veille } from "./veille.ts";

/** The actions of the programme of 2008, each with its year; what happens at one moment happens in this order. */
export const tracks: readonly Track[] = [
  reseau,
  discriminations,
  collectivites,
  veille,
  interculturalite,
  outils,
  ecole,
  wholeYear,
];
