import { beforeAll, expect, test } from "vitest";
import type { Message } from "../../shared/ports.ts";
import { loadMeeting } from "../../shared/stored/meeting.ts";
import { stateOf } from "../functions/network.ts";
import { planned } from "../functions/web/meetings/programmed.ts";
import { tries } from "../long.ts";
import { begin, type Came, cameTo, copyOf, type End, type Process, writesIn } from "./processes.ts";
import { type Act, openScene, type Scene, send } from "./scene.ts";

/**
 * What acts leave owing, and what days bring: the letters of meetings, decisions, editions and translations, their documents, files that
 * go. Whichever write the process dies at, or fails alone, the next ones end it as if nothing had been: no mail is lost, and one that
 * leaves twice is the same mail.
 */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});

type Making = (process: Process) => Promise<Act[]> | Act[];
/** What somebody sends, and until which day time passes; `mails`: how many leave. */
type Season = { making: Making; day?: string; mails: number };

const sure = { confirmed: "true" };
const seasons: Record<string, Season> = {
  "a meeting that is moved, with other people": {
    mails: 3,
    making: () => {
      const { first, stranger } = scene.network.people;
      const plan = { date: "2008-06-19", matters: [`version:${scene.note}`], invited: [first.id, stranger.id] };
      return [{ to: "/meetings/juin/plan", fields: planned(scene.network, plan) }];
    },
  },
  "a meeting that is called off": {
    mails: 2,
    making: () => [{ to: "/meetings/juin/cancellation", fields: { reason: "Grève des trains.", ...sure } }],
  },
  "a meeting that is recorded, its decisions given, and its minutes reviewed": {
    mails: 3,
    making: () => {
      const { author, first } = scene.network.people;
      const decided = { words1: "Diffuser la note", person1: first.id, words2: "Écrire aux élus", person2: "org:oriv" };
      const fields = {
        present: [author.id, first.id],
        outsiders: "4",
        minutes: "Tout est réglé.",
        ...sure,
        ...decided,
      };
      return [
        { to: "/meetings/juin/record", fields },
        { to: "/meetings/juin/document", fields: { id: "compte-rendu", ...sure } },
      ];
    },
  },
  "a meeting that nobody recorded, and decisions whose day draws near": {
    ...{ making: () => [], day: "2008-06-17", mails: 3 },
  },
  "a financial report whose day draws near, beside the same": {
    ...{ making: () => [{ to: "/agreements/new", fields: agreed }], day: "2008-06-17", mails: 4 },
  },
  // the one that is changed is due later: where the letter of it failed, the reminder would tell of it too, which is no fault
  "a decision that is late, beside one that is changed": {
    mails: 5,
    making: async ({ ports }) => {
      const [, other] = (await loadMeeting(ports.store, "mars"))!.state.resolutions;
      const fields = { words: "Réserver la salle", person: scene.network.people.author.id, due: "2008-07-31" };
      return [{ to: `/meetings/mars/decisions/${other!.id}`, fields }];
    },
    day: "2008-06-24",
  },
  "an edition that is opened with a part that was proposed, and declared corrected": {
    mails: 3,
    making: async (process) => {
      const { uploads } = await stateOf(process, scene.final);
      const version = uploads[scene.proposed]!.version!;
      const fields = { reason: "Le cadre était faux.", way: "correction", proposals: scene.proposed };
      return [
        { to: `/deliverables/${scene.final}/edition`, fields },
        { to: `/deliverables/${scene.final}/edition/correction`, fields: { version, ...sure } },
      ];
    },
  },
  "a final that is withdrawn": {
    mails: 2,
    making: () => [
      {
        to: `/deliverables/${scene.final}/withdrawal`,
        fields: { title: "Accueil des familles", reason: "Il cite quelqu’un.", gone: "true" },
      },
    ],
  },
};

/** An agreement whose report is due a week later. */
const agreed = {
  ...{ funder: "acse", title: "Interculturalité 2008", actions: "2008/interculturalite", stage: "signed" },
  ...{
    from: "2007-01-01",
    until: "2007-12-31",
    reportDue: "2008-06-24",
    on: "2008-02-20",
    lines: "Jours ; jour ; 14 ; 350",
  },
};

const at = (instant: number) => (folder: string, name: string, end?: End) =>
  begin(scene.network, folder, instant, name, end);

/** The same mail, however often it leaves: by its id, as it is read. */
function leftTwice(sent: readonly Message[]): string[] {
  return [...Map.groupBy(sent, ({ messageId }) => messageId).values()].flatMap((same) =>
    new Set(same.map(({ subject, text, calendar }) => JSON.stringify([subject, text, calendar]))).size > 1
      ? [`${same[0]!.subject} / ${same.at(-1)!.subject}`]
      : [],
  );
}

/** A process does what is owed, and meets its end at one of its calls; another, or the same one, goes on. */
async function interrupted(folder: string, processOn: ReturnType<typeof at>, end: End): Promise<Came> {
  const first = processOn(folder, "one", end);
  await cameTo(first).catch(() => undefined);
  expect(first.calls.length).toBeGreaterThan(end.at);
  const now = first.ports.clock();
  first.close();
  const next = at(now)(folder, "two");
  const came = await cameTo(next);
  next.close();
  expect(leftTwice([...first.sent, ...next.sent])).toEqual([]);
  return came;
}

test.each(Object.entries(seasons))(
  "%s: what is owed is done once, whichever write the process dies at, or fails at",
  async (_, { making, day, mails }) => {
    const folder = copyOf(scene.folder);
    const acting = at(scene.instant)(folder, "act");
    for (const act of await making(acting)) expect(await send(scene, acting, act)).toBeLessThan(400);
    acting.close();
    const processOn = at(day ? Date.parse(`${day}T08:00:00.000Z`) : scene.instant);
    const whole = processOn(copyOf(folder), "one");
    const came = await cameTo(whole);
    const writes = writesIn(whole);
    whole.close();
    expect(whole.sent).toHaveLength(mails);
    expect(came).toMatchObject({ jobs: [], flaws: [] });
    const ends = writes.flatMap((call): End[] => [
      { at: call, when: "after" },
      { at: call, when: "before", fate: "fails" },
      { at: call, when: "after", fate: "fails" },
    ]);
    const about = Math.ceil(ends.length / tries(2, ends.length));
    // the three of a write come in turn
    const step = about > 1 && about % 3 === 0 ? about + 1 : about;
    for (const end of ends.filter((_, place) => place % step === 0))
      expect(await interrupted(copyOf(folder), processOn, end)).toEqual(came);
  },
);
