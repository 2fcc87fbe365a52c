import { moreThanAll, type Rule } from "./rule.ts";

const months = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre";
const englishMonths = "January|February|March|April|May|June|July|August|September|October|November|December";
/** Words whose last letter is one or the other, whatever their number. */
const unchanged = "avis|choix|corps|cours|dos|fois|mars|mois|pays|poids|prix|repas|temps|procès|accès|succès";
/** What is counted on pages and in mails, in the singular. */
const counted =
  "abstention|accord|action|annexe|année|auteur|caractère|changement|colonne|commentaire|convention|copie|correction|courriel|document|décision|erreur|fichier|figure|financeur|heure|image|jour|jour ouvré|journée|lien|ligne|livrable|membre|message|minute|mission|modification|note|octet|organisme|page|partie|passage|personne|point|question|rappel|relance|relecteur|relecture|remarque|rencontre|réponse|saisie|section|seconde|semaine|source|structure|table|tableau|téléchargement|version|versement|événement";

/** What no French text may have: the spaces are those of `shared/document/languages/french/orthotypography.ts`. */
export const frenchRules: readonly Rule[] = [
  { name: "a straight apostrophe", finds: /(?<=\p{L})'(?=[\p{L}«])/u },
  { name: "a straight quotation mark", finds: /"|(?<!\p{L})'|''/u },
  // “ ” stand inside of « » alone
  { name: "an English quotation mark", finds: (text) => /[“”].{0,30}/.exec(text.replace(/«[^»]*»/g, ""))?.[0] },
  { name: "guillemets that do not open or close", finds: unpaired },
  { name: "a narrow space before ; ! ?", finds: /[^\u202f;!?«( ][;!?]|[ \u00a0][;!?]/ },
  { name: "a space before the colon that does not break", finds: /[^\u00a0\d:]:|\d:(?!\d)|[ \u202f]:/ },
  { name: "narrow spaces inside of guillemets", finds: /«(?!\u202f)|(?<!\u202f)»/ },
  { name: "two marks that do not go together", finds: collision },
  { name: "a space before a comma or a full stop", finds: /[ \u00a0\u202f][,.](?![\p{L}\d])/u },
  { name: "no space after a mark", finds: /\p{L}[,;!?](?=\p{L})|\p{Ll}\.(?=\p{Lu}\p{Ll})/u },
  { name: "two spaces", finds: /[ \u00a0\u202f]{2}/ },
  { name: "a date of machines", finds: /\b\d{4}-\d\d-\d\d\b|\b\d{1,2}\/\d{1,2}\/\d{4}\b/ },
  { name: "the first of a month without its ending", finds: new RegExp(`(?<![\\d\\p{L}])1[ \\u00a0](${months})`, "u") },
  { name: "an English month", finds: new RegExp(`\\b(${englishMonths})\\b`) },
  {
    name: "a month with a capital",
    finds:
      /\d[ \u00a0](?:Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre)(?!\p{L})/u,
  },
  { name: "a comma between a date and its time", finds: new RegExp(`(${months})( \\d{4})?, \\d{1,2}[ \\u00a0]h\\b`) },
  { name: "a time of machines", finds: /\b\d{1,2}:\d\d\b|\b\d{1,2}h\d\d\b/ },
  { name: "nᵒ and its number", finds: /\b[nN][°º]|nᵒ(?!ˢ)(?!\u00a0)/ },
  { name: "a hyphen for a dash, dots for an ellipsis", finds: / -{1,2} |\.\.\./ },
  { name: "more than there are", finds: (text) => moreThanAll(text, "sur") },
  { name: "several of one", finds: several },
  {
    name: "one of several",
    finds: new RegExp(
      `(?<![\\d,.\\p{L}/-]|[\\d\\p{L}ᵒ]\\u00a0)(?![01]\\b)\\d+[ \\u00a0](?:${counted})(?![\\p{L}-])`,
      "u",
    ),
  },
  { name: "parentheses or quotation marks around nothing", finds: /\(\s*[,;:]?\s*\)|\[\s*\]|«\s*»/ },
  { name: "an article that contracts", finds: /(?<!\p{L})(?:de|à) les? \d/u },
];

/** Ends with a mark that another follows; abbreviations and initials end with a full stop of their own. */
function collision(text: string): string | undefined {
  const shortened = /(?<!\p{L})(?:janv|févr|avr|juil|sept|oct|nov|déc|etc|éd|ex|cf|art|vol|pp?|M|\p{Lu})\.(?=[,;:])/gu;
  return /.{0,20}(?:[.,;:…]\s?[,;:]|(?<![.])[,;:!?]\s?\.(?!\.)|(?<!\.)\.\.(?!\.)|[!?]\s?,).{0,20}/u.exec(
    text.replace(shortened, "mot"),
  )?.[0];
}

function unpaired(text: string): string | undefined {
  const left = text.replace(/«[^«»]*»/g, "").replace(/«[^«»]*»/g, "");
  return /.{0,20}[«»].{0,20}/.exec(left)?.[0];
}

/** "1 remarques", "0 remarques": French counts none and one in the singular. */
function several(text: string): string | undefined {
  const words = /(?<![\d,.\p{L}/–-]|[\d\p{L}ᵒ»]\u00a0|[\d\p{L}]\u202f)[01][ \u00a0](\p{Ll}{2,}[sx])(?!\p{L})/gu;
  const isPlural = ([, word = ""]: RegExpMatchArray) => !new RegExp(`^(?:${unchanged})$`).test(word);
  return [...text.matchAll(words)].find(isPlural)?.[0];
}
