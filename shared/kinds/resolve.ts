import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type * as z from "zod";
import { type Details, Refusal, type RefusalCode } from "../errors.ts";
import type { Assets } from "../ports.ts";
import { readJson } from "./json.ts";
import { type Kind, kindSchema } from "./kind.ts";
import { type Theme, themeSchema } from "./theme.ts";

/** The kind of a document that no kind was asked for: no cover, no section required. */
const plainKind = "plain";

/** The kinds that a new deliverable can be of, as `listKinds` has them. */
export async function offeredKinds(assets: Assets): Promise<Kind[]> {
  return (await listKinds(assets)).filter(({ retired }) => !retired);
}

/** Whether Livrable brings a kind, whatever the network made of it: its folder is among the templates. */
export async function isShipped(assets: Assets, id: string): Promise<boolean> {
  return (await assets.list(id).catch((): string[] => [])).includes("kind.json");
}

/** The kinds that deliverables are of, in the order of their ids, the plain one last. Throws as `loadKind`. */
export async function listKinds(assets: Assets): Promise<Kind[]> {
  const known = await kindIds(assets);
  const ids = [...known.filter((id) => id !== plainKind), ...known.filter((id) => id === plainKind)];
  return Promise.all(ids.map(async (id) => (await loadKind(assets, id)).kind));
}

/** The kinds whose `kind.json` can be read; a damaged one is left out. */
export async function readableKinds(assets: Assets): Promise<Kind[]> {
  const read = await Promise.allSettled((await kindIds(assets)).map((id) => loadKind(assets, id)));
  return read.flatMap((result) => (result.status === "fulfilled" ? [result.value.kind] : []));
}

/**
 * A kind and the SHA-256 of its canonical JSON (RFC 8785), hex. Throws `kind-unknown` with the kinds there are,
 * `kind-invalid` with the field that is wrong.
 */
export async function loadKind(assets: Assets, id: string): Promise<Loaded> {
  const known = await kindIds(assets);
  if (!known.includes(id)) throw new Refusal("kind-unknown", { kind: id, known: known.join(", ") });
  const bytes = await assets.read(`${id}/kind.json`);
  const before = loadedFrom.get(bytes);
  if (before?.kind.id === id) return before;
  const kind = parseKind(bytes, id);
  if (kind.id !== id) throw new Refusal("kind-invalid", { kind: id, field: "id", problem: `"${kind.id}" ≠ "${id}"` });
  const loaded = { kind, hash: hashOf(kind) };
  loadedFrom.set(bytes, loaded);
  return loaded;
}

type Loaded = { kind: Kind; hash: string };

/** Kinds by the very bytes that they were read from: where assets are read once, kinds are parsed once. */
const loadedFrom = new WeakMap<Uint8Array, Loaded>();

/** The theme and the SHA-256 of its canonical JSON, hex. Throws `theme-invalid` with the field that is wrong. */
export async function loadTheme(assets: Assets): Promise<{ theme: Theme; hash: string }> {
  const theme = parseTheme(await assets.read("theme.json"));
  return { theme, hash: hashOf(theme) };
}

/**
 * A kind.json, checked. Throws `kind-invalid` with the field that is wrong; `id`: what it is called, where that is
 * known.
 */
export function parseKind(bytes: Uint8Array, id?: string): Kind {
  return parse(kindSchema, bytes, "kind-invalid", id === undefined ? {} : { kind: id });
}

/**
 * A kind.json that somebody sends, checked; `words`: what is wrong of it, in their language. Throws `json-unreadable` with the line,
 * `revision-unknown` for what is no object, `kind-file-invalid` with the field that is wrong.
 */
export function readKindFile(bytes: Uint8Array, words: z.core.$ZodErrorMap): Kind {
  const given = readJson(bytes);
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw new Refusal("revision-unknown");
  return checked(kindSchema, given, "kind-file-invalid", {}, words);
}

/** A theme.json, checked. Throws `theme-invalid` with the field that is wrong. */
export function parseTheme(bytes: Uint8Array): Theme {
  return parse(themeSchema, bytes, "theme-invalid", {});
}

async function kindIds(assets: Assets): Promise<string[]> {
  const paths = await assets.list("");
  return paths.flatMap((path) => /(?:^|\/)([a-z][a-z0-9-]*)\/kind\.json$/.exec(path)?.[1] ?? []).sort();
}

function parse<T>(schema: z.ZodType<T>, bytes: Uint8Array, code: RefusalCode, of: Details): T {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Refusal(code, { ...of, field: "JSON", problem: (error as Error).message });
  }
  return checked(schema, json, code, of);
}

function checked<T>(
  schema: z.ZodType<T>,
  json: unknown,
  code: RefusalCode,
  of: Details,
  error?: z.core.$ZodErrorMap,
): T {
  const result = schema.safeParse(json, error && { error });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Refusal(code, { ...of, field: fieldOf(issue), problem: issue?.message ?? "" });
}

/** "sections[2].title.fr"; of a field too many, its own name. */
function fieldOf(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return "";
  const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}

function hashOf(value: object): string {
  return createHash("sha256")
    .update(canonicalize(value) ?? "")
    .digest("hex");
}
