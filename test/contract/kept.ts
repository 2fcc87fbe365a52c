import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { addKind, changeKind } from "../../shared/acts/kinds.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { bounds as agreementBounds, type Term } from "../../shared/agreement/state.ts";
import { issue } from "../../shared/chain/issue.ts";
import { emptyPairing, type Pairing } from "../../shared/document/translation/pairing.ts";
import { loadKind, offeredKinds } from "../../shared/kinds/resolve.ts";
import { mint } from "../../shared/links/token.ts";
import type { Command } from "../../shared/meeting/command.ts";
import { bounds, type MeetingPlan, type NewResolution } from "../../shared/meeting/state.ts";
import type { Clock, Files, Keyring, Store } from "../../shared/ports.ts";
import {
  agreementChain,
  agreements,
  agreementsBy,
  agreementsOf,
  everyAgreement,
  loadAgreement,
  openAgreements,
  reportsDueUntil,
} from "../../shared/stored/agreement.ts";
import { calendarOf, endCalendar, giveCalendar } from "../../shared/stored/calendar.ts";
import { deliverables, loadState } from "../../shared/stored/deliverable.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { openCalendar } from "../../shared/stored/link.ts";
import {
  everyMeeting,
  loadMeeting,
  meetingChain,
  meetings,
  meetingsBefore,
  meetingsOf,
  meetingYears,
  openResolutionsOf,
  pastMeetings,
  plannedMeetings,
  resolutionsUntil,
} from "../../shared/stored/meeting.ts";
import { loadSettings } from "../../shared/stored/network.ts";
import { keepPairing, loadPairing } from "../../shared/stored/pairing.ts";
import { addPerson, changePerson, type Person } from "../../shared/stored/person.ts";
import { withRevisions } from "../../shared/stored/revisions.ts";
import * as money from "../agreement/sample.ts";
import * as s from "../deliverable/scenario.ts";
import { ask, seminar } from "../meeting/sample.ts";

const templates = folderAssets(join(import.meta.dirname, "../../templates"));
const secret = new Uint8Array(32).fill(7);
const keyring: Keyring = { current: "k1", keys: new Map([["k1", secret]]) };
const hash = (digit: string | number) => String(digit).repeat(64).slice(0, 64);
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);
const numbered = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => `${name}-${String(index + 1).padStart(3, "0")}`);

type Runtime = { store: Store; files: Files };

/**
 * What meetings, agreements, kinds, translations and calendars ask of where they are kept: lists that are longer than a page, the largest commits
 * that their bounds allow, two who write at once. `open` gives an empty store, which tells time by `clock`, and its files.
 */
export function keptContract(name: string, open: (clock: Clock) => Promise<Runtime>): void {
  describe(`${name}: what is kept of meetings, agreements, kinds, translations and calendars`, () => {
    let now = s.now;
    let named = 0;
    const clock = () => now;
    let world: Runtime & { clock: Clock; ids: () => string; keyring: Keyring };
    beforeEach(async () => {
      now = s.now;
      named = 0;
      world = { ...(await open(clock)), clock, ids: () => `id${++named}`, keyring };
    });
    const act = (id: string, command: Command) => issue(meetings, world, id, command);
    const plan = (id: string, said: Partial<MeetingPlan> = {}) =>
      act(id, ask({ type: "plan", id, ...seminar, invited: [], ...said }));
    const held = { type: "record" as const, present: ["animation"], outsiders: 2, today: "2009-12-31" };

    describe("meetings", () => {
      test("of more than a page are listed by their day, of their action, and as those to be recorded", async () => {
        const many = numbered(130, "réunion");
        const day = (index: number) =>
          `2009-${String(12 - Math.floor(index / 28)).padStart(2, "0")}-${10 + (index % 20)}`;
        for (const [index, id] of many.entries()) await plan(id, { date: day(index), agenda: [] });
        const byDay = many.toSorted((a, b) => {
          const [one, other] = [a, b].map((id) => `${day(many.indexOf(id))} ${id}`);
          return one! < other! ? -1 : 1;
        });
        expect(ids(await plannedMeetings(world.store))).toEqual(byDay);
        expect(ids(await meetingsOf(world.store, seminar.actions[0]!))).toEqual(byDay);
        const due = await meetingsBefore(world.store, "2010-01-01");
        expect(due.map(({ meeting }) => meeting)).toEqual(byDay);
        expect(await meetingsBefore(world.store, "2009-01-01")).toEqual([]);
        expect(new Set(await everyMeeting(world.store))).toEqual(new Set(many));
      });

      test("of a series stand in the years they were held in, the next one among those to come", async () => {
        const series = (number: number) => ({ series: { id: "réseau-1", number }, agenda: [] });
        await plan("réseau-1", { date: "2007-12-11", agenda: [] });
        await plan("réseau-2", { date: "2008-03-11", ...series(2) });
        await plan("réseau-3", { date: "2008-06-10", ...series(3) });
        await plan("réseau-4", { date: "2008-12-09", ...series(4) });
        for (const id of ["réseau-1", "réseau-2"]) await act(id, ask(held));
        await act("réseau-3", ask({ type: "cancel" }));
        const told = (found: readonly { id: string; stage: string; series?: object }[]) =>
          found.map(({ id, stage, series }) => [id, stage, series]);
        expect(await meetingYears(world.store)).toEqual(["2008", "2007"]);
        expect(told(await pastMeetings(world.store, "2008"))).toEqual([
          ["réseau-3", "cancelled", { id: "réseau-1", number: 3 }],
          ["réseau-2", "held", { id: "réseau-1", number: 2 }],
        ]);
        expect(told(await pastMeetings(world.store, "2007"))).toEqual([["réseau-1", "held", undefined]]);
        expect(ids(await plannedMeetings(world.store))).toEqual(["réseau-4"]);
      });

      test("as large as their bounds allow are planned, moved, recorded and moved again, a commit each", async () => {
        const guests = numbered(bounds.invited, "invité");
        const actions = numbered(bounds.actions, "2009/action") as MeetingPlan["actions"];
        const agenda = numbered(bounds.agenda, "point").map((id, index) => ({
          ...{ id, what: "version", deliverable: `note-${index}`, version: hash(index % 10), words: hash("a") },
        })) as MeetingPlan["agenda"];
        const large = {
          invited: guests,
          actions,
          agenda,
          title: "é".repeat(bounds.name),
          place: "é".repeat(bounds.name),
        };
        await plan("assises", { ...large, date: "2009-03-02" });
        await act("assises", ask({ type: "change", ...seminar, ...large, date: "2009-03-03" }));
        const decided = numbered(bounds.resolutions, "décision").map(
          (id, index): NewResolution => ({ id, words: hash("b"), person: guests[index]!, due: "2009-05-04" }),
        );
        const present = [...guests, ...numbered(bounds.present - guests.length, "présent")];
        const outcomes = Object.fromEntries(agenda.map(({ id }) => [id, "postponed" as const]));
        for (let from = 0; from < decided.length; from += bounds.resolutionsAtOnce)
          await act(
            "assises",
            ask({
              ...{ ...held, present, outcomes },
              resolutions: decided.slice(from, from + bounds.resolutionsAtOnce),
            }),
          );
        const others = numbered(bounds.actions, "2010/action") as MeetingPlan["actions"];
        const { state } = await act(
          "assises",
          ask({ type: "change", ...seminar, ...large, actions: others, date: "2009-03-04", title: "Assises" }),
        );
        expect(state.resolutions).toHaveLength(bounds.resolutions);
        const open = await openResolutionsOf(world.store);
        expect(ids(open)).toEqual(ids(decided));
        expect(new Set(open.map(({ of }) => `${of.title} ${of.date}`))).toEqual(new Set(["Assises 2009-03-04"]));
        expect(ids(await meetingsOf(world.store, others[9]!))).toEqual(["assises"]);
        expect(await meetingsOf(world.store, actions[0]!)).toEqual([]);
        expect(await meetingChain.rebuild(world.store, "assises")).toEqual(state);
      });

      test("recorded by two at once are recorded once, and what each decided is there", async () => {
        await plan("mars", { date: "2008-03-04", agenda: [] });
        const decision = (id: string, person: string) => ({ id, words: hash("c"), person, due: "2008-09-15" });
        const recording = (id: string, person: string) =>
          act("mars", ask({ ...held, resolutions: [decision(id, person)] }));
        await Promise.all([recording("d1", "animation"), recording("d2", "org:oriv")]);
        const { state } = (await loadMeeting(world.store, "mars"))!;
        expect(new Set(ids(state.resolutions))).toEqual(new Set(["d1", "d2"]));
        expect(ids(await resolutionsUntil(world.store, "2008-09-15"))).toEqual(["d1", "d2"]);
        const { events } = meetingChain;
        const types = await Array.fromAsync(events(world.store, "mars"), ({ type }) => type);
        expect(types.toSorted()).toEqual(["planned", "recorded", "resolutionGiven", "resolutionGiven"]);
        const told = (await listJobs(world.store)).flatMap((job) => ("to" in job ? [job.to] : []));
        expect(told.toSorted()).toEqual(["animation", "org:oriv"]);
      });
    });

    describe("agreements", () => {
      const opened = (id: string, said: object = {}) =>
        issue(agreements, world, id, { ...money.open, id, ...said } as never);

      test("of more than a page are listed by the day of their report, of their action and of their funder", async () => {
        const many = numbered(130, "convention");
        for (const id of many) {
          await opened(id);
          await issue(agreements, world, id, money.sign);
        }
        for (const found of [
          await openAgreements(world.store),
          await agreementsOf(world.store, money.portal.actions[0]!),
          await agreementsBy(world.store, money.portal.funder),
        ])
          expect(ids(found)).toEqual(many);
        const due = await reportsDueUntil(world.store, "2009-06-30");
        expect(due.map(({ agreement }) => agreement)).toEqual(many);
        expect(await reportsDueUntil(world.store, "2009-06-29")).toEqual([]);
        expect(await everyAgreement(world.store)).toEqual(many);
      });

      test("as large as their bounds allow are opened, changed, paid, sent and received, a commit each", async () => {
        const { actions, terms, everyTerm, payments, statements, received, title, words } = agreementBounds;
        const term = (id: string): Term => ({ ...money.days, id, words: "é".repeat(words), action: "2008/action-001" });
        const all = numbered(everyTerm, "ligne").map(term);
        const plan = { title: "é".repeat(title), actions: numbered(actions, "2008/action") };
        await opened("grande", { ...plan, terms: all.slice(0, terms) });
        const act = (asked: money.Asked, by?: Parameters<typeof money.ask>[1]) =>
          issue(agreements, world, "grande", money.ask(asked, by));
        for (const more of all.slice(terms)) {
          await act({ type: "removeTerm", term: all[all.indexOf(more) - terms]!.id });
          await act({ type: "setTerm", term: { ...more, action: "2008/action-020" } });
        }
        for (const id of numbered(payments, "versement"))
          await act({ type: "pay", payment: { ...money.payment, id, words: "é".repeat(words) }, today: money.today });
        for (const id of numbered(statements, "état")) {
          await act({ type: "sendStatement", statement: { ...money.statement, id } });
          const by = (person: string) => ({ ...money.funder, person: person.padEnd(22, "x") });
          for (const person of numbered(id === "état-001" ? received + 1 : 1, "financeur"))
            await act({ type: "receiveStatement", statement: id, format: "docx", today: money.today }, by(person));
        }
        await act({ type: "attachAction", from: "2008/action-020", action: "2009/action" }, "line");
        const { state } = (await loadAgreement(world.store, "grande"))!;
        expect(state.statements[0]!.received).toHaveLength(received);
        expect(await agreementChain.rebuild(world.store, "grande")).toEqual(state);
        // all statements as much received as the first: still a row that a store takes
        const most = { ...state, statements: state.statements.map((each) => ({ ...each, ...state.statements[0] })) };
        expect(Buffer.byteLength(JSON.stringify(most))).toBeLessThan(300_000);
        expect(ids(await agreementsOf(world.store, "2009/action"))).toEqual(["grande"]);
      });

      test("paid by two at once have both payments", async () => {
        await opened("acse");
        const paying = (id: string) =>
          issue(
            agreements,
            world,
            "acse",
            money.ask({ type: "pay", payment: { ...money.payment, id }, today: money.today }),
          );
        await Promise.all(["p1", "p2"].map(paying));
        const { payments } = (await loadAgreement(world.store, "acse"))!.state;
        expect(ids(payments).toSorted()).toEqual(["p1", "p2"]);
      });
    });

    describe("a calendar's address", () => {
      let person: Person;
      const add = (address: string): Promise<Person> =>
        addPerson(world, { name: "Direction", address, organisation: "ORIV", language: "fr", coordinator: false });
      beforeEach(async () => {
        person = await add("direction@oriv.example");
      });
      const address = async () => (await calendarOf(world, person))?.token;
      const opens = async (token: string) => (await openCalendar(world, token))?.id;

      test("is its person's alone, the same each time it is shown, and over once there is another or none", async () => {
        expect(await address()).toBeUndefined();
        await giveCalendar(world, person);
        const first = (await address())!;
        expect([await address(), await opens(first)]).toEqual([first, person.id]);
        const other = await add("animation@crefe.example");
        expect(await calendarOf(world, other)).toBeUndefined();
        await giveCalendar(world, person);
        const second = (await address())!;
        expect([await opens(first), await opens(second)]).toEqual([undefined, person.id]);
        await endCalendar(world, person);
        expect([await address(), await opens(second)]).toEqual([undefined, undefined]);
      });

      test("asked for twice at once is one: no second one is left open", async () => {
        await giveCalendar(world, person);
        const first = (await address())!;
        const both = await Promise.allSettled([giveCalendar(world, person), giveCalendar(world, person)]);
        expect(both.map(({ status }) => status)).toContain("fulfilled");
        expect(await opens(first)).toBeUndefined();
        const minted = Array.from({ length: named }, (_, index) => mint(keyring, `id${index + 1}`).token);
        const open = await Promise.all(minted.map(opens));
        expect(open.filter(Boolean)).toHaveLength(1);
      });

      test("ends with the mail address of its person, and long after it was made opens still", async () => {
        await giveCalendar(world, person);
        const token = (await address())!;
        now += 3_600 * 86_400_000;
        expect(await opens(token)).toBe(person.id);
        person = (await changePerson(world, person.id, { address: "autre@oriv.example" }))!;
        expect([await opens(token), await address()]).toEqual([undefined, undefined]);
      });
    });

    describe("a kind", () => {
      const where = () => ({
        ...world,
        assets: withRevisions(templates, world.files, () => loadSettings(world.store)),
      });

      test("is not lost where several are made at once, and each is read as it was made", async () => {
        const { kind } = await loadKind(templates, "plain");
        const made = ["lettre", "avis", "fiche"].map((id) => ({ ...kind, id, name: { fr: `Type « ${id} »` } }));
        await Promise.all(made.map((each) => addKind(where(), each)));
        for (const each of made) expect((await loadKind(where().assets, each.id)).kind).toEqual(each);
        expect(ids(await offeredKinds(where().assets))).toEqual(expect.arrayContaining(ids(made)));
      });

      test("that two change at once is changed by one of them: the other is told", async () => {
        const { kind, hash: seen } = await loadKind(templates, "plain");
        const changes = ["Courrier", "Lettre"].map((fr) => changeKind(where(), { ...kind, name: { fr } }, seen));
        const ended = await Promise.allSettled(changes);
        expect(ended.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
        expect(ended.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "kind-changed" } });
        expect(["Courrier", "Lettre"]).toContain((await loadKind(where().assets, "plain")).kind.name.fr);
      });
    });

    describe("a translation", () => {
      test("keeps a pairing by what it says, and reads none that is not there", async () => {
        const at = (block: string) => ({ part: "part-1", block });
        const pairing: Pairing = {
          ...emptyPairing({ version: hash(1), parts: [{ part: "part-1", tree: hash(2) }] }),
          passages: numbered(3_000, "passage").map((block) => ({
            ...{ at: at(block), hash: hash(3), source: { at: at(block), hash: hash(4), of: 0 }, given: true as const },
          })),
        };
        const kept = await keepPairing(world.files, pairing);
        expect(await keepPairing(world.files, structuredClone(pairing))).toBe(kept);
        expect(await loadPairing(world.files, kept)).toEqual(pairing);
        await expect(loadPairing(world.files, hash(5))).rejects.toMatchObject({ code: "object-missing" });
      });

      test("and its source know each other, also where two begin at once", async () => {
        for (const command of [s.create({ id: "note" }), s.upload("u1"), s.accept("u1")])
          await issue(deliverables, world, "note", command);
        const { hash: version, accepted: dated } = s.current((await loadState(world.store, "note"))!.state);
        const translates = { deliverable: "note", language: "fr", from: { version, dated } };
        const begin = async (id: string, language: "en" | "de") => {
          await issue(deliverables, world, id, s.create({ id, language, translates }));
          const told = { type: "noteTranslation", by: "line", translation: id, language } as const;
          await issue(deliverables, world, "note", told);
        };
        await Promise.all([begin("note-en", "en"), begin("note-de", "de")]);
        const { translations } = (await loadState(world.store, "note"))!.state;
        expect((translations ?? []).map(({ deliverable }) => deliverable).toSorted()).toEqual(["note-de", "note-en"]);
      });
    });
  });
}
