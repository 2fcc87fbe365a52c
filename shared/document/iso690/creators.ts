import { type Language, languageRecord } from "../../i18n/languages.ts";
import type { CslDate, CslItem, CslName, Inline } from "../tree.ts";
import { type Piece, term } from "./pieces.ts";

/** The last of a work's names where it has more than are given ("and others" in BibTeX). */
export const namesGoOn = "et al.";

/** Who made it, surnames first and in small capitals: authors, else editors, else translators, with their office. */
export function creators(item: CslItem, language: Language): Piece {
  const [names, office] = responsible(item, language);
  if (names.length === 0) return [];
  const list = names.flatMap((name, index): Inline[] => {
    if (isRest(name)) return [{ type: "text", value: ` ${term(language, "and-others")}` }];
    const before = index === 0 ? "" : index === names.length - 1 ? term(language, "and") : ", ";
    return [...(before ? [{ type: "text", value: before } as const] : []), ...fullName(name)];
  });
  return office === "" ? list : [...list, { type: "text", value: `\u00A0(${office})` }];
}

/** Who made it as a citation names them: "Noël", "Noël et Dupont", "Noël et al."; "" when nobody is known. */
export function shortNames(item: CslItem, language: Language): string {
  const [names] = responsible(item, language);
  const [first, second] = names.map(familyOf);
  if (first === undefined) return "";
  if (names.length > 2 || names.some(isRest)) return `${first} ${term(language, "and-others")}`;
  return second === undefined ? first : first + term(language, "and") + second;
}

/** The year as an entry and its citations print it: "2014", "2008-2010", "s. d.". */
export function year(item: CslItem, language: Language): string {
  const { issued } = item;
  const years = (issued?.["date-parts"] ?? []).map(([part]) => String(part ?? "")).filter((part) => part !== "");
  if (years.length > 0) return years.join("–");
  const written = issued?.literal ?? issued?.raw;
  if (!written) return term(language, "no-date");
  return /^(\d{4})-\d\d/.exec(written)?.[1] ?? written;
}

/** A date that says at least the month: "1er mars 2008", "mars 2008"; else nothing. */
export function fullDate(date: CslDate | undefined, language: Language): Piece {
  const [year, month, day] = (date?.["date-parts"]?.[0] ?? isoParts(date?.raw)).map(Number);
  if (!year || !month || month > 12) return [];
  const name = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(Date.UTC(2000, month - 1));
  const rest: Inline = { type: "text", value: `${day ? "\u00A0" : ""}${name} ${year}` };
  if (!day) return [rest];
  const ending = languageRecord(language).dayEnding(day);
  const raised: Inline[] = ending ? [{ type: "superscript", children: [{ type: "text", value: ending }] }] : [];
  return [{ type: "text", value: String(day) }, ...raised, rest];
}

function isoParts(raw: string | undefined): string[] {
  return raw === undefined ? [] : (/^(\d{4})-(\d\d)(?:-(\d\d))?/.exec(raw)?.slice(1) ?? []);
}

function responsible(item: CslItem, language: Language): [CslName[], string] {
  if (item.author?.length) return [item.author, ""];
  if (item.editor?.length) return [item.editor, term(language, item.editor.length > 1 ? "editors" : "editor")];
  if (item.translator?.length) return [item.translator, term(language, "translator")];
  return [[], ""];
}

function isRest({ literal }: CslName): boolean {
  return literal === namesGoOn;
}

function fullName(name: CslName): Inline[] {
  const family: Inline = { type: "smallCaps", children: [{ type: "text", value: familyOf(name) }] };
  const given = [name.given, name["dropping-particle" as keyof CslName], name["suffix" as keyof CslName]]
    .filter((part) => typeof part === "string" && part !== "")
    .join(" ");
  return name.family && given ? [family, { type: "text", value: `, ${given}` }] : [family];
}

function familyOf(name: CslName): string {
  if (!name.family) return name.literal ?? name.given ?? "";
  return [name["non-dropping-particle"], name.family].filter(Boolean).join(" ");
}
