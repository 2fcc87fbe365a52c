import type * as z from "zod";
import type { Details } from "../../errors.ts";
import { foldWords, slug } from "../../name.ts";
import type { Plan } from "../command.ts";
import { type Fault, faultsOf } from "../faults.ts";
import { organisationIdOf } from "../organisation-id.ts";
import type { Action, Expected } from "../state.ts";
import { type FileFault, type Path, type Read, readLines, type Said } from "./lines.ts";
import { actionSchema, type Called, head, type Names, organisation } from "./schema.ts";

/** An organisation that a file declares; its id is made of its short name. */
export type DeclaredOrganisation = {
  id: string;
  short: string;
  name?: string;
  territory?: string;
  roles: OrganisationRole[];
};
export type OrganisationRole = "member" | "funder" | "contractor" | "partner";

/** What a file says, or all that is wrong with it: nothing of a file with a fault is to be stored. */
export type ProgrammeFile =
  | { ok: { id: string; plan: Plan; actions: Action[]; organisations: DeclaredOrganisation[] } }
  | { faults: FileFault[] };

/** Bytes of a file. */
export const maxBytes = 1_000_000;
/** Actions of a programme. */
export const maxActions = 100;

/**
 * Reads a programme's YAML, its names in French or in English, all its faults at once. `known`: the organisations (by any of their
 * names, folded) and the kinds of document that there are.
 */
export function readProgrammeFile(text: string, known: Names): ProgrammeFile {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > maxBytes) return { faults: [{ line: 1, code: "file-large", details: { bytes, most: maxBytes } }] };
  const read = readLines(text);
  if (read.faults.some(({ code }) => code === "yaml")) return { faults: read.faults };
  if (typeof read.said === "string" || Array.isArray(read.said)) return { faults: [...read.faults, nothingSaid] };
  return resolved(read, read.said, known);
}

const nothingSaid: FileFault = { line: 1, code: "file-empty", details: {} };

function resolved(read: Read, said: { [key: string]: Said }, known: Names): ProgrammeFile {
  const above = parsed(read, head, said, []);
  const organisations = listOf(said.organisations).map((each, index) =>
    parsed(read, organisation, each, ["organisations", index]),
  );
  const declared = organisations.flatMap(({ ok }) =>
    ok ? [{ ...ok, id: known.organisations.ids.get(foldWords(ok.short)) ?? organisationIdOf(ok.short) }] : [],
  );
  const names = { ...known, organisations: withDeclared(known.organisations, listOf(said.organisations)) };
  const schema = actionSchema(names);
  const actions = listOf(said.actions).map((each, index) => parsed(read, schema, each, ["actions", index]));
  const faults = [
    ...read.faults,
    ...[above, ...organisations, ...actions].flatMap((each) => each.faults),
    ...amount(read, said),
  ];
  if (!above.ok) return { faults: inOrder(faults) };
  const { programme, title, from, until } = above.ok;
  const families = above.ok.families.map((family) => ({ id: family.id ?? slug(family.title), title: family.title }));
  const made = actions.map(({ ok }, index) => (ok ? actionMade(ok, families) : placeholder(index)));
  const plan = { title, from, until, families };
  const disagreements = faultsOf({ id: programme ?? slug(title), ...plan, actions: made });
  const all = inOrder([...faults, ...disagreements.map((fault) => inFile(read, fault))]);
  if (all.length > 0) return { faults: all };
  return {
    ok: { id: programme ?? slug(title), plan, actions: made, organisations: declared as DeclaredOrganisation[] },
  };
}

/** An action that could not be read: its own faults are told, and no other of it. */
export function placeholder(index: number): Action {
  const nothing = { interventions: [], concerned: [], results: [], expected: [], payment: [], strands: [] };
  return {
    id: `?${index}`,
    title: `?${index}`,
    family: "",
    intent: "",
    steering: { organisations: [] },
    funding: { none: "" },
    removed: true,
    ...nothing,
  };
}

type SaidAction = z.infer<ReturnType<typeof actionSchema>>;

/** The action that a file's words make, its expectations too. */
export function actionMade(said: SaidAction, families: readonly { id: string; title: string }[]): Action {
  const { id, title, heading, from, until, steering, funding } = said;
  const strands = said.strands.map((strand) => ({ ...strand, id: strand.id ?? slug(strand.title) }));
  const family = families.find((each) => each.id === said.family || foldWords(each.title) === foldWords(said.family));
  return {
    ...{ id: id ?? slug(title), title, ...(heading !== undefined && { heading }), family: family?.id ?? said.family },
    ...((from !== undefined || until !== undefined) && { period: { from: from ?? until!, until: until ?? from! } }),
    ...{ strands, interventions: said.interventions, concerned: said.concerned, intent: said.intent },
    steering: {
      organisations: steering?.organisations ?? [],
      ...(steering?.words !== undefined && { words: steering.words }),
    },
    results: said.results,
    expected: said.expected.map((each) => expectedMade(each, strands)),
    funding: funding.by && funding.by.length > 0 ? { by: funding.by } : { none: funding.none ?? "" },
    payment: said.payment.map(({ words, unit, planned }) => ({
      ...{ words, ...(unit !== undefined && { unit }), ...(planned !== undefined && { planned }) },
    })),
  };
}

type SaidExpected = SaidAction["expected"][number];

function expectedMade(said: SaidExpected, strands: readonly { id: string; title: string }[]): Expected {
  const { title, count, when, strand, sources } = said;
  const of = strands.find((each) => each.id === strand || foldWords(each.title) === foldWords(strand ?? ""));
  const more = {
    ...{ id: said.id ?? slug(title), title, count, sources: sources.map((source) => slug(source)) },
    ...(when !== undefined && { when }),
    ...(strand !== undefined && { strand: of?.id ?? strand }),
  };
  if (said.meeting !== undefined) return { what: "meeting", ...(said.meeting && { kind: said.meeting }), ...more };
  const kind = said.document || said.sheets;
  return { what: said.sheets === undefined ? "document" : "sheets", ...(kind && { kind }), ...more };
}

/** What `faultsOf` found, on its line, with what was written there rather than the id that was made of it. */
export function inFile(read: Read, { path, code, details }: Fault): FileFault {
  const written = valueAt(read.said, path);
  const [, noun] = /^(\w+)-(?:unknown|twice)$/.exec(code) ?? [];
  const named = noun !== undefined && typeof written === "string" ? { [noun]: written } : {};
  return { line: read.lineOf(path), code, details: { ...details, ...named } };
}

/** What a part of a file says, or what is wrong with it. */
export type Parsed<T> = { ok?: T; faults: FileFault[] };

/** Reads a part of a file, at `path`, by its schema. */
export function parsed<T>(read: Read, schema: z.ZodType<T>, said: unknown, path: Path): Parsed<T> {
  const result = schema.safeParse(said);
  if (result.success) return { ok: result.data, faults: [] };
  return { faults: result.error.issues.flatMap((issue) => faultsIn(read, issue, path)) };
}

/** The faults that an issue tells: its message is a code, and the names it speaks of (`message` in `schema.ts`). */
function faultsIn(read: Read, issue: z.core.$ZodIssue, above: Path): FileFault[] {
  const path = [...above, ...(issue.path as (string | number)[])];
  const [code = "", ...names] = issue.message.split(" ");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      line: read.lineOf([...path, key]),
      code,
      details: { key, expected: names.join(" ") },
    }));
  }
  const said = valueAt(read.said, path);
  const details = {
    ...{
      key: String(path.findLast((step) => typeof step === "string") ?? ""),
      expected: names.join(" "),
      most: names[0] ?? "",
    },
    ...(said !== undefined && { length: said.length, ...(typeof said === "string" && { id: said, date: said }) }),
    ...(issue.code === "custom" ? (issue.params as Details | undefined) : {}),
  };
  return [{ line: read.lineOf(path), code, details }];
}

/** What a file says at a path; one alone stands for a list of one. */
function valueAt(said: Said, path: Path): string | Said[] | undefined {
  const value = path.reduce<Said | undefined>((each, step) => {
    if (typeof each === "string") return step === 0 ? each : undefined;
    return (each as Record<string | number, Said> | undefined)?.[step];
  }, said);
  return typeof value === "string" || Array.isArray(value) ? value : undefined;
}

function listOf(said: Said | undefined): Said[] {
  return Array.isArray(said) ? said : [];
}

/** That there are actions, in a list, and not too many. */
function amount(read: Read, { actions, organisations }: { [key: string]: Said }): FileFault[] {
  const wrong = (key: string, code: string, details: Details = {}): FileFault => ({
    ...{ line: read.lineOf([key]), code, details: { key, ...details } },
  });
  return [
    ...(actions === undefined ? [wrong("actions", "key-missing")] : []),
    ...(actions !== undefined && !Array.isArray(actions) && actions !== "" ? [wrong("actions", "shape-list")] : []),
    ...(organisations !== undefined && !Array.isArray(organisations) && organisations !== ""
      ? [wrong("organisations", "shape-list")]
      : []),
    ...(listOf(actions).length > maxActions
      ? [wrong("actions", "list-long", { length: listOf(actions).length, most: maxActions })]
      : []),
  ];
}

/** Those that are known, and those that a file declares, even with a fault of their own. */
function withDeclared({ ids, shown }: Called, said: readonly Said[]): Called {
  const declared = said.flatMap((each) => {
    const { short, name } = typeof each === "string" || Array.isArray(each) ? {} : each;
    return typeof short === "string"
      ? [{ short, names: [short, slug(short), ...(typeof name === "string" ? [name] : [])] }]
      : [];
  });
  const idOf = (short: string) => ids.get(foldWords(short)) ?? organisationIdOf(short);
  const names = declared.flatMap(({ short, names }) => names.map((each) => [foldWords(each), idOf(short)] as const));
  return { ids: new Map([...ids, ...names]), shown: [...new Set([...shown, ...declared.map(({ short }) => short)])] };
}

/** Faults by their lines. */
export function inOrder(faults: readonly FileFault[]): FileFault[] {
  return [...faults].sort((a, b) => a.line - b.line);
}
