import * as z from "zod";
import { defaultLanguage, languages, neutralLanguage } from "./i18n/languages.ts";

const megabyte = 1024 * 1024;

/** A whole number within bounds, which its refusal names. */
function whole(least: number, most: number, otherwise: number) {
  return z.int().min(least).max(most).default(otherwise);
}

/** What bounds a file that comes in; sizes in bytes. At their least, ordinary documents of some forty pages still come in. */
export const limitsSchema = z.strictObject({
  uploadBytes: whole(megabyte, 500 * megabyte, 25 * megabyte),
  archiveEntries: whole(100, 100_000, 2_000),
  /** Inflated size of one entry that is read, and of all of them; images that are not set are not read. */
  entryBytes: whole(megabyte, 1024 * megabyte, 48 * megabyte),
  inflatedBytes: whole(4 * megabyte, 2048 * megabyte, 96 * megabyte),
  /** Inflated over stored size of one entry; small entries are let off. */
  ratio: whole(50, 10_000, 200),
  xmlDepth: whole(64, 10_000, 256),
  /** Blocks and inlines of one tree: a page has some fifty. */
  nodes: whole(5_000, 5_000_000, 200_000),
  /** Characters of a Markdown text: a page has some 3,000. */
  textLength: whole(100_000, 100 * megabyte, 2 * megabyte),
  treeBytes: whole(megabyte, 100 * megabyte, 8 * megabyte),
  /** An A4 page scanned at 200 dots an inch has 3.9 million. */
  imagePixels: whole(4_000_000, 1_000_000_000, 50_000_000),
  readSeconds: whole(5, 240, 20),
  /** Heap and all of a reading or rendering child process, MiB. */
  childMemory: whole(256, 65_536, 1024),
});
export type Limits = z.infer<typeof limitsSchema>;

/** Days that things are kept which nothing refers to any more. */
const keepSchema = z.strictObject({
  /** Files that came and were not read, or could not be: one that was read is kept as a source. */
  uploads: whole(1, 3_650, 30),
  /** What reading a file noticed beside its text: warnings, remarks. */
  readings: whole(30, 36_500, 1_825),
  /** How long a browser stays let in. */
  sessions: whole(1, 366, 30),
  /** Letters of the outbox. */
  outbox: whole(1, 36_500, 1_825),
});

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A network's settings, one row of the store. What is not set has its default. */
export const settingsSchema = z.strictObject({
  network: z.string().trim().min(1).max(120).default("Réseau"),
  /** The address that mails carry, without a final slash. */
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !url.endsWith("/") && isBare(url))
    .default("http://127.0.0.1:8080"),
  timeZone: z.string().refine(isTimeZone).default("Europe/Paris"),
  holidays: z.enum(["FR", "FR-57", "FR-67", "FR-68", "FR-971", "FR-972", "FR-973", "FR-974", "FR-976"]).default("FR"),
  language: z.enum(languages).default(defaultLanguage),
  sender: z.strictObject({ name: z.string().trim().min(1).max(120), address: z.email().max(254) }).default({
    name: "Livrable",
    address: "livrable@reseau.example",
  }),
  /** How long links live, days. */
  linkDays: whole(1, 366, 90),
  keep: keepSchema.default(keepSchema.parse({})),
  /** The network's own revisions of kinds, by id, and of the theme: their hashes in the file store. */
  kinds: z.record(z.string(), hash).default({}),
  theme: hash.optional(),
  limits: limitsSchema.default(limitsSchema.parse({})),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Whether an address has no user, no password, no query and no fragment: addresses of pages are made by adding to it. */
export function isBare(url: string): boolean {
  return !/[?#]/.test(url) && !/^[a-z]+:\/\/[^/]*@/i.test(url);
}

/** Time zones that this runtime was found to know: asking it takes a tenth of a millisecond, and settings are read at each request. */
const known = new Set<string>();

/** Whether this runtime knows a time zone by that name (IANA), such as "Europe/Paris". */
function isTimeZone(name: string): boolean {
  if (known.has(name)) return true;
  try {
    if (!/^[A-Z]/.test(name) || !new Intl.DateTimeFormat(neutralLanguage, { timeZone: name })) return false;
    known.add(name);
    return true;
  } catch {
    return false;
  }
}

/** A setting whose value cannot be: where it is, such as "sender.address", its value, and what would be right. */
export type WrongSetting = { path: string; value: unknown; wanted: Wanted };
/** `text`: named by its path, for there is more to it than a type. */
export type Wanted =
  | { is: "number"; least: number; most: number }
  | { is: "choice"; of: readonly string[] }
  | { is: "text" }
  | { is: "unknown" };

/**
 * The settings that stored ones make: what of them is wrong is left out, so that its default holds, and is named. Never
 * throws: a wrong setting stops nothing.
 */
export function readSettings(stored: unknown): { settings: Settings; wrong: WrongSetting[] } {
  let left = isRecord(stored) ? structuredClone(stored) : {};
  const wrong: WrongSetting[] = [];
  for (;;) {
    const parsed = settingsSchema.safeParse(left);
    if (parsed.success) return { settings: parsed.data, wrong };
    for (const path of pathsOf(parsed.error)) {
      wrong.push({ path: path.join("."), value: valueAt(left, path), wanted: wantedAt(path) });
      left = without(left, path);
    }
  }
}

/** What a setting takes. */
export function wantedAt(path: readonly string[]): Wanted {
  const field = path.reduce<unknown>((inner, name) => shapeOf(inner)?.[name], settingsSchema);
  const schema = unwrapped(field);
  if (schema instanceof z.ZodEnum) return { is: "choice", of: schema.options.map(String) };
  if (schema instanceof z.ZodNumber) return { is: "number", least: schema.minValue ?? 0, most: schema.maxValue ?? 0 };
  return { is: schema === undefined ? "unknown" : "text" };
}

/** Settings with one of them changed, as it was given: a number in its digits. `unknown`: it is not there, or is not one value. */
export function withSetting(
  settings: Settings,
  name: string,
  value: string,
): { settings: Settings } | { wrong: WrongSetting } {
  const path = name.split(".");
  const wanted = wantedAt(path);
  const unknown: Wanted = { is: "unknown" };
  if (wanted.is === "unknown" || isRecord(valueAt(settings, path)))
    return { wrong: { path: name, value, wanted: unknown } };
  const given = wanted.is === "number" && /^\d+$/.test(value.trim()) ? Number(value) : value;
  const parsed = settingsSchema.safeParse(withValue(settings, path, given));
  return parsed.success ? { settings: parsed.data } : { wrong: { path: name, value, wanted } };
}

function withValue(holder: object, [name = "", ...rest]: readonly string[], value: unknown): object {
  const inner = (holder as Record<string, object>)[name] ?? {};
  return { ...holder, [name]: rest.length === 0 ? value : withValue(inner, rest, value) };
}

/** The paths that a parse refused, each once; of an object with names that it has not, those. */
function pathsOf({ issues }: z.ZodError): string[][] {
  const paths = issues.flatMap((issue) => {
    const path = issue.path.map(String);
    return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
  });
  return [...new Map(paths.map((path) => [path.join("."), path])).values()];
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  const inner = unwrapped(schema);
  return inner instanceof z.ZodObject ? inner.shape : undefined;
}

function unwrapped(schema: unknown): unknown {
  const wrapped = schema instanceof z.ZodDefault || schema instanceof z.ZodOptional;
  return wrapped ? unwrapped(schema.unwrap()) : schema;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}

/** Without what is at a path; where an object lacks what it must have, without the object. */
function without(value: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  const [name = "", ...rest] = path;
  const inner = value[name];
  if (rest.length > 0 && isRecord(inner) && valueAt(inner, rest) !== undefined)
    return { ...value, [name]: without(inner, rest) };
  const { [name]: _, ...others } = value;
  return others;
}
