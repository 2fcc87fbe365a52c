import { describe, expect, test } from "vitest";
import { tick } from "../../../functions/tick/tick.ts";
import { webApp } from "../../../functions/web/app.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables, loadEvents } from "../../../shared/stored/deliverable.ts";
import { listJobs, oweJob } from "../../../shared/stored/job.ts";
import { makeLink } from "../../../shared/stored/link.ts";
import { pin } from "../../../shared/stored/version.ts";
import {
  as,
  browse,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  sendMails,
  stateOf,
} from "../network.ts";

const hour = 3_600_000;
const at = (local: string) => Date.parse(`${local}:00.000+02:00`);

/** A review until 15 May 2008, a Thursday, whose rule closes it with those present; reminders on 7 and 13 May. */
async function open(): Promise<{ network: Network; id: string }> {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id);
  const { demands, ...pinned } = await pin(network.ports, (await stateOf(network, id)).kind);
  await issue(deliverables, network.ports, id, {
    ...{ type: "submit", by: as(network, "author"), version: (await stateOf(network, id)).versions.at(-1)!.hash },
    ...{ ...pinned, deadline: "2008-05-15T22:00:00.000Z", demands: { ...demands, atDeadline: { do: "close" } } },
  });
  await decideAs(network, "first", id, "approve");
  return { network, id };
}

/** `tick` runs every half hour. Returns the mails that left. */
async function run(network: Network, from: string, to: string): Promise<string[]> {
  network.sent.length = 0;
  for (let now = at(from); now <= at(to); now += hour / 2) {
    network.world.set(now);
    await tick(network.ports, network.settings);
    await sendMails(network);
  }
  return network.sent.map(({ to, subject, text }) =>
    `${to.address.split("@")[0]} | ${subject} | ${text}`.replace(/[\u00a0\u202f]/g, " "),
  );
}

const outcome = async (network: Network, id: string) => (await stateOf(network, id)).rounds[0]?.outcome;

describe("after an outage, once a day shows that the clock was right", () => {
  test("that hid a reminder, what time decides waits one working day, and says why", async () => {
    const { network, id } = await open();
    await run(network, "2008-05-05T07:00", "2008-05-08T12:00");
    const waiting = await run(network, "2008-05-16T07:00", "2008-05-17T06:30");
    expect(waiting.filter((mail) => /échéance|deadline/.test(mail.split(" | ")[1]!))).toEqual([]);
    const told = await run(network, "2008-05-17T07:00", "2008-05-19T12:00");
    expect(await outcome(network, id)).toBeUndefined();
    const why = "Le service ne fonctionnait pas du 8 mai 2008 au 16 mai 2008 à 7 h, et un rappel n’est pas parti";
    expect(told).toContainEqual(expect.stringMatching(/^coordination \| Nouvelle échéance/));
    expect(told).toContainEqual(expect.stringMatching(/^redaction \| Nouvelle échéance/));
    expect(told).toContainEqual(expect.stringMatching(/^etudes \| New deadline[\s\S]*was down from 8 May 2008/));
    expect(told.find((mail) => mail.startsWith("coordination | Nouvelle"))).toContain(why);
    const { ports } = network;
    const events = await Array.fromAsync(loadEvents(ports.store, id));
    expect(events.at(-1)).toMatchObject({
      type: "deadlineMoved",
      by: "line",
      data: { deadline: "2008-05-19T22:00:00.000Z" },
    });
    const coordinator = await browse(network, "coordinator");
    expect((await coordinator.page(`/deliverables/${id}`)).replace(/[\u00a0\u202f]/g, " ")).toContain(
      "Le service ne fonctionnait pas du 8 mai 2008 à 12 h au 16 mai 2008 à 7 h, et un rappel n’est pas parti",
    );

    await run(network, "2008-05-19T12:30", "2008-05-20T12:00");
    expect(await outcome(network, id)).toBe("approved");
  });

  test.each<[string, string, string]>([
    ["that hid none", "2008-05-14T12:00", "2008-05-16T07:00"],
    ["that ended before it", "2008-05-14T12:00", "2008-05-15T08:00"],
    ["none", "2008-05-15T23:30", "2008-05-16T00:00"],
  ])("%s, the deadline is the deadline", async (_, until, from) => {
    const { network, id } = await open();
    await run(network, "2008-05-05T07:00", until);
    await run(network, from, "2008-05-17T07:00");
    expect(await outcome(network, id)).toBe("approved");
  });

  test("that hid a reminder from people who have all decided, the deadline is the deadline", async () => {
    const { network, id } = await open();
    await run(network, "2008-05-05T07:00", "2008-05-08T12:00");
    await decideAs(network, "second", id, "approve");
    await run(network, "2008-05-16T07:00", "2008-05-17T07:00");
    expect(await outcome(network, id)).toBe("approved");
  });

  test("of every night, deadlines pass all the same", async () => {
    const { network, id } = await open();
    for (const day of ["12", "13", "14", "15", "16"])
      await run(network, `2008-05-${day}T08:00`, `2008-05-${day}T18:00`);
    expect(await outcome(network, id)).toBeUndefined();
    await run(network, "2008-05-17T07:30", "2008-05-17T08:00");
    expect(await outcome(network, id)).toBe("approved");
  });
});

describe("a clock that is set forward and back", () => {
  const rows = (network: Network) => Array.fromAsync(network.ports.store.all(), ({ pk }) => pk.split("#")[0]);

  test("takes nothing away, and is told", async () => {
    const network = await openTestNetwork();
    const { ports, settings, people, world } = network;
    await run(network, "2008-05-05T07:00", "2008-05-07T12:00");
    const app = webApp(ports, { settings });
    const entered = await app.request(
      `/l/${await makeLink(ports, { person: people.author, purpose: "enter", days: 30 })}`,
    );
    const cookie = entered.headers.getSetCookie()[0]!.split(";")[0]!;
    const inside = async () => (await app.request("/", { headers: { cookie } })).text();

    world.set(at("2010-05-07T12:30"));
    expect(await tick(ports, settings)).toMatchObject({
      steady: false,
      leap: { from: "2008-05-07T10:00:00.000Z", until: "2010-05-07T10:30:00.000Z" },
    });
    await oweJob(ports, { id: "mail/access/1", type: "mail", to: people.author.id, letter: "access" }, 3600);
    world.set(at("2008-05-07T13:00"));
    expect(await tick(ports, settings)).toMatchObject({ steady: false, leap: { until: "2008-05-07T11:00:00.000Z" } });
    expect(await inside()).toContain("Chargée de mission");
    expect((await listJobs(ports.store)).map(({ status }) => status)).toEqual(["due"]);
  });

  test("lets no deadline pass, however often it starts ahead, and those that are due once it is right", async () => {
    const { network, id } = await open();
    await run(network, "2008-05-05T07:00", "2008-05-07T12:00");
    const before = (await stateOf(network, id)).rounds[0]!;
    for (const ahead of ["2009-05-07T12:30", "2009-05-07T20:00"]) {
      network.world.set(at(ahead));
      await tick(network.ports, network.settings);
    }
    const { deadline, outcome, overdue } = (await stateOf(network, id)).rounds[0]!;
    expect({ deadline, outcome, overdue }).toEqual({
      ...{ outcome: undefined, overdue: false },
      deadline: before.deadline,
    });
    await run(network, "2008-05-07T13:00", "2008-05-16T00:00");
    expect((await stateOf(network, id)).rounds[0]).toMatchObject({ outcome: "approved" });
  });

  test("and steady time does: what has expired goes, some at each run", async () => {
    const network = await openTestNetwork();
    const { ports } = network;
    await run(network, "2008-05-05T07:00", "2008-05-05T12:00");
    for (let each = 0; each < 600; each++)
      await ports.store.commit([
        { put: { pk: "COUNTER#x", sk: `${each}`, data: 1, expires: at("2008-05-05T13:00") / 1000 } },
      ]);
    network.world.set(at("2008-05-05T12:30"));
    const stored = async () => (await rows(network)).filter((partition) => partition === "COUNTER").length;
    expect(await stored()).toBe(600);
    await run(network, "2008-05-05T12:30", "2008-05-08T12:00");
    network.world.set(at("2008-05-05T12:30"));
    expect(await stored()).toBe(0);
  });
});
