import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import type { Command } from "../../../../shared/deliverable/command.ts";
import type { PartPlan } from "../../../../shared/deliverable/state.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import type { Person } from "../../../../shared/stored/person.ts";
import { arrives, browserOf, type Visit } from "../../colleagues.ts";
import {
  arrive,
  as,
  type Browser,
  browse,
  closeRound,
  createNote,
  decideAs,
  type Network,
  openTestNetwork,
  pass,
  putOutputs,
  sendMails,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { words, wordsOf } from "../../notify/letter.ts";
import { wrongIn } from "../refused.ts";

let network: Network;
let coordinator: Browser;
let id: string;
let here: string;
/** Who writes the parts, in the name of the organisation that each part belongs to. */
let writers: Record<"oriv" | "crefe", { person: Person; in: Visit }>;

const dossier: PartPlan[] = [
  { id: "oriv", title: "ORIV", people: ["org:oriv"] },
  { id: "crefe", title: "CREFE", people: ["org:crefe"] },
];
const partOf = (of: string, year: number) =>
  `---\ntitle: Ce que nous avons fait\nlang: fr\n---\n\n# Actions menées\n\nUne formation, ${of}, ${year}.\n\n# Bibliographie\n\nUn ouvrage.\n\n# Personnes ressources\n\nLa documentaliste.\n`;

const send = async (of: "oriv" | "crefe", year: number, text = partOf(of, year)): Promise<string> => {
  const asked = await writers[of].in.json(`${here}/uploads`, { part: of, name: `${of}-${year}.md` });
  expect(asked.status).toBe(201);
  const { upload } = (await asked.json()) as { upload: string };
  await arrive(network, id, upload, Buffer.from(text));
  return upload;
};
const opens = (proposals: string[], way = "round") =>
  coordinator.json(`${here}/edition`, { reason: "Les actions de 2009 manquaient.", way, proposals });
const waiting = async (): Promise<string[]> => {
  const response = await coordinator.get(`${here}/edition`, { accept: "application/json" });
  const { proposals } = (await response.json()) as { proposals: { upload: string }[] };
  return proposals.map(({ upload }) => upload);
};
/** The letters that someone had since the last call: subject and text, spaces made one. */
const lettersOf = async ({ address }: Person): Promise<string[]> => {
  for (let step = 0; step < 3; step++) await sendMails(network);
  const sent = network.sent.splice(0);
  return sent.filter(({ to }) => to.address === address).map(({ subject, text }) => words(`${subject} ${text}`));
};
const approve = async () => {
  await submitDraft(network, id);
  for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
  await closeRound(network, id);
  await putOutputs(network, id);
  pass(network);
};

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  id = await createNote(network, { kind: "resource-dossier", parts: dossier.map(({ people: _, ...each }) => each) });
  here = `/deliverables/${id}`;
  const ask = (command: object) =>
    issue(deliverables, network.ports, id, { ...command, by: as(network, "coordinator") } as Command);
  await ask({ type: "amend", authors: [network.people.author.id, "org:oriv", "org:crefe"] });
  await ask({ type: "arrangeParts", parts: dossier, drop: [] });
  const [oriv, crefe] = [
    await arrives(network, "ORIV", "Documentaliste"),
    await arrives(network, "CREFE", "Animatrice"),
  ];
  writers = {
    oriv: { person: oriv, in: await browserOf(network, oriv) },
    crefe: { person: crefe, in: await browserOf(network, crefe) },
  };
  for (const who of ["oriv", "crefe"] as const) await send(who, 2008);
  await approve();
  await lettersOf(network.people.coordinator);
});

test("the form of a new edition asks why, and how it becomes final, and chooses for nobody", async () => {
  expect(await coordinator.page(`${here}/edition`)).not.toMatch(/<input type="radio"[^>]* checked/);
  expect(await wrongIn(await coordinator.post(`${here}/edition`, {}))).toEqual([422, ["reason", "way"]]);
});

describe("a part that an organisation proposes of a final", () => {
  test("that is declined says so with the reason, to its author and at its own address", async () => {
    const upload = await send("oriv", 2009);
    const reason = "Ces actions sont de 2010.";
    expect((await coordinator.post(`${here}/proposals/${upload}`, { reason })).status).toBe(303);
    const told = wordsOf(await writers.oriv.in.page(`${here}/uploads/${upload}`));
    expect(told).toContain("Ce fichier n’a pas été retenu");
    expect(told).toContain(reason);
    expect(told).not.toContain("n’a pas pu être lu");
    const settled = await coordinator.get(`${here}/proposals/${upload}`);
    expect(settled.status).toBe(200);
    expect(wordsOf(await settled.text())).toMatch(
      /Cette partie n’est plus proposée .+ ne l’a pas retenue, le .+ Ces actions sont de 2010\./,
    );
    expect((await coordinator.get(`${here}/proposals/none`)).status).toBe(404);
  });

  test("says at its own address that it was taken up or replaced", async () => {
    const [former, upload] = [await send("oriv", 2009), await send("oriv", 2010)];
    await opens([upload]);
    const pages = [former, upload].map(async (each) => wordsOf(await coordinator.page(`${here}/proposals/${each}`)));
    const [replaced, taken] = await Promise.all(pages);
    expect(replaced).toContain("Un autre fichier de la même partie, envoyé depuis, a pris sa place.");
    expect(taken).toMatch(/l’a reprise dans l’édition 2, le /);
    const json = await coordinator.get(`${here}/proposals/${upload}`, { accept: "application/json" });
    expect(await json.json()).toMatchObject({ proposal: { upload, settled: "taken", edition: 2 } });
  });

  test("is proposed again where the edition that took it up is given up, and may be taken up once more", async () => {
    const [oriv, crefe] = [await send("oriv", 2009), await send("crefe", 2009)];
    expect(await waiting()).toEqual([oriv, crefe]);
    // the form was sent twice
    for (let times = 0; times < 2; times++) expect((await opens([oriv])).status).toBe(200);
    expect(await waiting()).toEqual([crefe]);
    expect(wordsOf(await coordinator.page(here))).toContain(
      "Une partie changée attend aussi : reprenez-la dans l’édition 2, ou écartez-la.",
    );
    expect(wordsOf(await writers.oriv.in.page(`${here}/draft`))).toContain("oriv-2009.md – ORIV Repris");
    const taking = wordsOf(await coordinator.page(`${here}/edition`));
    expect(taking).toContain("Reprendre les parties proposées L’édition 2 est en préparation.");

    const giving = wordsOf(await coordinator.page(`${here}/edition/abandonment`));
    expect(giving).toContain(
      "Un fichier qui y était repris est de nouveau proposé, et qui l’a envoyé l’apprend : oriv-2009.md.",
    );
    const giveUp = () => coordinator.post(`${here}/edition/abandonment`, { confirmed: "true" });
    for (const answer of [await giveUp(), await giveUp()])
      expect([answer.status, answer.headers.get("location")]).toEqual([303, here]);
    expect(await stateOf(network, id)).toMatchObject({ stage: "final", final: { edition: 1 } });
    expect(await waiting()).toEqual([oriv, crefe]);
    const { office } = (await (await coordinator.get("/", { accept: "application/json" })).json()) as {
      office: { what: string }[];
    };
    expect(office.map(({ what }) => what)).toEqual(["proposal"]);
    expect(await coordinator.page(`${here}/proposals/${oriv}`)).toContain("Une formation, oriv, 2009.");
    expect(wordsOf(await writers.oriv.in.page(`${here}/uploads/${oriv}`))).toContain("proposé à la coordination");

    expect((await opens([oriv, crefe])).status).toBe(200);
    const [draft] = (await stateOf(network, id)).versions.slice(-1);
    expect(draft?.manifest.parts.map(({ part }) => part)).toEqual(["oriv", "crefe"]);
    await approve();
    const final = await stateOf(network, id);
    expect(final).toMatchObject({ stage: "final", final: { edition: 2, version: draft?.hash } });
    expect(await waiting()).toEqual([]);
  });

  test("says what it lacks, to who sent it, to the coordinator, and where the edition with it is to be declared", async () => {
    const bare = partOf("oriv", 2009).replaceAll(/# (Bibliographie|Personnes ressources)/g, "Suite");
    const oriv = await send("oriv", 2009, bare);
    const lacks = "Rubriques manquantes : Bibliographie, Personnes ressources.";
    expect(wordsOf(await writers.oriv.in.page(`${here}/uploads/${oriv}`))).toContain(lacks);
    expect(wordsOf(await coordinator.page(`${here}/proposals/${oriv}`))).toContain(lacks);

    expect((await opens([oriv], "correction")).status).toBe(200);
    const page = wordsOf(await coordinator.page(`${here}/edition/correction`));
    expect(page).toContain(lacks);
    expect(page).not.toContain("encore ceux de l’édition précédente");
    const version = (await stateOf(network, id)).versions.at(-1)!.hash;
    const forced = await coordinator.post(`${here}/edition/correction`, { version, confirmed: "true" });
    expect([forced.status, wordsOf(await forced.text())]).toEqual([
      422,
      expect.stringContaining("Bibliographie, Personnes ressources"),
    ]);
  });

  test("has its sender told when it is taken up, when the edition is given up and when it is published", async () => {
    const [oriv, crefe] = [await send("oriv", 2009), await send("crefe", 2009)];
    expect(await lettersOf(network.people.coordinator)).toHaveLength(2);

    await opens([oriv]);
    const [opened, ...none] = await lettersOf(writers.oriv.person);
    expect(none).toEqual([]);
    expect(opened).toContain("Nouvelle édition à préparer");
    expect(opened).toContain("Le fichier oriv-2009.md, que vous aviez proposé, est repris dans cette édition.");
    expect((await coordinator.json(`${here}/edition`, { proposals: [crefe] })).status).toBe(200);
    const [taken, ...others] = await lettersOf(writers.crefe.person);
    expect(others).toEqual([]);
    expect(taken).toContain("Votre partie est reprise");
    expect(taken).toContain("a repris le fichier crefe-2009.md dans l’édition 2");

    await coordinator.json(`${here}/edition/abandonment`, {});
    for (let step = 0; step < 3; step++) await sendMails(network);
    const abandoned = network.sent.splice(0);
    for (const [of, { person }] of Object.entries(writers)) {
      const own = abandoned.filter(({ to }) => to.address === person.address).map(({ text }) => words(text));
      expect(own).toEqual([
        expect.stringContaining(`Le fichier ${of}-2009.md, que vous aviez proposé, n’est pas perdu`),
      ]);
    }
    expect(abandoned.filter(({ to }) => to.address === network.people.coordinator.address)).toEqual([]);

    await opens([oriv, crefe]);
    await approve();
    for (let step = 0; step < 3; step++) await sendMails(network);
    const finals = network.sent.splice(0).filter(({ subject }) => words(subject).startsWith("Nouvelle édition : "));
    for (const [of, { person }] of Object.entries(writers)) {
      const own = finals.filter(({ to }) => to.address === person.address).map(({ text }) => words(text));
      expect(own).toEqual([
        expect.stringContaining(`Le fichier ${of}-2009.md, que vous aviez proposé, est dans cette édition.`),
      ]);
    }
    const funder = finals.filter(({ to }) => to.address === network.people.funder.address);
    expect(funder.map(({ text }) => words(text))).toEqual([expect.not.stringContaining("que vous aviez proposé")]);
  });

  test("has a history that says each thing once: it is read, taken up, proposed again, taken up again", async () => {
    const oriv = await send("oriv", 2009);
    for (let time = 0; time < 2; time++) {
      await opens([oriv]);
      if (time === 0) await coordinator.json(`${here}/edition/abandonment`, {});
    }
    const page = wordsOf(await coordinator.page(here));
    const history = page.slice(page.indexOf("Historique"));
    const count = (sentence: string) => history.split(sentence).length - 1;
    const file = "le fichier « oriv-2009.md »";
    for (const sentence of [
      "Le fichier « oriv-2009.md » a été lu",
      `a repris dans le brouillon ${file}, qui était proposé.`,
      "Le fichier « oriv-2009.md » est de nouveau proposé",
      `a repris de nouveau dans le brouillon ${file}.`,
    ])
      expect([sentence, count(sentence)]).toEqual([sentence, 1]);
  });
});

test("the page of a document says of each round and of each edition which it is, while edition 2 is made and after", async () => {
  const page = async () => wordsOf(await coordinator.page(here));
  expect(await page()).not.toContain("édition 1");
  const oriv = await send("oriv", 2009);
  await opens([oriv]);
  expect(await page()).toContain("Relecture nᵒ 1 – édition 1");
  expect(await page()).toContain("Édition 2 – en préparation");
  expect(await page()).toMatch(/Édition 1, du .{5,20} – en vigueur, c’est elle que les financeurs téléchargent/);
  expect(await coordinator.page(here)).toContain(`href="${here}/final/1"`);
  await approve();
  expect(await page()).toContain("Relecture nᵒ 2 – édition 2");
  expect(await page()).toMatch(/Édition 2, du .{5,20} – en vigueur/);
  expect(await page()).toMatch(/Édition 1, du .{5,20} – remplacée par l’édition 2/);
  expect((await coordinator.get(`${here}/final/1`)).status).toBe(200);
});
