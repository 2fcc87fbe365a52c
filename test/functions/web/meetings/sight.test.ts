import { beforeEach, expect, test } from "vitest";
import { issueMeeting } from "../../../../shared/acts/meetings.ts";
import { uploadKey } from "../../../../shared/stored/objects.ts";
import { putText } from "../../../../shared/stored/text.ts";
import { as, browse, type Network, type Role } from "../../network.ts";
import { openProgrammed, planned } from "./programmed.ts";

let network: Network;

/** A meeting about a note, to which nobody who writes or reviews that note is invited; held, with minutes and two decisions. */
beforeEach(async () => {
  const opened = await openProgrammed();
  network = opened.network;
  const { people, ports } = network;
  network.world.set(Date.parse("2008-06-02T09:00:00.000Z"));
  const office = await browse(network, "coordinator");
  await office.post(
    "/meetings/new",
    planned(network, { invited: [people.stranger.id], matters: [`version:${opened.note}`] }),
  );
  network.world.set(Date.parse("2008-06-12T15:00:00.000Z"));
  await ports.files.put(uploadKey("cr"), Buffer.from("PK\u0003\u0004[Content_Types].xml word/"), "application/zip");
  const recording = {
    ...{ present: [people.stranger.id], others: [], outsiders: "0", minutes: "Deux points restent.", upload: "cr" },
    ...{ words1: "Écrire aux membres", person1: people.stranger.id, due1: "2008-06-20", confirmed: "true" },
  };
  expect((await (await browse(network, "coordinator")).post("/meetings/juin/record", recording)).status).toBe(303);
});

/** What a role finds of the decision and of the minutes: on the page, as JSON, as a file. */
async function found(role: Role) {
  const browser = await browse(network, role);
  const page = await browser.get("/meetings/juin");
  if (page.status !== 200) return page.status;
  const [html, json] = [
    await page.text(),
    await (await browser.get("/meetings/juin", { accept: "application/json" })).text(),
  ];
  const told = [html, json].map((body) => [/Écrire aux membres/.test(body), /Deux points restent/.test(body)]);
  const file = /compte-rendu/.test(`${html}${json}`);
  return { html: told[0], json: told[1], file, minutes: (await browser.get("/meetings/juin/minutes")).status };
}

const all = { html: [true, true], json: [true, true], file: true, minutes: 302 };
const nothing = { html: [false, false], json: [false, false], file: false, minutes: 404 };

test.each<[string, Role, object | number]>([
  ["a coordinator reads", "coordinator", all],
  ["who was invited reads", "stranger", all],
  ["an author of a document of its agenda who was not invited does not read", "author", nothing],
  ["a reviewer of a document of its agenda who was not invited does not read", "first", nothing],
  ["who has nothing to do with it does not find the meeting, nor", "funder", 404],
])("%s what a meeting decided and its minutes, on its page and as JSON alike", async (_, role, expected) => {
  expect(await found(role)).toEqual(expected);
});

test("who is to do what a meeting decided is of it, and reads its minutes", async () => {
  const words = await putText(network.ports, "Relire la note.");
  const resolution = { id: "relire", words, person: network.people.author.id };
  const by = as(network, "coordinator");
  await issueMeeting(network.ports, "juin", { type: "addResolution", by, resolution });
  expect(await found("author")).toEqual(all);
});

test.each<[string, string, (json: never) => unknown]>([
  ["the list of meetings", "/meetings", ({ decisions }: { decisions: unknown }) => decisions],
  ["the first page", "/", ({ meetings }: { meetings: { decisions: unknown } }) => meetings.decisions],
])("a decision is in the JSON of %s as on its own page, in words, with its meeting", async (_, path, decisionsIn) => {
  const browser = await browse(network, "stranger");
  const read = async (page: string) =>
    (await (await browser.get(page, { accept: "application/json" })).json()) as never;
  const [decision] = decisionsIn(await read(path)) as { id: string }[];
  const { resolution }: { resolution: object } = await read(`/meetings/juin/decisions/${decision!.id}`);
  expect(resolution).toEqual({
    ...{ id: decision!.id, words: "Écrire aux membres", person: network.people.stranger.id, due: "2008-06-20" },
  });
  const of = { kind: "internal", title: "", date: "2008-06-12", actions: ["2008/interculturalite"] };
  expect(decision).toEqual({ ...resolution, meeting: "juin", of });
});
