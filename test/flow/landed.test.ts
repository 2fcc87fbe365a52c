import { spawnSync } from "node:child_process";
import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Network, openNetwork } from "../../infra/local/network.ts";
import * as steps from "../../infra/local/sample-acts.ts";
import { startServer } from "../../infra/local/server.ts";
import { adoptAll } from "../../shared/acts/adopt-seminars.ts";
import { attachAll } from "../../shared/acts/attach-actions.ts";
import { href } from "../../shared/addresses.ts";
import { hashOf } from "../../shared/chain/hash.ts";
import { issue } from "../../shared/chain/issue.ts";
import { proposalsOf } from "../../shared/deliverable/final/proposing.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { verifyProofArchive } from "../../shared/evidence/proof-archive/verify.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import type { Meeting } from "../../shared/meeting/state.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { importNetwork } from "../../shared/moving/import.ts";
import { isApart } from "../../shared/moving/rows.ts";
import { parseActionRef, titleKey } from "../../shared/programme/state.ts";
import { settleEveryone } from "../../shared/stored/belonging.ts";
import { deliverables, loadEvents, loadState, rebuild } from "../../shared/stored/deliverable.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { everyId, everySummary } from "../../shared/stored/lists.ts";
import { everyMeeting, loadMeeting, meetingChain } from "../../shared/stored/meeting.ts";
import { deliverablesOf } from "../../shared/stored/of-action.ts";
import { listOrganisations } from "../../shared/stored/organisation.ts";
import { listPeople, type Person } from "../../shared/stored/person.ts";
import { actionTitle } from "../../shared/stored/programme.ts";
import { latestProofArchive, type PublicKey } from "../../shared/stored/proof-archive.ts";
import { relistAll } from "../../shared/stored/relisting.ts";
import { getText } from "../../shared/stored/text.ts";
import { long } from "../long.ts";
import { temporaryFolder } from "../temporary.ts";
import { fewAlike, findIn } from "./crawler.ts";
import { freePort } from "./running.ts";
import { type Visitor, visitor } from "./visitor.ts";

/** What a version left in `test/fixtures/landed`, as its own code made it: a data folder, and the export of the same network. */
type Landed = {
  version: string;
  /** Each by its title, stage, kind and the outcomes of its rounds. */
  deliverables: string[];
  /** The deliverables, open and ended, that a person's lists lead to; a list without any is left out. */
  lists: [address: string, list: string, titles: string[]][];
  /** The organisations that its people named, each with its roles and how many people it has. */
  organisations: string[];
  /** Each proof archive that it made; `edition`: of one that a newer edition has followed. */
  proofs: [title: string, versions: number, decisions: number, edition?: number][];
  /** Its meetings, each by its day, stage, place in its series and decisions; absent: there were none yet, but seminars. */
  meetings?: string[];
  /** What its documents come from, and what else they had: editions, what they are made of, findings. */
  documents?: string[];
  /** The draft that can be brought to a round now, and who writes it. */
  next: { title: string; by: string };
};

const landed = join(import.meta.dirname, "../fixtures/landed");
const framing = "L’interculturalité : note de cadrage";
const synthesis = "Intégration et collectivités locales : note de synthèse";
const school = "L’école face à la diversité : dossier ressources";
const memories = "Mémoires des migrations : note de cadrage";
const rights = "Accès aux droits : note de cadrage";
const welcome = "Point de vue sur l’accueil";

const reception = "L’accueil des familles : note de cadrage";
const view = "L’accueil des familles : point de vue";
const english = "Welcoming families: framing note";
const families = "Familles accueillies en 2025";
const letter = "Lettre aux élus sur l’accueil";
const watch = "Veille d’octobre 2026";
const minutes = "Compte rendu : Réunion du réseau";

const versions: Landed[] = [
  {
    version: "0.1.0",
    deliverables: [
      `${school}, draft resource-dossier: `,
      `${framing}, review framing-note: open`,
      `${synthesis}, final synthesis-note: toIntegrate, approved`,
    ],
    lists: [
      ["coordination@reseau.example", "/deliverables", [framing, school, synthesis]],
      ["redaction@cofrimi.example", "/drafts", [framing, school, synthesis]],
      ["documentation@crefe.example", "/drafts", [framing, school, synthesis]],
      ["direction@oriv.example", "/reviews", [framing, synthesis]],
      ["etudes@irev.example", "/reviews", [framing, synthesis]],
      ["direction@epi.example", "/reviews", [framing, synthesis]],
      ["suivi@financeur.example", "/funded", [framing, school, synthesis]],
    ],
    organisations: ["COFRIMI: 1", "CREFE: 1", "DAIC, funder: 1", "EPI: 1", "IREV: 1", "ORIV: 1", "Réseau: 1"],
    proofs: [
      [framing, 1, 1],
      [school, 2, 0],
      [synthesis, 2, 5],
    ],
    next: { title: school, by: "coordination@reseau.example" },
  },
  {
    version: "0.2.0",
    deliverables: [
      `${synthesis}, draft synthesis-note: `,
      `${school}, draft resource-dossier: `,
      `${memories}, review framing-note: open`,
      `${rights}, withdrawn framing-note: open`,
      `${framing}, final framing-note: toIntegrate, approved`,
      `${welcome}, final plain: changesRequested, approved`,
    ],
    lists: [
      ["coordination@reseau.example", "/deliverables", [framing, memories, rights, school, synthesis, welcome]],
      ["redaction@cofrimi.example", "/drafts", [framing, memories, school, welcome]],
      ["documentation@crefe.example", "/drafts", [rights, school, synthesis]],
      ["direction@oriv.example", "/reviews", [framing, memories, welcome]],
      ["etudes@irev.example", "/reviews", [framing, memories]],
      ["projet@irev.example", "/reviews", [memories]],
      ["direction@epi.example", "/reviews", [framing, memories, rights, welcome]],
      ["suivi@financeur.example", "/funded", [framing, memories, rights, school, synthesis, welcome]],
    ],
    organisations: [
      "COFRIMI: 1",
      "CREFE: 1",
      "CRPV Essonne: 1",
      "DAIC, funder: 1",
      "EPI: 1",
      "IREV: 2",
      "ORIV: 1",
      "Réseau: 1",
    ],
    proofs: [
      [framing, 2, 5],
      [welcome, 2, 4],
    ],
    next: { title: synthesis, by: "documentation@crefe.example" },
  },
  {
    version: "0.2.0-meetings",
    deliverables: [
      `${minutes}, review minutes: open`,
      `${families}, final plain: approved`,
      `${letter}, withdrawn lettre-aux-elus: approved`,
      `${reception}, review framing-note: changesRequested, open`,
      `${view}, draft point-of-view: `,
      `${watch}, review watch-note: open`,
      `${english}, draft framing-note: `,
    ],
    lists: [
      ["coordination@reseau.example", "/deliverables", [minutes, families, letter, reception, view, watch, english]],
      ["coordination@reseau.example", "/drafts", [minutes]],
      ["direction@oriv.example", "/reviews", [minutes, families, letter, reception, watch]],
      ["etudes@irev.example", "/reviews", [reception]],
      ["redaction@cofrimi.example", "/drafts", [families, letter, reception, view, watch, english]],
      ["redaction@cofrimi.example", "/reviews", [minutes]],
      ["suivi@daic.example", "/funded", [families, letter, reception, watch]],
    ],
    organisations: ["COFRIMI, member: 1", "DAIC, funder: 1", "IREV, member: 1", "ORIV, member: 1", "Réseau: 1"],
    proofs: [
      [families, 2, 1],
      [families, 2, 1, 1],
      [letter, 1, 1],
    ],
    meetings: [
      "2026-09-17 Réunion du réseau, held, 1 of its series: done, open",
      "2026-11-12 Réunion du réseau, planned, 2 of its series: ",
      "2026-11-20 , planned: ",
      "2026-11-24 Rencontre d’Alsace, cancelled: ",
      "2027-01-14 Réunion du réseau, planned, 3 of its series: ",
    ],
    documents: [
      `${english}: translates ${reception}, 1 stale`,
      `${families}: a part is proposed`,
      `${families}: edition 2 after 1`,
      `${view}: begins as ${reception}, 1 remarks`,
      `${view}: draws on meeting, version`,
    ],
    next: { title: view, by: "redaction@cofrimi.example" },
  },
];

test("each version that is kept has its line here", () => {
  const kept = readdirSync(landed).flatMap((name) => /^(.+)-(data|export)\.tar\.gz$/.exec(name)?.[1] ?? []);
  expect([...new Set(kept)].sort()).toEqual(versions.map(({ version }) => version).sort());
});

describe.each(versions)("what version $version left", ({ version, deliverables: known, lists, ...left }) => {
  const { organisations, proofs, next, meetings, documents } = left;

  test("its data folder opens, and everyone can read each of their pages", async () => {
    const { network, url, stop } = await serve(unpacked(version));
    try {
      const states = new Map((await statesOf(network)).map((state) => [state.id, state]));
      const found: Landed["lists"] = [];
      const files = new Map<string, Read>();
      for (const person of (await listPeople(network.ports.store)).filter(({ removed }) => !removed)) {
        const token = await makeLink(network.ports, { person, purpose: "enter", days: 1 });
        const pages = await readAll(visitor(url), url, `/l/${token}`, files);
        const wrong = [...pages].flatMap(([path, page]) =>
          page.status === 200 && isTitled(path, page, states) ? [] : [`${path} ${page.status} ${page.title}`],
        );
        expect(wrong, `pages that ${person.address} was led to and could not read`).toEqual([]);
        found.push(...listsIn(person, pages, states));
      }
      expect(found.map(listLine).sort()).toEqual(lists.map(listLine).sort());
    } finally {
      stop();
    }
  });

  test("nothing of it is missing or damaged, and each state is what its events make", async () => {
    const { network, stop } = await opened(version);
    try {
      const { flaws, events } = await checkNetwork(network.ports);
      expect(flaws).toEqual([]);
      expect(events).toBeGreaterThan(20);
      const states = await statesOf(network);
      expect((await checkNetwork(network.ports)).flaws, "once its lists are those of today").toEqual([]);
      for (const state of states) expect(state).toEqual(await rebuild(network.ports.store, state.id));
      expect(states.map(lineOf).sort()).toEqual(known.toSorted());
    } finally {
      stop();
    }
  });

  test("the organisations that its people named are kept, and people are called as before", async () => {
    const { network, stop } = await opened(version);
    try {
      const { store } = network.ports;
      const before = await contentsOf(network);
      await settleEveryone(store);
      const people = await listPeople(store);
      const found = (await listOrganisations(store)).map(({ id, short, roles }) => {
        return `${[short, ...roles].join(", ")}: ${people.filter(({ belongs }) => belongs === id).length}`;
      });
      expect(found).toEqual(organisations);
      expect(await contentsOf(network)).toEqual({
        ...before,
        rows: expect.arrayContaining(before.rows),
      });
    } finally {
      stop();
    }
  });

  test("each of its free texts becomes an action, once, and nothing else of it changes", async () => {
    const { network, stop } = await opened(version);
    try {
      const { store } = network.ports;
      await relistAll(store);
      const before = await statesOf(network);
      for (let times = 0; times < 2; times++) await attachAll(network.ports, network.settings.language);
      const after = await statesOf(network);
      for (const [index, state] of after.entries()) {
        const was = before[index]!;
        const { action, seq } = state;
        if (parseActionRef(was.action)) {
          expect(state).toEqual(was);
          continue;
        }
        expect(parseActionRef(action), action).toBeDefined();
        expect([await actionTitle(store, action), seq]).toEqual([titleKey(was.action), was.seq + 1]);
        expect({ ...state, action: "", seq: 0, head: "" }).toEqual({ ...was, action: "", seq: 0, head: "" });
        expect((await deliverablesOf(store, action)).map(({ id }) => id)).toContain(state.id);
      }
      expect((await checkNetwork(network.ports)).flaws).toEqual([]);
    } finally {
      stop();
    }
  });

  test("its seminars become meetings, once, with the same people, record and minutes, and nothing else of it changes", async () => {
    const { network, stop } = await opened(version);
    try {
      const { store, files } = network.ports;
      await relistAll(store);
      await attachAll(network.ports, network.settings.language);
      const before = await statesOf(network);
      const known = await everyMeeting(store);
      const sittings = before.flatMap((state) => state.meetings.map((sitting) => ({ state, sitting })));
      const seminars = sittings.filter(({ sitting }) => sitting.seminar);
      if (!meetings) expect(seminars).toEqual(sittings);
      for (let times = 0; times < 2; times++) await adoptAll(network.ports);
      for (const { state, sitting } of seminars) {
        const meeting = (await loadMeeting(store, sitting.meeting))!.state;
        const { date, place, invited, sequence, stage, minutes } = sitting;
        expect(meeting).toMatchObject({ date, place, invited, sequence, stage, organiser: state.coordinator });
        expect(meeting.record?.minutes).toBe(minutes);
        if (minutes) expect(await getText(files, minutes)).toBeTruthy();
        const { of: _, seminar: __, ...kept } = sitting;
        const after = (await loadState(store, state.id))!.state;
        expect(after.meetings.find(({ meeting: id }) => id === sitting.meeting)).toMatchObject(kept);
      }
      for (const [index, { meetings: _, seq: __, head: ___, ...state }] of (await statesOf(network)).entries())
        expect(state).toMatchObject((({ meetings: _, seq: __, head: ___, ...was }) => was)(before[index]!));
      expect(await everyMeeting(store)).toHaveLength(known.length + seminars.length);
      expect((await checkNetwork(network.ports)).flaws).toEqual([]);
    } finally {
      stop();
    }
  });

  test("its meetings are there with their series and what they decided, its documents with what they come from", async () => {
    const { network, stop } = await opened(version);
    try {
      const { store } = network.ports;
      const held = await Promise.all(
        (await everyMeeting(store)).map(async (id) => (await loadMeeting(store, id))!.state),
      );
      expect(held.map(meetingLine).sort()).toEqual((meetings ?? []).toSorted());
      for (const each of held) expect(await meetingChain.rebuild(store, each.id)).toEqual(each);
      const states = await statesOf(network);
      const titles = new Map(states.map(({ id, title }) => [id, plain(title)]));
      expect(states.flatMap((state) => documentLines(state, titles)).sort()).toEqual((documents ?? []).toSorted());
    } finally {
      stop();
    }
  });

  test("its proof archives are still sound, and signed by the key that the network publishes", async () => {
    const { network, url, stop } = await serve(unpacked(version));
    try {
      const { store } = network.ports;
      const coordinator = (await listPeople(store)).find((person) => person.coordinator)!;
      const reader = visitor(url);
      await reader.open(`/l/${await makeLink(network.ports, { person: coordinator, purpose: "enter", days: 1 })}`);
      const { keys } = await reader.json<{ keys: PublicKey[] }>(href("proofKeys"));
      const found: Landed["proofs"] = [];
      for (const { id, title, stage, editions } of await statesOf(network)) {
        if (!(await latestProofArchive(store, id))) continue;
        for (const edition of [undefined, ...(stage === "withdrawn" ? [] : editions.map((each) => each.edition))]) {
          const path = edition
            ? href("editionArchive", { id, edition: `${edition}` })
            : href("proofArchiveFile", { id });
          const archive = Buffer.from(await (await reader.open(path)).arrayBuffer());
          const source = {
            size: archive.length,
            read: async (at: number, size: number) => archive.subarray(at, at + size),
          };
          const { problems, trusted, counts } = await verifyProofArchive(source, keys[0]!.fingerprint);
          expect({ title, problems, trusted }).toEqual({ title, problems: [], trusted: true });
          const line = [plain(title), counts!.versions, counts!.decisions] as const;
          found.push(edition ? [...line, edition] : [...line]);
        }
      }
      expect(found.sort()).toEqual(proofs.toSorted());
    } finally {
      stop();
    }
  });

  test("its export, imported into an empty folder, is the same network", async () => {
    const left = await opened(version);
    const folder = temporaryFolder();
    const network = await openNetwork({ folder, publicUrl }, { alone: true, durable: false });
    try {
      await importNetwork(network.ports, () => createReadStream(join(landed, `${version}-export.tar.gz`)));
      expect((await checkNetwork(network.ports)).flaws).toEqual([]);
      expect(await contentsOf(network)).toEqual(await contentsOf(left.network));
    } finally {
      network.close();
      left.stop();
    }
  });

  test("a new round can be opened on it", async () => {
    const { network, stop } = await opened(version);
    try {
      const people = await listPeople(network.ports.store);
      const [{ id, parts, rounds }] = (await statesOf(network)).filter(({ title }) => plain(title) === next.title) as [
        State,
      ];
      const author = people.find(({ address }) => address === next.by)!;
      const bytes = Buffer.from(await wholeDraft(network, id));
      for (const { id: part } of parts) await steps.upload(network, author, id, { part, name: "texte.md", bytes });
      const by = { person: author.id, coordinator: author.coordinator };
      for (const remark of Object.keys((await steps.stateOf(network, id)).derivesFrom?.carried?.remarks ?? {})) {
        const answered = { type: "answerCarried", by, contribution: remark, as: "integrated" } as const;
        await issue(deliverables, network.ports, id, answered);
      }
      await steps.submit(network, author, id);
      const { rounds: now, stage } = await steps.stateOf(network, id);
      expect({ stage, rounds: now.length }).toEqual({ stage: "review", rounds: rounds.length + 1 });
      expect((await checkNetwork(network.ports)).flaws).toEqual([]);
    } finally {
      stop();
    }
  });
});

async function statesOf({ ports: { store } }: Network): Promise<State[]> {
  const all = await Promise.all((await everyId(store)).map((id) => loadState(store, id)));
  return all.map((loaded) => loaded!.state);
}

const listLine = ([address, list, titles]: Landed["lists"][number]) =>
  `${address} ${list}: ${titles.toSorted().join(", ")}`;

/** Without the spaces that do not break: a line of the table is typed. */
const plain = (title: string) => title.replaceAll("\u00a0", " ");

/** "Finale, final framing-note: toIntegrate, approved". */
function lineOf({ title, stage, kind, rounds }: State): string {
  return `${plain(title)}, ${stage} ${kind}: ${rounds.map(({ outcome = "open" }) => outcome).join(", ")}`;
}

/** "2026-09-17 Réunion du réseau, held, 1 of its series: done, open". */
function meetingLine({ date, title, stage, series, resolutions }: Meeting): string {
  const place = series ? `, ${series.number} of its series` : "";
  return `${date} ${plain(title)}, ${stage}${place}: ${resolutions.map(({ closed }) => closed?.as ?? "open").join(", ")}`;
}

/** What a document comes from, and the editions that it had: "Point de vue: begins as Note, 1 remarks". */
function documentLines(state: State, titles: ReadonlyMap<string, string>): string[] {
  const { title, derivesFrom, translates, drawsOn = [], editions, final } = state;
  const said = [
    ...(derivesFrom
      ? [
          `begins as ${titles.get(derivesFrom.deliverable)}, ${Object.keys(derivesFrom.carried?.remarks ?? {}).length} remarks`,
        ]
      : []),
    ...(translates
      ? [`translates ${titles.get(translates.deliverable)}, ${translates.pairing?.standing.stale} stale`]
      : []),
    ...(drawsOn.length > 0 ? [`draws on ${drawsOn.map(({ what }) => what).join(", ")}`] : []),
    ...(editions.length > 0
      ? [`edition ${final?.edition} after ${editions.map(({ edition }) => edition).join(", ")}`]
      : []),
    ...(proposalsOf(state).length > 0 ? ["a part is proposed"] : []),
  ];
  return said.map((line) => `${plain(title)}: ${line}`);
}

/** A text that has every section that the kind of a deliverable asks for. */
async function wholeDraft(network: Network, id: string): Promise<string> {
  const { kind } = await loadKind(network.ports.assets, (await steps.stateOf(network, id)).kind);
  const sections = kind.sections.map(({ title }) => `# ${title.fr}\n\nUn paragraphe de cette partie.`);
  return ["---\ntitle: Un texte\nauthor: Groupe de travail\nlang: fr\n---", ...sections].join("\n\n");
}

type Contents = {
  meetings: unknown[];
  states: unknown[];
  summaries: unknown[];
  events: unknown[];
  people: unknown[];
  rows: string[];
  files: string[];
};

/** All that leaves a network with its export, and the lists that are made of it. */
async function contentsOf(network: Network): Promise<Contents> {
  const { store, files } = network.ports;
  const states = (await statesOf(network)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const rows = (await Array.fromAsync(store.all())).filter((row) => !isApart(row));
  const meetings = (await everyMeeting(store)).sort();
  return {
    meetings: await Promise.all(
      meetings.map(async (id) => [
        (await loadMeeting(store, id))!.state,
        await Array.fromAsync(meetingChain.events(store, id)),
      ]),
    ),
    states,
    summaries: (await everySummary(store)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    events: await Promise.all(states.map(({ id }) => Array.fromAsync(loadEvents(store, id)))),
    people: (await listPeople(store)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    rows: rows.map(({ pk, sk }) => `${pk} / ${sk}`).sort(),
    files: await Promise.all(
      (await Array.fromAsync(files.list(""))).sort().map(async (key) => `${key} ${hashOf((await files.get(key))!)}`),
    ),
  };
}

function unpacked(version: string): string {
  const folder = temporaryFolder();
  const { status } = spawnSync("tar", ["-xzf", join(landed, `${version}-data.tar.gz`), "-C", folder]);
  expect(status, "tar").toBe(0);
  return join(folder, "data");
}

const publicUrl = "http://127.0.0.1:8080";

/** The network that a version left, served by nobody. */
async function opened(version: string): Promise<{ network: Network; stop(): void }> {
  const network = await openNetwork({ folder: unpacked(version), publicUrl }, { alone: true, durable: false });
  return { network, stop: network.close };
}

/** Serves the pages alone: no worker and no clock change what the version left. */
async function serve(folder: string): Promise<{ network: Network; url: string; stop(): void }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const network = await openNetwork({ folder, publicUrl: url }, { alone: true, durable: false });
  const server = await startServer(network, { port, host: "127.0.0.1" });
  const stop = () => {
    server.closeAllConnections();
    server.close();
    network.close();
  };
  return { network, url, stop };
}

/** What an address answered; of a page: its title, and the addresses that it links to. */
type Read = { status: number; title?: string; links: string[] };

/**
 * Every page that links lead to from `start`; files count as pages. Files that another has read, `read`, are read again in the long
 * form alone.
 */
async function readAll(
  reader: Visitor,
  url: string,
  start: string,
  read: Map<string, Read>,
): Promise<Map<string, Read>> {
  const pages = new Map<string, Read>();
  const isTried = fewAlike();
  const queue = [start];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const { origin, pathname, search } = new URL(path, url);
    const own = pathname + search;
    if (origin !== url || pages.has(own) || /^\/(assets|language|outbox)\b/.test(pathname)) continue;
    if (!isTried(own)) continue;
    const before = read.get(own);
    if (before && !long) {
      pages.set(own, before);
      continue;
    }
    const response = await reader.open(own);
    const { status } = response;
    const html = /html/.test(response.headers.get("content-type") ?? "") && !/\/outputs\//.test(response.url);
    const text = Buffer.from(await response.arrayBuffer());
    const links = html ? findIn(text.toString(), response.url).links.map((link) => rebased(link, url)) : [];
    pages.set(own, { status, links, ...(html && { title: /<title>([^<]*)/.exec(text.toString())?.[1] ?? "" }) });
    queue.push(...links);
    if (status === 200 && !html) read.set(own, pages.get(own)!);
  }
  return pages;
}

/** Whether a page says what it is, and the page of a deliverable says of which. */
function isTitled(path: string, { title }: Read, states: ReadonlyMap<string, State>): boolean {
  if (title === undefined || /^\/files\/|\/outputs\//.test(path)) return true;
  const [, id = "", rest] = /^\/deliverables\/([^/?]+)([/?].*)?$/.exec(path) ?? [];
  const state = states.get(id);
  return state && !rest ? title.startsWith(`${state.title} – `) : / – /.test(title);
}

/** The lists of a person that lead to deliverables: what is open, and what has ended. */
function listsIn({ address }: Person, pages: ReadonlyMap<string, Read>, states: ReadonlyMap<string, State>) {
  const lists = new Map<string, Set<string>>();
  for (const [path, { links }] of pages) {
    const list = /^\/(deliverables(?=$|\?)|drafts|reviews|funded)\b/.exec(path)?.[0];
    if (list === undefined) continue;
    const titles = links.flatMap((link) => states.get(/\/deliverables\/([^/?#]+)/.exec(link)?.[1] ?? "")?.title ?? []);
    lists.set(list, new Set([...(lists.get(list) ?? []), ...titles]));
  }
  const filled = [...lists].filter(([, titles]) => titles.size > 0);
  return filled.map(([list, titles]): Landed["lists"][number] => [address, list, [...titles].map(plain)]);
}

/** The crawler's links carry its own origin. */
function rebased(link: string, url: string): string {
  const { origin, pathname, search } = new URL(link);
  return [publicUrl, url].includes(origin) ? new URL(pathname + search, url).href : link;
}
