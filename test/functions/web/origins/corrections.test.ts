import { beforeEach, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { listJobs } from "../../../../shared/stored/job.ts";
import { redlineKey } from "../../../../shared/stored/outputs.ts";
import { putText } from "../../../../shared/stored/text.ts";
import {
  arrive,
  as,
  type Browser,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { words, wordsOf } from "../../notify/letter.ts";
import { offerAs } from "../../offering.ts";

let network: Network;
let author: Browser;
/** A note that begins as another, of which three corrections and a comment were left without an answer. */
let view: string;
const here = (path = "") => `/deliverables/${view}${path}`;

beforeEach(async () => {
  network = await openTestNetwork();
  author = await browse(network, "author");
  const note = await createNote(network);
  await deposit(network, note);
  await submitDraft(network, note);
  await offerAs(
    network,
    "first",
    note,
    { id: "echanges", type: "comment", words: "Des échanges.", text: "Dire avec qui." },
    { id: "juillet", type: "correction", words: "puis juillet", proposal: "puis septembre" },
    { id: "annee", type: "correction", words: "L’année européenne", proposal: "L’Année européenne" },
    { id: "suite", type: "addition", words: "Des échanges.", proposal: "Et une restitution en novembre." },
  );
  await decideAs(network, "first", note, "requestChanges");
  await decideAs(network, "second", note, "approve");
  await closeRound(network, note);
  const { authors, reviewers, versions } = await stateOf(network, note);
  const coordinator = await browse(network, "coordinator");
  const from = `${note}.${versions.at(-1)!.hash}`;
  const form = await coordinator.page(`/deliverables/new?from=${from}`);
  view = /name="id" value="([^"]+)"/.exec(form)![1]!;
  const plan = { id: view, derives: from, kind: "framing-note", title: "Nouveau cadrage", language: "fr" };
  const made = await coordinator.post("/deliverables", {
    ...{ ...plan, action: "Interculturalité", authors, reviewers, quorum: "2" },
  });
  expect(made.status).toBe(303);
});

const draft = async () => (await stateOf(network, view)).versions.at(-1)!.hash;
const answers = async () => (await stateOf(network, view)).derivesFrom?.carried?.remarks;
const apply = async (changes: object = {}) => author.json(here("/corrections"), { base: await draft(), ...changes });
const text = async () => wordsOf(await author.page(here(`/versions/${await draft()}`)));
const button = "L’appliquer au texte";
const treat = (remark: string) => author.page(here(`/carried?remark=${remark}`));

/** Sends a file from before the corrections, and says that it is the one that is wanted. */
async function replaceBy(text: string): Promise<void> {
  const upload = await deposit(network, view, text);
  const sent = await author.post(here(`/uploads/${upload}`), { confirmed: "true" });
  expect(sent.status).toBe(303);
  await arrive(network, view, sent.headers.get("location")!.split("/").at(-1)!, Buffer.from(text));
}

test("a correction that came along is applied by a click, and is answered by it; the next remark comes", async () => {
  const page = await treat("juillet");
  expect(wordsOf(page)).toContain(button);
  expect(wordsOf(await treat("echanges"))).not.toContain(button);
  const fields = Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(base|seen)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );
  expect(fields).toMatchObject({ base: await draft(), seen: expect.any(String) });
  const applied = await author.post(here("/carried/juillet"), { ...fields, disposition: "applied" });
  expect(applied.status).toBe(303);
  expect(applied.headers.get("location")).toMatch(/\/carried\?remark=\w+#passage$/);
  expect(await text()).toContain("puis septembre");
  expect(await answers()).toEqual({ echanges: "open", juillet: "integrated", annee: "open", suite: "open" });
  const after = await author.page(applied.headers.get("location")!);
  expect(after).not.toContain('id="told">La remarque');
  expect(wordsOf(after)).toContain("1 sur 4 traitées");
  expect(wordsOf(await treat("juillet"))).not.toContain(button);
  const declined = { disposition: "declined", reason: "Le calendrier est celui du programme." };
  expect((await author.post(here("/carried/juillet"), declined)).status).toBe(422);
});

test("one that is applied is not said to be gone from the text, whose words it replaced", async () => {
  const shown = async () => wordsOf(await treat("juillet"));
  const gone = "Ce passage n’est plus dans le texte.";
  expect((await apply({ remark: "juillet" })).status).toBe(200);
  expect(await shown()).toContain("Appliquée au brouillon");
  expect(await shown()).not.toContain(gone);
  await replaceBy(completeDraft.replace("puis juillet", "puis octobre"));
  expect(await shown()).toContain(gone);
});

test("the text that it begins as is not said to come from a file, and no file of it is given", async () => {
  const [upload] = Object.keys((await stateOf(network, view)).uploads);
  const page = wordsOf(await author.page(here(`/uploads/${upload}`)));
  expect(page).toContain("Voici le texte de départ, repris du document d’origine.");
  expect(page).not.toMatch(/\.json|Télécharger l’original/);
  expect((await author.get(here(`/uploads/${upload}/source`))).status).toBe(404);
});

test("the form of a document that begins as one that was withdrawn says so", async () => {
  const { deliverable, version } = (await stateOf(network, view)).derivesFrom!;
  const coordinator = await browse(network, "coordinator");
  const form = async () => wordsOf(await coordinator.page(`/deliverables/new?from=${deliverable}.${version}`));
  expect(await form()).not.toContain("Ce document a été retiré");
  await withdraw(deliverable);
  expect(await form()).toContain("Ce document a été retiré, 3 mars 2008.");
});

async function withdraw(id: string): Promise<void> {
  const reason = await putText(network.ports, "Un chiffre était faux.");
  await issue(deliverables, network.ports, id, { type: "withdraw", by: as(network, "coordinator"), reason });
}

test("what changed since a text that was withdrawn is not read any more, on a page, as JSON or as a Word file, by anyone", async () => {
  const { deliverable, version: from } = (await stateOf(network, view)).derivesFrom!;
  const to = await draft();
  const page = "<p><del>Une phrase retirée.</del></p>";
  const docx = Buffer.from("PK");
  const { files } = network.ports;
  await files.put(redlineKey(from, to, "html"), Buffer.from(page), "text/html");
  await files.put(redlineKey(from, to, "docx"), docx, "application/octet-stream");
  await files.put(redlineKey(from, to, "json"), Buffer.from(JSON.stringify({ changes: 1 })), "application/json");
  const coordinator = await browse(network, "coordinator");
  const shown = here("/origin/redline");
  expect(await coordinator.page(shown)).toContain("Une phrase retirée");
  expect((await coordinator.get(here("/origin/redline/docx"))).status).toBe(302);
  await withdraw(deliverable);
  for (const who of [coordinator, author]) {
    expect(wordsOf(await who.page(shown))).toMatch(
      /a été retiré, .*2008 : ce qui a changé depuis son texte ne se lit plus/,
    );
    expect(await who.page(shown)).not.toContain("Une phrase retirée");
    expect(await (await who.get(shown, { accept: "application/json" })).json()).toMatchObject({ ready: false });
    expect((await who.get(here("/origin/redline/docx"))).status).toBe(404);
    expect(await who.page(here())).not.toContain(shown);
  }
  expect(await coordinator.page(`/deliverables/${deliverable}`)).not.toContain(shown);
  const asked = await author.json(shown, { from, to });
  expect(asked.status).toBe(200);
  expect((await listJobs(network.ports.store)).filter(({ type }) => type === "redline")).toEqual([]);
});

test("one that came along is answered by two at once: the later sees both, and loses nothing", async () => {
  const page = here("/carried/echanges");
  const coordinator = await browse(network, "coordinator");
  const [, seen = ""] = /name="seen" value="(\w+)"/.exec(await treat("echanges")) ?? [];
  await author.post(page, { disposition: "declined", reason: "Avec tous.", seen });
  const refused = await coordinator.post(page, { disposition: "integrated", reason: "Les membres sont nommés.", seen });
  expect([refused.status, wordsOf(await refused.text())]).toEqual([
    422,
    expect.stringMatching(/Non retenue Intégrée[\s\S]*Avec tous\. Les membres sont nommés\./),
  ]);
  expect((await answers())?.echanges).toBe("declined");
  const again = await author.post(page, { disposition: "declined", reason: "Avec tous.", seen });
  expect(again.status).toBe(303);
});

test("all that can be applied are, at once, as one after the other", async () => {
  const list = wordsOf(await author.page(here("/carried")));
  expect(list).toContain("Voir, puis appliquer les 3");
  for (const remark of ["annee", "juillet", "suite"]) expect((await apply({ remark })).status).toBe(200);
  expect(await answers()).toEqual({
    echanges: "open",
    juillet: "integrated",
    annee: "integrated",
    suite: "integrated",
  });
  const { manifest } = (await stateOf(network, view)).versions.at(-1)!;

  await replaceBy(completeDraft);
  expect(await answers()).toEqual({ echanges: "open", juillet: "open", annee: "open", suite: "open" });
  expect(await (await apply()).json()).toMatchObject({ applied: 3 });
  expect((await stateOf(network, view)).versions.at(-1)!.manifest.parts[0]!.tree).toBe(manifest.parts[0]!.tree);
});

test("one whose words are gone from the draft is answered by hand", async () => {
  await deposit(network, view, completeDraft.replace("puis juillet", "puis octobre"));
  expect(wordsOf(await treat("juillet"))).not.toContain(button);
  const lost = await apply({ remark: "juillet" });
  expect(await lost.json()).toMatchObject({ code: "correction-lost" });
  expect((await author.post(here("/carried/juillet"), { disposition: "integrated" })).status).toBe(303);
  expect((await answers())?.juillet).toBe("integrated");
  expect(words(await text())).toContain("puis octobre");
});

test.each<[string, object, number, string]>([
  ["a remark that did not come along", { remark: "autre" }, 404, "contribution-unknown"],
  ["one of a round that never was", { remark: "juillet", round: 1 }, 404, "contribution-unknown"],
  ["a draft that nobody sees any more", { remark: "juillet", base: "0".repeat(64) }, 409, "version-replaced"],
])("nothing is applied of %s", async (_, asked, status, code) => {
  const response = await apply(asked);
  expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
});

test("remarks that came along are counted with those that wait for an answer, on the list of documents and its author's", async () => {
  await author.post(here("/carried/juillet"), { disposition: "integrated" });
  const coordinator = await browse(network, "coordinator");
  const listed = async () => wordsOf(await coordinator.page("/deliverables"));
  expect(await listed()).toContain("3 remarques attendent une suite de");
  expect(wordsOf(await author.page("/drafts"))).toContain(
    "Nouveau cadrage Interculturalité 3 remarques attendent une suite de",
  );
  for (const id of ["echanges", "annee", "suite"])
    await author.post(here(`/carried/${id}`), { disposition: "integrated" });
  expect(await listed()).not.toContain("remarques attendent une suite");
  expect(wordsOf(await author.page("/drafts"))).toContain("Nouveau cadrage Interculturalité Le brouillon est complet");
});
