import { beforeEach, describe, expect, test } from "vitest";
import { importProgramme, readProgramme } from "../../../../shared/acts/programme-file.ts";
import type { Expected } from "../../../../shared/programme/state.ts";
import { loadProgramme } from "../../../../shared/stored/programme.ts";
import { seedText } from "../../../programme/seed.ts";
import { as, type Browser, browse, type Network, openTestNetwork } from "../../network.ts";
import { refused } from "../refused.ts";
import { asItIs } from "./form-of.ts";

let network: Network;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  const read = await readProgramme(network.ports, seedText);
  if ("faults" in read) throw new Error("the sample has faults");
  await importProgramme(network.ports, as(network, "coordinator"), read.ok);
});

const stored = async () => (await loadProgramme(network.ports.store, "2008"))!.state;
const expectedOf = async (action: string): Promise<Expected[]> =>
  (await stored()).actions.find(({ id }) => id === action)!.expected;
const addressOf = (action: string, rest: string) => `/programmes/2008/actions/${action}/expected/${rest}`;
const leadsTo = (answer: Response) => [answer.status, answer.headers.get("location")];
const note = { title: "Note d’étape", what: "document:framing-note", count: "2", when: "fin septembre 2008" };
const add = (fields: Record<string, string | string[]>, action = "interculturalite") =>
  coordinator.post(addressOf(action, "new"), fields);

describe("something that an action is to bring", () => {
  test.each<[string, Record<string, string>, Partial<Expected>]>([
    [
      "documents of a kind, by a date as vague as it was said",
      note,
      {
        ...{ what: "document", kind: "framing-note", count: 2, sources: [] },
        when: { said: "fin septembre 2008", from: "2008-09-21", until: "2008-09-30" },
      },
    ],
    ["a document of any kind", { ...note, what: "document:", count: "" }, { what: "document", count: 1 }],
    [
      "sheets of a kind",
      { ...note, what: "sheets", sheets: "Fiche expérience" },
      { what: "sheets", kind: "Fiche expérience" },
    ],
    ["a meeting", { ...note, what: "meeting:internal", when: "" }, { what: "meeting", kind: "internal" }],
  ])("is %s", async (_, fields, made) => {
    const before = await expectedOf("interculturalite");
    expect(leadsTo(await add(fields))).toEqual([303, addressOf("interculturalite", "new")]);
    const after = await expectedOf("interculturalite");
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({ id: "note-d-etape", title: "Note d’étape", ...made });
  });

  test("is added once by the same form sent twice; the next follows at once, with the days that the date means", async () => {
    await add(note);
    const { seq } = await stored();
    const answer = await add(note);
    expect((await stored()).seq).toBe(seq);
    const page = (await coordinator.page(answer.headers.get("location")!)).replace(/[\u00a0\u202f]/g, " ");
    expect(page).toContain("Ajouté : « Note d’étape »");
    expect(page).toContain("du 21 septembre 2008 au 30 septembre 2008");
    expect(page).toContain('value="document:framing-note">');
  });

  test.each<[string, Record<string, string | string[]>, string[], RegExp]>([
    ["nothing", { title: "", what: "" }, ["title", "what"], /Choisissez ce qui est attendu/],
    ["a date that is none", { when: "bientôt" }, ["when"], /« bientôt » n’est pas une date. Attendu : un jour/],
    ["a kind that there is not", { what: "document:memoire" }, ["what"], /Choisissez/],
    [
      "a type of sheets, of a document",
      { sheets: "Action locale" },
      ["sheets"],
      /videz ce champ, ou choisissez « Fiches »/,
    ],
    ["a number of none", { count: "0" }, ["count"], /nombre entier, 1 au moins/],
    ["a source that there is not", { sources: ["brouillon"] }, ["sources"], /« brouillon » n’est pas un attendu/],
    ["a strand of another action", { strand: "veille" }, ["strand"], /Le volet « veille » n’est pas de cette action/],
  ])("is refused with %s, on its field, what was typed staying", async (_, changes, fields, sentence) => {
    const before = await stored();
    const answer = await add({ ...note, ...changes });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    for (const field of fields) expect(page).toContain(`<a href="#${field}">`);
    expect(page.replace(/[\u00a0\u202f]/g, " ")).toMatch(sentence);
    expect(await stored()).toEqual(before);
  });

  test("is refused under a title that the action expects already", async () => {
    await add(note);
    await refused(await add({ ...note, count: "3" }), ["title"]);
  });

  test("is changed, its date shown as it was said and as it was read", async () => {
    await add(note);
    const address = addressOf("interculturalite", "note-d-etape/change");
    const changes = { ...asItIs(await coordinator.page(address)), when: "T3 2008", title: "Note" };
    const answer = await coordinator.post(address, changes);
    expect(leadsTo(answer)).toEqual([303, address]);
    const page = (await coordinator.page(address)).replace(/[\u00a0\u202f]/g, " ");
    expect(page).toMatch(/Pour T3 2008[^<]*du 1er juillet 2008 au 30 septembre 2008/);
    expect((await expectedOf("interculturalite")).at(-1)).toMatchObject({ id: "note-d-etape", title: "Note" });
  });

  test("cannot grow out of itself by way of others", async () => {
    await add(note);
    await add({ ...note, title: "Note suivante", sources: ["note-d-etape"] });
    const address = addressOf("interculturalite", "note-d-etape/change");
    const fields = asItIs(await coordinator.page(address));
    const page = await refused(await coordinator.post(address, { ...fields, sources: ["note-suivante"] }), ["sources"]);
    expect(page).toContain("finit par être issu de lui-même");
  });

  test("is removed once it is confirmed; what was to grow out of it is left without it", async () => {
    await add(note);
    await add({ ...note, title: "Note suivante", sources: ["note-d-etape"] });
    const address = addressOf("interculturalite", "note-d-etape/removal");
    expect(await coordinator.page(address)).toContain("Note suivante");
    await refused(await coordinator.post(address), ["confirmed"]);
    expect((await coordinator.post(address, { confirmed: "true" })).status).toBe(303);
    const after = await expectedOf("interculturalite");
    expect(after.map(({ id }) => id)).not.toContain("note-d-etape");
    expect(after.at(-1)).toMatchObject({ id: "note-suivante", sources: [] });
    expect((await coordinator.get(address)).status).toBe(404);
  });
});

test("all that is expected in 2008 changes in nothing by forms that are sent as they are", async () => {
  const before = await stored();
  for (const { id: action, expected } of before.actions) {
    for (const { id } of expected) {
      const address = addressOf(action, `${id}/change`);
      expect((await coordinator.post(address, asItIs(await coordinator.page(address)))).status).toBe(303);
    }
  }
  expect(await stored()).toEqual(before);
});
