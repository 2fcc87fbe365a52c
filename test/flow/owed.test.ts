import fc from "fast-check";
import { expect, test } from "vitest";
import { weekFor } from "../../functions/notify/letters/weekly.ts";
import { letterWriters } from "../../functions/notify/letters.ts";
import { type Occasion, occasionOf } from "../../functions/notify/occasion.ts";
import { oweReminders } from "../../functions/tick/reminders.ts";
import { remindReviewers } from "../../functions/tick/round.ts";
import { todayOf } from "../../functions/tick/today.ts";
import type { DatedDuty } from "../../shared/asking/digest.ts";
import { type Item, mondayOf, type OfficeItem } from "../../shared/asking/week.ts";
import { issue } from "../../shared/chain/issue.ts";
import { Refusal } from "../../shared/errors.ts";
import { deliverables, loadState } from "../../shared/stored/deliverable.ts";
import { finishJob, listJobs } from "../../shared/stored/job.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { addPerson, type Person } from "../../shared/stored/person.ts";
import { pin } from "../../shared/stored/version.ts";
import { addDays } from "../../shared/time/calendar.ts";
import { type Attempt, histories, hour } from "../deliverable/histories.ts";
import { type Network, openTestNetwork } from "../functions/network.ts";
import { tries } from "../long.ts";
import { openWorld } from "../world.ts";

/** One thing that somebody owes, by when: "r1 d2 review 2008-04-01". */
const line = (person: string, { id, what, date }: { id: string; what: string; date?: string }) =>
  [person, id, what, date ?? "–"].join(" ");
const sorted = (lines: Iterable<string>) => [...new Set(lines)].sort();

type Home = { owed: DatedDuty[]; office: OfficeItem[]; late: Item[] };
type Year = { mine: DatedDuty[]; office: OfficeItem[]; others: Record<string, DatedDuty[]>; ahead: Item[] };

/** The people of the histories, and a second coordinator, who coordinates nothing, alone of the organisation "o". */
const people = ["a", "r1", "r2", "r3", "d1", "d2", "coordination", "adjointe"];
const office = ["coordination", "adjointe"];
const personOf = (holder: string) => (holder === "org:o" ? "adjointe" : holder);

/** The network of a random state: several deliverables of the same people, each with its own dates and history. */
async function bring(plans: readonly Plan[], today: string): Promise<{ network: Network; directory: Person[] }> {
  const network = await openTestNetwork({}, openWorld());
  const directory: Person[] = [];
  for (const id of people) {
    const person = {
      name: id,
      address: `${id}@historique.example`,
      organisation: id === "adjointe" ? "o" : "",
      language: "fr" as const,
    };
    const added = { ...person, coordinator: office.includes(id) };
    directory.push(await addPerson({ store: network.ports.store, ids: () => id }, added));
  }
  for (const [index, plan] of plans.entries()) await live(network, `d${index + 1}`, plan);
  for (const { id } of await listJobs(network.ports.store)) await finishJob(network.ports, id);
  network.world.set(Date.parse(`${today}T10:00:00.000Z`));
  await remindReviewers(network.ports, todayOf(network.ports, network.settings));
  return { network, directory };
}

async function live({ ports, world }: Network, id: string, { history, due }: Plan): Promise<void> {
  const { kind, theme } = await pin(ports, "framing-note");
  let now = Date.parse("2008-03-03T09:00:00.000Z");
  for (const { wait, command: make } of history) {
    now += wait * hour;
    world.set(now);
    const command = make((await loadState(ports.store, id))?.state, now);
    // the clock reminds, on its day
    if (command.type === "remind") continue;
    const named = {
      ...command,
      ...(command.type === "create" && { id, title: `Livrable ${id}`, due, kind: "framing-note" }),
      ...(command.type === "submit" && { kind, theme }),
    };
    await issue(deliverables, ports, id, named).catch((error) => {
      if (!(error instanceof Refusal)) throw error;
    });
  }
}

type Plan = { history: Attempt[]; due: { draft?: string; review?: string; final?: string } };
const day = (from: number, to: number) =>
  fc.option(
    fc.integer({ min: from, max: to }).map((days) => addDays("2008-03-01", days)),
    { nil: undefined },
  );
const plan: fc.Arbitrary<Plan> = fc
  .record({ history: histories, draft: day(0, 20), review: day(21, 50), final: day(51, 90) })
  .map(({ history, draft, review, final }) => ({
    history: history.slice(0, 40),
    due: { ...(draft && { draft }), ...(review && { review }), ...(final && { final }) },
  }));
/** Working days on which letters leave, a Monday among them. */
const days = ["2008-03-17", "2008-03-28", "2008-04-01", "2008-04-07", "2008-04-24", "2008-06-02"];

test("the first page, the reminder, the letter of the week and the year never disagree on what somebody owes, and when", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 4 }), fc.constantFrom(...days), async (plans, today) => {
      const { network, directory } = await bring(plans, today);
      const homes = new Map<string, Home>();
      for (const person of directory) homes.set(person.id, await read<Home>(network, person, "/"));
      for (const id of office) checkYear(homes, await read<Year>(network, byId(directory, id), "/year"), id);
      await checkReminders(network, directory, homes);
      for (const id of office) await checkWeek(network, byId(directory, id), homes, today);
    }),
    { numRuns: tries(6, 200), endOnFailure: true },
  );
});

const byId = (directory: readonly Person[], id: string) => directory.find((person) => person.id === id)!;

async function read<T>({ app, ports }: Network, person: Person, path: string): Promise<T> {
  const entered = await app.request(`/l/${await makeLink(ports, { person, purpose: "enter", days: 30 })}`);
  const cookie = entered.headers.getSetCookie()[0]!.split(";")[0]!;
  const answer = await app.request(path, { headers: { cookie, accept: "application/json" } });
  return (await answer.json()) as T;
}

const owedBy = (homes: ReadonlyMap<string, Home>, whom: readonly string[]) =>
  whom.flatMap((person) => homes.get(person)!.owed.map((thing) => line(person, thing)));

/** What the year of a coordinator says of everyone is what each finds on their first page, theirs too. */
function checkYear(homes: ReadonlyMap<string, Home>, year: Year, who: string): void {
  const said = Object.entries(year.others).flatMap(([holder, things]) =>
    things.map((thing) => line(personOf(holder), thing)),
  );
  const own = year.mine.map((thing) => line(who, thing));
  expect(sorted([...said, ...own])).toEqual(sorted(owedBy(homes, people)));
  expect(sorted(own)).toEqual(sorted(owedBy(homes, [who])));
  expect(year.office).toEqual(homes.get(who)!.office);
}

const occasionFor = (network: Network, to: Person, letter: "reminder" | "weekly", today: string): Occasion => {
  const job = { id: `mail/${letter}`, type: "mail", to: to.id, letter, week: mondayOf(today) } as const;
  return occasionOf(network.ports, job, network.settings, { to });
};

/** A reminder leaves to who is on its list of the day, and lists all that they owe, on the same days. */
async function checkReminders(
  network: Network,
  directory: readonly Person[],
  homes: ReadonlyMap<string, Home>,
): Promise<void> {
  const { ports, settings } = network;
  const today = todayOf(ports, settings);
  await oweReminders(ports, today);
  const jobs = (await listJobs(ports.store)).filter(({ id }) => id.startsWith("mail/reminder/"));
  const owed = new Set(jobs.flatMap((job) => (job.type === "mail" ? [job.to] : [])));
  for (const person of directory) {
    const draft = await letterWriters.reminder(occasionFor(network, person, "reminder", today.date));
    expect([person.id, draft !== undefined]).toEqual([person.id, owed.has(person.id)]);
    if (!draft) continue;
    const said = Object.entries(draft.mentions!).map(([key, { reminder }]) => {
      const [id = "", what = ""] = key.split("/");
      const [date] = reminder.split("/");
      return line(person.id, { id, what, ...(date && { date }) });
    });
    expect(sorted(said)).toEqual(sorted(owedBy(homes, [person.id])));
    const { length } = homes.get(person.id)!.owed;
    for (const { title } of homes.get(person.id)!.owed) expect(JSON.stringify(draft.facts)).toContain(title);
    if (length > 1) expect(draft.facts).toHaveLength(length);
  }
}

/** The letter of the week has what the first page has: one's own, what waits for the office, and what others owe by Sunday. */
async function checkWeek(network: Network, to: Person, homes: ReadonlyMap<string, Home>, today: string): Promise<void> {
  const monday = mondayOf(today);
  const occasion = occasionFor(network, to, "weekly", today);
  const { late, due, office } = await weekFor(occasion, monday);
  const mine = homes.get(to.id)!;
  expect(office).toEqual(mine.office);
  const coordinates = to.id === "coordination";
  const works = owedBy(homes, people).map((each) => each.split(" "));
  const soon = works.filter(([, , , date]) => coordinates && date! <= addDays(monday, 6));
  const said = [...late, ...due].flatMap(({ id, date, who }) =>
    who.map((holder) => `${personOf(holder)} ${id} ${date}`),
  );
  const lacking = soon.filter(([person, id, , date]) => !said.includes(`${person} ${id} ${date}`));
  expect(lacking).toEqual([]);
  const lateThere = works
    .filter(([, , , date]) => coordinates && date! < today)
    .map(([person, id]) => `${person} ${id}`);
  const lateHere = late.filter(({ what, date, id }) => what !== "final" || isNext(works, id, date));
  const saidLate = lateHere.flatMap(({ id, who }) =>
    who.filter((holder) => !isOffice(mine, id, holder)).map((holder) => `${personOf(holder)} ${id}`),
  );
  expect(sorted(saidLate)).toEqual(sorted(lateThere));
  const draft = await letterWriters.weekly(occasion);
  const quiet = late.length + due.length + office.length === 0;
  expect(draft === undefined).toBe(quiet);
  if (!draft) return;
  expect(draft.facts).toHaveLength(mine.owed.length + office.length + late.length + due.length);
  expect(sorted(Object.keys(draft.mentions!))).toEqual(sorted(mine.owed.map(({ key }) => key)));
  if (coordinates) expect(late).toEqual(mine.late);
}

/** Whether the day of the final documents is that of what somebody owes now: of an answer, not of a draft that is before it. */
const isNext = (works: readonly string[][], id: string, date: string) =>
  works.some(([, each, , on]) => each === id && on === date);
/** Whether a deliverable waits for its coordinator, since nobody else is awaited. */
const isOffice = ({ office }: Home, id: string, person: string) =>
  person === "coordination" && office.some((item) => item.id === id);
