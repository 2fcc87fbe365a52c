import { beforeEach, describe, expect, test } from "vitest";
import { importProgramme, readProgramme } from "../../../../shared/acts/programme-file.ts";
import { changeOrganisation, findOrganisation } from "../../../../shared/stored/organisation.ts";
import { loadProgramme } from "../../../../shared/stored/programme.ts";
import { seedText } from "../../../programme/seed.ts";
import { as, type Browser, browse, type Network, openTestNetwork } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { refused } from "../refused.ts";
import { asItIs } from "./form-of.ts";

let network: Network;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

const stored = async (id = "2008") => (await loadProgramme(network.ports.store, id))?.state;
const leadsTo = (answer: Response) => [answer.status, answer.headers.get("location")];
const typed = { title: "Programme de travail 2008", from: "01/01/2008", until: "31/12/2008" };
const programme = { ...typed, families: "Outils\r\nProjets" };
const action = { title: "Interculturalité", family: "projets", funded: "none" };

/** The programme of 2008 as its file has it. */
async function importSeed(): Promise<void> {
  const read = await readProgramme(network.ports, seedText);
  if ("faults" in read) throw new Error("the sample has faults");
  await importProgramme(network.ports, as(network, "coordinator"), read.ok);
}

describe("a programme without a file", () => {
  test("is made of its title, its days and its families, under its year", async () => {
    expect(leadsTo(await coordinator.post("/programmes/new", programme))).toEqual([303, "/programmes/2008"]);
    expect(await stored()).toMatchObject({
      title: "Programme de travail 2008",
      from: "2008-01-01",
      until: "2008-12-31",
      families: [
        { id: "outils", title: "Outils" },
        { id: "projets", title: "Projets" },
      ],
      actions: [],
    });
    expect(await coordinator.page("/programmes")).toContain('href="/programmes/new"');
    expect(await coordinator.page("/programmes/2008")).toContain('href="/programmes/2008/actions/new"');
  });

  test("is made once by the same form sent twice", async () => {
    await coordinator.post("/programmes/new", programme);
    expect(leadsTo(await coordinator.post("/programmes/new", programme))).toEqual([303, "/programmes/2008"]);
    expect((await stored())?.seq).toBe(1);
  });

  test("takes the name of its title where another has its year, or it is of several", async () => {
    await coordinator.post("/programmes/new", programme);
    const other = { ...programme, title: "Formation 2008" };
    expect(leadsTo(await coordinator.post("/programmes/new", other))).toEqual([303, "/programmes/formation-2008"]);
    const long = { ...programme, title: "New", until: "31/12/2010" };
    expect(leadsTo(await coordinator.post("/programmes/new", long))).toEqual([303, "/programmes/new-2"]);
  });

  test.each<[string, Record<string, string>, string[]]>([
    ["nothing", { title: "", from: "", until: "", families: "" }, ["title", "from", "until", "families"]],
    ["an end before its start", { until: "31/12/2007" }, ["until"]],
    ["a day that does not exist", { from: "30/02/2008" }, ["from"]],
    ["a family twice", { families: "Outils\r\noutils" }, ["families"]],
  ])("is refused with %s, what was typed staying", async (_, changes, fields) => {
    await refused(await coordinator.post("/programmes/new", { ...programme, ...changes }), fields);
    expect(await stored()).toBeUndefined();
  });

  test("is refused under the name of another, and says which", async () => {
    await coordinator.post("/programmes/new", programme);
    const answer = await coordinator.post("/programmes/new", { ...programme, until: "30/06/2008" });
    expect(await refused(answer, ["title"])).toContain("porte déjà ce nom");
  });
});

describe("a programme", () => {
  beforeEach(async () => {
    await coordinator.post("/programmes/new", programme);
    await coordinator.post("/programmes/2008/actions/new", action);
  });

  test("is changed; a family keeps its actions under another title", async () => {
    const changes = { ...programme, families: "Outils\r\nProjets communs" };
    expect(leadsTo(await coordinator.post("/programmes/2008/change", changes))).toEqual([303, "/programmes/2008"]);
    expect((await stored())?.families).toEqual([
      { id: "outils", title: "Outils" },
      { id: "projets", title: "Projets communs" },
    ]);
    expect(await coordinator.page("/programmes/2008")).toMatch(/Projets communs[\s\S]*Interculturalité/);
  });

  test("keeps a family that an action is of", async () => {
    const page = await refused(
      await coordinator.post("/programmes/2008/change", { ...programme, families: "Outils" }),
      ["families"],
    );
    expect(page).toContain("L’action «\u202fInterculturalité\u202f» est de la famille «\u202fProjets\u202f»");
  });
});

describe("an action without a file", () => {
  beforeEach(async () => {
    await coordinator.post("/programmes/new", programme);
    for (const [short, roles] of [
      ["ORIV", ["member"]],
      ["ACSE", ["funder"]],
    ] as const) {
      const { id } = (await findOrganisation(network.ports.store, short))!;
      await changeOrganisation(network.ports, id, { short, name: short, territory: "", roles: [...roles] });
    }
  });

  const whole = {
    ...action,
    ...{
      heading: "Intercultu",
      from: "01/03/2008",
      until: "",
      intent: "Deux phrases.\r\nEt une.",
      strands: "Note\r\nVeille",
    },
    ...{ interventions: "Réunions\r\nSéminaire", results: "Note", steering: ["oriv"], steeringWords: "ORIV puis ODTI" },
    ...{
      concerned: ["oriv", "acse"],
      funded: "by",
      funders: ["acse"],
      payment: "Coût jour ; jour ; 2,5\r\nFrais de mission",
    },
  };

  test("has all that its form says", async () => {
    expect(leadsTo(await coordinator.post("/programmes/2008/actions/new", whole))).toEqual([
      303,
      "/programmes/2008/actions/interculturalite",
    ]);
    expect((await stored())?.actions).toEqual([
      {
        ...{ id: "interculturalite", title: "Interculturalité", heading: "Intercultu", family: "projets" },
        ...{ period: { from: "2008-03-01", until: "2008-12-31" }, intent: "Deux phrases.\nEt une." },
        strands: [
          { id: "note", title: "Note", intent: "" },
          { id: "veille", title: "Veille", intent: "" },
        ],
        ...{ interventions: ["Réunions", "Séminaire"], results: ["Note"], expected: [], concerned: ["oriv", "acse"] },
        ...{ steering: { organisations: ["oriv"], words: "ORIV puis ODTI" }, funding: { by: ["acse"] } },
        payment: [{ words: "Coût jour", unit: "day", planned: 250 }, { words: "Frais de mission" }],
      },
    ]);
  });

  test("says what is planned with its unit in the singular, in the plural", async () => {
    const payment = "Coût jour ; jour ; 2,5\r\nDéplacement ; mission ; 1\r\nRencontres ; mission ; 4";
    await coordinator.post("/programmes/2008/actions/new", { ...whole, payment });
    const shown = wordsOf(await coordinator.page("/programmes/2008/actions/interculturalite"));
    expect(shown).toMatch(/Coût jour : 2,5 j Déplacement : 1 mission Rencontres : 4 missions/);
  });

  test("is added once by the same form sent twice, and not twice under one title", async () => {
    const add = (changes = {}) => coordinator.post("/programmes/2008/actions/new", { ...whole, ...changes });
    await add();
    expect((await add()).status).toBe(303);
    expect((await stored())?.seq).toBe(2);
    await refused(await add({ intent: "Autre chose." }), ["title"], ["Autre chose."]);
    await refused(await add({ title: "interculturalité" }), ["title"]);
  });

  test.each<[string, Record<string, string | string[]>, string[], RegExp]>([
    ["nothing", { title: "", family: "", funded: "" }, ["title", "family", "funded"], /Donnez un titre à l’action/],
    [
      "a family that there is not",
      { family: "recherche" },
      ["family"],
      /La famille « recherche » n’est pas au programme/,
    ],
    ["an end before its start", { until: "01/02/2008" }, ["until"], /vient avant le début/],
    ["a funder to be chosen still", { funders: [] }, ["funders"], /Choisissez qui finance/],
    ["no funding, and a funder ticked", { funded: "none", funders: ["acse"] }, ["funders"], /gardez l’un ou l’autre/],
    ["a funder, and why there is none", { whyNone: "fonds propres" }, ["whyNone"], /gardez l’un ou l’autre/],
    ["an organisation that is unknown", { steering: ["iscra"] }, ["steering"], /n’est pas connue/],
    [
      "a unit that is none",
      { payment: "Coût ; heurre ; 4" },
      ["payment"],
      /« heurre » n’est pas une unité. Attendu : heure/,
    ],
    [
      "two payments with a fault each",
      { payment: "Coût ; heurre ; 4\r\nFrais ; jour ; beaucoup" },
      ["payment", "payment"],
      /« heurre »[\s\S]*« prévu » attend une quantité/,
    ],
    ["a quantity that is none", { payment: "Coût ; jour ; beaucoup" }, ["payment"], /« prévu » attend une quantité/],
    ["a strand twice", { strands: "Note\r\nnote" }, ["strands"], /sert deux fois/],
    ["a line that is too long", { results: "a".repeat(301) }, ["results"], /trop long/],
  ])("is refused with %s, on its field", async (_, changes, fields, sentence) => {
    const page = await refused(
      await coordinator.post("/programmes/2008/actions/new", { ...whole, ...changes }),
      fields,
    );
    expect(page.replace(/[\u00a0\u202f]/g, " ")).toMatch(sentence);
    expect((await stored())?.actions).toEqual([]);
  });

  test("keeps a strand that something is expected of", async () => {
    await importSeed();
    const before = (await stored())!.actions.find(({ strands }) => strands.length > 1)!;
    const page = await coordinator.page(`/programmes/2008/actions/${before.id}/change`);
    const answer = await coordinator.post(`/programmes/2008/actions/${before.id}/change`, {
      ...asItIs(page),
      strands: "",
    });
    expect(await refused(answer, ["strands"])).toContain("gardez ce volet");
  });
});

describe("the actions of 2008", () => {
  beforeEach(importSeed);

  test("change in nothing by forms that are sent as they are", async () => {
    const before = (await stored())!;
    for (const { id } of before.actions) {
      const address = `/programmes/2008/actions/${id}/change`;
      expect(leadsTo(await coordinator.post(address, asItIs(await coordinator.page(address))))).toEqual([
        303,
        `/programmes/2008/actions/${id}`,
      ]);
    }
    const address = "/programmes/2008/change";
    expect((await coordinator.post(address, asItIs(await coordinator.page(address)))).status).toBe(303);
    expect(await stored()).toEqual(before);
  });

  test("keep what a strand is for when it is renamed, and what is expected of the action", async () => {
    const before = (await stored())!.actions.find(({ strands }) => strands.length > 1)!;
    const address = `/programmes/2008/actions/${before.id}/change`;
    const fields = asItIs(await coordinator.page(address));
    const [first, ...others] = before.strands.map(({ title }) => title);
    await coordinator.post(address, { ...fields, strands: [`${first} commune`, ...others].join("\r\n") });
    const after = (await stored())!.actions.find(({ id }) => id === before.id)!;
    expect(after).toEqual({
      ...before,
      strands: before.strands.map((strand, index) => (index === 0 ? { ...strand, title: `${first} commune` } : strand)),
    });
  });

  test("leave the programme once it is confirmed, and come back under their title", async () => {
    const address = "/programmes/2008/actions/interculturalite/removal";
    await refused(await coordinator.post(address), ["confirmed"]);
    expect(leadsTo(await coordinator.post(address, { confirmed: "true" }))).toEqual([303, "/programmes/2008"]);
    expect((await coordinator.get("/programmes/2008/actions/interculturalite")).status).toBe(404);
    const kept = (await stored())!.actions.find(({ id }) => id === "interculturalite");
    expect(kept).toMatchObject({ title: expect.any(String), removed: true });
    expect((await coordinator.post("/programmes/2008/actions/new", { ...action, title: kept!.title })).status).toBe(
      303,
    );
    expect((await coordinator.get("/programmes/2008/actions/interculturalite")).status).toBe(200);
  });
});
