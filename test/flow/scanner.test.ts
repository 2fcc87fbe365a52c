import { Hono } from "hono";
import { beforeAll, describe, expect, test } from "vitest";
import { fileEndpoints } from "../../infra/local/files.ts";
import type { Network as LocalNetwork } from "../../infra/local/network.ts";
import { makeLink, type Purpose } from "../../shared/line/rows/link.ts";
import {
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  putOutputs,
  type Role,
  stateOf,
  submitDraft,
} from "../functions/network.ts";
import { openWorld } from "../line/world.ts";
import { temporaryFolder } from "../temporary.ts";
import { crawl, type Robot, robotOf } from "./crawler.ts";

/** Hits of programs that open links and pages: some mail scanners, some browsers ahead of their readers. */
const hits = 100_000;

let network: Network;
let app: Hono;
let open: string;
let robots: [string, string, Robot][];

/** A network with a deliverable at each stage, and links of each kind to them, as mails carry them. */
beforeAll(async () => {
  network = await openTestNetwork({}, openWorld(temporaryFolder(), ":memory:"));
  const { ports, settings, people } = network;
  await createNote(network, { title: "À écrire" });
  const draft = await createNote(network, { title: "Prête à soumettre" });
  await deposit(network, draft);
  await deposit(network, draft, "# Sans titre", "refusé.docx");
  open = await inReview("En relecture");
  const ready = await inReview("À clore");
  for (const role of ["first", "second"] as const) await decideAs(network, role, ready, "approve");
  const final = await inReview("Finale");
  for (const role of ["first", "second"] as const) await decideAs(network, role, final, "approve");
  await closeRound(network, final);
  await putOutputs(network, final);

  app = new Hono();
  const secret = new Uint8Array(32).fill(7);
  app.route("/", fileEndpoints({ ports, settings, secret } as unknown as LocalNetwork));
  app.all("*", (c) => network.app.fetch(c.req.raw));
  const linkTo = async (role: Role, purpose: Purpose, thing?: string): Promise<[string, string, Robot]> => {
    const link = { person: people[role], purpose, days: 30, ...(thing === undefined ? {} : { thing }) };
    const address = `/l/${await makeLink(ports, link)}`;
    return [`${role}, to ${purpose}${thing ? " one thing" : ""}`, address, robotOf(app, address)];
  };
  robots = await Promise.all([
    linkTo("coordinator", "enter"),
    linkTo("author", "enter"),
    linkTo("author", "draft", draft),
    linkTo("first", "enter"),
    linkTo("first", "review", open),
    linkTo("second", "review", ready),
    linkTo("funder", "enter"),
    linkTo("funder", "download", final),
    linkTo("stranger", "enter"),
  ]);
});

async function inReview(title: string): Promise<string> {
  const id = await createNote(network, { title });
  await deposit(network, id);
  await submitDraft(network, id);
  return id;
}

/** All that matters, by key: every row but who is let in, and how often one asked. */
async function whatMatters(): Promise<Map<string, string>> {
  const rows = await Array.fromAsync(network.ports.store.all());
  const kept = rows.filter(({ pk }) => !/^(SESSION|COUNTER)#/.test(pk));
  return new Map(kept.map((row) => [`${row.pk} ${row.sk}`, JSON.stringify(row)]));
}

/** The rows that are not what they were. */
async function changedSince(before: ReadonlyMap<string, string>): Promise<string[]> {
  const after = await whatMatters();
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.filter((key) => before.get(key) !== after.get(key)).map((key) => `${key}: ${after.get(key)}`);
}

describe("programs that follow links", () => {
  const reached = new Map<string, Set<string>>();

  test("change nothing, though they send every form they find as it is", { timeout: 120_000 }, async () => {
    const before = await whatMatters();
    const accepted: string[] = [];
    for (const [name, link, robot] of robots) {
      const { pages, sent } = await crawl(robot, link);
      reached.set(name, pages);
      accepted.push(...sent.filter(([, status]) => status < 400).map(([form]) => `${name}: ${form}`));
      expect(await changedSince(before), accepted.join("\n")).toEqual([]);
    }
    expect(reached.get("coordinator, to enter")!.size).toBeGreaterThan(40);
    expect(reached.get("first, to review one thing")!.size).toBeGreaterThan(5);
  });

  test(`change nothing by ${hits} hits on links and pages`, { timeout: 240_000 }, async () => {
    const before = await whatMatters();
    const asks = robots.flatMap(([name, link, robot]) => [
      ...Array.from({ length: 12 }, () => [robot, link] as const),
      ...[...(reached.get(name) ?? [])].map((page) => [robot, page] as const),
    ]);
    const ways: RequestInit[] = [
      { method: "HEAD" },
      {},
      { headers: { "sec-purpose": "prefetch" } },
      { headers: { purpose: "prefetch" } },
    ];
    for (let hit = 0; hit < hits; hit++) {
      const [robot, path] = asks[hit % asks.length]!;
      const response = await robot.get(path, ways[Math.floor(hit / asks.length) % ways.length]);
      await response.body?.cancel();
      if (response.status >= 500 && response.status !== 503) throw new Error(`${response.status} ${path}`);
    }
    expect(await changedSince(before)).toEqual([]);
  });

  test("do not keep the person from deciding then", async () => {
    const first = await browse(network, "first", "review", open);
    const { version = "", number = 0 } = (await stateOf(network, open)).rounds.at(-1) ?? {};
    const fields = { round: String(number), version, submission: "premier-avis", choice: "approve" };
    const decided = await first.post(`/deliverables/${open}/review/decision`, fields);
    expect(decided.headers.get("location")).toBe(`/deliverables/${open}/receipts/premier-avis`);
    expect((await stateOf(network, open)).rounds[0]?.decisions).toHaveLength(1);
  });
});
