import { moreThanAll, type Rule } from "./rule.ts";

const months = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre";

/** What no English text may have, first of all what is French. */
export const englishRules: readonly Rule[] = [
  { name: "a straight apostrophe or quotation mark", finds: /"|'/ },
  { name: "guillemets", finds: /[«»]/ },
  { name: "a French space before a mark", finds: /[ \u00a0\u202f][;:!?]/ },
  { name: "quotation marks that do not open or close", finds: unpaired },
  { name: "two marks that do not go together", finds: collision },
  { name: "a space before a comma or a full stop", finds: /[ \u00a0\u202f][,.](?![\p{L}\d])/u },
  { name: "two spaces", finds: /[ \u00a0\u202f]{2}/ },
  { name: "a date of machines", finds: /\b\d{4}-\d\d-\d\d\b|\b\d{1,2}\/\d{1,2}\/\d{4}\b/ },
  { name: "a French month", finds: new RegExp(`\\d(?:er)?[ \\u00a0](?:${months})(?!\\p{L})`, "iu") },
  { name: "a French time", finds: /\d[ \u00a0]h\b(?!ours?)|\b\d{1,2}h\d\d\b/ },
  { name: "a comma between a date and its time", finds: /\b\d{4}, \d\d:\d\d/ },
  { name: "more than there are", finds: (text) => moreThanAll(text, "of") },
  {
    name: "several of one",
    finds: /(?<![\d,.\p{L}/–-]|\p{L}[ \u00a0])1[ \u00a0](?!was\b|is\b|has\b)\p{Ll}{3,}(?<!s)s\b/u,
  },
  { name: "parentheses or quotation marks around nothing", finds: /\(\s*[,;:]?\s*\)|\[\s*\]|“\s*”/ },
];

function collision(text: string): string | undefined {
  const shortened = /\b(?:etc|ed|no|vol|pp?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|\p{Lu})\.(?=[,;:])/gu;
  return /.{0,20}(?:[.,;:…]\s?[,;:]|[,;:!?]\s?\.(?!\.)|(?<!\.)\.\.(?!\.)|[!?]\s?,).{0,20}/u.exec(
    text.replace(shortened, "mot"),
  )?.[0];
}

function unpaired(text: string): string | undefined {
  return /.{0,20}[“”].{0,20}/.exec(text.replace(/“[^“”]*”/g, ""))?.[0];
}
