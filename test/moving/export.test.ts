import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { letterWriters } from "../../functions/notify/letters.ts";
import { type Entry, readTar, writeTar } from "../../shared/archive/tar.ts";
import { canonicalJson } from "../../shared/chain/hash.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { LetterName } from "../../shared/jobs/job.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { exportNetwork } from "../../shared/moving/export.ts";
import { checkArchive, importNetwork } from "../../shared/moving/import.ts";
import type { Row } from "../../shared/ports.ts";
import { deliverables, loadEvents, loadState } from "../../shared/stored/deliverable.ts";
import { leaseJob, listJobs, oweJob } from "../../shared/stored/job.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { loadSettings, refuseUnfinishedImport, saveSettings } from "../../shared/stored/network.ts";
import { objectKey, sourceKey, uploadKey } from "../../shared/stored/objects.ts";
import { addPerson, findPerson, removePerson } from "../../shared/stored/person.ts";
import { endLinks } from "../../shared/stored/revocation.ts";
import { getText, putText } from "../../shared/stored/text.ts";
import * as s from "../deliverable/scenario.ts";
import { openWorld, type World } from "../world.ts";

const id = "interculturalite";
const letters = Object.keys(letterWriters) as LetterName[];

/** A network with a final, a draft under way, people, texts, a link and a job at work. */
async function network(): Promise<World & { reason: string }> {
  const world = openWorld();
  await saveSettings(world, { ...(await loadSettings(world.store)), network: "RECI" });
  const relecture = {
    name: "Relecture",
    address: "relecture@crefe.example",
    organisation: "CREFE",
    language: "fr",
    coordinator: false,
  } as const;
  const person = await addPerson(world, relecture);
  const gone = await addPerson(world, { ...relecture, address: "parti@crefe.example" });
  await removePerson(world, gone.id);
  await makeLink(world, { person, purpose: "enter", days: 90 });
  await makeLink(world, { person, purpose: "review", thing: id, round: 1, days: 90 });
  await endLinks(world, { deliverable: id, round: 1 }, "line");
  for (const move of s.finished) {
    const state = (await loadState(world.store, id))?.state as State;
    await issue(deliverables, world, id, typeof move === "function" ? move(state) : move);
  }
  await issue(deliverables, world, "ecole", s.create({ id: "ecole", title: "L’école face à la diversité" }));
  await issue(deliverables, world, "ecole", s.upload("u9"));
  await leaseJob(world, `dossier/${id}/8`, 60);
  await world.store.commit([{ put: { pk: `DELIVERABLE#${id}`, sk: "remark#1", data: { text: "à part" } } }]);
  const reason = await putText(world, "À préciser");
  for (const key of [uploadKey("u1"), sourceKey("copie")])
    await world.files.put(key, Buffer.from("le même texte"), "text/plain");
  return { ...world, reason };
}

async function exported(world: World): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync(exportNetwork(world)));
}

/** Gives an archive's bytes in pieces of odd sizes, as a disk would. */
const opening = (bytes: Uint8Array) =>
  async function* () {
    for (let at = 0; at < bytes.length; at += 7777) yield bytes.subarray(at, at + 7777);
  };

/** Not what stays behind, nor what an import says of the lists that it made. */
const stays = ({ pk }: Row) => !/^(LINKS?#|REVOKED$|SESSION#|COUNTER#|PULSE$)/.test(pk);
const rowsOf = async ({ store }: World) =>
  (await Array.fromAsync(store.all())).filter(stays).map(({ version: _, ...row }) => row);

test("a network moved is the same network: events to the byte, files, people, and no link", async () => {
  const from = await network();
  const to = openWorld();
  const contents = await importNetwork(to, opening(await exported(from)));
  expect(contents).toMatchObject({ schema: 1, exported: "2008-03-03T09:00:00.000Z", files: 3 });
  const events = async (world: World) => (await Array.fromAsync(loadEvents(world.store, id))).map(canonicalJson);
  expect(await events(to)).toEqual(await events(from));
  const [before, after] = [await rowsOf(from), await rowsOf(to)];
  const isLeased = (row: { status?: string }) => row.status === "leased";
  expect(after.map((row) => row.sk)).toEqual(before.map((row) => row.sk));
  expect(after.filter((_, index) => !isLeased(before[index]!))).toEqual(before.filter((row) => !isLeased(row)));
  expect(await Array.fromAsync(to.store.all())).toHaveLength(after.length + 1);
  expect((await Array.fromAsync(to.files.list(""))).sort()).toEqual(
    (await Array.fromAsync(from.files.list(""))).sort(),
  );
  expect(await getText(to.files, from.reason)).toBe("À préciser");
  expect(await findPerson(to.store, "relecture@crefe.example")).toMatchObject({ name: "Relecture" });
});

test("a job that was being worked at is due again, the others as they were", async () => {
  const from = await network();
  const to = openWorld();
  await importNetwork(to, opening(await exported(from)));
  const jobs = await listJobs(to.store);
  expect(jobs.map((job) => job.id)).toEqual((await listJobs(from.store)).map((job) => job.id));
  expect(jobs.find((job) => job.id === `dossier/${id}/8`)).toMatchObject({ status: "due", attempt: 1 });
  expect(jobs.filter(({ status }) => status === "leased")).toEqual([]);
});

test("an imported network goes on where the exported one stood", async () => {
  const to = openWorld();
  await importNetwork(to, opening(await exported(await network())));
  const { events } = await issue(deliverables, to, "ecole", s.accept("u9"));
  expect(events).toMatchObject([{ seq: 3, type: "draftAccepted" }]);
});

test("an export of what was imported is the same export", async () => {
  const bytes = await exported(await network());
  const to = openWorld();
  await importNetwork(to, opening(bytes));
  const again = openWorld();
  await importNetwork(again, opening(await exported(to)));
  expect(await rowsOf(again)).toEqual(await rowsOf(to));
});

test("a network at work is exported as it stood: no event, no job of what came since", async () => {
  const world = await network();
  const late = { ...world, store: { ...world.store, all: () => meanwhile() } };
  async function* meanwhile() {
    // comes between the reading of the deliverables and that of the jobs
    await issue(deliverables, world, "ecole", s.accept("u9"));
    await issue(deliverables, world, "nouveau", s.create({ id: "nouveau" }));
    await issue(deliverables, world, "nouveau", s.upload("u10"));
    yield* world.store.all();
  }
  const to = openWorld();
  await importNetwork(to, opening(await exported(late)));
  expect((await loadState(to.store, "ecole"))?.state.seq).toBe(2);
  expect(await loadState(to.store, "nouveau")).toBeUndefined();
  const jobs = (await listJobs(to.store)).map((job) => job.id);
  expect(jobs).toContain("ingest/u9");
  expect(jobs).not.toContain("ingest/u10");
  expect(jobs).not.toContain("mail/ecole/3/draftRead/redaction-oriv");
});

test("a mail that no event owes is exported, whatever its letter and its name", async () => {
  const world = await network();
  for (const letter of letters) {
    const mail = { type: "mail", to: "direction-oriv", deliverable: "ecole", letter } as const;
    await oweJob(world, { id: `mail/${letter}/2008-03-03/direction-oriv`, ...mail });
    await oweJob(world, { id: `mail/ecole/9/${letter}/direction-oriv`, ...mail, seq: 9 });
  }
  const to = openWorld();
  await importNetwork(to, opening(await exported(world)));
  const jobs = (await listJobs(to.store)).map((job) => job.id);
  const named = (by: RegExp) => jobs.flatMap((id) => by.exec(id)?.[1] ?? []).sort();
  expect(named(/^mail\/(\w+)\/2008-03-03/)).toEqual(letters.toSorted());
  expect(named(/^mail\/ecole\/9\/(\w+)/)).toEqual([]);
});

test.each([
  ["marks that turn the text are taken off", "\u202eDirec\u0000tion", "Direction"],
  ["half a character is replaced", "Direc\ud800tion", "Direc\ufffdtion"],
  ["who has no name that is seen has their address", "\u200b ", "direction@oriv.example"],
])("people of an archive are named as names are kept here: %s", async (_, written, kept) => {
  const world = openWorld();
  await saveSettings(world, { ...(await loadSettings(world.store)), network: "RECI" });
  const person = { name: "Direction", address: "direction@oriv.example", organisation: "ORIV" };
  await addPerson(world, { ...person, language: "fr", coordinator: false });
  const named = (from: string) => replace(/^rows/, JSON.stringify(from), JSON.stringify(written));
  const bytes = await rewritten(await exported(world), (entries) => named("RECI")(named("Direction")(entries)));
  const moved = openWorld();
  await importNetwork(moved, opening(bytes));
  expect((await findPerson(moved.store, person.address))?.name).toBe(kept);
  const settings = await loadSettings(moved.store);
  expect(settings.network).toBe(kept === person.address ? settings.sender.address : kept);
});

test("an empty network is a network", async () => {
  const to = openWorld();
  expect(await importNetwork(to, opening(await exported(openWorld())))).toMatchObject({ rows: 0, files: 0 });
  expect(await rowsOf(to)).toEqual([]);
});

test("an import into a network that holds anything is refused", async () => {
  const bytes = await exported(await network());
  const to = openWorld();
  await saveSettings(to, await loadSettings(to.store));
  const before = await Array.fromAsync(to.store.all());
  await expect(importNetwork(to, opening(bytes))).rejects.toMatchObject({ code: "store-not-empty" });
  expect(await Array.fromAsync(to.store.all())).toEqual(before);
  expect(await Array.fromAsync(to.files.list(""))).toEqual([]);
});

test("an import that was cut is taken up again, with the same archive only", async () => {
  const bytes = await exported(await network());
  const to = openWorld();
  let commits = 3;
  const commit: World["store"]["commit"] = async (writes) => {
    if (commits-- === 0) throw new Error("killed");
    await to.store.commit(writes);
  };
  await expect(importNetwork({ ...to, store: { ...to.store, commit } }, opening(bytes))).rejects.toThrow("killed");
  expect((await checkNetwork(to)).flaws).toContainEqual({ code: "import-unfinished", where: "NETWORK / import" });
  await expect(refuseUnfinishedImport(to.store)).rejects.toMatchObject({ code: "import-unfinished" });
  await expect(importNetwork(to, opening(await exported(openWorld())))).rejects.toMatchObject({
    code: "import-unfinished",
  });
  await importNetwork(to, opening(bytes));
  const whole = openWorld();
  await importNetwork(whole, opening(bytes));
  expect(await rowsOf(to)).toEqual(await rowsOf(whole));
  expect((await checkNetwork(to)).flaws).not.toContainEqual(expect.objectContaining({ code: "import-unfinished" }));
  await refuseUnfinishedImport(to.store);
});

/** The archive with its entries changed. */
async function rewritten(bytes: Uint8Array, change: (entries: Entry[]) => Entry[]): Promise<Uint8Array> {
  const entries: Entry[] = [];
  for await (const { name, content } of readTar(opening(gunzipSync(bytes))()))
    entries.push({ name, bytes: Buffer.concat(await Array.fromAsync(content)) });
  return gzipSync(Buffer.concat(await Array.fromAsync(writeTar(listed(change(entries)), 0))));
}
async function* listed<T>(items: T[]): AsyncGenerator<T> {
  yield* items;
}
const replace = (name: RegExp, from: string, to: string) => (entries: Entry[]) =>
  entries.map((entry) =>
    name.test(entry.name)
      ? { ...entry, bytes: Buffer.from(Buffer.from(entry.bytes).toString().replace(from, to)) }
      : entry,
  );
const without = (name: RegExp) => (entries: Entry[]) => entries.filter((entry) => !name.test(entry.name));
const line = (text: string) => (entries: Entry[]) => replace(/^rows/, "\n", `\n${text}\n`)(entries);

test.each<[string, (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array]>([
  ["another kind of file", () => Buffer.from("PK\u0003\u0004 ceci n’est pas un export")],
  ["nothing", () => new Uint8Array()],
  ["a file cut short", (bytes) => bytes.subarray(0, bytes.length / 2)],
  ["an archive without its end", (bytes) => rewritten(bytes, without(/^livrable/))],
  ["another archive", (bytes) => rewritten(bytes, () => [{ name: "a.txt", bytes: Buffer.from("a") }])],
  ["an altered tar", async (bytes) => gzipSync(Buffer.from(gunzipSync(bytes)).fill(0x41, 100, 108))],
  ["an altered file", (bytes) => rewritten(bytes, replace(/^files\//, "le même", "un autre"))],
  ["a file left out", (bytes) => rewritten(bytes, without(/^files\//))],
  [
    "a file whose name is a hash, of something else",
    (bytes) => rewritten(bytes, replace(/^files.jsonl/, sourceKey("copie"), sourceKey("0".repeat(64)))),
  ],
  [
    "a file more",
    (bytes) => rewritten(bytes, replace(/^files.jsonl/, "\n", `\n{"key":"x","sha256":"${"0".repeat(64)}"}\n`)),
  ],
  [
    "an altered event",
    (bytes) => rewritten(bytes, replace(/^rows/, '"choice":"approve","round"', '"choice":"requestChanges","round"')),
  ],
  ["rows left out", (bytes) => rewritten(bytes, without(/^rows\//))],
  ["a row more", (bytes) => rewritten(bytes, line('{"data":{},"pk":"PEOPLE","sk":"p9"}'))],
  ["a row that no export has", (bytes) => rewritten(bytes, line('{"data":{},"pk":"SESSION#a","sk":"session"}'))],
  ["a row that is not one", (bytes) => rewritten(bytes, line('{"pk":"PEOPLE"}'))],
  [
    "a row that no store takes",
    (bytes) => rewritten(bytes, line(`{"data":"${"x".repeat(300 * 1024)}","pk":"PEOPLE","sk":"p9"}`)),
  ],
  ["a line without an end", (bytes) => rewritten(bytes, line("x".repeat(2 ** 20)))],
  ["a list of files beyond measure", (bytes) => rewritten(bytes, replace(/^files.jsonl/, "\n", "\n".repeat(2 ** 27)))],
  ["text that is not JSON", (bytes) => rewritten(bytes, line("bonjour"))],
])("refused, and nothing written: %s", async (_, damage) => {
  const bytes = await damage(await exported(await network()));
  const to = openWorld();
  await expect(importNetwork(to, opening(bytes))).rejects.toMatchObject({ code: "archive-invalid" });
  expect(await Array.fromAsync(to.store.all())).toEqual([]);
  expect(await Array.fromAsync(to.files.list(""))).toEqual([]);
});

/** One row more, and counted. */
const counted = (text: string) => (entries: Entry[]) => {
  const more = entries.map(({ name, bytes }) =>
    name.startsWith("rows/") ? { name, bytes: Buffer.concat([bytes, Buffer.from(`${text}\n`)]) } : { name, bytes },
  );
  return more.map(({ name, bytes }) => {
    if (name !== "livrable.json") return { name, bytes };
    const contents = JSON.parse(Buffer.from(bytes).toString());
    return { name, bytes: Buffer.from(JSON.stringify({ ...contents, rows: contents.rows + 1 })) };
  });
};
const person = '{"data":{"address":"a@b.example","name":"A","organisation":"B"},"pk":"PEOPLE","sk":"p9"}';

test.each<[string, string, string]>([
  ["a row twice", `${person.replace("PEOPLE", "ODD")}\n${person.replace("PEOPLE", "ODD")}`, "ODD / p9 is there twice"],
  ["a person who is none", '{"data":null,"pk":"PEOPLE","sk":"p9"}', "PEOPLE / p9 does not hold what such a row holds"],
  ["a job that is none", '{"data":null,"pk":"JOBS","sk":"j"}', "JOBS / j does not hold what such a row holds"],
  [
    "another's job",
    '{"data":{"id":"k","type":"mail","status":"due","attempt":0,"since":"2008-03-03T09:00:00.000Z"},"pk":"JOBS","sk":"j"}',
    "JOBS / j holds another job",
  ],
  [
    "a chain that is none",
    '{"data":null,"pk":"DELIVERABLE#z","sk":"state"}',
    "DELIVERABLE#z / state does not hold what such a row holds",
  ],
  ["a row that is none", '{"pk":"PEOPLE"}', "does not hold what it should"],
  ["a line that is no JSON", "bonjour", "is not JSON"],
])("refused in words, and nothing written: %s", async (_, text, problem) => {
  const bytes = await rewritten(await exported(await network()), counted(text));
  const to = openWorld();
  await expect(importNetwork(to, opening(bytes))).rejects.toMatchObject({
    code: "archive-invalid",
    details: { problem: expect.stringContaining(problem) },
  });
  expect(await Array.fromAsync(to.store.all())).toEqual([]);
  expect(await Array.fromAsync(to.files.list(""))).toEqual([]);
});

test("rows of no sort that is known are counted, and kept", async () => {
  const odd = '{"data":{"a":1},"pk":"ODD","sk":"p9"}';
  const bytes = await rewritten(await exported(await network()), counted(odd));
  expect((await checkArchive(opening(bytes))).unknown).toEqual({ count: 2, key: `DELIVERABLE#${id} / remark#1` });
  const to = openWorld();
  await importNetwork(to, opening(bytes));
  expect((await to.store.get({ pk: "ODD", sk: "p9" }))?.data).toEqual({ a: 1 });
});

test("a bomb is refused while it is read, before it has grown", async () => {
  const megabyte = 2 ** 20;
  const zeros = writeTar(listed([{ name: `files/${"0".repeat(64)}`, bytes: Buffer.alloc(256 * megabyte) }]), 0);
  const bomb = gzipSync(Buffer.concat(await Array.fromAsync(zeros)));
  let given = 0;
  const open = async function* () {
    for (let at = 0; at < bomb.length; at += 4096) {
      given += 4096;
      yield bomb.subarray(at, at + 4096);
    }
  };
  const to = openWorld();
  await expect(importNetwork(to, open)).rejects.toMatchObject({
    code: "archive-invalid",
    details: { problem: "it inflates to more than 200 times its size" },
  });
  expect(given).toBeLessThan(bomb.length / 2);
  expect(await Array.fromAsync(to.store.all())).toEqual([]);
});

test("an object too large to hold moves in pieces, under each of its keys", async () => {
  const from = openWorld();
  const dossier = randomBytes(33 * 2 ** 20);
  for (const key of [objectKey("dossiers", "a.zip"), objectKey("dossiers", "b.zip")])
    await from.files.put(key, dossier, "application/zip");
  const to = openWorld();
  const pieces: number[] = [];
  const putChunks: World["files"]["putChunks"] = (key, chunks, mediaType) => {
    const measured = async function* () {
      for await (const chunk of chunks) {
        pieces.push(chunk.length);
        yield chunk;
      }
    };
    return to.files.putChunks(key, measured(), mediaType);
  };
  const put = () => Promise.reject(new Error("held in memory"));
  await importNetwork({ ...to, files: { ...to.files, put, putChunks } }, opening(await exported(from)));
  expect(Math.max(...pieces)).toBeLessThan(2 ** 20);
  for (const key of [objectKey("dossiers", "a.zip"), objectKey("dossiers", "b.zip")])
    expect(Buffer.from((await to.files.get(key))!).equals(dossier)).toBe(true);
});

test("a state altered is made anew from its events", async () => {
  const from = await network();
  const bytes = await rewritten(
    await exported(from),
    replace(/^rows/, '"choice":"approve","reviewer"', '"choice":"requestChanges","reviewer"'),
  );
  const to = openWorld();
  await importNetwork(to, opening(bytes));
  expect((await loadState(to.store, id))?.state).toEqual((await loadState(from.store, id))?.state);
});

test("an event left out is seen, the last one too", async () => {
  const bytes = await exported(await network());
  for (const seq of ["000000001", "000000004", "000000008"]) {
    const cut = await rewritten(bytes, (entries) =>
      entries.map((entry) => {
        const lines = Buffer.from(entry.bytes).toString().split("\n");
        const kept = lines.filter((row) => !row.includes(`"sk":"event#${seq}"`) || !row.includes(id));
        return entry.name.startsWith("rows/") ? { ...entry, bytes: Buffer.from(kept.join("\n")) } : entry;
      }),
    );
    await expect(importNetwork(openWorld(), opening(cut))).rejects.toMatchObject({
      code: "archive-invalid",
      details: { problem: `the chain of ${id} is broken` },
    });
  }
});

test("the archive is a tar that any program reads", async () => {
  const from = await network();
  const listing = spawnSync("tar", ["tzf", "-"], { input: await exported(from) });
  const names = listing.stdout.toString().trim().split("\n");
  expect(listing.status).toBe(0);
  expect(names[0]).toBe("rows/000001.jsonl");
  expect(names.slice(-2)).toEqual(["files.jsonl", "livrable.json"]);
});

test("a name that a tar cannot hold is our own mistake", async () => {
  const tar = writeTar(listed([{ name: "n".repeat(101), bytes: new Uint8Array() }]), 0);
  await expect(Array.fromAsync(tar)).rejects.toThrow("a name is too long");
});
