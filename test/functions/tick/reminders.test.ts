import { describe, expect, test } from "vitest";
import { tick } from "../../../functions/tick/tick.ts";
import { webApp } from "../../../functions/web/app.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { pin } from "../../../shared/stored/version.ts";
import { addDays, atTime } from "../../../shared/time/calendar.ts";
import {
  as,
  browse,
  createNote,
  deposit,
  type Network,
  openTestNetwork,
  pass,
  type Role,
  sendMails,
  stateOf,
} from "../network.ts";
import { words } from "../notify/letter.ts";
import { toIntegrate } from "../notify/scenes.ts";

/** `tick` runs at ten past eight of each day, as its mails leave: what one person got, when. */
async function mailsTo(network: Network, role: Role, from: string, to: string): Promise<string[]> {
  const told: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    network.world.set(Date.parse(atTime(day, "08:10", "Europe/Paris")));
    await tick(network.ports, network.settings);
    await sendMails(network);
    const left = network.sent.splice(0).filter((message) => message.to.address === network.people[role].address);
    told.push(...left.map(({ subject }) => `${day} ${words(subject)}`));
  }
  return told;
}

/** What people's acts brought has left. */
async function settle(network: Network): Promise<void> {
  pass(network);
  await sendMails(network);
  network.sent.length = 0;
}

/** Opens a round on a note of this title, until the end of a day. */
async function review(network: Network, title: string, last: string): Promise<string> {
  const id = await createNote(network, { title });
  await deposit(network, id);
  const state = await stateOf(network, id);
  const { demands, ...pinned } = await pin(network.ports, state.kind);
  await issue(deliverables, network.ports, id, {
    ...{ type: "submit", by: as(network, "author"), version: state.versions.at(-1)!.hash, ...pinned },
    ...{
      deadline: atTime(addDays(last, 1), "00:00", "Europe/Paris"),
      demands: { ...demands, atDeadline: { do: "escalate" } },
    },
  });
  return id;
}

describe("an author who sends nothing", () => {
  test("is asked, reminded before and after the day, then once a week", async () => {
    const network = await openTestNetwork();
    await createNote(network);
    await settle(network);
    expect(await mailsTo(network, "author", "2008-03-04", "2008-04-12")).toEqual([
      "2008-03-06 Il reste 14 jours pour « L’interculturalité : note de cadrage »",
      "2008-03-17 Il reste 3 jours pour « L’interculturalité : note de cadrage »",
      // 22 March is a Saturday, 24 March Easter Monday
      "2008-03-25 « L’interculturalité : note de cadrage » : en retard de 5 jours",
      "2008-04-01 « L’interculturalité : note de cadrage » : en retard de 12 jours",
      "2008-04-08 « L’interculturalité : note de cadrage » : en retard de 19 jours",
    ]);
  });

  test("has one mail a day for all that is owed", async () => {
    const network = await openTestNetwork();
    await createNote(network);
    await toIntegrate(network);
    await createNote(network, { title: "Laïcité" });
    await settle(network);
    expect(await mailsTo(network, "author", "2008-03-04", "2008-03-21")).toEqual([
      "2008-03-10 3 choses attendues de vous, la première pour le 20 mars",
      "2008-03-17 3 choses attendues de vous, la première pour le 20 mars",
      "2008-03-20 2 choses attendues de vous, la première pour le 20 mars",
    ]);
  });
});

test("a reviewer in ten rounds has the list once a week, and word of what ends on its day", async () => {
  const network = await openTestNetwork();
  const days = ["12", "13", "14", "15", "16", "19", "20", "21", "22", "23"];
  for (const day of days) await review(network, `Note du ${day}`, `2008-05-${day}`);
  await settle(network);
  expect(await mailsTo(network, "first", "2008-04-28", "2008-05-14")).toEqual([
    "2008-05-05 10 documents à relire, le premier avant le 12 mai",
    // 12 May is Whit Monday
    "2008-05-09 Il reste 3 jours pour relire « Note du 12 »",
    "2008-05-13 10 choses attendues de vous, la première en retard d’un jour",
    "2008-05-14 Dernier jour pour relire « Note du 14 »",
  ]);
});

describe("who is asked only now", () => {
  /** Named on the 1st of April for what was asked of others in March. */
  const rows: [what: string, bring: (network: Network) => Promise<unknown>, told: string[]][] = [
    [
      "as an author of a text that is late",
      async (network) => {
        const id = await createNote(network);
        network.world.set(Date.parse("2008-04-01T09:00:00.000Z"));
        const authors = [network.people.author.id, network.people.stranger.id];
        await issue(deliverables, network.ports, id, { type: "amend", by: as(network, "coordinator"), authors });
      },
      ["2008-04-08 « L’interculturalité : note de cadrage » : en retard de 19 jours"],
    ],
    [
      "for a part of it",
      async (network) => {
        const authors = [network.people.author.id, network.people.stranger.id];
        const id = await createNote(network, { kind: "resource-dossier", title: "Laïcité" });
        await issue(deliverables, network.ports, id, { type: "amend", by: as(network, "coordinator"), authors });
        const arrange = (people: string[]) =>
          issue(deliverables, network.ports, id, {
            ...{ type: "arrangeParts", by: as(network, "coordinator"), drop: [] },
            parts: [{ id: "part-1", title: "ORIV", people }],
          });
        await arrange([network.people.author.id]);
        await sendMails(network);
        network.world.set(Date.parse("2008-04-01T09:00:00.000Z"));
        await arrange([network.people.stranger.id]);
      },
      ["2008-04-08 « Laïcité » : en retard de 19 jours"],
    ],
    [
      "to review, where its reminder has come",
      async (network) => {
        const id = await review(network, "Laïcité", "2008-04-08");
        network.world.set(Date.parse("2008-04-01T07:00:00.000Z"));
        await tick(network.ports, network.settings);
        const { first, second, stranger } = network.people;
        const reviewers = [first.id, second.id, stranger.id];
        await issue(deliverables, network.ports, id, { type: "amend", by: as(network, "coordinator"), reviewers });
      },
      ["2008-04-04 Il reste 4 jours pour relire « Laïcité »"],
    ],
  ];
  test.each(rows)("%s is not reminded the day after", async (_, bring, told) => {
    const network = await openTestNetwork();
    await bring(network);
    await settle(network);
    expect(await mailsTo(network, "stranger", "2008-04-02", "2008-04-08")).toEqual(told);
  });
});

describe("a kind that cannot be read", () => {
  const broken = (network: Network): Network => {
    const read: Network["ports"]["assets"]["read"] = async (path) =>
      path === "plain/kind.json" ? Buffer.from("{") : network.ports.assets.read(path);
    return { ...network, ports: { ...network.ports, assets: { ...network.ports.assets, read } } };
  };

  test("takes nobody else's reminders, and is told to who watches", async () => {
    const network = await openTestNetwork();
    await createNote(network);
    await createNote(network, { kind: "plain", title: "Lettre" });
    await settle(network);
    network.world.set(Date.parse("2008-03-17T08:00:00.000Z"));
    const { ports, settings } = broken(network);
    await expect(tick(ports, settings)).rejects.toThrow("kind-invalid");
    await sendMails(network);
    expect(network.sent.map(({ subject }) => words(subject))).toContain(
      "2 choses attendues de vous, la première pour le 20 mars",
    );
    await tick(ports, settings);
  });

  test("leaves first pages as they are", async () => {
    const network = await openTestNetwork();
    await createNote(network, { kind: "plain", title: "Lettre" });
    const { ports, settings } = broken(network);
    const app = webApp(ports, { settings });
    for (const role of ["funder", "author"] as const)
      expect((await (await browse({ ...network, app }, role)).get("/")).status).toBeLessThan(400);
  });
});
