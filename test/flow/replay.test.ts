import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Played, replay } from "../../infra/replay/replay.ts";
import { idOf } from "../../infra/replay/story.ts";
import { tallyOf } from "../../infra/replay/tally.ts";
import { tracks } from "../../infra/replay/tracks/tracks.ts";
import { type OutboxLetter, readOutbox } from "../../shared/adapters/embedded/mail.ts";
import { reportDueOf } from "../../shared/agreement/report-due.ts";
import type { EventType } from "../../shared/deliverable/event.ts";
import { verifyProofArchive } from "../../shared/evidence/proof-archive/verify.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { standingOf } from "../../shared/programme/standing.ts";
import { actionRef } from "../../shared/programme/state.ts";
import { loadAgreement } from "../../shared/stored/agreement.ts";
import { loadEvents, loadState } from "../../shared/stored/deliverable.ts";
import { everyRound } from "../../shared/stored/history.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { entriesOf } from "../../shared/stored/ledger.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { everySummary } from "../../shared/stored/lists.ts";
import { loadMeeting, meetingsOf, openResolutionsOf } from "../../shared/stored/meeting.ts";
import { deliverablesOf } from "../../shared/stored/of-action.ts";
import { listPeople, type Person } from "../../shared/stored/person.ts";
import { loadProgramme } from "../../shared/stored/programme.ts";
import { publishedKeys } from "../../shared/stored/proof-archive.ts";
import { temporaryFolder } from "../temporary.ts";
import { csvLines, csvSums } from "./entries-csv.ts";
import { type Visitor, visitor } from "./visitor.ts";

/** The year 2008 as `npm run replay` plays it: one play, and what is so at its end. */
let played: Played;
let coordinator: Visitor;
let letters: OutboxLetter[];

const ports = () => played.stage.network.ports;
const plain = (text: string) => text.replace(/\s+/g, " ");
const stateOf = async (word: string) => (await loadState(ports().store, idOf(played, word)))!.state;
const meetingOf = async (word: string) => (await loadMeeting(ports().store, idOf(played, word)))!.state;
const agreementOf = async (word: string) => (await loadAgreement(ports().store, idOf(played, word)))!.state;
const agreementWords = ["acse", "acse-territoires", "daic", "mpg"];
const subjects = () => letters.map(({ subject }) => plain(subject));

/** How often each type of event is in the history of a document. */
async function eventsOf(word: string): Promise<Partial<Record<EventType, number>>> {
  const events = await Array.fromAsync(loadEvents(ports().store, idOf(played, word)));
  return Object.fromEntries([...Map.groupBy(events, ({ type }) => type)].map(([type, all]) => [type, all.length]));
}

beforeAll(async () => {
  played = await replay(`${temporaryFolder()}/data`, () => undefined);
  const { outbox = "" } = played.stage.network;
  const heads = await played.mailbox.heads();
  letters = await Promise.all(heads.map(async ({ name }) => (await readOutbox(outbox, name))!));
  coordinator = await enteredAs((each) => each.coordinator === true);
}, 300_000);

/** The browser of somebody of the directory, who came in by a fresh link. */
async function enteredAs(is: (person: Person) => boolean): Promise<Visitor> {
  const person = (await listPeople(ports().store)).find(is)!;
  const browser = visitor(`http://127.0.0.1:${played.stage.port}`);
  const token = await makeLink(ports(), { person, purpose: "enter", days: 1 });
  expect((await browser.open(`/l/${token}`)).status).toBe(200);
  return browser;
}

/** The lines of the CSV of the entries of an agreement, as its coordinator downloads it. */
async function linesOn(word: string) {
  return csvLines(await (await coordinator.open(`/agreements/${idOf(played, word)}/entries.csv`)).text());
}

afterAll(() => played?.stage.close());

describe("in the end of the year", () => {
  test("every document is final, with its files, but the report that is due in June; nothing is asked of anybody", async () => {
    const all = await everySummary(ports().store);
    const summaries = all.filter(({ id }) => id !== idOf(played, "report-acse"));
    expect(all.find(({ id }) => id === idOf(played, "report-acse"))).toMatchObject({ stage: "draft" });
    expect(summaries.map(({ title, stage, ready }) => ({ title, stage, ready }))).toEqual(
      summaries.map(({ title }) => ({ title, stage: "final", ready: true })),
    );
    expect(summaries).toHaveLength(25);
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
    expect(counts).toMatchObject({ deliverables: 26, programmes: 1, meetings: 12, agreements: 4 });
  });

  test("every proof archive is sound, and signed by the key that the network publishes", async () => {
    const [key] = await publishedKeys(ports().store);
    const finals = (await everySummary(ports().store)).filter(({ stage }) => stage === "final");
    for (const { id, title } of finals) {
      const bytes = Buffer.from(await (await coordinator.open(`/deliverables/${id}/dossier/archive`)).arrayBuffer());
      const read = async (at: number, length: number) => bytes.subarray(at, at + length);
      const { problems, trusted } = await verifyProofArchive({ size: bytes.length, read }, key!.fingerprint);
      expect({ title, problems, trusted }).toEqual({ title, problems: [], trusted: true });
    }
  });

  test("every mail is in French, and leads to one page, but for the one where its reader asks for no more of them", () => {
    expect(letters.length).toBeGreaterThan(700);
    const address = /http:\/\/127\.0\.0\.1:8080\/\S+/g;
    const faults = letters.flatMap(({ subject, text, html }) => {
      const links = new Set(text.match(address)?.filter((link) => !link.endsWith("#withoutWeekly")));
      const isFrench =
        plain(text).includes("Vous recevez ce message parce qu") &&
        html.includes('lang="fr"') &&
        !/\b(You|your|the|until|review)\b|\{\w+\}/.test(text.replace(address, ""));
      return isFrench && links.size === 1 ? [] : [{ subject, text, links: [...links] }];
    });
    expect(faults).toEqual([]);
  });

  test("the table has a line an action, and its sums are those of the network", async () => {
    const tallies = await tallyOf(played, tracks);
    const sum = (of: "documents" | "meetings" | "downloads") => tallies.reduce((all, each) => all + each[of], 0);
    expect([sum("documents"), sum("meetings"), sum("downloads")]).toEqual([26, 12, played.downloads.length]);
    expect(tallies.filter(({ documents, mails, pages }) => documents > 0 && (mails === 0 || pages === 0))).toEqual([]);
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

describe("agreements, time and money", () => {
  test("each agreement has come to its end: signed, or settled; paid; its report handed in, or begun", async () => {
    const all = await Promise.all(agreementWords.map(agreementOf));
    const ends = all.map(({ stage, payments, reported }) => [stage, payments.map(({ cents }) => cents), reported]);
    expect(ends).toEqual([
      ["signed", [653_500], undefined],
      ["signed", [265_500], undefined],
      ["signed", [683_000, 621_000], "2009-02-24"],
      ["settled", [245_000, 245_000], undefined],
    ]);
    expect(all.map((each) => reportDueOf(each))).toEqual(["2009-06-30", "2009-09-30", "2009-06-30", "2009-06-30"]);
  });

  test("the table’s hours, days and money are those of the CSV that the pages give, action by action and in all", async () => {
    const lines = (await Promise.all(agreementWords.map(linesOn))).flat();
    const { actions } = (await loadProgramme(ports().store, "2008"))!.state;
    const tallies = await tallyOf(played, tracks);
    for (const { title, paid } of tracks) {
      const called = actions.find(({ id }) => id === paid?.action)?.title;
      const own = lines.filter(({ action, ligne = "" }) => action === called && (paid?.terms?.includes(ligne) ?? true));
      expect({ title, ...tallies.find(({ track }) => track === title) }).toMatchObject({ title, ...csvSums(own) });
    }
    const sum = (of: "hours" | "days" | "cents") => tallies.reduce((all, each) => all + each[of], 0);
    expect({ hours: sum("hours"), days: sum("days"), cents: sum("cents") }).toEqual(csvSums(lines));
    expect(tallies.filter(({ cents }) => cents === 0).map(({ track }) => track)).toEqual([
      ...["Outils / discriminations", "Conventions et comptes", "Vision globale"],
    ]);
  });

  test("14 of the 14 days of the portal are counted; a 15th was entered, warned of, and undone", async () => {
    const lines = await linesOn("mpg");
    expect(csvSums(lines)).toEqual({ hours: 0, days: 1_400, cents: 490_000 });
    expect(lines.filter(({ date }) => date === "2008-10-30").map((line) => [line.quantité, line.état])).toEqual([
      ...[
        ["1", "annulée"],
        ["-1", "annulation"],
      ],
    ]);
    expect((await agreementOf("mpg")).terms.map(({ planned }) => planned)).toEqual([1_400]);
  });

  test("the site is steered in 4 days, the database is entered by three members, one of them from a file", async () => {
    const lines = await linesOn("acse");
    const of = (term: string) => lines.filter(({ ligne }) => ligne === term);
    expect(csvSums(of("Jours de pilotage")).days).toBe(400);
    const hours = of("Heures de saisie");
    expect(new Set(hours.map(({ structure }) => structure))).toEqual(new Set(["ORIV", "ODTI", "CREFE"]));
    expect(
      hours.filter(({ date = "" }) => date >= "2008-10" && date < "2008-11").map((each) => each.structure),
    ).toEqual(Array(4).fill("ODTI"));
    expect(hours.filter((line) => line.quantité === "35").map((line) => line.état)).toEqual(["annulée"]);
  });

  test("missions come from who was there: as many as came to the four meetings of the network", async () => {
    const present = await Promise.all(["reseau", "reseau-2", "reseau-3", "reseau-4"].map(meetingOf));
    const came = present.reduce((sum, { record }) => sum + record!.present.length, 0);
    expect((await linesOn("acse")).filter(({ ligne }) => ligne === "Missions, réunions")).toHaveLength(came);
  });

  test("a receipt is kept with what it proves", async () => {
    const entries = await entriesOf(ports().store, idOf(played, "acse-territoires"));
    expect(entries.flatMap(({ proof }) => proof?.name ?? [])).toEqual(["justificatif-2008-11-18.pdf"]);
  });

  test("a statement went to each funder, who downloaded it whole; its CSV comes to what was entered", async () => {
    for (const word of agreementWords) {
      const { id, statements } = await agreementOf(word);
      const [sent, ...more] = statements;
      expect([more, sent!.received.map(({ format }) => format).sort()]).toEqual([[], ["csv", "docx", "pdf"]]);
      const csv = await coordinator.open(`/agreements/${id}/statements/${sent!.id}/csv`);
      expect(csvSums(csvLines(await csv.text())).cents).toBe(csvSums(await linesOn(word)).cents);
    }
  });

  test("the financial report for DAIC is final, with what was entered and received, which balance", async () => {
    const { id, final } = await stateOf("report-daic");
    expect(final!.approved.slice(0, 10)).toBe("2009-02-18");
    const page = await coordinator.open(`/deliverables/${id}/versions/${final!.version}`);
    const said = plain(await page.text());
    const { cents } = csvSums(await linesOn("daic"));
    expect(cents).toBe(1_304_000);
    for (const words of ["13 040,00 €", "En réalisation, les charges et les produits sont égaux."])
      expect(said).toContain(words);
    expect(said).not.toContain("À compléter");
    expect(said.indexOf("RIPD : janvier 2008")).toBeLessThan(said.indexOf("RIPD : décembre 2008"));
  });

  test("a funder reads all that is of its agreements, has files of what it was sent alone, and finds nothing of another’s", async () => {
    const agreements = await Promise.all(agreementWords.map(agreementOf));
    for (const funder of ["acse", "daic", "mpg"]) {
      const browser = await enteredAs(({ belongs }) => belongs === funder);
      for (const { id, funder: pays, statements } of agreements) {
        const here = `/agreements/${id}`;
        const sent = `${here}/statements/${statements[0]!.id}`;
        const addresses = [here, `${here}/entries`, `${here}/statement`, sent, `${sent}/pdf`];
        for (const address of addresses) {
          const { status } = await browser.open(address);
          expect({ funder, address, status }).toEqual({ funder, address, status: pays === funder ? 200 : 404 });
        }
        for (const file of [`${here}/entries.csv`, `${here}/statement/csv`])
          expect([file, (await browser.open(file)).status]).toEqual([file, 404]);
      }
      const space = await (await browser.open("/funded")).text();
      const titles = agreements.filter(({ title }) => space.includes(title)).map(({ title }) => title);
      expect(titles).toEqual(agreements.filter((each) => each.funder === funder).map(({ title }) => title));
    }
  });

  test("nobody pays for the tools, which their page says", async () => {
    const page = await (await coordinator.open("/programmes/2008/actions/outils-discriminations")).text();
    expect(page).toContain("financement interne");
  });
});

test("the year goes by reminders, chases, weekly letters and deadlines, all by mail", () => {
  const kinds = [/^Il reste \d+ jours pour/, /vous relance$/, /^Semaine du/, /^Nouvelle échéance/, /^À faire/];
  expect(kinds.map((kind) => subjects().some((subject) => kind.test(subject)))).toEqual(kinds.map(() => true));
});

test("funders downloaded PDF, Word file and proof archive of what they pay for, which the network remembers", async () => {
  const words = [...played.made].filter(([, { what }]) => what === "document").map(([word]) => word);
  const told = (await Promise.all(words.map(eventsOf))).reduce((sum, { downloaded = 0 }) => sum + downloaded, 0);
  const statements = (await Promise.all(agreementWords.map(agreementOf))).flatMap((each) => each.statements);
  const received = statements.flatMap((each) => each.received);
  expect(told + received.length).toBe(played.downloads.length);
});

test("a folder with something in it is left alone", async () => {
  const { folder } = played.stage.network;
  await expect(replay(folder, () => undefined)).rejects.toMatchObject({ code: "folder-taken" });
});
