import type { Network } from "../../../infra/local/network.ts";
import { canonicalJson } from "../../../shared/chain/hash.ts";
import type { Files } from "../../../shared/ports.ts";
import { getBatch } from "../../../shared/stored/batch.ts";
import { getText } from "../../../shared/stored/text.ts";

/** All that a network stores, a line a row and a line a file, before what is by chance is taken out of it. */
export type Stored = { lines: string[]; objects: Set<string> };

/** Rows of how somebody came in and how often they asked: of no scenario. */
const ofVisits = /^(LINKS?|SESSION|COUNTER)#/;
const hash = /[0-9a-f]{64}/g;

/** What a network stores now; texts and remarks stand in the place of their salted names. */
export async function storedIn({ ports: { store, files } }: Network): Promise<Stored> {
  const rows = (await Array.fromAsync(store.all())).filter(({ pk }) => !ofVisits.test(pk));
  const keys = await Array.fromAsync(files.list(""));
  const all = [...rows.map(({ version: _, expires: __, ...row }) => canonicalJson(row)), ...keys];
  const said = await saltedTexts(files, new Set(all.flatMap((line) => line.match(hash) ?? [])));
  const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
  const lines = all.map((line) => line.replace(hash, (name) => quoted(said.get(name) ?? name)));
  const objects = new Set(keys.flatMap((key) => key.match(hash) ?? []).filter((name) => !said.has(name)));
  return { lines, objects };
}

/** What stands under each name that is salted. */
async function saltedTexts(files: Files, names: Iterable<string>): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  for (const name of names) {
    const text = await getText(files, name);
    const remarks = text === undefined ? await getBatch(files, name) : [];
    if (text !== undefined) said.set(name, `« ${text} »`);
    else if (remarks.length > 0) said.set(name, canonicalJson(remarks));
  }
  return said;
}

const instant = /\d{4}-\d\d-\d\dT[\d:.]+Z|\b\d{13}\b/g;
/** An id, or a hash. */
const name = /(?<![\w-])(?:[0-9a-f]{64}|[\w-]{20,24})(?![\w-])/g;

/**
 * Two networks' lines without the instants, and with a number for each id and each hash of an event that one has and the
 * other has not. What names an object by its content stays: another content is another state.
 */
export function withoutChance(one: Stored, other: Stored): [string[], string[]] {
  const [here, there] = [one, other].map(({ lines }) => new Set(lines.flatMap((line) => line.match(name) ?? [])));
  const isKept = (each: string) =>
    (here!.has(each) && there!.has(each)) || one.objects.has(each) || other.objects.has(each);
  return [numbered(one.lines, isKept), numbered(other.lines, isKept)];
}

function numbered(lines: readonly string[], isKept: (name: string) => boolean): string[] {
  const blank = (line: string) => line.replace(name, (each) => (isKept(each) ? each : "…"));
  const timeless = lines.map((line) => line.replace(instant, "instant"));
  const numbers = new Map<string, string>();
  const number = (each: string) => {
    if (!numbers.has(each)) numbers.set(each, `new-${numbers.size + 1}`);
    return numbers.get(each)!;
  };
  const inOrder = timeless.map((line) => [blank(line), line] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  const named = inOrder.map(([, line]) => line.replace(name, (each) => (isKept(each) ? each : number(each))));
  return named.map((line) => (line.startsWith("{") ? canonicalJson(JSON.parse(line)) : line)).sort();
}
