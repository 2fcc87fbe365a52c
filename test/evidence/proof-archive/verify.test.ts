import fc from "fast-check";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import type { Entry } from "../../../shared/archive/tar.ts";
import { readZip, writeZip, type ZipSource } from "../../../shared/archive/zip.ts";
import { canonicalJson, hashOf } from "../../../shared/chain/hash.ts";
import type { Event } from "../../../shared/deliverable/event.ts";
import { signBytes, signingKey } from "../../../shared/evidence/proof-archive/key.ts";
import { type ArchiveManifest, paths } from "../../../shared/evidence/proof-archive/manifest.ts";
import { verifyProofArchive } from "../../../shared/evidence/proof-archive/verify.ts";
import { latestProofArchive } from "../../../shared/stored/proof-archive.ts";
import { openTestNetwork } from "../../functions/network.ts";
import { approveNote, produceAll } from "../../functions/render/approved.ts";
import { tries } from "../../long.ts";

let bytes: Buffer;
beforeAll(async () => {
  const network = await openTestNetwork();
  const id = await approveNote(network);
  await produceAll(network, "dossier");
  const { key } = (await latestProofArchive(network.ports.store, id))!;
  bytes = Buffer.from((await network.ports.files.get(key))!);
});

function sourceOf(archive: Uint8Array): ZipSource {
  return { size: archive.length, read: async (at, length) => archive.subarray(at, at + length) };
}

async function codes(archive: Uint8Array): Promise<string[]> {
  const { problems } = await verifyProofArchive(sourceOf(archive));
  return [...new Set(problems.map(({ code }) => code))];
}

describe("any change of the archive's bytes is found", () => {
  /** Every byte of the archive that is none of a file's own: headers, names, the directory and its end. */
  const around = async (): Promise<number[]> => {
    const inside = new Set<number>();
    let at = 0;
    for await (const { name, bytes: own } of readZip(sourceOf(bytes))) {
      const from = at + 30 + name.length;
      for (let index = from; index < from + own.length; index++) inside.add(index);
      at = from + own.length;
    }
    return Array.from(bytes.keys()).filter((index) => !inside.has(index));
  };
  const isFound = async (at: number, mask: number) => {
    const altered = Buffer.from(bytes);
    altered[at]! ^= mask;
    expect((await codes(altered)).length, `byte ${at} ^ ${mask}`).toBeGreaterThan(0);
  };
  const masks = fc.integer({ min: 1, max: 255 });

  test("of its headers and its directory", async () => {
    const places = await around();
    await fc.assert(fc.asyncProperty(fc.constantFrom(...places), masks, isFound), { numRuns: tries(20, 300) });
  });
  test("of its files", async () => {
    const places = fc.integer({ min: 0, max: bytes.length - 1 });
    await fc.assert(fc.asyncProperty(places, masks, isFound), { numRuns: tries(20, 300) });
  });
  test.each<[string, () => Uint8Array]>([
    ["cut short", () => bytes.subarray(0, -1)],
    ["followed by more", () => Buffer.concat([bytes, Buffer.from([0])])],
    ["preceded by more", () => Buffer.concat([Buffer.from([0]), bytes])],
    ["empty", () => Buffer.alloc(0)],
  ])("%s", async (_, altered) => expect((await codes(altered())).length).toBeGreaterThan(0));
});

type Files = Map<string, Buffer>;

/** The dossier with its files changed, listed and signed anew by a key of one's own. */
async function forged(change: (files: Files, manifest: ArchiveManifest) => void): Promise<Uint8Array> {
  const files: Files = new Map(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, Buffer.from(content)]));
  const manifest = JSON.parse(files.get(paths.manifest)!.toString()) as ArchiveManifest;
  const seed = new Uint8Array(32).fill(3);
  const { key, publicKey } = signingKey({ current: "autre", keys: new Map([["autre", seed]]) });
  for (const path of [paths.manifest, paths.signature]) files.delete(path);
  files.set(paths.key, Buffer.from(publicKey.pem));
  change(files, manifest);
  const listed = [...files].map(([path, own]) => ({ path, bytes: own.length, sha256: hashOf(own) }));
  const { id, fingerprint } = publicKey;
  const list = Buffer.from(canonicalJson({ ...manifest, files: listed, key: { id, fingerprint } }));
  files.set(paths.manifest, list);
  files.set(paths.signature, Buffer.from(signBytes(key, list)));
  const entries = (async function* (): AsyncGenerator<Entry> {
    for (const [name, own] of files) yield { name, bytes: own };
  })();
  return Buffer.concat(await Array.fromAsync(writeZip(entries, manifest.made.slice(0, 10))));
}

/** Changes events and chains them anew, as who holds them all could. */
function rechained(change: (event: Event) => Event) {
  return (files: Files, manifest: ArchiveManifest) => {
    const events = files
      .get(paths.events)!
      .toString()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Event);
    let prev = "0".repeat(64);
    const chained = events.map((event) => {
      const next = { ...change(event), prev };
      prev = hashOf(next);
      return next;
    });
    files.set(paths.events, Buffer.from(chained.map((event) => `${canonicalJson(event)}\n`).join("")));
    manifest.head = prev;
  };
}

const edit = (path: string, from: string, to: string) => (files: Files) => {
  const words = files.get(path)!.toString();
  if (!words.includes(from)) throw new Error(`${path} does not say ${from}`);
  files.set(path, Buffer.from(words.replace(from, to)));
};
const first = (files: Files, folder: string) => [...files.keys()].find((path) => path.startsWith(folder))!;

describe("what is listed and signed anew", () => {
  const check = (name: string, change: Parameters<typeof forged>[0], expected: string[]) =>
    test(name, async () => expect(await codes(await forged(change))).toEqual(expected));

  check("nothing changed: sound, but for the key", () => undefined, []);
  check("an event altered", edit(paths.events, '"choice":"approve"', '"choice":"abstain"'), ["chain-broken"]);
  check(
    "a decision altered, and the chain made anew",
    rechained((event) => (event.type === "decided" ? { ...event, data: { ...event.data, choice: "abstain" } } : event)),
    ["outcome-other", "receipt-other"],
  );
  check(
    "a decision of another version",
    rechained((event) =>
      event.type === "decided" ? { ...event, data: { ...event.data, version: "0".repeat(64) } } : event,
    ),
    ["decision-elsewhere", "outcome-other", "receipt-other"],
  );
  check("the state told", edit(paths.outcome, '"stage":"final"', '"stage":"draft"'), ["outcome-other"]);
  check("a decision in the approval record", edit(paths.record, '"choice":"approve"', '"choice":"abstain"'), [
    "outcome-other",
  ]);
  check("where its meeting was", edit(paths.record, '"place":"', '"place":"Autre '), ["outcome-other"]);
  check("who gave it", edit(paths.record, '"opinions":[{', '"opinions":[{"organisation":"Autre","was":0,'), [
    "outcome-other",
  ]);
  check("no approval record", (files) => void files.delete(paths.record), ["outcome-other"]);
  check("a receipt's head", edit(paths.receipts, '"head":"', '"head":"0'), ["receipt-other"]);
  check("a version", (files) => edit(first(files, "versions/"), '"schema":1', '"schema":2')(files), [
    "version-altered",
  ]);
  check("a final document", (files) => void files.set(first(files, "outputs/"), Buffer.from("%PDF-")), [
    "file-missing",
  ]);
  check("a tree", (files) => void files.set(first(files, "trees/"), Buffer.from("{}")), ["file-missing"]);
  check("a text taken out without a word", (files) => void files.delete(first(files, "texts/")), ["file-missing"]);
  check(
    "a tree told as erased, which none may be",
    (files, manifest) => {
      const path = first(files, "trees/");
      manifest.absent.push({ path, sha256: path.slice(6, 70), why: "erased" });
      files.delete(path);
    },
    ["file-missing"],
  );
  check("a file more", (files) => void files.set("notes.txt", Buffer.from("Vu.")), ["file-unexplained"]);
  check("no events", (files) => void files.set(paths.events, Buffer.from("")), ["events-unreadable"]);
  check("events that are none", (files) => void files.set(paths.events, Buffer.from("{}\n")), ["chain-broken"]);
});

test("an archive of one's own is read back as it was, wherever its chunks end", async () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9/._-]{1,40}$/), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      names,
      fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 6, maxLength: 6 }),
      async (all, own) => {
        const entries = all.map((name, index) => ({ name, bytes: own[index]! }));
        const written = writeZip(
          (async function* () {
            yield* entries;
          })(),
          "2008-05-29",
        );
        const archive = Buffer.concat(await Array.fromAsync(written));
        const read = await Array.fromAsync(readZip(sourceOf(archive)));
        expect(read).toEqual(
          entries.map((entry) => ({ ...entry, bytes: Buffer.from(entry.bytes), date: "2008-05-29" })),
        );
      },
    ),
  );
});
