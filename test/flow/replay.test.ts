import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Played, replay } from "../../infra/replay/replay.ts";
import { idOf } from "../../infra/replay/story.ts";
import { tallyOf } from "../../infra/replay/tally.ts";
import { tracks } from "../../infra/replay/tracks/tracks.ts";
import { type OutboxLetter, readOutbox } from "../../shared/adapters/embedded/mail.ts";
import type { EventType } from "../../shared/deliverable/event.ts";
import { verifyProofArchive } from "../../shared/evidence/proof-archive/verify.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { standingOf } from "../../shared/programme/standing.ts";
import { actionRef } from "../../shared/programme/state.ts";
import { loadEvents, loadState } from "../../shared/stored/deliverable.ts";
import { everyRound } from "../../shared/stored/history.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { everySummary } from "../../shared/stored/lists.ts";
import { loadMeeting, meetingsOf, openResolutionsOf } from "../../shared/stored/meeting.ts";
import { deliverablesOf } from "../../shared/stored/of-action.ts";
import { listPeople } from "../../shared/stored/person.ts";
import { loadProgramme } from "../../shared/stored/programme.ts";
import { publishedKeys } from "../../shared/stored/proof-archive.ts";
import { temporaryFolder } from "../temporary.ts";
import { type Visitor, visitor } from "./visitor.ts";

/** The year 2008 as `npm run replay` plays it: one play, and what is so at its end. */
let played: Played;
let coordinator: Visitor;
let letters: OutboxLetter[];

const ports = () => played.stage.network.ports;
const plain = (text: string) => text.replace(/\s+/g, " ");
const stateOf = async (word: string) => (await loadState(ports().store, idOf(played, word)))!.state;
const meetingOf = async (word: string) => (await loadMeeting(ports().store, idOf(played, word)))!.state;
const subjects = () => letters.map(({ subject }) => plain(subject));

/** How often each type of event is in the history of a document. */
async function eventsOf(word: string): Promise<Partial<Record<EventType, number>>> {
  const events = await Array.fromAsync(loadEvents(ports().store, idOf(played, word)));
  return Object.fromEntries([...Map.groupBy(events, ({ type }) => type)].map(([type, all]) => [type, all.length]));
}

beforeAll(async () => {
  played = await replay(`${temporaryFolder()}/data`, () => undefined);
  const { outbox = "", ports } = played.stage.network;
  const heads = await played.mailbox.heads();
  letters = await Promise.all(heads.map(async ({ name }) => (await readOutbox(outbox, name))!));
  const person = (await listPeople(ports.store)).find((each) => each.coordinator)!;
  const url = `http://127.0.0.1:${played.stage.port}`;
  coordinator = visitor(url);
  const token = await makeLink(ports, { person, purpose: "enter", days: 1 });
  expect((await coordinator.open(`/l/${token}`)).status).toBe(200);
}, 300_000);

afterAll(() => played?.stage.close());

describe("in the end of the year", () => {
  test("every document is final, with its files, and nothing is asked of anybody", async () => {
    const summaries = await everySummary(ports().store);
    expect(summaries.map(({ title, stage, ready }) => ({ title, stage, ready }))).toEqual(
      summaries.map(({ title }) => ({ title, stage: "final", ready: true })),
    );
    expect(summaries).toHaveLength(24);
    expect(await openResolutionsOf(ports().store)).toEqual([]);
    expect(await listJobs(ports().store)).toEqual([]);
  });

  test("each action brought what the programme expects of it, but for the sheets of the portal", async () => {
    const { actions } = (await loadProgramme(ports().store, "2008"))!.state;
    const open = await Promise.all(
      actions.map(async (action) => {
        const ref = actionRef("2008", action.id);
        const documents = await deliverablesOf(ports().store, ref);
        const { standings } = standingOf(action, documents, "2009-03-31", await meetingsOf(ports().store, ref));
        return standings.filter(({ progress }) => progress !== "done").map(({ expected }) => expected.title);
      }),
    );
    expect(open.flat()).toEqual(["Fiches d’expériences"]);
  });

  test("the matrix has its 36 cells", async () => {
    type Cells = { matrix: { families: { actions: unknown[] }[]; rows: { cells: { lines: string[] }[] }[] } };
    const { matrix } = await coordinator.json<Cells>("/programmes/2008/matrix");
    const cells = matrix.rows.flatMap((row) => row.cells);
    expect(matrix.families.flatMap(({ actions }) => actions)).toHaveLength(9);
    expect(cells.filter(({ lines }) => lines.length > 0)).toHaveLength(36);
  });

  test("all that is stored is there and unchanged: every chain, hash and file", async () => {
    const { flaws, ...counts } = await checkNetwork(ports());
    expect(flaws).toEqual([]);
    expect(counts).toMatchObject({ deliverables: 24, programmes: 1, meetings: 12 });
  });

  test("every proof archive is sound, and signed by the key that the network publishes", async () => {
    const [key] = await publishedKeys(ports().store);
    for (const { id, title } of await everySummary(ports().store)) {
      const bytes = Buffer.from(await (await coordinator.open(`/deliverables/${id}/dossier/archive`)).arrayBuffer());
      const read = async (at: number, length: number) => bytes.subarray(at, at + length);
      const { problems, trusted } = await verifyProofArchive({ size: bytes.length, read }, key!.fingerprint);
      expect({ title, problems, trusted }).toEqual({ title, problems: [], trusted: true });
    }
  });

  test("every mail is in French, and leads to one page", () => {
    expect(letters.length).toBeGreaterThan(700);
    const address = /http:\/\/127\.0\.0\.1:8080\/\S+/g;
    const faults = letters.flatMap(({ subject, text, html }) => {
      const links = new Set(text.match(address));
      const isFrench =
        plain(text).includes("Vous recevez ce message parce qu") &&
        html.includes('lang="fr"') &&
        !/\b(You|your|the|until|review)\b|\{\w+\}/.test(text.replace(address, ""));
      return isFrench && links.size === 1 ? [] : [{ subject, text, links: [...links] }];
    });
    expect(faults).toEqual([]);
  });

  test("the table has a line an action, and its sums are those of the network", async () => {
    const tallies = await tallyOf(
      played,
      tracks.map(({ title }) => title),
    );
    const sum = (of: "documents" | "meetings" | "downloads") => tallies.reduce((all, each) => all + each[of], 0);
    expect([sum("documents"), sum("meetings"), sum("downloads")]).toEqual([24, 12, played.downloads.length]);
    expect(tallies.filter(({ mails, pages }) => mails === 0 || pages === 0)).toEqual([]);
  });
});

describe("Interculturalité", () => {
  test("a framing note in March, closed as it is, becomes the “Point de vue”, whose authors answer its remarks", async () => {
    const [framing, point] = [await stateOf("framing"), await stateOf("point")];
    expect(framing.final!.approved.slice(0, 7)).toBe("2008-03");
    expect(point.derivesFrom).toMatchObject({ deliverable: framing.id, version: framing.final!.version });
    expect(await eventsOf("point")).toMatchObject({ remarksCarried: 1, carriedAnswered: 4, roundOpened: 2 });
  });

  test("a veto sends it back; what became of the framing note is a redline", async () => {
    const rounds = await everyRound(ports().store, await stateOf("point"));
    expect(rounds.map(({ outcome }) => outcome)).toEqual(["changesRequested", "approved"]);
    const page = await coordinator.open(
      `/deliverables/${idOf(played, "point")}/origin/redline?to=${rounds[0]!.version}`,
    );
    expect([page.status, /<ins\b/.test(await page.text())]).toEqual([200, true]);
  });

  test("remarks of an annotated Word copy are among those of the framing note", async () => {
    const [round] = await everyRound(ports().store, await stateOf("framing"));
    const irev = (await listPeople(ports().store)).find(({ organisation }) => organisation === "IREV")!;
    expect(round!.batches.filter(({ by }) => by === irev.id).map(({ count }) => count)).toEqual([2]);
  });
});

describe("Discriminations et territoires", () => {
  test("the final note comes of the intermediate one and is approved at the end of September, confirmed", async () => {
    const state = await stateOf("dt-final");
    expect(state.derivesFrom?.deliverable).toBe(idOf(played, "dt-intermediate"));
    expect(state.final!.approved.slice(0, 10)).toBe("2008-09-30");
    const rounds = await everyRound(ports().store, state);
    expect(rounds.map(({ outcome, confirms }) => [outcome, confirms])).toEqual([
      ["toIntegrate", undefined],
      ["approved", 1],
    ]);
  });

  test("a deadline that was missed is told and moved, and who is late is chased", async () => {
    expect(await eventsOf("dt-final")).toMatchObject({ deadlinePassed: 1, deadlineMoved: 1, chased: 2 });
    expect(subjects()).toContain("Échéance passée : « Discriminations et territoires : note finale »");
  });

  test("its draft came as an OpenDocument file of a contractor, who had no other door than the links of mails", async () => {
    const names = Object.values((await stateOf("dt-final")).uploads).map(({ name }) => name);
    expect(names).toEqual([expect.stringContaining("Texte de départ"), "note-finale.odt"]);
    expect(letters.filter(({ to, subject }) => to.includes("iscra") && subject === "Votre lien d’accès")).toEqual([]);
  });

  test("a restitution of 84 people from elsewhere, and three regional meetings into 2009", async () => {
    expect((await meetingOf("dt-restitution")).record!.outsiders).toBe(84);
    const regional = await Promise.all(["dt-strasbourg", "dt-lille", "dt-evry"].map(meetingOf));
    expect(regional.map(({ stage, date }) => [stage, date.slice(0, 4)])).toEqual(Array(3).fill(["held", "2009"]));
  });
});

describe("Intégration et collectivités", () => {
  test("the synthesis note has its basket of sources, each used by sections, and was confirmed", async () => {
    const { drawsOn = [], rounds } = await stateOf("synthesis");
    expect(drawsOn.map(({ what, sections }) => [what, sections.length > 0])).toEqual([
      ["file", true],
      ["version", true],
      ["version", true],
    ]);
    expect(rounds.at(-1)).toMatchObject({ confirms: 1, outcome: "approved" });
  });

  test("the watch has twelve notes, and the year's trend its findings, three of them open", async () => {
    const page = await coordinator.open("/programmes/2008/actions/integration-et-collectivites/trend.csv");
    const rows = (await page.text()).trim().split(/\r?\n/);
    expect(rows.filter((row) => row.includes("Les livrets d’accueil traduits"))[0]).toMatch(
      /à suivre,.*en cours,.*clos,,$/,
    );
    expect(subjects().filter((each) => each.startsWith("La note de veille du mois"))).toHaveLength(12);
  });
});

describe("Outils et discriminations", () => {
  test("the capitalisation note is approved by two members of five, after a deadline that its kind extended", async () => {
    const { rounds, funders } = await stateOf("tools");
    expect(rounds[0]).toMatchObject({ outcome: "approved", decisions: { length: 2 }, reviewers: { length: 5 } });
    expect(await eventsOf("tools")).toMatchObject({ deadlineMoved: 1, sourceAdded: 1 });
    expect(funders).toEqual([]);
  });
});

describe("École et diversité", () => {
  test("a member that is missing is reminded and chased, and its changed part makes edition 2, declared", async () => {
    expect(await eventsOf("dossier")).toMatchObject({ chased: 1, partProposed: 1, editionOpened: 1, outputsReady: 2 });
    const { final, editions, parts } = await stateOf("dossier");
    expect([final!.edition, editions.length, parts.length]).toEqual([2, 1, 3]);
    expect(final!.corrected).toBeDefined();
    expect(subjects()).toContain("Nouvelle édition : « L’école face à la diversité : dossier ressources »");
  });
});

describe("Réseau", () => {
  const meetings = ["reseau", "reseau-2", "reseau-3", "reseau-4"];

  test("four meetings of a series, whose decisions the next minutes close", async () => {
    const held = await Promise.all(meetings.map(meetingOf));
    expect(held.map(({ stage, series }) => [stage, series?.number])).toEqual([1, 2, 3, 4].map((at) => ["held", at]));
    const closings = held.flatMap(({ resolutions }) => resolutions.map(({ closed }) => closed?.as));
    expect(closings).toEqual(Array(5).fill("done"));
    const [, second] = held;
    expect(second!.agenda.filter(({ what }) => what === "resolution")).not.toEqual([]);
    expect(second!.agenda.filter(({ what }) => what === "version")).not.toEqual([]);
  });

  test("their minutes are documents that those who came reviewed by a link", async () => {
    const minutes = await Promise.all([1, 2, 3, 4].map((at) => stateOf(`minutes-${at}`)));
    expect(minutes.map(({ rounds }) => [rounds[0]!.outcome, rounds[0]!.decisions.length])).toEqual(
      Array(4).fill(["approved", 2]),
    );
  });
});

test("the year goes by reminders, chases, weekly letters and deadlines, all by mail", () => {
  const kinds = [/^Il reste \d+ jours pour/, /vous relance$/, /^Semaine du/, /^Nouvelle échéance/, /^À faire/];
  expect(kinds.map((kind) => subjects().some((subject) => kind.test(subject)))).toEqual(kinds.map(() => true));
});

test("funders downloaded PDF, Word file and proof archive of what they pay for, which the network remembers", async () => {
  const words = [...played.made].filter(([, { what }]) => what === "document").map(([word]) => word);
  const told = (await Promise.all(words.map(eventsOf))).reduce((sum, { downloaded = 0 }) => sum + downloaded, 0);
  expect(told).toBe(played.downloads.length);
});

test("a folder with something in it is left alone", async () => {
  const { folder } = played.stage.network;
  await expect(replay(folder, () => undefined)).rejects.toMatchObject({ code: "folder-taken" });
});
