import { monthNamed } from "../i18n/dates.ts";

/** The month that a text names last, "2008-05" of "Veille sur les échanges du RIPD : mai 2008"; undefined: it names none. */
export function monthIn(text: string): string | undefined {
  const named = [...text.matchAll(/(\p{L}+)\s+(\d{4})(?!\d)/gu)].flatMap(([, word = "", year = ""]) => {
    const month = monthNamed(word);
    return month ? [`${year}-${String(month).padStart(2, "0")}`] : [];
  });
  return named.at(-1);
}
