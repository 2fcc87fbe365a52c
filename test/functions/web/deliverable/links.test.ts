import { beforeEach, describe, expect, test } from "vitest";
import { listJobs } from "../../../../shared/stored/job.ts";
import { makeLink, type Purpose } from "../../../../shared/stored/link.ts";
import {
  type Browser,
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  type Role,
  sendMails,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

/** Two notes under review; the mails of the first's round have left. */
let network: Network;
let [note, other] = ["", ""];
let coordinator: Browser;
beforeEach(async () => {
  network = await openTestNetwork();
  [note, other] = [await createNote(network), await createNote(network, { title: "Une autre" })];
  for (const id of [note, other]) {
    await deposit(network, id);
    await submitDraft(network, id);
  }
  await sendMails(network);
  coordinator = await browse(network, "coordinator");
});

const statusOf = async (browser: Browser, path: string) => (await browser.get(path)).status;

/** The browser of who opened the last mail to `role` about the note. */
async function mailed(role: Role): Promise<Browser & { link: string }> {
  const letter = network.sent.findLast(({ to, text }) => {
    return to.address === network.people[role].address && text.includes("note de cadrage");
  });
  const link = /\/l\/\S+/.exec(letter?.text ?? "")?.[0] ?? "";
  const opened = await network.app.request(link);
  const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const anyone = await browse(network);
  return {
    ...anyone,
    link,
    get: (path, headers = {}) => anyone.get(path, { cookie, ...headers }),
    page: async (path) => (await anyone.get(path, { cookie })).text(),
    post: (path, fields = {}, headers = {}) => anyone.post(path, fields, { cookie, ...headers }),
  };
}

test("what can be done of links comes before them, and of many links ten show, the others folded", async () => {
  const page = () => coordinator.page(`/deliverables/${note}/links`);
  const before = await page();
  expect(before.indexOf('name="scope"')).toBeLessThan(before.indexOf("Liens envoyés"));
  expect(wordsOf(before)).not.toContain("autres liens");
  const link = { person: network.people.first, purpose: "review", thing: note, days: 1 } as const;
  for (let times = 0; times < 12; times++) await makeLink(network.ports, link);
  expect(wordsOf(await page())).toMatch(/Voir les \d+ autres liens/);
});

test("mails of a closing wait there until it is taken back: then they will not leave", async () => {
  for (const role of ["first", "second"] as const) await decideAs(network, role, note, "approve");
  await sendMails(network);
  await closeRound(network, note);
  const page = async () => wordsOf(await coordinator.page(`/deliverables/${note}/links`));
  expect(await page()).toContain("clôture d’une relecture");
  const { seq } = await stateOf(network, note);
  expect((await coordinator.json(`/deliverables/${note}/undo`, { of: seq })).status).toBe(200);
  expect(await page()).not.toContain("clôture d’une relecture");
});

describe("a link opens for its purpose, its thing and its person, and for nothing else", () => {
  const pages: Record<Exclude<Purpose, "seminar" | "meeting">, string> = {
    enter: "/people",
    draft: "/draft",
    review: "/review/decision",
    download: "/final",
  };

  test.each<[Role, Exclude<Purpose, "seminar" | "meeting">, Purpose[]]>([
    ["author", "draft", ["draft", "download"]],
    ["first", "review", ["review"]],
    ["funder", "download", ["download"]],
    ["author", "review", []],
    ["first", "draft", []],
    ["funder", "review", []],
    ["stranger", "review", []],
    ["coordinator", "review", []],
    ["coordinator", "enter", ["enter", "draft", "download"]],
  ])("%s, to %s", async (role, purpose, opens) => {
    const browser = await browse(network, role, purpose, purpose === "enter" ? undefined : note);
    for (const [page, path] of Object.entries(pages)) {
      const whole = page === "enter" ? path : `/deliverables/${note}${path}`;
      expect([path, await statusOf(browser, whole)]).toEqual([path, opens.includes(page as Purpose) ? 200 : 404]);
      if (purpose !== "enter" && page !== "enter")
        expect([path, await statusOf(browser, `/deliverables/${other}${path}`)]).toEqual([path, 404]);
    }
  });

  test("in the browser of another person it opens as its own person's once it was asked, and as theirs alone", async () => {
    const second = await browse(network, "second", "review", note);
    const token = await makeLink(network.ports, {
      person: network.people.first,
      purpose: "review",
      thing: note,
      days: 1,
    });
    expect((await second.get(`/l/${token}`)).headers.getSetCookie()).toHaveLength(0);
    expect(await second.page("/reviews")).toContain("Research officer");
    const opened = await second.post(`/l/${token}`);
    const sessions = opened.headers.getSetCookie().filter((each) => each.startsWith("livrable="));
    expect(sessions).toHaveLength(1);
    const cookie = sessions[0]!.split(";")[0]!;
    expect(await (await network.app.request("/reviews", { headers: { cookie } })).text()).toContain("Direction");
    expect(await second.page("/reviews")).not.toContain("Research officer");
  });
});

describe("the links of a deliverable", () => {
  const page = () => coordinator.page(`/deliverables/${note}/links`);
  const plain = async () => (await page()).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

  test("are told with who, what for, when and until when; none is shown", async () => {
    expect(await plain()).toMatch(
      /Direction \(ORIV\) relire, relecture nᵒ 1 3 mars 2008 à 10 h valable jusqu’au 1er juin 2008/,
    );
    for (const { text } of network.sent) {
      const token = /\/l\/(\S+)/.exec(text)?.[1];
      if (token) expect(await page()).not.toContain(token.split(".")[1]);
    }
    const json = await coordinator.get(`/deliverables/${note}/links`, { accept: "application/json" });
    expect(await json.json()).toMatchObject({
      links: expect.arrayContaining([{ purpose: "review", round: 1 }].map((each) => expect.objectContaining(each))),
    });
  });

  test("are sent again to who is chosen, and nobody but them sees one", async () => {
    const refused = await coordinator.post(`/deliverables/${note}/invitations`);
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("Choisissez une personne.")]);
    const chosen = { person: network.people.first.id };
    const sent = await coordinator.post(`/deliverables/${note}/invitations`, chosen);
    expect(await coordinator.page(sent.headers.get("location") ?? "")).toContain("Le lien est parti par courriel");
    const before = network.sent.length;
    await sendMails(network);
    expect(network.sent.slice(before).map(({ to }) => to.address)).toEqual(["direction@oriv.example"]);
    expect(await statusOf(await mailed("first"), `/deliverables/${note}/review`)).toBe(200);
  });

  test.each<[string, () => string, number]>([
    ["of a round", () => "round/1", 403],
    ["of one person", () => `person/${network.people.second.id}`, 200],
  ])("are ended: those %s", async (_, scope, firstThen) => {
    const [first, second] = [await mailed("first"), await mailed("second")];
    const ended = await coordinator.post(`/deliverables/${note}/links/end`, { scope: scope() });
    expect(await coordinator.page(ended.headers.get("location") ?? "")).toContain("Il a été mis fin à ces liens.");
    expect(await statusOf(first, `/deliverables/${note}/review`)).toBe(firstThen);
    expect(await statusOf(second, `/deliverables/${note}/review`)).toBe(403);
    expect((await network.app.request(second.link)).status).toBe(410);
    expect(await plain()).toMatch(/Fins déjà prononcées.*3 mars 2008 à 10 h, par Coordination.*il y a été mis fin/);
    await coordinator.post(`/deliverables/${note}/invitations`, { person: network.people.second.id });
    await sendMails(network);
    expect(await statusOf(await mailed("second"), `/deliverables/${note}/review`)).toBe(200);
  });

  test.each<Record<string, string>>([{}, { scope: "" }, { scope: "all" }, { scope: "round/x" }, { scope: "person/" }])(
    "are ended by nothing but a choice: %j",
    async (fields) => {
      const first = await mailed("first");
      const refused = await coordinator.post(`/deliverables/${note}/links/end`, fields);
      expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("Choisissez les liens")]);
      expect(await statusOf(first, `/deliverables/${note}/review`)).toBe(200);
    },
  );

  test.each<Role>(["author", "first", "funder", "stranger"])("are nothing that %s may see or end", async (role) => {
    const browser = await browse(network, role);
    expect(await statusOf(browser, `/deliverables/${note}/links`)).toBe(404);
    expect((await browser.post(`/deliverables/${note}/links/end`, { scope: "round/1" })).status).toBe(404);
    expect((await browser.post(`/deliverables/${note}/invitations`, {})).status).toBe(404);
  });
});

describe("a decision and the end of the link it came by", () => {
  const decide = async (browser: Browser) => {
    const { version = "" } = (await stateOf(network, note)).rounds[0] ?? {};
    const fields = { round: "1", version, submission: "premier-avis", choice: "approve" };
    return browser.post(`/deliverables/${note}/review/decision`, fields);
  };
  const end = () => coordinator.post(`/deliverables/${note}/links/end`, { scope: "round/1" });

  test("the end first: the reviewer is told that nothing was recorded, and how to come back", async () => {
    const first = await mailed("first");
    await end();
    const refused = await decide(first);
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringMatching(/session est terminée[\s\S]*Rien n’a été enregistré[\s\S]*name="address"/),
    ]);
    expect((await stateOf(network, note)).rounds[0]?.decisions).toEqual([]);
  });

  test("the decision first: it stands, both are told so, and the receipt leads to the door", async () => {
    const first = await mailed("first");
    const decided = await decide(first);
    expect(decided.status).toBe(303);
    const owed = (await listJobs(network.ports.store)).map(({ id }) => id);
    expect(owed.filter((id) => /decisionReceived|newDecision/.test(id)).length).toBeGreaterThan(1);
    await end();
    expect((await first.get(decided.headers.get("location") ?? "")).status).toBe(403);
    expect((await stateOf(network, note)).rounds[0]?.decisions).toHaveLength(1);
    await sendMails(network);
    const receipt = network.sent.findLast(({ to }) => to.address === "direction@oriv.example");
    expect(receipt?.subject).toContain("Avis bien reçu");
    expect(await statusOf(await mailed("first"), `/deliverables/${note}/review`)).toBe(200);
  });
});

test("a mail whose link was ended before it left a second time carries the door, and no dead link", async () => {
  const jobs = async () => (await listJobs(network.ports.store)).filter(({ type }) => type === "mail");
  await coordinator.post(`/deliverables/${note}/invitations`, { person: network.people.first.id });
  const failing = { ...network.ports, mail: { send: () => Promise.reject(new Error("no post today")) } };
  await expect(sendMails({ ...network, ports: failing })).rejects.toThrow("no post today");
  await coordinator.post(`/deliverables/${note}/links/end`, { scope: "round/1" });
  expect(await jobs()).toHaveLength(1);
  const before = network.sent.length;
  await sendMails(network);
  const [again] = network.sent.slice(before);
  expect(again?.text).toContain("celui de ce courriel a pris fin");
  expect(again?.text).toMatch(/\nhttp:\/\/127\.0\.0\.1:8080\/\n/);
  expect(again?.text).not.toMatch(/\/l\/|Ce lien est personnel/);
  expect(again?.html).toContain('href="http://127.0.0.1:8080/"');
});
