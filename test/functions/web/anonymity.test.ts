import { beforeAll, expect, test } from "vitest";
import { putDelegate } from "../../../shared/acts/delegate.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { objectKey } from "../../../shared/stored/objects.ts";
import { keepProofArchive } from "../../../shared/stored/proof-archive.ts";
import { putText } from "../../../shared/stored/text.ts";
import {
  as,
  type Browser,
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
} from "../network.ts";
import { meetingOf, ofMeeting, planMeeting } from "../notify/scenes.ts";
import { offerAs } from "../offering.ts";

let network: Network;
let open: string;
let integrating: string;
let final: string;

/** A network whose framing notes are reviewed anonymously: one under review, one to integrate, one final. */
beforeAll(async () => {
  network = await openTestNetwork();
  const { assets } = network.ports;
  network.ports.assets = {
    ...assets,
    read: async (path) => {
      const bytes = await assets.read(path);
      if (path !== "framing-note/kind.json") return bytes;
      const kind = JSON.parse(Buffer.from(bytes).toString("utf8"));
      return Buffer.from(JSON.stringify({ ...kind, round: { ...kind.round, anonymous: true } }));
    },
  };
  await reviewed("un", async () => undefined);
  open = await reviewed("deux", async (id) => {
    const to = await putDelegate(network.ports, {
      name: "Adjointe",
      address: "adjointe@epi.example",
      organisation: "EPI",
    });
    await act(id, "second", { type: "delegate", submission: "place", to });
    await report(id);
    await offerAs(network, "first", id, { id: "deux-3", type: "comment", text: "Trop tôt." });
    const by = as(network, "first");
    await issue(deliverables, network.ports, id, { type: "undo", by, of: (await stateOf(network, id)).seq });
  });
  integrating = await reviewed("trois", async (id) => {
    for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
    await closeRound(network, id);
    const reason = await putText(network.ports, "Hors du sujet.");
    await issue(deliverables, network.ports, id, {
      ...{ type: "dispose", by: as(network, "author"), round: 1, contribution: "trois-1", as: "declined", reason },
    });
  });
  final = await reviewed("quatre", async (id) => {
    for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
    const by = as(network, "coordinator");
    await issue(deliverables, network.ports, id, { type: "closeRound", by, round: 1, unresolved: false, asIs: true });
  });
  await putOutputs(network, final);
});

const written = { file: { author: "Direction ORIV" }, replies: [{ author: "Direction ORIV", text: "Tous." }] };

async function reviewed(name: string, then: (id: string) => Promise<unknown>): Promise<string> {
  const { people } = network;
  const id = await createNote(network, { title: `Note ${name}` });
  await deposit(network, id);
  await submitDraft(network, id);
  await offerAs(
    network,
    "first",
    id,
    { id: `${name}-1`, type: "comment", words: "Des échanges", text: "Lesquels ?", ...written },
    { id: `${name}-2`, type: "correction", words: "Mars", proposal: "Avril" },
  );
  await planMeeting(network, id, { date: "2008-04-03", place: "Paris" }, ["first", "second", "author"]);
  const present = [people.first.id, people.author.id];
  await ofMeeting(network, id, { type: "record", present, outsiders: 0, today: "2008-04-03" });
  await issue(deliverables, network.ports, id, { type: "remind", by: "line", round: 1, days: 7 });
  await then(id);
  return id;
}

async function act(id: string, role: Role, command: { type: "delegate"; submission: string; to: string }) {
  await issue(deliverables, network.ports, id, { ...command, by: as(network, role), round: 1 });
}

async function report(id: string): Promise<void> {
  const { version = "" } = (await stateOf(network, id)).rounds.at(-1) ?? {};
  const note = await putText(network.ports, "De la part d’ORIV.");
  await issue(deliverables, network.ports, id, {
    ...{ type: "report", by: as(network, "coordinator"), round: 1, version, submission: "rapport" },
    ...{ reviewer: network.people.first.id, choice: "approve" },
    reported: { channel: "mail", received: "2008-03-02", note },
  });
}

/** Every page that links lead to, and each as JSON; what may be asked for without a link is asked for too. */
async function walk(browser: Browser, ...starts: string[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const queue = ["/", "/drafts", "/reviews", "/funded", ...starts];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (seen.has(path) || /^\/(assets|language|leave)/.test(path)) continue;
    const response = await browser.get(path);
    const body = await response.text();
    seen.set(path, `${body} ${[...response.headers.values()].join(" ")}`);
    if (response.status !== 200) continue;
    const json = await browser.get(path, { accept: "application/json" });
    seen.set(`${path} as JSON`, await json.text());
    const links = [...body.matchAll(/href="(\/[^"#]*)[^"]*"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
    queue.push(...links);
  }
  return seen;
}

test("a dossier's ids would tell who reviewed: it is the coordinator's alone", async () => {
  const made = {
    key: objectKey("dossiers", "quatre.zip"),
    seq: 1,
    bytes: 3,
    sha256: "0".repeat(64),
    made: "2008-04-30",
    signed: "k",
  };
  await keepProofArchive(network.ports.store, final, made);
  await network.ports.files.put(made.key, Buffer.from("PK…"), "application/zip");
  const archive = `/deliverables/${final}/dossier/archive`;
  for (const [role, status] of [
    ["coordinator", 302],
    ["author", 404],
    ["funder", 404],
  ] as const) {
    const browser = await browse(network, role);
    expect([role, (await browser.get(archive)).status]).toEqual([role, status]);
    const shown = (await browser.page(`/deliverables/${final}/final`)).includes(archive);
    expect([role, shown]).toEqual([role, status === 302]);
  }
});

const pagesOf = (id: string) =>
  ["", "/draft", "/contributions", "/review", "/submission", "/redline", "/final", "/reported/rapport/evidence"]
    .map((page) => `/deliverables/${id}${page}`)
    .concat(`/meetings/${meetingOf(id)}`);

test.each<[string, Role, Role[]]>([
  ["its author", "author", ["first", "second"]],
  ["its funder", "funder", ["first", "second"]],
  ["another reviewer", "second", ["first"]],
])("nothing tells %s who reviews", async (_, role, hidden) => {
  const browser = await browse(network, role);
  const seen = await walk(browser, ...pagesOf(open), ...pagesOf(integrating));
  const secrets = hidden.flatMap((other) => {
    const { id, name, organisation, address } = network.people[other];
    return [`${name} [(]`, organisation, address, id].map((secret) => new RegExp(`\\b${secret}(?!\\w)`));
  });
  if (role !== "second") secrets.push(/adjointe|\bEPI\b/i);
  expect(seen.size).toBeGreaterThan(20);
  for (const [path, body] of seen) {
    for (const secret of secrets) {
      const at = body.search(secret);
      expect([path, at < 0 ? "" : body.slice(Math.max(0, at - 60), at + 40)]).toEqual([path, ""]);
    }
  }
  if (role === "author") {
    expect(seen.get(`/deliverables/${integrating}/contributions`)).toMatch(/Relecteur 1, le/);
    expect(seen.get(`/deliverables/${open}`)).toMatch(/Relecteur 2 propose que quelqu’un d’autre/);
    expect(seen.get(`/meetings/${meetingOf(open)}`)).toMatch(
      /Étaient là[\s\S]*Relecteur 1, Chargée de mission[\s\S]*Invités absents[\s\S]*Relecteur 2/,
    );
  }
});

test("the coordinator sees every name", async () => {
  const page = await (await browse(network, "coordinator")).page(`/deliverables/${open}`);
  expect(page).toMatch(/Direction \(ORIV\)[\s\S]*Research officer \(IREV\)/);
  expect(page).toContain("Les relecteurs ne sont nommés ni aux auteurs");
});
