import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { plainText, textOf } from "../../../../shared/document/visit.ts";
import { agreements } from "../../../../shared/stored/agreement.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { listJobs } from "../../../../shared/stored/job.ts";
import { sourceKey } from "../../../../shared/stored/objects.ts";
import { loadVersion } from "../../../../shared/stored/version.ts";
import {
  arrive,
  as,
  type Browser,
  closeRound,
  decideAs,
  type Network,
  putOutputs,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { openStated, type Stated } from "./stated.ts";

/** The financial report of an agreement, begun from its page as a document that its coordinator writes. */
let stated: Stated;
let network: Network;
let office: Browser;

beforeEach(async () => {
  stated = await openStated();
  ({ network, office } = stated);
});

const here = "/agreements/acse-2008";
const id = "report-acse-2008";
const begin = (fields: object = { confirmed: "true" }) => office.post(`${here}/financial-report`, { ...fields });
const page = async (path: string) => wordsOf(await office.page(path));

/** Its draft with all that its kind asks for. */
async function write(): Promise<void> {
  const sections = ["Mise en œuvre et résultats", "Bénéficiaires", "Dates et lieux de réalisation"];
  const more = ["Objectifs et indicateurs", "Charges", "Produits", "Répartition des charges indirectes"];
  const last = ["Écarts entre prévision et réalisation", "Contributions volontaires en nature"];
  const text = [...sections, ...more, ...last].map((title) => `# ${title}\n\nC’est fait.\n`).join("\n");
  const requested = { type: "requestUpload", by: as(network, "coordinator"), upload: "u1", part: "part-1" } as const;
  await issue(deliverables, network.ports, id, { ...requested, name: "compte-rendu.md" });
  await arrive(network, id, "u1", Buffer.from(`---\ntitle: Compte rendu financier 2008\nlang: fr\n---\n\n${text}`));
}

/** Written, approved by one reviewer, and made. */
async function finished(): Promise<void> {
  await write();
  const { title, action, authors, funders, due } = await stateOf(network, id);
  const reviewers = [network.people.first.id];
  const amend = { type: "amend", by: as(network, "coordinator"), title, action, authors, reviewers, funders } as const;
  await issue(deliverables, network.ports, id, { ...amend, quorum: 1, due });
  await submitDraft(network, id, "2009-05-12T22:00:00.000Z", "coordinator");
  await decideAs(network, "first", id, "approve");
  await closeRound(network, id);
  await putOutputs(network, id);
}

test("is begun from the page of the agreement, once: asked again, it is the first", async () => {
  expect(await page(here)).toContain("Préparer le compte rendu financier");
  const first = await begin();
  expect([first.status, first.headers.get("location")]).toEqual([
    303,
    expect.stringMatching(`/deliverables/${id}/uploads/`),
  ]);
  expect((await begin()).headers.get("location")).toBe(`/deliverables/${id}`);
  expect((await stateOf(network, id)).versions).toHaveLength(1);
  const shown = await page(here);
  expect(shown).toContain("Ouvrir le compte rendu financier");
  expect(shown).not.toContain("Préparer le compte rendu financier");
});

test("is a document of the action, written by who began it, due with the report, and the funder’s once it is final", async () => {
  await begin();
  expect(await stateOf(network, id)).toMatchObject({
    ...{
      kind: "financial-report",
      title: "Compte rendu financier 2008\u00a0: Convention ACSE",
      action: "2008/portail",
    },
    ...{ authors: [network.people.coordinator.id], funders: ["org:acse"], due: { final: "2009-06-30" }, reviewers: [] },
  });
  expect((await stated.acse.get(`/deliverables/${id}/draft`)).status).toBe(404);
  expect((await listJobs(network.ports.store)).filter(({ type }) => type === "mail")).toEqual([]);
});

test("is drafted as a text to go on from in Word, not as a file that was sent", async () => {
  const read = (await begin()).headers.get("location")!;
  const { hash } = (await stateOf(network, id)).versions[0]!;
  const pages = await Promise.all([read, `/deliverables/${id}`, `/deliverables/${id}/draft`].map(office.page));
  for (const shown of pages) {
    expect(wordsOf(shown)).toContain("téléchargez-le en Word");
    expect(shown).toContain(`/deliverables/${id}/versions/${hash}`);
    expect(shown).not.toMatch(/\.json|Comparez-le|Télécharger l’original/);
  }
  expect((await office.get(`${read}/source`)).status).toBe(404);
  expect((await office.post(`/deliverables/${id}/versions/${hash}/docx`, {})).status).toBe(303);
  expect(wordsOf(await office.page(read))).toContain("Le fichier Word est en préparation.");
});

test("has the amounts of the agreement, and sums of those that pay the same action, whose lines it does not keep", async () => {
  const payment = { id: "p1", on: "2009-01-15", cents: 400_000, words: "Acompte" };
  await issue(agreements, network.ports, "acse-2008", {
    ...{ type: "pay", by: as(network, "coordinator"), payment, today: "2009-03-03" },
  });
  await begin();
  const state = await stateOf(network, id);
  const [part] = await loadVersion(network.ports.files, state, state.versions[0]!.hash);
  const tables = part!.tree.blocks.flatMap((block) => (block.type === "table" ? block.rows : []));
  const rows = tables.map(({ cells }) => cells.map((cell) => cell.children.map(textOf).join(" ")).join(" | "));
  const said = rows.map((row) => row.replace(/[\u00a0\u202f]/g, " "));
  expect(said).toContain("64 – Charges de personnel | 14 700,00 € | 5 775,00 € | 39 %");
  expect(said).toContain("74 – Subventions d’exploitation : ACSE | 6 100,00 € | 4 000,00 € | 66 %");
  expect(said).toContain("74 – Subventions d’exploitation : DAIC (Convention DAIC) | 6 100,00 € | 0,00 € | 0 %");
  const kept = await network.ports.files.get(sourceKey(state.versions[0]!.manifest.parts[0]!.source));
  const source = Buffer.from(kept!).toString();
  expect(source).not.toMatch(/"d1"|"a2"/);
  expect(source).toContain('"a1"');
  expect(said).toContain("66 – Charges financières | 0,00 € | 0,00 € | –");
  expect(part!.tree.blocks.flatMap((block) => (block.type === "heading" ? [plainText(block.children)] : []))).toContain(
    "Annexe",
  );
});

test("is proposed to be noted as handed in once it is final, and then no more", async () => {
  await begin();
  expect(await page(here)).not.toContain("Le compte rendu est approuvé");
  await finished();
  const proposed = await office.page(here);
  expect(wordsOf(proposed)).toMatch(/Le compte rendu est approuvé[^<]*les rappels continuent/);
  expect(proposed).not.toMatch(/<details[^>]*><summary>Noter la remise/);
  expect((await office.post(`${here}/report`, { reportedOn: "2009-03-03" })).status).toBe(303);
  expect(await page(here)).not.toContain("Le compte rendu est approuvé");
});

test("is no document that it, or a statement of its agreement, lists as given", async () => {
  await begin();
  await finished();
  const listed = await page(`${here}/statement`);
  expect(listed).toContain("Convention ACSE");
  expect(listed).not.toContain("Documents remis");
});

describe("cannot go to review", () => {
  const missing = ["aims", "beneficiaries", "places", "indicators", "gaps"];

  test("as long as a section says that it is to be completed", async () => {
    const read = (await begin()).headers.get("location")!;
    const [draft] = (await stateOf(network, id)).versions;
    expect(Object.values(draft!.checks)[0]!.missing).toEqual(missing);
    const submission = await office.page(`/deliverables/${id}/submission`);
    expect(submission).toContain(`<a href="/deliverables/${id}/changes#reviewers">Choisir les relecteurs</a>`);
    for (const path of [read, `/deliverables/${id}/draft`, `/deliverables/${id}`]) {
      const shown = (await page(path)).replace(/[\u00a0\u202f]/g, " ");
      expect(shown).toContain("Rubriques à écrire : Mise en œuvre et résultats, Bénéficiaires");
      expect(shown).not.toContain("Rubriques manquantes");
    }
  });

  test("and can once they are written", async () => {
    await begin();
    await write();
    const draft = (await stateOf(network, id)).versions.at(-1)!;
    expect(Object.values(draft.checks)[0]!.missing).toEqual([]);
  });
});

test("is not begun without its box ticked, nor of an agreement that is only considered", async () => {
  expect((await begin({})).status).toBe(422);
  const advance = { type: "advance", by: as(network, "coordinator"), stage: "considered" } as const;
  await issue(agreements, network.ports, "acse-2008", { ...advance, on: "2008-01-10", today: "2009-03-03" });
  expect((await begin()).status).toBe(409);
  expect(await page(here)).not.toContain("Préparer le compte rendu financier");
});
