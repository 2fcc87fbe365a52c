import { beforeAll, describe, expect, test } from "vitest";
import { isNoticeKey } from "../../../../functions/web/http/notice.ts";
import { addresses } from "../../../../shared/addresses.ts";
import { type Browser, browse, type Network, openTestNetwork } from "../../network.ts";

let network: Network;
let coordinator: Browser;

beforeAll(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

/** Acts after which no sentence is said, each with its reason. */
const silent: Record<string, string> = {
  openLink: "who opens a link is in",
  leave: "who left sees the door",
  shares: "a page of its own shows the link",
  askLink: "a page of its own says where the link goes",
  askAgain: "a page of its own says where the link goes",
  uploads: "the page of the upload says how far its reading is",
  upload: "the page of the upload says how far its reading is",
  decision: "the receipt says it",
  copies: "the page of copies lists what was sent",
  versionFile: "a file is downloaded",
  sharedFile: "a file is downloaded",
  sentStatement: "a file is downloaded",
  output: "a file is downloaded",
  editionOutput: "a file is downloaded",
  proofArchiveFile: "a file is downloaded",
  editionArchive: "a file is downloaded",
  sentStatementFile: "a file is downloaded",
  matrix: "a file is downloaded",
  programmeDraft: "the page of the new draft opens",
  programmeDocument: "the page says that the document is made",
  continued: "the page says that the document is made",
  statement: "the page says that the document is made",
  actionStatement: "the page says that the document is made",
  proofArchive: "the page says that the archive is made",
  redline: "the page says that the comparison is made",
  originRedline: "the page says that the comparison is made",
};

/** Acts that say what another one says. */
const alike = ["carriedRemark", "resolutionChases"];

describe("after each act the next page says what was done", () => {
  test("every act has its sentence, or a reason to have none", () => {
    const without = new Set([...Object.keys(silent), ...alike]);
    const names = new Map(Object.entries(addresses).map(([name, path]) => [path as string, name]));
    const acts = network.app.routes
      .filter(({ method }) => method === "POST")
      .map(({ path }) => names.get(path) ?? path);
    const lacking = acts.filter((name) => !isNoticeKey(`done.${name}`) && !without.has(name));
    expect(lacking).toEqual([]);
    const spoken = [...without].filter((name) => isNoticeKey(`done.${name}`) || !acts.includes(name));
    expect(spoken).toEqual([]);
  });

  test("once, on the page that the act leads to", async () => {
    const added = await coordinator.post("/programmes/new", {
      ...{ title: "Programme 2009", families: "Projets" },
      ...{ from: "2009-01-01", until: "2009-12-31" },
    });
    expect(added.status).toBe(303);
    const next = added.headers.get("location") ?? "";
    const sentence = '<div class="note done" role="status"><p>Le programme est créé.';
    expect(await coordinator.page(next)).toContain(sentence);
    expect(await coordinator.page(next)).not.toContain(sentence);
  });

  test.each([
    ["no such sentence", '{"key":"done.nothing","values":{}}'],
    ["a sentence of another kind", '{"key":"nav.home","values":{}}'],
    ["no JSON", "{"],
    ["null", "null"],
    ["a sentence filled with what is no word", '{"key":"done.not","values":{"said":{"toString":1}}}'],
    ["a sentence filled with nothing", '{"key":"done.not","values":{"said":null}}'],
    ["a sentence filled with a word in place of words", '{"key":"done.not","values":"abc"}'],
  ])("a cookie of somebody's own making says nothing: %s", async (_, value) => {
    const page = await network.app.request("/", { headers: { cookie: `livrable-done=${encodeURIComponent(value)}` } });
    expect(page.status).toBe(200);
    expect(await page.text()).not.toMatch(/class="note (done|warning)" role="status"/);
  });
});
