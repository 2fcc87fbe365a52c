/** How much the words of a paragraph under a table or figure are those of a source line; `likely` ones are, beside a sure one. */
export type Likeness = "sure" | "likely";

/** What a source line opens with, before a colon: "Source", "Sources et champ", "Reading note". */
const sources = "sources?|notes?(?: de lecture)?|crédits?(?: photos?)?|(?:photo )?credits?";
/** A figure of the table said as a sentence, by example: "En 2009, 12 % des membres…". */
const reading = "(?:aide à la |clés? de )?lecture|reading(?: notes?)?|how to read";
/** Whom the figures are about: "France métropolitaine, ménages de deux personnes ou plus". */
const coverage = "champ|coverage|field|scope";
const units = "unités?|units?";

const opening = new RegExp(
  `^(?:(?<sources>${sources})|(?<reading>${reading})|(?<coverage>${coverage})|(?<units>${units}))(?: (?:et|and|&) (?:sources?|notes?|champ|lecture|coverage))?\\s*:\\s*\\S`,
  "iu",
);

/** Where another line of the kind begins in one paragraph: "Champ : France. Source : Insee." */
const parting = new RegExp(`(?<=[.;!?…\\n]\\s*)(?=(?:${sources}|${reading}|${coverage}|${units})\\s*:)`, "iu");

/** Measures that a bracketed line names as its unit: "(en milliers d’euros)". */
const measure =
  "milliers|millions?|milliards|thousands?|billions?|(?:k|m|md)?\\s?[€$£]|k?euros?|(?:us )?dollars?|francs|pounds|%|‰|pour ?cent(?:age)?s?|pour mille|per ?cent(?:age)?s?|nombres?|numbers?|effectifs?|heures?|minutes|jours?|semaines|mois|années|hours?|days?|weeks|months|years|etp|équivalents? temps plein|ftes?|unités|units|part d[ue]|share of|habitants|inhabitants|personnes|people|persons|points?|indices?|index|base 100|tonnes?|kg|kilom[èe]tres?|km²?|m²|m³|hectares?|ha|[kmgt]wh";
const bracketed = new RegExp(`^\\((?:en|in)\\s(?:${measure})(?![\\p{L}\\p{N}])[^()]{0,40}\\)\\.?$`, "iu");

/** A paragraph longer than this, in characters, is text of the body. */
const longest = 1000;
/** The same of one that says whom figures are about, and of a unit. */
const longestCoverage = 200;
const longestUnit = 80;

/** What speaks of the text that it stands in, as a paragraph of the body does: "this section covers", "notre champ". */
const ofTheText =
  /(?:^|[^\p{L}])(?:nous|notre|nos|we|our|(?:this|ce|cet|cette|la présente|le présent) (?:section|chapter|part|report|document|paper|chapitre|partie|rapport|étude|texte))(?![\p{L}])/iu;

const sentences = /[.!?…]\s+\p{Lu}/u;

/** Whether words say a unit of figures and nothing else: "Unité : %", "(en milliers d’euros)". */
export function saysUnit(words: string): boolean {
  const text = words.trim();
  if (bracketed.test(text)) return true;
  return text.length <= longestUnit && opening.exec(text)?.groups?.units !== undefined && isBrief(text);
}

/** Whether words can be those of a source line; one that ends with a colon says what comes next, and is none. */
export function sourceLikeness(words: string): Likeness | undefined {
  const text = words.trim();
  if (saysUnit(text)) return "sure";
  if (text.length > longest || !opening.test(text) || /:$/.test(text)) return undefined;
  return text.split(parting).some(isSure) ? "sure" : "likely";
}

function isSure(part: string): boolean {
  const { groups } = opening.exec(part) ?? {};
  if (groups?.reading !== undefined) return /\d/.test(part);
  if (groups?.coverage !== undefined) return part.trim().length <= longestCoverage && isBrief(part);
  return groups?.units === undefined ? groups?.sources !== undefined : saysUnit(part);
}

/** One sentence at most, and not about the text itself. */
function isBrief(text: string): boolean {
  return !/:$/.test(text) && !sentences.test(text.trim()) && !ofTheText.test(text);
}
