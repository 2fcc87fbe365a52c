import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tick } from "../../functions/tick/tick.ts";
import { webApp } from "../../functions/web/app.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { openFiles } from "../../shared/adapters/embedded/files.ts";
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
import { finished, inReview, now, play } from "../../test/deliverable/scenario.ts";

const [open, people, years] = [60, 200, 10];
/** A day after what was made. */
export const clock = () => now + 86_400_000;

/** Rows read, and kilobytes of them. */
export type Read = { rows: number; kilobytes: number };

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

/** All that a network of these rows asks of the world; no mail leaves. */
function portsOf(store: Store, folder: string): Ports {
  let named = 0;
  return {
    ...{ store, clock, ids: () => `id${++named}`, mail: { send: async () => undefined } },
    files: openFiles(join(folder, "files"), { secret: new Uint8Array(32), clock }),
    keyring: { current: "k1", keys: new Map([["k1", new Uint8Array(32)]]) },
    assets: folderAssets(fileURLToPath(new URL("../../templates", import.meta.url))),
  };
}

/** The people of the network, the first of them a coordinator. */
async function directoryOf(ports: Ports): Promise<Person[]> {
  const directory: Person[] = [];
  for (let index = 0; index < people; index++)
    directory.push(
      await addPerson(ports, {
        ...{ name: `Personne ${index}`, address: `p${index}@reseau.example`, organisation: "ORIV" },
        ...{ language: "fr", coordinator: index === 0 },
      }),
    );
  return directory;
}

/**
 * What pages and the clock do in a network of so many deliverables, of which as many are open whatever the count, each by its
 * name, and what the store was read for since. `folder`: for its files.
 */
export async function archive(
  plain: Store,
  count: number,
  folder: string,
): Promise<{ read: Read; work: [string, () => Promise<unknown>][] }> {
  const settings = settingsSchema.parse({ network: "Réseau", publicUrl: "http://127.0.0.1:8080" });
  const { store, read } = counted(plain);
  const ports = portsOf(store, folder);
  const directory = await directoryOf(ports);
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
  return { read, work };
}
