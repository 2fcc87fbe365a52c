import { hashOf } from "../chain/hash.ts";
import { Refusal } from "../errors.ts";
import type { Content, Files, Store } from "../ports.ts";
import { intact } from "../stored/content.ts";
import { erasureRow } from "../stored/erasure.ts";
import { jobRow } from "../stored/job.ts";
import { importingKey } from "../stored/network.ts";
import { sweptBefore } from "../stored/swept.ts";
import type { Hash } from "../values.ts";
import { hashOfNamed, type NamedFile, namedByFile } from "./named-files.ts";

/** What is wrong with what is stored: `where`, a key or a deliverable; `by`: what names a file. */
export type Flaw = { code: FlawCode; where: string; by?: string };
export type FlawCode =
  | "file-missing"
  | "file-damaged"
  | "file-left"
  | "chain-broken"
  | "state-differs"
  | "summary-differs"
  | "unlisted"
  | "list-lacks"
  | "list-leads-nowhere"
  | "source-missing"
  | "person-missing"
  | "address-missing"
  | "address-leads-nowhere"
  | "row-unreadable"
  | "row-damaged"
  | "import-unfinished";

/** The files of a store held against those that are named. */
export type Inventory = {
  name(files: readonly NamedFile[]): void;
  /** Notes a file that is there; undefined where its bytes are not what its key names. */
  read(key: string): Promise<{ bytes: Uint8Array; sha256: Hash } | undefined>;
  /**
   * What is missing, damaged, or there although it was to go, once all was named and read; `erased`, `withdrawn`: how many are
   * gone as they should.
   */
  close(store: Store): Promise<{ flaws: Flaw[]; erased: number; withdrawn: number }>;
};

/** Begins an inventory. A file that is gone between its listing and its reading is none. */
export function takeInventory(files: Files): Inventory {
  const named = new Map<string, NamedFile>();
  const found = new Map<string, Required<Content>>();
  const damaged: Flaw[] = [];
  const name: Inventory["name"] = (more) => {
    for (const file of more)
      named.set(file.key, { ...file, content: { ...named.get(file.key)?.content, ...file.content } });
  };
  return {
    name,
    read: async (key) => {
      const bytes = await readIntact(files, key, name);
      if (bytes === "damaged") damaged.push({ code: "file-damaged", where: key });
      if (!bytes || bytes === "damaged") return undefined;
      const sha256 = hashOf(bytes);
      found.set(key, { sha256, bytes: bytes.length });
      return { bytes, sha256 };
    },
    close: async (store) => {
      const erasures = new Set((await Array.fromAsync(erasureRow.rows(store, {}))).map(({ sk }) => sk));
      const spoilt = new Set(damaged.map(({ where }) => where));
      const [going, staying] = [true, false].map((goes) =>
        [...named.values()].filter(({ gone }) => (gone !== undefined) === goes),
      );
      const unseen = staying!.filter(({ key }) => !found.has(key) && !spoilt.has(key));
      const left = await leftOf(
        store,
        going!.filter(({ key }) => found.has(key)),
      );
      const absent = await lackingOf({ store, files }, unseen);
      const [erased, missing] = [true, false].map((gone) =>
        absent.filter((file) => erasures.has(hashOfNamed(file) ?? "") === gone),
      );
      const altered = [...named.values()].filter((file) => isAltered(file, found.get(file.key)));
      const flaws = [
        ...missing!.map((file) => flaw("file-missing", file)),
        ...damaged.map(({ code, where }) => ({ code, where, ...(named.has(where) && { by: named.get(where)!.by }) })),
        ...altered.map((file) => flaw("file-damaged", file)),
        ...left.map((file) => flaw("file-left", file)),
      ];
      const withdrawn = going!.filter(({ key }) => !found.has(key)).length;
      return { flaws: flaws.sort((a, b) => (a.where < b.where ? -1 : 1)), erased: erased!.length, withdrawn };
    },
  };
}

/** What an import that was begun and did not end leaves: a network that is not whole, whatever else is found. */
export async function leftByImport(store: Pick<Store, "get">): Promise<Flaw[]> {
  const { pk, sk } = importingKey;
  return (await store.get(importingKey)) ? [{ code: "import-unfinished", where: `${pk} / ${sk}` }] : [];
}

function flaw(code: FlawCode, { key, by }: NamedFile): Flaw {
  return { code, where: key, by };
}

function isAltered({ content }: NamedFile, found: Required<Content> | undefined): boolean {
  if (!found) return false;
  const { sha256 = found.sha256, bytes = found.bytes } = content;
  return sha256 !== found.sha256 || bytes !== found.bytes;
}

/** A day, in milliseconds: a file comes before the event that names it, by less than that. */
const margin = 86_400_000;

/** Files that were not found and should be there: not those kept long enough, or still to be written, or that came meanwhile. */
async function lackingOf({ store, files }: { store: Store; files: Files }, unseen: readonly NamedFile[]) {
  const swept = Date.parse((await sweptBefore(store, "readings")) || "1970-01-01");
  const jobs = new Set((await Array.fromAsync(jobRow.rows(store, {}))).map(({ sk }) => sk));
  const lacking: NamedFile[] = [];
  for (const file of unseen) {
    const { key, since, job } = file;
    if (since !== undefined && Date.parse(since) - margin < swept) continue;
    if (job !== undefined && [...jobs].some((id) => id.endsWith(job))) continue;
    if (!(await files.head(key))) lacking.push(file);
  }
  return lacking;
}

/** Files that are there although they were to go, and no job is still to take them. */
async function leftOf(store: Store, present: readonly NamedFile[]): Promise<NamedFile[]> {
  if (present.length === 0) return [];
  const jobs = new Set((await Array.fromAsync(jobRow.rows(store, {}))).map(({ sk }) => sk));
  return present.filter(({ gone }) => !jobs.has(gone!));
}

async function readIntact(
  files: Files,
  key: string,
  name: Inventory["name"],
): Promise<Uint8Array | "damaged" | undefined> {
  try {
    const bytes = await files.get(key);
    if (bytes) name(namedByFile(key, intact(key, bytes)));
    return bytes;
  } catch (error) {
    if (error instanceof Refusal && error.code === "object-damaged") return "damaged";
    throw error;
  }
}
