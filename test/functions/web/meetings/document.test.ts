import { beforeEach, describe, expect, test } from "vitest";
import { textOf } from "../../../../shared/document/visit.ts";
import { deliverablesOf } from "../../../../shared/stored/of-action.ts";
import { loadVersion } from "../../../../shared/stored/version.ts";
import {
  type Browser,
  browse,
  closeRound,
  decideAs,
  type Network,
  pass,
  putOutputs,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { actions, openProgrammed, planned } from "./programmed.ts";

let network: Network;
let office: Browser;
let note: string;

/** Framing notes are reviewed anonymously from now on. */
function anonymously({ ports }: Network): void {
  const { assets } = ports;
  ports.assets = {
    ...assets,
    read: async (path) => {
      const bytes = await assets.read(path);
      if (path !== "framing-note/kind.json") return bytes;
      const kind = JSON.parse(Buffer.from(bytes).toString("utf8"));
      return Buffer.from(JSON.stringify({ ...kind, round: { ...kind.round, anonymous: true } }));
    },
  };
}

beforeEach(async () => {
  ({ network, note } = await openProgrammed());
  network.world.set(Date.parse("2008-06-12T15:00:00.000Z"));
  office = await browse(network, "coordinator");
  await office.post("/meetings/new", planned(network, { kind: "network", title: "Réunion de juin" }));
});

/** What a coordinator says of the meeting on the day. */
function record(more: Record<string, string | string[]> = {}): Promise<Response> {
  const { first, author, coordinator } = network.people;
  return office.post("/meetings/juin/record", {
    ...{ present: [first.id, author.id], others: [coordinator.id], outsiders: "4", confirmed: "true" },
    ...{ minutes: "Deux points restent.\r\n\r\nLe budget est | 12 000 €." },
    ...{ words1: "Écrire aux membres", person1: author.id, due1: "2008-06-20" },
    ...{ words2: "Réserver la salle", person2: "org:oriv", due2: "" },
    ...more,
  });
}

describe("the minutes of a meeting as a document", () => {
  test("say who was there, the agenda, what was said and what was decided; those who were there review them, who asks writes them", async () => {
    await record();
    const made = await office.post("/meetings/juin/document", { id: "cr-juin", confirmed: "true" });
    expect(made.headers.get("location")).toMatch(/^\/deliverables\/cr-juin\/uploads\//);
    const { first, author, coordinator } = network.people;
    const read = await office.page(made.headers.get("location")!);
    expect(read).toContain("Livrable a composé à partir de ce qui était enregistré");
    expect(read).not.toContain(".json");
    expect(read).toContain("Préparer le fichier Word de ce texte");
    for (const page of ["", "/draft"]) {
      const shown = await office.page(`/deliverables/cr-juin${page}`);
      expect(shown).not.toContain(".json");
      expect(shown).toMatch(/Livrable a composé ce brouillon[\s\S]*\/deliverables\/cr-juin\/versions\//);
    }
    const state = await stateOf(network, "cr-juin");
    expect(state).toMatchObject({
      ...{ kind: "minutes", title: "Compte rendu\u00a0: Réunion de juin", action: actions.culture, stage: "draft" },
      ...{ authors: [coordinator.id], reviewers: [first.id, author.id] },
    });
    expect(state.versions.at(-1)!.checks["part-1"]).toEqual({ missing: [], withoutAlternative: 0, warnings: 0 });
    const [part] = await loadVersion(network.ports.files, state, state.versions.at(-1)!.hash);
    expect(part!.tree.blocks.map((block) => `${block.type} ${textOf(block)}`.replace(/[\u00a0\u202f]/g, " "))).toEqual([
      "heading Présents",
      "paragraph La rencontre s’est tenue le 12 juin 2008, de 14 h à 16 h 30, Strasbourg, ORIV.",
      expect.stringMatching(/^table [\s\S]*ORIV[\s\S]*Direction[\s\S]*COFRIMI[\s\S]*Chargée de mission[\s\S]*RECI/),
      "paragraph Invités qui n’étaient pas là : Documentaliste (CREFE).",
      "paragraph 4 personnes extérieures au réseau étaient présentes.",
      "heading Ordre du jour",
      expect.stringMatching(/^list Le calendrier\s*La diffusion/),
      "heading Échanges",
      "paragraph Deux points restent.",
      "paragraph Le budget est | 12 000 €.",
      "heading Décisions",
      expect.stringMatching(
        /^table [\s\S]*Écrire aux membres[\s\S]*Chargée de mission \(COFRIMI\)[\s\S]*20 juin 2008[\s\S]*Réserver la salle[\s\S]*ORIV[\s\S]*sans date/,
      ),
    ]);
  });

  test("have headings, lists and strong words where they were typed with their signs, on the page of the meeting and in the document", async () => {
    await record({
      minutes: "# Tour de table\r\nORIV : **deux** points.\r\nODTI : rien.\r\n\r\n- le budget\r\n- la suite",
    });
    const page = await office.page("/meetings/juin");
    expect(page).toMatch(
      /<h3 id="[^"]+">Tour de table<\/h3>\s*<p id="[^"]+">ORIV : <strong>deux<\/strong> points\.<br>ODTI : rien\.<\/p>\s*<ul[\s\S]*le budget[\s\S]*la suite/,
    );
    expect(page).not.toMatch(/\*\*|# Tour/);
    const json = await (await office.get("/meetings/juin", { accept: "application/json" })).json();
    expect(json).toMatchObject({ meeting: { record: { minutes: expect.stringContaining("# Tour de table\nORIV") } } });
    await office.post("/meetings/juin/document", { id: "cr-juin", confirmed: "true" });
    const state = await stateOf(network, "cr-juin");
    const [part] = await loadVersion(network.ports.files, state, state.versions.at(-1)!.hash);
    const at = part!.tree.blocks.findIndex((block) => textOf(block) === "Échanges");
    expect(part!.tree.blocks.slice(at, at + 4)).toMatchObject([
      { type: "heading", level: 1 },
      { type: "heading", level: 2, children: [{ value: "Tour de table" }] },
      { type: "paragraph", children: [{}, { type: "strong" }, {}, { type: "lineBreak" }, {}] },
      { type: "list", items: [{}, {}] },
    ]);
    expect(await office.page(`/deliverables/cr-juin/versions/${state.versions.at(-1)!.hash}`)).toMatch(
      /<h3[^>]*>(<span[^>]*>[^<]*<\/span> )?Tour de table<\/h3>/,
    );
  });

  test("are harmless, whatever was typed: a reader sees it as words", async () => {
    const minutes =
      "<script>alert(1)</script> <img src=x onerror=alert(1)> [lien](javascript:alert(1))\r\n\r\n<h2 id=main>Faux</h2>";
    await record({ minutes });
    const page = await office.page("/meetings/juin");
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt; lien");
    expect(page).toContain("&lt;h2 id=main&gt;Faux&lt;/h2&gt;");
    expect(page).not.toMatch(/<script>|<img|href="javascript|<h2 id="?main/);
  });

  test("are one document, however often it is asked for, to which the meeting's page leads", async () => {
    await record();
    expect(await office.page("/meetings/juin")).toContain('action="/meetings/juin/document"');
    await office.post("/meetings/juin/document", { id: "cr-juin", confirmed: "true" });
    const again = await office.post("/meetings/juin/document", { id: "autre", confirmed: "true" });
    expect(again.headers.get("location")).toBe("/deliverables/cr-juin");
    const made = (await deliverablesOf(network.ports.store, actions.culture)).filter(({ kind }) => kind === "minutes");
    expect(made.map(({ id }) => id)).toEqual(["cr-juin"]);
    const page = await office.page("/meetings/juin");
    expect(page).toContain('href="/deliverables/cr-juin"');
    expect(page).not.toContain('action="/meetings/juin/document"');
  });

  test("are what those invited read once they are adopted, in place of the notes; their page leads back to the meeting", async () => {
    await record();
    await office.post("/meetings/juin/document", { id: "cr-juin", confirmed: "true" });
    expect(await office.page("/deliverables/cr-juin")).toContain('<a href="/meetings/juin">Réunion de juin</a>');
    const absent = await browse(network, "stranger");
    expect(await absent.page("/meetings/juin")).toContain("Deux points restent.");
    await submitDraft(network, "cr-juin", "2008-06-27T22:00:00.000Z", "coordinator");
    for (const role of ["first", "author"] as const) await decideAs(network, role, "cr-juin", "approve");
    const reviewer = await browse(network, "first");
    expect(await reviewer.page("/deliverables/cr-juin/review")).toContain(
      '<a href="/meetings/juin">Réunion de juin</a>',
    );
    expect(
      await (await browse(network, "first", "review", "cr-juin")).page("/deliverables/cr-juin/review"),
    ).not.toContain('href="/meetings/juin"');
    await closeRound(network, "cr-juin");
    await putOutputs(network, "cr-juin");
    expect(await absent.page("/meetings/juin")).toContain("Deux points restent.");
    expect((await absent.get("/meetings/juin/minutes")).status).toBe(404);
    pass(network);
    const page = await absent.page("/meetings/juin");
    expect(page).toMatch(
      /href="\/meetings\/juin\/minutes">Compte rendu.{1,2}: Réunion de juin<\/a> <span[^>]*>Compte rendu adopté</,
    );
    expect(page).not.toContain("Deux points restent.");
    const given = await absent.get("/meetings/juin/minutes");
    const [signed = ""] = given.headers.get("location")!.replace("/files/", "").split(".");
    expect(given.status).toBe(302);
    expect(JSON.parse(Buffer.from(signed, "base64url").toString("utf8"))).toMatchObject({ filename: "note.pdf" });
    expect((await (await browse(network, "funder")).get("/meetings/juin/minutes")).status).toBe(404);
  });

  test("are not made of a meeting that was not held", async () => {
    expect(await office.page("/meetings/juin")).not.toContain("/meetings/juin/document");
    expect((await office.post("/meetings/juin/document", { id: "cr-juin", confirmed: "true" })).status).toBe(409);
  });

  test("name nobody where a document of the agenda is reviewed anonymously", async () => {
    anonymously(network);
    await office.post("/meetings/new", planned(network, { id: "cachee", lines: "", matters: [`version:${note}`] }));
    const { first, author } = network.people;
    await office.post("/meetings/cachee/record", {
      ...{ present: [first.id, author.id], outsiders: "1", minutes: "Le plan est revu.", confirmed: "true" },
      ...{ words1: "Reprendre le plan", person1: author.id, due1: "" },
    });
    await office.post("/meetings/cachee/document", { id: "cr-cachee", confirmed: "true" });
    const state = await stateOf(network, "cr-cachee");
    const [part] = await loadVersion(network.ports.files, state, state.versions.at(-1)!.hash);
    const words = part!.tree.blocks.map(textOf).join("\n");
    expect(state.reviewers).toEqual([]);
    expect(words).toContain("3 personnes étaient présentes.");
    expect(words).not.toMatch(/Direction|Chargée|COFRIMI/);
  });
});
