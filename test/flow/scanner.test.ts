import { Hono } from "hono";
import { beforeAll, describe, expect, test } from "vitest";
import { fileEndpoints } from "../../infra/local/files.ts";
import type { Network as LocalNetwork } from "../../infra/local/network.ts";
import { issue } from "../../shared/chain/issue.ts";
import { settleEveryone } from "../../shared/stored/belonging.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";
import { makeLink, type Purpose } from "../../shared/stored/link.ts";
import { shareToken } from "../../shared/stored/share.ts";
import { putText } from "../../shared/stored/text.ts";
import { as, browse, type Network, openTestNetwork, type Role, stateOf } from "../functions/network.ts";
import { meetingOf } from "../functions/notify/scenes.ts";
import { tries } from "../long.ts";
import { openWorld } from "../world.ts";
import { crawl, type Robot, robotOf } from "./crawler.ts";
import { fill, type Moments } from "./lively.ts";

/** Hits of programs that open links and pages: some mail scanners, some browsers ahead of their readers. */
const hits = tries(1_000, 100_000);

let network: Network;
let app: Hono;
let moments: Moments;
let robots: [string, string, Robot][];

/** Links of each kind to deliverables at each moment, as mails carry them. */
beforeAll(async () => {
  network = await openTestNetwork({}, openWorld());
  const { ports, settings, people } = network;
  moments = await fill(network);
  app = new Hono();
  const secret = new Uint8Array(32).fill(7);
  app.route("/", fileEndpoints({ ports, settings, secret } as unknown as LocalNetwork));
  app.all("*", (c) => network.app.fetch(c.req.raw));
  const linkTo = async (role: Role, purpose: Purpose, thing?: keyof Moments): Promise<[string, string, Robot]> => {
    const id = thing === undefined ? undefined : purpose === "meeting" ? meetingOf(moments[thing]) : moments[thing];
    const link = { person: people[role], purpose, days: 30, ...(id !== undefined && { thing: id }) };
    const address = `/l/${await makeLink(ports, link)}`;
    return [[role, purpose, thing ?? "all"].join(" "), address, robotOf(app, address)];
  };
  robots = await Promise.all([
    linkTo("coordinator", "enter"),
    linkTo("author", "enter"),
    linkTo("author", "draft", "draft"),
    linkTo("author", "draft", "asked"),
    linkTo("first", "enter"),
    linkTo("first", "review", "open"),
    linkTo("second", "review", "ready"),
    linkTo("stranger", "meeting", "open"),
    linkTo("funder", "enter"),
    linkTo("funder", "download", "final"),
  ]);
  const expires = new Date(ports.clock() + 30 * 86_400_000).toISOString();
  const label = await putText(ports, "Chargée de mission, préfecture");
  const share = { type: "share", by: as(network, "coordinator"), share: "partage", label, expires } as const;
  await issue(deliverables, ports, moments.final, share);
  const shared = { deliverable: moments.final, share: "partage" };
  const address = `/s/${await shareToken(ports, shared, { person: people.coordinator, expires })}`;
  robots.push(["nobody share final", address, robotOf(app, address)]);
});

/** Pages with forms that the robots have to come to. */
const met = [
  /\/submission$/,
  /\/closure$/,
  /\/links$/,
  /\/removal$/,
  /\/withdrawal$/,
  /\/deadline$/,
  /\/meetings\/[^/]+\/plan$/,
  /\/meetings\/[^/]+\/cancellation$/,
  /\/meetings\/[^/]+\/record$/,
  /\/delegations\/remplacement$/,
  /\/reported$/,
  /\/contributions$/,
  /\/contributions\?remark=first-2$/,
  /\/corrections\?round=1$/,
  /\/remarks$/,
  /\/review\/decision$/,
  /\/review\/delegation$/,
  /\/review\?remark=/,
  /\/copies$/,
  /\/final$/,
  /\/funded$/,
  /\/redline/,
];

/** Rows of no matter: who is let in, how often one asked, and orders for what is only worked out of what is there. */
const passing = /^(SESSION#|COUNTER#|JOBS (dossier|redline|proof\/[^/]+\/(text|with-remarks))\/)/;

/** All that matters, by key: every other row. */
async function whatMatters(): Promise<Map<string, string>> {
  const rows = await Array.fromAsync(network.ports.store.all());
  const byKey = rows.map((row) => [`${row.pk} ${row.sk}`, JSON.stringify(row)] as const);
  return new Map(byKey.filter(([key]) => !passing.test(key)));
}

/** The rows that are not what they were. */
async function changedSince(before: ReadonlyMap<string, string>): Promise<string[]> {
  const after = await whatMatters();
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.filter((key) => before.get(key) !== after.get(key)).map((key) => `${key}: ${after.get(key)}`);
}

describe("programs that follow links", () => {
  const reached = new Map<string, Set<string>>();
  /** Buttons of files of finals that were sent. */
  const downloads: string[] = [];

  test("change nothing, though they send every form they find as it is", async () => {
    // as a server does before it serves
    await settleEveryone(network.ports.store);
    const before = await whatMatters();
    const accepted: string[] = [];
    for (const [name, link, robot] of robots) {
      const { pages, sent } = await crawl(robot, link);
      reached.set(name, pages);
      downloads.push(...sent.map(([form]) => form).filter((form) => /\/outputs\/|\/s\//.test(form)));
      accepted.push(...sent.filter(([, status]) => status < 400).map(([form]) => `${name}: ${form}`));
      expect(await changedSince(before), accepted.join("\n")).toEqual([]);
    }
    const paths = [...reached.values()].flatMap((pages) => [...pages]);
    for (const page of met)
      expect(
        paths.filter((path) => page.test(path)),
        `${page}`,
      ).not.toEqual([]);
  });

  test(`change nothing by ${hits} hits on links and pages`, { timeout: 240_000 }, async () => {
    const before = await whatMatters();
    const ways: RequestInit[] = [
      { method: "HEAD" },
      {},
      { headers: { "sec-purpose": "prefetch" } },
      { headers: { purpose: "prefetch" } },
    ];
    const hit = async (robot: Robot, path: string, way: number) => {
      const response = await robot.get(path, ways[way % ways.length]);
      await response.body?.cancel();
      if (response.status >= 500 && response.status !== 503) throw new Error(`${response.status} ${path}`);
    };
    const pages = robots.flatMap(([name, , robot]) => [...(reached.get(name) ?? [])].map((page) => ({ robot, page })));
    let count = 0;
    // one of the ways, another one for each page; in the long form all of them
    for (const [at, { robot, page }] of pages.entries())
      for (let way = 0; way < tries(1, ways.length); way++, count++) await hit(robot, page, at + way);
    for (; count < hits; count++) {
      const [, link, robot] = robots[count % robots.length]!;
      await hit(robot, link, Math.floor(count / robots.length));
    }
    expect(await changedSince(before)).toEqual([]);
  });

  test("have sent the buttons of a final as they found them, and its coordinator does not read that anybody received it", async () => {
    const { final } = moments;
    const pages = [...reached.get("funder download final")!];
    expect(pages).toEqual(expect.arrayContaining([`/deliverables/${final}/final`]));
    for (const button of [`/deliverables/${final}/outputs/pdf`, "/s/"])
      expect(downloads.filter((form) => form.includes(button))).not.toEqual([]);
    const office = await browse(network, "coordinator");
    const received = async () =>
      /<h2 id="received">[\s\S]*?<\/dl>/.exec(await office.page(`/deliverables/${final}`))?.[0];
    expect(await received()).toContain("pas encore téléchargé");
    const funder = await browse(network, "funder", "download", final);
    expect((await funder.post(`/deliverables/${final}/outputs/pdf`, { confirmed: "true" })).status).toBe(303);
    expect(await received()).toContain("le PDF, le ");
  });

  test("do not keep the person from deciding then", async () => {
    const { open } = moments;
    const first = await browse(network, "first", "review", open);
    const { version = "", number = 0 } = (await stateOf(network, open)).rounds.at(-1) ?? {};
    const fields = { round: String(number), version, submission: "premier-avis", choice: "approve" };
    const decided = await first.post(`/deliverables/${open}/review/decision`, fields);
    expect(decided.headers.get("location")).toBe(`/deliverables/${open}/receipts/premier-avis`);
    expect((await stateOf(network, open)).rounds[0]?.decisions).toHaveLength(1);
  });
});
