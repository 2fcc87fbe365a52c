import { describe, expect, test } from "vitest";
import { tick } from "../../../functions/tick/tick.ts";
import { changeKind } from "../../../shared/acts/kinds.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import type { Store } from "../../../shared/ports.ts";
import type { Settings } from "../../../shared/settings.ts";
import { deliverables, loadEvents } from "../../../shared/stored/deliverable.ts";
import { listJobs, oweJob } from "../../../shared/stored/job.ts";
import { changePerson, removePerson } from "../../../shared/stored/person.ts";
import { pin } from "../../../shared/stored/version.ts";
import { addDays } from "../../../shared/time/calendar.ts";
import {
  as,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  type Role,
  sendMails,
  stateOf,
} from "../network.ts";
import { planMeeting } from "../notify/scenes.ts";

type Demands = Awaited<ReturnType<typeof pin>>["demands"];

/** A note under review from 3 March 2008, ten o'clock in Paris, with nothing left to send. */
async function open(deadline: string, demands: Partial<Demands> = {}, settings: Partial<Settings> = {}) {
  const network = await openTestNetwork(settings);
  const id = await review(network, deadline, demands);
  await sendMails(network);
  network.sent.length = 0;
  return { network, id };
}

/** `deadline`: its last day, in summer time. */
async function review(network: Network, deadline: string, changes: Partial<Demands> = {}): Promise<string> {
  const id = await createNote(network);
  await deposit(network, id);
  const state = await stateOf(network, id);
  const { demands, ...pinned } = await pin(network.ports, state.kind);
  await issue(deliverables, network.ports, id, {
    ...{ type: "submit", by: as(network, "author"), version: state.versions.at(-1)!.hash, ...pinned },
    ...{ deadline: `${deadline}T22:00:00.000Z`, demands: { ...demands, ...changes } },
  });
  return id;
}

/** Hours at which `tick` runs, on summer time. */
const hours = [0, 5, 6, 7, 8, 9, 14];

/** Runs `tick` on some days, and sends the mails that it owes. Says when each left, what it was, to whom, in order. */
async function runTick(network: Network, from: string, to: string): Promise<string[]> {
  const told: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (const hour of hours.map((each) => String(each).padStart(2, "0"))) {
      network.world.set(Date.parse(`${day}T${hour}:05:00.000+02:00`));
      await tick(network.ports, network.settings);
      await sendMails(network);
      const left = network.sent
        .splice(0)
        .map(({ to, messageId }) => `${letterOf(messageId)} ${to.address.split("@")[0]}`);
      told.push(...left.sort().map((letter) => `${day} ${hour} ${letter}`));
    }
  }
  return told;
}

const letterOf = (messageId: string) =>
  /\.(\d+)\.([a-zA-Z]+)\./.exec(messageId)?.[2] ?? /mail\.(\w+)/.exec(messageId)?.[1];

describe("reminders", () => {
  const both = (at: string) => [`${at} reminder direction`, `${at} reminder etudes`];
  const rows: [what: string, deadline: string, days: [string, string], told: string[], settings?: Partial<Settings>][] =
    [
      [
        "on their days, from eight o'clock",
        "2008-06-27",
        ["2008-06-16", "2008-06-26"],
        [...both("2008-06-20 08"), ...both("2008-06-25 08")],
      ],
      [
        "on the Friday before a Sunday",
        "2008-06-17",
        ["2008-06-06", "2008-06-16"],
        [...both("2008-06-10 08"), ...both("2008-06-13 08")],
      ],
      [
        "before 1 May and its bridge",
        "2008-05-08",
        ["2008-04-25", "2008-05-08"],
        [...both("2008-04-30 08"), ...both("2008-05-06 08")],
      ],
      [
        "before Whit Monday",
        "2008-05-19",
        ["2008-05-05", "2008-05-16"],
        [...both("2008-05-09 08"), ...both("2008-05-16 08")],
      ],
      [
        "not twice where two fall on one day",
        "2008-06-22",
        ["2008-06-12", "2008-06-22"],
        [...both("2008-06-13 08"), ...both("2008-06-20 08")],
      ],
      [
        "at the network's hour",
        "2008-06-27",
        ["2008-06-20", "2008-06-20"],
        both("2008-06-20 06"),
        { timeZone: "Indian/Reunion" },
      ],
    ];
  test.each(rows)("leave %s", async (_, deadline, [from, to], told, settings = {}) => {
    const { network } = await open(deadline, {}, settings);
    const heard = await runTick(network, from, to);
    expect(heard.filter((line) => line.includes("reminder"))).toEqual(told);
  });

  test("of two rounds are one mail, and the next day there is none", async () => {
    const { network } = await open("2008-06-27");
    await review(network, "2008-06-27");
    await sendMails(network);
    network.sent.length = 0;
    expect(await runTick(network, "2008-06-20", "2008-06-21")).toEqual(both("2008-06-20 08"));
  });

  test("leave late where the machine was off, on a working day", async () => {
    const { network } = await open("2008-06-27");
    expect(await runTick(network, "2008-06-21", "2008-06-23")).toEqual([
      ...both("2008-06-23 08"),
      "2008-06-23 08 weekly coordination",
    ]);
  });

  test("do not follow an invitation at once", async () => {
    const { network } = await open("2008-03-07");
    expect(await runTick(network, "2008-03-03", "2008-03-04")).not.toContainEqual(expect.stringContaining("reminder"));
    expect(await runTick(network, "2008-03-05", "2008-03-05")).toEqual(both("2008-03-05 09"));
  });

  test("do not follow a new deadline at once", async () => {
    const { network, id } = await open("2008-06-27");
    network.world.set(Date.parse("2008-06-23T07:00:00.000Z"));
    const deadline = "2008-06-30T22:00:00.000Z";
    await issue(deliverables, network.ports, id, {
      type: "moveDeadline",
      by: as(network, "coordinator"),
      round: 1,
      deadline,
    });
    await sendMails(network);
    network.sent.length = 0;
    expect((await runTick(network, "2008-06-23", "2008-06-29")).filter((line) => line.includes("reminder"))).toEqual(
      both("2008-06-27 08"),
    );
  });

  test.each<[string, (network: Network, id: string) => Promise<unknown>]>([
    ["decided", (network, id) => decideAs(network, "first", id, "approve")],
    ["left", (network) => removePerson(network.ports, network.people.first.id)],
    ["declined", (network, id) => say(network, id, "first")],
  ])("do not reach who %s", async (_, bring) => {
    const { network, id } = await open("2008-06-27");
    await bring(network, id);
    await sendMails(network);
    network.sent.length = 0;
    const reminders = (await runTick(network, "2008-06-20", "2008-06-20")).filter((line) => line.includes("reminder"));
    expect(reminders).toEqual(["2008-06-20 08 reminder etudes"]);
  });
});

async function say(network: Network, id: string, role: Role): Promise<void> {
  const { number: round, version } = (await stateOf(network, id)).rounds.at(-1)!;
  const by = as(network, role);
  await issue(deliverables, network.ports, id, {
    type: "decide",
    by,
    round,
    version,
    submission: "non",
    choice: "decline",
  });
}

describe("the deadline", () => {
  test("is moved by the rule, once, to a working day; then the coordinator is asked", async () => {
    const { network, id } = await open("2008-05-05", { atDeadline: { do: "extend", days: 7 } });
    const moved = (await runTick(network, "2008-05-06", "2008-05-06")).filter((line) => !line.includes("weekly"));
    expect(moved).toEqual(
      ["coordination", "direction", "etudes", "redaction"].map((who) => `2008-05-06 08 deadlineMoved ${who}`),
    );
    // 12 May is Whit Monday
    expect((await stateOf(network, id)).rounds[0]).toMatchObject({
      deadline: "2008-05-13T22:00:00.000Z",
      extended: true,
    });
    // nothing rang since 6 May: a day shows that the clock is right
    expect((await runTick(network, "2008-05-14", "2008-05-15")).filter((line) => !line.includes("weekly"))).toEqual([
      "2008-05-15 08 deadlinePassed coordination",
    ]);
  });

  test("gives as many days from when the machine is on again", async () => {
    const { network, id } = await open("2008-05-05", { atDeadline: { do: "extend", days: 2 } });
    await runTick(network, "2008-06-04", "2008-06-04");
    expect((await stateOf(network, id)).rounds[0]?.deadline).toBe("2008-06-06T22:00:00.000Z");
  });

  test.each<[string, Partial<Demands>, string]>([
    ["closes with those present", { atDeadline: { do: "close" } }, "2008-05-06 08 roundClosed coordination"],
    ["asks the coordinator", { atDeadline: { do: "escalate" } }, "2008-05-06 08 deadlinePassed coordination"],
  ])("%s, where the rule says so", async (_, demands, told) => {
    const { network, id } = await open("2008-05-05", demands);
    await decideAs(network, "first", id, "approve");
    await sendMails(network);
    network.sent.length = 0;
    expect(await runTick(network, "2008-05-06", "2008-05-06")).toContain(told);
  });

  test("tick that runs often reminds once: one event", async () => {
    const { network, id } = await open("2008-05-05", { atDeadline: { do: "escalate" } });
    await runTick(network, "2008-05-06", "2008-05-08");
    const events = await Array.fromAsync(loadEvents(network.ports.store, id));
    expect(events.filter(({ type }) => type === "deadlinePassed")).toHaveLength(1);
  });
});

describe("the week's letter", () => {
  const weekly = (heard: string[]) => heard.filter((line) => line.includes("weekly"));

  test("leaves once a week, on its first working day", async () => {
    const { network } = await open("2008-05-08", { atDeadline: { do: "escalate" } });
    expect(weekly(await runTick(network, "2008-05-04", "2008-05-19"))).toEqual([
      "2008-05-05 08 weekly coordination",
      "2008-05-13 08 weekly coordination",
      "2008-05-19 08 weekly coordination",
    ]);
  });

  test("does not leave to who asked to be spared it", async () => {
    const { network } = await open("2008-05-08", { atDeadline: { do: "escalate" } });
    await changePerson(network.ports, network.people.coordinator.id, { withoutWeekly: true });
    expect(weekly(await runTick(network, "2008-05-04", "2008-05-19"))).toEqual([]);
  });

  test("does not leave where there is nothing to say", async () => {
    const network = await openTestNetwork();
    expect(await runTick(network, "2008-05-05", "2008-05-13")).toEqual([]);
  });
});

test("once the day’s reminders left, it reads nothing of what is open and not due", async () => {
  const { network, id } = await open("2008-06-27");
  await planMeeting(network, id, { date: "2008-06-26" });
  network.world.set(Date.parse("2008-06-20T07:05:00.000Z"));
  await tick(network.ports, network.settings);
  const read: string[] = [];
  const { store } = network.ports;
  const watched: Store = {
    ...store,
    get: async (key) => {
      read.push(key.pk);
      return store.get(key);
    },
    query: async (pk, options) => {
      read.push(pk);
      return store.query(pk, options);
    },
  };
  network.world.set(Date.parse("2008-06-20T07:06:00.000Z"));
  await tick({ ...network.ports, store: watched }, network.settings);
  expect(read.filter((each) => /^(OPEN|ENDED|HELD#|DELIVERABLE#|PEOPLE)/.test(each))).toEqual([]);
});

test("drafts of a kind that was changed elsewhere are checked against it, once, and no others are read", async () => {
  const network = await openTestNetwork();
  const { ports, settings } = network;
  const [note, plain] = [await createNote(network), await createNote(network, { kind: "plain" })];
  for (const id of [note, plain]) await deposit(network, id);
  await tick(ports, settings);
  const lacking = async () => (await stateOf(network, note)).versions[0]!.checks["part-1"]!.missing;
  expect(await lacking()).toEqual([]);
  const { kind } = await loadKind(ports.assets, "framing-note");
  const demanded = { id: "risks", title: { fr: "Risques" }, also: [], required: true, from: "heading" as const };
  await changeKind(ports, { ...kind, sections: [...kind.sections, demanded] });
  const trees: string[] = [];
  const files = {
    ...ports.files,
    get: async (key: string) => {
      if (key.startsWith("trees/")) trees.push(key);
      return ports.files.get(key);
    },
  };
  for (let times = 0; times < 2; times++) await tick({ ...ports, files }, settings);
  expect(await lacking()).toEqual(["risks"]);
  expect(trees.length).toBe(1);
});

test("many jobs whose records were lost are taken up in turn, the oldest first, two thousand a run", async () => {
  const network = await openTestNetwork();
  const { ports, world, settings } = network;
  for (let at = 0; at < 2_001; at++) {
    await oweJob(ports, { id: `mail/access/${at}`, type: "mail", to: "nobody", letter: "access" });
    if (at === 1_999) world.set(world.clock() + 1_000);
  }
  world.set(world.clock() + 3_600_000);
  const now = new Date(world.clock()).toISOString();
  await tick(ports, settings);
  const left = (await listJobs(ports.store)).filter(({ since }) => since !== now);
  expect(left.map(({ id }) => id)).toEqual(["mail/access/2000"]);
});
