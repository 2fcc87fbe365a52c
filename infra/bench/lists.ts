import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tick } from "../../functions/tick/tick.ts";
import { webApp } from "../../functions/web/app.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { dynamoStore } from "../../shared/adapters/aws/store.ts";
import { openFiles } from "../../shared/adapters/embedded/files.ts";
import { openStore } from "../../shared/adapters/embedded/store.ts";
import { href } from "../../shared/addresses.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { Ports, Row, Store, Write } from "../../shared/ports.ts";
import { settingsSchema } from "../../shared/settings.ts";
import { stateKey } from "../../shared/stored/deliverable.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { listWrites } from "../../shared/stored/listing.ts";
import { addPerson, type Person } from "../../shared/stored/person.ts";
import { placedWrite } from "../../shared/stored/relisting.ts";
import { toData } from "../../shared/stored/row.ts";
import { pin } from "../../shared/stored/version.ts";
import type { Hash } from "../../shared/values.ts";
import { createTable, dynoxideMissing, startDynoxide } from "../../test/contract/dynoxide.ts";
import { finished, inReview, now, play } from "../../test/deliverable/scenario.ts";
import { median } from "./cost.ts";

/**
 * `npm run bench:lists [-- 100 10000 …]`: what the pages and the clock read of networks that keep ever more of what has
 * ended, while as much is open: rows read, kilobytes of them, and milliseconds (median of five), on SQLite and on the
 * DynamoDB API. What is read may grow with what is open for the person, and with a year; not with the archive.
 */
const sizes = process.argv.slice(2).map(Number);
const [open, people, years] = [60, 200, 10];
const clock = () => now + 86_400_000;

type Read = { rows: number; kilobytes: number };

/** A store that counts what it is asked for. */
function counted(store: Store): { store: Store; read: Read } {
  const read: Read = { rows: 0, kilobytes: 0 };
  const count = (rows: readonly (Row | undefined)[]) => {
    read.rows += rows.length;
    read.kilobytes += JSON.stringify(rows).length / 1024;
  };
  return {
    read,
    store: {
      ...store,
      get: async (key) => {
        const row = await store.get(key);
        count([row]);
        return row;
      },
      query: async (pk, options) => {
        const page = await store.query(pk, options);
        count(page.rows);
        return page;
      },
    },
  };
}

/** A deliverable in the hands of some of the directory, under review or ended in one of the years. */
function deliverable(index: number, directory: readonly Person[], kind: Hash): State {
  const state = play(index < open ? inReview : finished).state!;
  const someone = (place: number) => directory[(index * 7 + place * 13) % directory.length]!.id;
  const ended = `${2008 - (index % years)}-04-30`;
  return {
    ...state,
    ...{ id: `livrable-${index}`, title: `Note ${index}`, places: {} },
    ...{ authors: [someone(0)], reviewers: [someone(1), someone(2)], funders: [someone(3)] },
    rounds: state.rounds.map((round) => ({ ...round, kind, ...(state.final && { closedOn: ended }) })),
  };
}

async function fill(store: Store, count: number, directory: readonly Person[], kind: Hash): Promise<void> {
  const at = new Date(now).toISOString();
  let writes: Write[] = [];
  const commit = async () => {
    await store.commit(writes);
    writes = [];
  };
  for (let index = 0; index < count; index++) {
    const state = deliverable(index, directory, kind);
    const rows = [{ put: { ...stateKey(state.id), data: toData(state) } }, ...listWrites(undefined, state, at)];
    if (writes.length + rows.length > 80) await commit();
    // a year is the same row for all that ended in it, and a commit has each row once
    writes.push(...rows.filter((row) => !isThere(writes, row)));
  }
  await commit();
}

function isThere(writes: readonly Write[], write: Write): boolean {
  return writes.some((each) => keyOf(each) === keyOf(write));
}

function keyOf(write: Write): string {
  return "put" in write ? `${write.put.pk} ${write.put.sk}` : "";
}

async function measure(name: string, count: number, plain: Store, folder: string): Promise<void> {
  const settings = settingsSchema.parse({ network: "Réseau", publicUrl: "http://127.0.0.1:8080" });
  const { store, read } = counted(plain);
  let named = 0;
  const ports: Ports = {
    ...{ store, clock, ids: () => `id${++named}`, mail: { send: async () => undefined } },
    files: openFiles(join(folder, "files"), { secret: new Uint8Array(32), clock }),
    keyring: { current: "k1", keys: new Map([["k1", new Uint8Array(32)]]) },
    assets: folderAssets(fileURLToPath(new URL("../../templates", import.meta.url))),
  };
  const directory: Person[] = [];
  for (let index = 0; index < people; index++)
    directory.push(
      await addPerson(ports, {
        ...{ name: `Personne ${index}`, address: `p${index}@reseau.example`, organisation: "ORIV" },
        ...{ language: "fr", coordinator: index === 0 },
      }),
    );
  const { kind } = await pin(ports, "framing-note");
  await fill(plain, count, directory, kind);
  await plain.commit([placedWrite()]);
  const app = webApp(ports, { settings });
  const page = async (person: Person, address: string) => {
    const token = await makeLink(ports, { person, purpose: "enter", days: 30 });
    const entered = await app.request(href("openLink", { token }));
    const cookie = entered.headers.getSetCookie()[0]!.split(";")[0]!;
    return async () => void (await (await app.request(address, { headers: { cookie } })).text());
  };
  const work: [string, () => Promise<unknown>][] = [
    ["a coordinator's home", await page(directory[0]!, href("home"))],
    ["an author's home", await page(directory[7]!, href("home"))],
    ["/reviews", await page(directory[7]!, href("reviews"))],
    ["/deliverables", await page(directory[0]!, href("deliverables"))],
    ["tick, first of a week", () => tick(ports, settings)],
    ["tick", () => tick(ports, settings)],
  ];
  for (const [what, act] of work) {
    const runs: (Read & { ms: number })[] = [];
    for (let run = 0; run < (what.includes("first") ? 1 : 5); run++) {
      const [before, began] = [{ ...read }, performance.now()];
      await act();
      runs.push({
        rows: read.rows - before.rows,
        kilobytes: read.kilobytes - before.kilobytes,
        ms: performance.now() - began,
      });
    }
    const of = (figure: keyof (Read & { ms: number })) => median(runs.map((each) => each[figure]));
    console.log(
      `${name.padEnd(9)} ${String(count).padStart(7)}  ${what.padEnd(21)} ${String(of("rows")).padStart(6)} rows ${of("kilobytes").toFixed(0).padStart(6)} KB ${of("ms").toFixed(1).padStart(8)} ms`,
    );
  }
}

for (const count of sizes.length > 0 ? sizes : [100, 10_000, 100_000]) {
  const folder = mkdtempSync(join(tmpdir(), "livrable-lists-"));
  const sqlite = openStore(join(folder, "store.sqlite"), clock);
  await measure("SQLite", count, sqlite, folder);
  sqlite.close();
  if (dynoxideMissing) console.log(dynoxideMissing);
  else {
    const server = await startDynoxide();
    await createTable(server, "livrable");
    await measure("DynamoDB", count, dynamoStore(server.client, "livrable", clock), folder);
    await server.stop();
  }
  rmSync(folder, { recursive: true });
}
