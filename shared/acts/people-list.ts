import * as z from "zod";
import { type Language, languages, languageTitle } from "../i18n/languages.ts";
import { foldWords, tidyName } from "../name.ts";
import { type OrganisationRole, organisationRoles } from "../stored/organisation.ts";
import { type CsvRow, readCsvRows } from "./csv-rows.ts";

/** A column of a list of people, by the words that may head it, folded. */
const columns = {
  name: ["nom", "nom ou fonction", "fonction", "personne", "name", "name or job title", "person"],
  address: [
    "adresse",
    "adresse electronique",
    "courriel",
    "mail",
    "email",
    "e-mail",
    "mel",
    "address",
    "email address",
  ],
  organisation: ["structure", "organisation", "organization", "organisme"],
  role: ["role", "roles"],
  language: ["langue", "language"],
} as const satisfies Record<string, readonly string[]>;
export type Column = keyof typeof columns;
const columnNames = Object.keys(columns) as Column[];
const needed: readonly Column[] = ["name", "address", "organisation"];

/** What a role word says: of the person, or of the organisation. */
const roleWords: Record<"coordinator" | OrganisationRole, readonly string[]> = {
  coordinator: ["coordination", "coordinateur", "coordinatrice", "coordonnateur", "coordonnatrice", "coordinator"],
  member: ["membre", "member"],
  funder: ["financeur", "financeuse", "funder"],
  contractor: ["prestataire", "contractor"],
  partner: ["partenaire", "partner"],
};

/** Someone of a list; `line`: where, from 1. */
export type Listed = {
  line: number;
  name: string;
  address: string;
  organisation: string;
  coordinator: boolean;
  roles: OrganisationRole[];
  language: Language;
};

/** What is wrong on a line; `word`: what stands there, `other`: what it is held to. */
export type ListFault = { line: number; code: FaultCode; word?: string; other?: string };
export type FaultCode =
  | "empty"
  | "quotes"
  | "cells"
  | "column-unknown"
  | "column-twice"
  | "column-missing"
  | "name"
  | "name-long"
  | "address"
  | "address-wrong"
  | "address-twice"
  | "address-taken"
  | "elsewhere"
  | "renamed"
  | "organisation"
  | "organisation-long"
  | "role"
  | "language"
  | "many";

/** Characters of a name and of an organisation's short name, and people of one list. */
const [longestName, longestOrganisation, mostPeople] = [120, 60, 5_000];
const addressSchema = z.email().max(254);

export type PeopleList = { people: Listed[]; faults: ListFault[] };

/**
 * Reads a list of people as it is pasted, or as a spreadsheet writes it (CSV): a line each, in cells parted by tabs, semicolons or
 * commas. Without a line of headings the columns are name, address, organisation, role, language. All faults at once; `language`:
 * of whom the list gives none.
 */
export async function readPeopleList(text: string, language: Language): Promise<PeopleList> {
  const { rows, unread } = await readCsvRows(text);
  if (unread.length > 0) return { people: [], faults: unread.map((line) => ({ line, code: "quotes" })) };
  return readRows(rows, language);
}

function readRows(rows: readonly CsvRow[], language: Language): PeopleList {
  const [first, ...rest] = rows;
  const headed = first !== undefined && isHead(first);
  const head = headed ? readHead(first) : { order: columnNames, faults: [] };
  const body = headed ? rest : rows;
  if (body.length === 0) return { people: [], faults: [...head.faults, { line: 1, code: "empty" }] };
  if (body.length > mostPeople)
    return { people: [], faults: [{ line: body[mostPeople]!.line, code: "many", other: String(mostPeople) }] };
  if (head.faults.length > 0) return { people: [], faults: head.faults };
  const read = body.map((row) => readRow(row, head.order, language));
  const people = read.flatMap(({ person }) => person);
  const faults = [...read.flatMap(({ faults }) => faults), ...twice(people)];
  return { people, faults: faults.sort((a, b) => a.line - b.line) };
}

/** Whether a line heads the columns: it has two of their words, and no address. */
function isHead({ cells }: CsvRow): boolean {
  return cells.filter((cell) => columnOf(cell) !== undefined).length > 1 && !cells.some((cell) => cell.includes("@"));
}

function columnOf(cell: string): Column | undefined {
  return columnNames.find((name) => (columns[name] as readonly string[]).includes(foldWords(cell)));
}

/** Which column each cell is of; a cell without a heading is of none, as spreadsheets leave them at the end. */
function readHead({ line, cells }: CsvRow): { order: (Column | undefined)[]; faults: ListFault[] } {
  const order = cells.map(columnOf);
  const faults = cells.flatMap((cell, index): ListFault[] => {
    const column = order[index];
    if (column === undefined) return cell.trim() === "" ? [] : [{ line, code: "column-unknown", word: cell.trim() }];
    return order.indexOf(column) < index ? [{ line, code: "column-twice", word: cell.trim() }] : [];
  });
  const missing = needed.filter((name) => !order.includes(name));
  return { order, faults: [...faults, ...missing.map((word): ListFault => ({ line, code: "column-missing", word }))] };
}

function readRow({ line, cells }: CsvRow, order: readonly (Column | undefined)[], language: Language) {
  const cell = (name: Column) => cells[order.indexOf(name)] ?? "";
  const [name, organisation] = [tidyName(cell("name")), tidyName(cell("organisation"))];
  const address = cell("address").trim();
  const faults: ListFault[] = [];
  const wrong = (code: FaultCode, word?: string) => faults.push({ line, code, ...(word && { word }) });
  if (cells.some((each, index) => each.trim() !== "" && order[index] === undefined))
    wrong("cells", cells.at(-1)?.trim());
  if (!name) wrong("name");
  else if (name.length > longestName) wrong("name-long", name.slice(0, longestName));
  if (address === "") wrong("address");
  else if (!addressSchema.safeParse(address).success) wrong("address-wrong", address);
  if (!organisation) wrong("organisation");
  else if (organisation.length > longestOrganisation)
    wrong("organisation-long", organisation.slice(0, longestOrganisation));
  const { coordinator, roles, unknown } = rolesIn(cell("role"));
  for (const word of unknown) wrong("role", word);
  const said = cell("language").trim();
  const spoken = said === "" ? language : languageCalled(said);
  if (!spoken) wrong("language", said);
  const person = { line, name: name ?? "", address, organisation: organisation ?? "", coordinator, roles };
  return { faults, person: faults.length > 0 ? [] : [{ ...person, language: spoken ?? language }] };
}

/** What role words say, "membre, financeur"; `unknown`: those that are none. */
function rolesIn(cell: string): { coordinator: boolean; roles: OrganisationRole[]; unknown: string[] } {
  const words = cell
    .split(/[,;/+\n]/)
    .map((word) => word.trim())
    .filter(Boolean);
  const meant = words.map((word) => {
    return (["coordinator", ...organisationRoles] as const).find((role) => roleWords[role].includes(foldWords(word)));
  });
  return {
    coordinator: meant.includes("coordinator"),
    roles: organisationRoles.filter((role) => meant.includes(role)),
    unknown: words.filter((_, index) => meant[index] === undefined),
  };
}

/** A language by its tag or by what any language calls it: "fr", "français", "French". */
function languageCalled(word: string): Language | undefined {
  const folded = foldWords(word);
  return languages.find((each) =>
    [each, ...languages.map((in_) => languageTitle(in_, each))].some((name) => foldWords(name) === folded),
  );
}

/** Addresses that a list gives twice. */
function twice(people: readonly Listed[]): ListFault[] {
  const seen = new Map<string, number>();
  return people.flatMap(({ line, address }): ListFault[] => {
    const known = seen.get(address.toLowerCase());
    if (known === undefined) seen.set(address.toLowerCase(), line);
    return known === undefined ? [] : [{ line, code: "address-twice", word: address, other: String(known) }];
  });
}
