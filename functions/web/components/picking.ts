import * as z from "zod";
import { organisationHolder } from "../../../shared/deliverable/holder.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { endedSummaries, endedYears, openSummaries } from "../../../shared/stored/lists.ts";
import type { Organisation } from "../../../shared/stored/organisation.ts";
import type { Person } from "../../../shared/stored/person.ts";
import type { Holder } from "../../../shared/values.ts";
import { type People, thePeople } from "../http/access.ts";
import { isJson, type PageContext, type Web } from "../http/context.ts";
import { type Input, readInput, type Schema } from "../http/input.ts";
import { typedIn } from "./filled.ts";
import { hasWords } from "./searching.ts";

/** The directory as forms show it; `familiar`: whom one works with first, undefined where everyone is shown. */
export type Directory = People & { familiar: ReadonlySet<Holder> | undefined };

/** People whom a form shows all of; of more, those of the last deliverables. */
const shownWhole = 40;
const mostFamiliar = 24;
/** People, and organisations, that one search shows. */
export const mostFound = 20;

/** The directory for a form: whole up to 40 people, beyond that with those whom the last deliverables name. */
export async function theDirectory(web: Web): Promise<Directory> {
  const people = await thePeople(web);
  if (people.present.length <= shownWhole) return { ...people, familiar: undefined };
  return { ...people, familiar: await familiarPeople(web, people) };
}

/** Who wrote, reviewed, coordinated or funded what changed last. */
async function familiarPeople({ ports }: Web, { present, organisations }: People): Promise<Set<Holder>> {
  const there = new Set<Holder>([
    ...present.map(({ id }) => id),
    ...organisations.map(({ id }) => organisationHolder(id)),
  ]);
  const recent = (await lately(ports)).sort((a, b) => (a.updated < b.updated ? 1 : -1));
  const people = recent.flatMap(({ coordinator, authors, reviewers, funders }) => {
    return [coordinator, ...authors, ...reviewers, ...funders];
  });
  return new Set([...new Set(people)].filter((id) => there.has(id)).slice(0, mostFamiliar));
}

/** What is open, and what came to its end in the last year in which anything did. */
async function lately({ store }: Web["ports"]): Promise<Summary[]> {
  const [year] = await endedYears(store);
  return [...(await openSummaries(store)), ...(year === undefined ? [] : await endedSummaries(store, year))];
}

/** People whose name, organisation, short or whole, or address has every word, however it is accented; for no word none. */
export function matching(
  { present, organisations }: Pick<People, "present" | "organisations">,
  words: string,
): Person[] {
  const whole = new Map(organisations.map(({ id, name }) => [id, name]));
  const named = ({ name, organisation, address, belongs }: Person) =>
    `${name} ${organisation} ${address} ${whole.get(belongs) ?? ""}`;
  return having(words, present, named);
}

/** Organisations whose short or whole name has every word. */
export function matchingOrganisations(organisations: readonly Organisation[], words: string): Organisation[] {
  return having(words, organisations, ({ short, name }) => `${short} ${name}`);
}

function having<T>(words: string, all: readonly T[], named: (each: T) => string): T[] {
  return all.filter((each) => hasWords(words, [named(each)]));
}

/** The name of the field in which the people of `field` are searched for. */
export function findField(field: string): string {
  return `find-${field}`;
}

const words = z.string().max(200, "input.long").optional();

/**
 * Reads a form that chooses people in some fields: where it came to search, it goes back as it was filled, without an
 * error, for its page to show whom it found. Throws as `readInput`.
 */
async function readPicked<T>(c: PageContext, schema: Schema<T>, fields: readonly string[]): Promise<Input<T>> {
  if (isJson(c)) return readInput(c, schema);
  const searches = Object.fromEntries([...fields.map(findField), "search"].map((name) => [name, words]));
  const { ok, filled } = await readInput<Record<string, unknown>>(c, schema.extend(searches));
  const typed = { ...filled.typed };
  const searching = Object.keys(searches).some((name) => typedIn(filled, name).trim() !== "");
  if (searching) return { ok: undefined, filled: { typed, errors: [] } };
  for (const name of Object.keys(searches)) delete typed[name];
  if (!ok) return { ok, filled: { ...filled, typed } };
  const answers = Object.entries(ok).filter(([name]) => !(name in searches));
  return { ok: Object.fromEntries(answers) as T, filled: { ...filled, typed } };
}

/** The same for a route: `post("newMeeting", coordinators, picked(planEntry, ["invited"]), planMeeting)`. */
export function picked<T>(schema: Schema<T>, fields: readonly string[]): (c: PageContext) => Promise<Input<T>> {
  return (c) => readPicked(c, schema, fields);
}
