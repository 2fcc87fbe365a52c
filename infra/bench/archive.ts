import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tick } from "../../functions/tick/tick.ts";
import { webApp } from "../../functions/web/app.ts";
import { importProgramme, readProgramme } from "../../shared/acts/programme-file.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { openFiles } from "../../shared/adapters/embedded/files.ts";
import { href } from "../../shared/addresses.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { Ports, Row, Store, Write } from "../../shared/ports.ts";
import { type Action, actionRef } from "../../shared/programme/state.ts";
import { settingsSchema } from "../../shared/settings.ts";
import { stateKey } from "../../shared/stored/deliverable.ts";
import { makeLink } from "../../shared/stored/link.ts";
import type { Pointer } from "../../shared/stored/listed.ts";
import { listedAs } from "../../shared/stored/listing.ts";
import { addPerson, type Person } from "../../shared/stored/person.ts";
import { placedWrite } from "../../shared/stored/relisting.ts";
import { toData } from "../../shared/stored/row.ts";
import { pin } from "../../shared/stored/version.ts";
import type { Hash } from "../../shared/values.ts";
import { finished, inReview, now, play } from "../../test/deliverable/scenario.ts";

/** `years`: before the current one, in which what has ended came to its end. */
const [open, people, current, years] = [60, 200, 2008, 10];
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

/** What deliverables are made of: who has them in hand, the kind that is pinned, what actions expect. */
type Network = { directory: readonly Person[]; kind: Hash; actions: readonly Action[] };

const [reviewed, ended] = [play(inReview).state!, play(finished).state!];

/** A deliverable in the hands of some of the directory: of an action of this year and under review, or of a year that has ended. */
function deliverable({ directory, kind, actions }: Network, index: number): State {
  const state = index < open ? reviewed : ended;
  const year = index < open ? current : current - 1 - (index % years);
  const someone = (place: number) => directory[(index * 7 + place * 13) % directory.length]!.id;
  const action = actions[index % actions.length]!;
  const expectation = action.expected.find(({ what }) => what === "document")?.id;
  return {
    ...state,
    ...{ id: `livrable-${index}`, title: `Note ${index}`, places: {} },
    ...{ action: actionRef(`${year}`, action.id), ...(expectation !== undefined && { expectation }) },
    ...{ authors: [someone(0)], reviewers: [someone(1), someone(2)], funders: [someone(3)] },
    rounds: state.rounds.map((round) => ({ ...round, kind, ...(state.final && { closedOn: `${year}-04-30` }) })),
  };
}

/** The states, and every row that lists them, as their commits leave them; a year's row once. */
function* rowsOf(network: Network, count: number): Generator<Pointer> {
  const at = new Date(now).toISOString();
  const seen = new Set<string>();
  for (let index = 0; index < count; index++) {
    const state = deliverable(network, index);
    yield { ...stateKey(state.id), data: toData(state) };
    for (const row of listedAs(state, at)) {
      if (row.pk === "ENDED" && seen.has(row.sk)) continue;
      if (row.pk === "ENDED") seen.add(row.sk);
      yield row;
    }
  }
}

/** All that a network of these rows asks of the world; no mail leaves. */
function portsOf(store: Store, folder: string, prefix: string): Ports {
  let named = 0;
  return {
    ...{ store, clock, ids: () => `${prefix}${++named}`, mail: { send: async () => undefined } },
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

/** The programme of 2008, and those of the years before, each as the sample has it; what their actions are. */
async function addProgrammes(ports: Ports): Promise<readonly Action[]> {
  const by = { person: "coordination", coordinator: true };
  const text = Buffer.from(await ports.assets.read("sample/reci-2008.yaml")).toString();
  let actions: readonly Action[] = [];
  for (let year = current - years; year <= current; year++) {
    const read = await readProgramme(ports, text.replaceAll("2008", `${year}`));
    if ("faults" in read) throw new Error(`the programme of ${year} has faults`);
    ({ actions } = await importProgramme(ports, by, read.ok));
  }
  return actions;
}

/** Rows of one commit. */
const aCommit = 80;

/**
 * Fills a store with a network of so many deliverables, of which as many are open whatever the count, and gives its people.
 * `folder`: for its files.
 */
export async function fillArchive(store: Store, count: number, folder: string): Promise<Person[]> {
  const ports = portsOf(store, folder, "id");
  const actions = await addProgrammes(ports);
  const directory = await directoryOf(ports);
  const { kind } = await pin(ports, "framing-note");
  let writes: Write[] = [placedWrite()];
  for (const put of rowsOf({ directory, kind, actions }, count)) {
    writes.push({ put });
    if (writes.length < aCommit) continue;
    await store.commit(writes);
    writes = [];
  }
  await store.commit(writes);
  return directory;
}

/** What pages and the clock do in such a network, each by its name, and what the store was read for since. */
export async function workIn(
  plain: Store,
  directory: readonly Person[],
  folder: string,
): Promise<{ read: Read; work: [string, () => Promise<unknown>][] }> {
  const settings = settingsSchema.parse({ network: "Réseau", publicUrl: "http://127.0.0.1:8080" });
  const { store, read } = counted(plain);
  const ports = portsOf(store, folder, "link");
  const [coordinator, author] = [directory[0], directory[7]];
  const app = webApp(ports, { settings });
  const page = async (person: Person, address: string) => {
    const token = await makeLink(ports, { person, purpose: "enter", days: 30 });
    const entered = await app.request(href("openLink", { token }));
    const cookie = entered.headers.getSetCookie()[0]!.split(";")[0]!;
    return async () => {
      const answer = await app.request(address, { headers: { cookie } });
      if (answer.status !== 200) throw new Error(`${address} was answered ${answer.status}`);
      await answer.text();
    };
  };
  const work: [string, () => Promise<unknown>][] = [
    ["an author's home", await page(author!, href("home"))],
    ["/reviews", await page(author!, href("reviews"))],
    ["/deliverables", await page(coordinator!, href("deliverables"))],
    ["a coordinator's programme", await page(coordinator!, href("programmeOf", { programme: `${current}` }))],
    ["a member's programme", await page(author!, href("programmeOf", { programme: `${current}` }))],
    ["/year", await page(coordinator!, href("year"))],
    ["tick, first of a week", () => tick(ports, settings)],
    ["tick", () => tick(ports, settings)],
  ];
  return { read, work };
}
