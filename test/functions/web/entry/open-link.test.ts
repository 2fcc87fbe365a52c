import { beforeEach, describe, expect, test } from "vitest";
import { makeLink, type Purpose } from "../../../../shared/stored/link.ts";
import { changePerson, removePerson } from "../../../../shared/stored/person.ts";
import { endLinks } from "../../../../shared/stored/revocation.ts";
import { browse, createNote, deposit, type Network, openTestNetwork, submitDraft } from "../../network.ts";

let network: Network;
let token: string;
beforeEach(async () => {
  network = await openTestNetwork();
  token = await makeLink(network.ports, { person: network.people.author, purpose: "enter", days: 10 });
});

const open = (address: string, init: RequestInit = {}) => network.app.request(`/l/${address}`, init);
const rows = async () =>
  (await Array.fromAsync(network.ports.store.all())).map(({ pk, sk, version }) => `${pk} ${sk} ${version}`).sort();

describe("a link that opens", () => {
  test("lets in, sets the cookie and leaves no token in the address", async () => {
    const response = await open(token);
    expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^livrable=[\w-]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("cache-control")).toContain("no-store");
  });

  test("uses the name that only https may use, over https", async () => {
    const secure = await openTestNetwork({ publicUrl: "https://livrable.reseau.example" });
    const link = await makeLink(secure.ports, { person: secure.people.author, purpose: "enter", days: 1 });
    const response = await secure.app.request(`/l/${link}`);
    expect(response.headers.get("set-cookie")).toMatch(/^__Host-livrable=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  test("opens as often as wanted, and keeps one session a browser", async () => {
    const first = await open(token);
    const cookie = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const again = await open(token, { headers: { cookie } });
    expect(again.headers.getSetCookie()[0]?.split(";")[0]).toBe(cookie);
    expect((await open(token)).status).toBe(303);
  });

  test.each([
    ["enter", undefined, "/"],
    ["enter", "note", "/deliverables/note"],
    ["draft", "note", "/deliverables/note/draft"],
    ["review", "note", "/deliverables/note/review"],
    ["download", "note", "/deliverables/note/final"],
  ] as const)("to %s %s leads to %s", async (purpose, thing, location) => {
    const link = { person: network.people.author, purpose, days: 1, ...(thing && { thing }) };
    expect((await open(await makeLink(network.ports, link))).headers.get("location")).toBe(location);
  });

  describe("with the page that a letter spoke of", () => {
    const check = (
      title: string,
      [role, purpose, thing]: readonly ["author" | "coordinator", Purpose, string?],
      asked: string,
      location: string,
    ) =>
      test(title, async () => {
        const link = { person: network.people[role], purpose, days: 1, ...(thing && { thing }) };
        const opened = await open(`${await makeLink(network.ports, link)}?${asked}`);
        expect(opened.headers.get("location")).toBe(location);
      });
    const note = ["author", "draft", "note"] as const;
    const office = ["coordinator", "enter", "note"] as const;
    check("opens what was read of a file", note, "page=upload&of=u1", "/deliverables/note/uploads/u1");
    check("opens the remarks to deal with", note, "page=contributions", "/deliverables/note/contributions");
    check("opens a receipt", ["author", "review", "note"], "page=receipt&of=s1", "/deliverables/note/receipts/s1");
    check("opens where a round is closed", office, "page=closure", "/deliverables/note/closure");
    check("opens at those who are awaited", office, "page=awaited", "/deliverables/note#awaited");
    check("opens the final", note, "page=final", "/deliverables/note/final");
    check(
      "opens one decision of a meeting",
      ["author", "meeting", "m1"],
      "page=resolution&of=d1",
      "/meetings/m1/decisions/d1",
    );
    check("opens where a meeting is recorded", ["coordinator", "enter", "m1"], "page=record", "/meetings/m1/record");
    check("opens the year to who coordinates", ["coordinator", "enter"], "page=year", "/year");
    check("opens the first page of who coordinates nothing", ["author", "enter"], "page=year", "/");
    check("opens its purpose's own where nobody says of what", note, "page=upload", "/deliverables/note/draft");
    check(
      "opens its purpose's own where that is no id",
      note,
      "page=upload&of=../../people",
      "/deliverables/note/draft",
    );
    check("opens its purpose's own for a page that there is not", note, "page=nothing", "/deliverables/note/draft");
  });

  test("leads the coordinator to the year", async () => {
    const link = await makeLink(network.ports, { person: network.people.coordinator, purpose: "enter", days: 1 });
    expect((await open(link)).headers.get("location")).toBe("/year");
  });
});

describe("a link opened where another person is in", () => {
  let cookie: string;
  beforeEach(async () => {
    const link = { person: network.people.coordinator, purpose: "enter", days: 1 } as const;
    cookie = (await open(await makeLink(network.ports, link))).headers.getSetCookie()[0]?.split(";")[0] ?? "";
  });
  const openWith = (init: RequestInit = {}, cookies = cookie) =>
    open(token, { ...init, headers: { ...(init.headers as Record<string, string>), cookie: cookies } });
  const asks = async (path: string, cookies: string) =>
    (await network.app.request(path, { headers: { cookie: cookies } })).status;

  test("asks who is to be in, and changes nothing", async () => {
    const before = await rows();
    const response = await openWith();
    expect([response.status, response.headers.get("set-cookie")]).toEqual([200, null]);
    const text = await response.text();
    expect(text).toMatch(/ouvert au nom de Coordination \(RECI\)[\s\S]*celui de Chargée de mission \(COFRIMI\)/);
    expect(text).toMatch(
      /<form method="post">[\s\S]*Continuer au nom de Chargée[\s\S]*href="\/">Rester au nom de Coord/,
    );
    expect((await openWith({ method: "HEAD" })).status).toBe(200);
    expect(await rows()).toEqual(before);
    expect(await asks("/deliverables", cookie)).toBe(200);
  });

  test("lets the other in by a form of that page, and forgets who was in", async () => {
    const headers = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
    const response = await openWith({ method: "POST", headers });
    expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
    const fresh = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect([await asks("/drafts", fresh), await asks("/deliverables", fresh)]).toEqual([200, 404]);
    expect(await asks("/deliverables", cookie)).toBe(404);
  });

  test.each<[string, Record<string, string>]>([
    ["another site’s, by Fetch Metadata", { "sec-fetch-site": "cross-site" }],
    ["another site’s, by its origin", { origin: "https://ailleurs.example" }],
    ["from nowhere", { origin: "null" }],
  ])("takes no form of a page that is %s", async (_, headers) => {
    expect((await openWith({ method: "POST", headers })).status).toBe(403);
    expect(await asks("/deliverables", cookie)).toBe(200);
  });

  test("is a problem to a program", async () => {
    const response = await openWith({ headers: { accept: "application/json" } });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([409, "link-of-another"]);
  });

  test("opens at once where that person’s links were ended", async () => {
    await endLinks(network.ports, { person: network.people.coordinator.id }, "line");
    expect((await openWith()).status).toBe(303);
  });

  test("opens no wrong link by a form", async () => {
    const response = await open("k1.rien.rien", { method: "POST", headers: { "sec-fetch-site": "same-origin" } });
    expect(response.status).toBe(404);
  });
});

describe("nothing is changed", () => {
  test.each<[string, RequestInit, number]>([
    ["by HEAD", { method: "HEAD" }, 200],
    ["by an older Firefox", { headers: { "x-moz": "prefetch" } }, 503],
    ["by a preview", { headers: { purpose: "preview" } }, 503],
    ["by a prefetch", { headers: { "sec-purpose": "prefetch;prerender" } }, 503],
    ["by an older prefetch", { headers: { purpose: "prefetch" } }, 503],
  ])("%s", async (_, init, status) => {
    const before = await rows();
    const response = await open(token, init);
    expect([response.status, response.headers.get("set-cookie")]).toEqual([status, null]);
    expect(await rows()).toEqual(before);
  });

  test("by reading any page", async () => {
    const coordinator = await browse(network, "coordinator");
    const id = await createNote(network);
    const before = await rows();
    for (const path of [
      "/year",
      "/deliverables",
      "/people",
      "/deliverables/new",
      `/deliverables/${id}`,
      `/deliverables/${id}/draft`,
      `/deliverables/${id}/submission`,
    ]) {
      expect((await coordinator.get(path)).status).toBe(200);
    }
    expect(await rows()).toEqual(before);
  });
});

describe("a link that does not open", () => {
  const page = async (response: Response) => `${response.status} ${await response.text()}`;

  test("is one and the same page, whatever is wrong with it", async () => {
    const wrong = [
      token.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      token.replace(/^k1/, "k9"),
      "n’importe quoi",
      `${token}x`,
      token.slice(0, -1),
    ];
    const pages = new Set<string>();
    for (const each of wrong) pages.add(await page(await open(encodeURIComponent(each))));
    await removePerson(network.ports, network.people.author.id);
    pages.add(await page(await open(token)));
    expect([...pages]).toHaveLength(1);
    expect([...pages][0]).toMatch(/^404 [\s\S]*Ce lien n’est pas valable[\s\S]*name="address"/);
  });

  const later = (days: number) => network.world.set(network.world.clock() + days * 86_400_000);
  const person = () => network.people.author.id;
  test.each<[string, () => unknown, RegExp]>([
    ["expired", () => later(11), /^410 [\s\S]*Ce lien a expiré[\s\S]*action="\/l\/[^"]+\/again"/],
    [
      "of an address that changed",
      () => changePerson(network.ports, person(), { address: "nouvelle@cofrimi.example" }),
      /^410 [\s\S]*Ce lien a pris fin[\s\S]*action="\/l\/[^"]+\/again"/,
    ],
    [
      "ended with its person's",
      () => endLinks(network.ports, { person: person() }, "line"),
      /^410 [\s\S]*Ce lien a pris fin[\s\S]*Il ouvrait les pages du réseau[\s\S]*action="\/l\/[^"]+\/again"/,
    ],
    [
      "ended with all of them",
      () => endLinks(network.ports, { all: true }, "line"),
      /^410 [\s\S]*Ce lien a pris fin[\s\S]*action="\/l\/[^"]+\/again"/,
    ],
  ])("says that it is over and offers another: %s", async (_, end, words) => {
    await end();
    expect(await page(await open(token))).toMatch(words);
    const json = await open(token, { headers: { accept: "application/json" } });
    expect([json.status, json.headers.get("content-type")]).toEqual([410, "application/problem+json"]);
  });

  test("says where its document stands once it has expired, and nothing of it once it was ended", async () => {
    const id = await createNote(network);
    await deposit(network, id);
    await submitDraft(network, id);
    const link = { person: network.people.first, purpose: "review", thing: id, days: 10 } as const;
    const review = await makeLink(network.ports, link);
    later(11);
    expect(await page(await open(review))).toMatch(
      /^410 [\s\S]*Il ouvrait la relecture d’un document[\s\S]*Où en est ce document[\s\S]*note de cadrage/,
    );
    const fresh = await makeLink(network.ports, { ...link, round: 1 });
    await endLinks(network.ports, { deliverable: id, round: 1 }, "line");
    const ended = await page(await open(fresh));
    expect(ended).toMatch(/^410 [\s\S]*Ce lien a pris fin/);
    expect(ended).not.toContain("note de cadrage");
  });

  test("ends the session that it began", async () => {
    const author = await browse(network, "author");
    expect((await author.get("/drafts")).status).toBe(200);
    await endLinks(network.ports, { person: person() }, "line");
    const told = await author.get("/drafts");
    expect(`${told.status} ${await told.text()}`).toMatch(/^403 [\s\S]*ne vaut plus[\s\S]*name="address"/);
    network.world.set(network.world.clock() + 31 * 86_400_000);
    expect((await author.get("/drafts")).status).toBe(404);
  });
});

test("leaving forgets the browser", async () => {
  const author = await browse(network, "author");
  const left = await author.post("/leave");
  expect(left.headers.get("set-cookie")).toMatch(/^livrable=; Max-Age=0/);
  expect((await author.get("/drafts")).status).toBe(404);
});
