import { beforeAll, describe, expect, test } from "vitest";
import { type RedlineJob, redline } from "../../functions/render/redline.ts";
import { compareVersions } from "../../functions/render/set.ts";
import { renderSteps } from "../../functions/render/steps.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { Final } from "../../shared/deliverable/final/final.ts";
import { proofArchiveJob } from "../../shared/deliverable/jobs.ts";
import { annexBlocks } from "../../shared/document/approval.ts";
import { compare } from "../../shared/document/redline/compare.ts";
import { eachBlock, textOf } from "../../shared/document/visit.ts";
import { approvalOf } from "../../shared/evidence/approval.ts";
import { erase } from "../../shared/evidence/erase.ts";
import { verifyProofArchive } from "../../shared/evidence/proof-archive/verify.ts";
import { loadRecordData } from "../../shared/evidence/record-data.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { stepBy } from "../../shared/jobs/steps.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { deliverables, loadEvents } from "../../shared/stored/deliverable.ts";
import { finishJob, listJobs, oweJob } from "../../shared/stored/job.ts";
import { meetings } from "../../shared/stored/meeting.ts";
import { uploadKey } from "../../shared/stored/objects.ts";
import { draftCopyKey } from "../../shared/stored/outputs.ts";
import { referencesOf } from "../../shared/stored/references.ts";
import { putText } from "../../shared/stored/text.ts";
import { loadTree, pin } from "../../shared/stored/version.ts";
import { present, runOn } from "../formats/pdf/poppler.ts";
import {
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
  pass,
  putOutputs,
  stateOf,
  submitDraft,
} from "../functions/network.ts";
import { words, wordsOf } from "../functions/notify/letter.ts";
import { offerAs } from "../functions/offering.ts";
import { produceAll, tools } from "../functions/render/approved.ts";

/** The framing note of the network, the document that it becomes, and who looks at both. */
let network: Network;
let note: string;
let view: string;
let coordinator: Browser;
let author: Browser;
let stranger: Browser;

/** What a page says, its spaces plain. */
const said = async (browser: Browser, path: string) => wordsOf(await browser.page(path));

beforeAll(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  author = await browse(network, "author");
  stranger = await browse(network, "stranger");
  note = await createNote(network);
  await deposit(network, note);
  await submitDraft(network, note);
  await offerAs(
    network,
    "first",
    note,
    { id: "echanges", type: "comment", words: "Des échanges.", text: "Dire avec qui." },
    { id: "juillet", type: "correction", words: "puis juillet", proposal: "puis septembre" },
    { id: "ensemble", type: "comment", text: "Le propos est clair." },
  );
  await decideAs(network, "first", note, "approve");
  await decideAs(network, "second", note, "requestChanges");
  await closeRound(network, note);
  await author.post(`/deliverables/${note}/contributions/ensemble`, { disposition: "integrated" });
});

/** The form of a document that derives from a version, sent as it was filled. */
async function derive(from: string, changes: Record<string, string | string[]> = {}): Promise<string> {
  const page = await coordinator.page(`/deliverables/new?from=${from}`);
  const id = /name="id" value="([^"]+)"/.exec(page)![1]!;
  const { authors, reviewers } = await stateOf(network, note);
  const plan = {
    id,
    derives: from,
    kind: "synthesis-note",
    title: "Point de vue",
    language: "fr",
    action: "Interculturalité",
  };
  const made = await coordinator.post("/deliverables", { ...plan, authors, reviewers, quorum: "2", ...changes });
  expect([made.status, made.headers.get("location")]).toEqual([303, `/deliverables/${id}`]);
  const again = await coordinator.post("/deliverables", { ...plan, authors, reviewers, quorum: "2", ...changes });
  expect(again.status).toBe(303);
  return id;
}

describe("a framing note becomes a “Point de vue”", () => {
  beforeAll(async () => {
    view = await derive(`${note}.${(await stateOf(network, note)).versions.at(-1)!.hash}`);
  });

  test("its form says what it begins as, and what comes along", async () => {
    const { hash } = (await stateOf(network, note)).versions.at(-1)!;
    const form = await said(coordinator, `/deliverables/new?from=${note}.${hash}`);
    expect(form).toContain("Le nouveau document commencera par le texte de");
    expect(form).toContain("2 remarques y sont sans suite");
    const page = await coordinator.page(`/deliverables/new?from=${note}.${hash}`);
    expect(page).toContain(`name="derives" value="${note}.${hash}"`);
    expect(page).toMatch(/id="title"[^>]*value="L’interculturalité[^"]*note de cadrage"/);
    expect(page).toMatch(/name="kind"[^>]*value="point-of-view"[^>]*checked/);
  });

  test("it begins as the very text, and says what its kind wants besides", async () => {
    const [from, to] = [await stateOf(network, note), await stateOf(network, view)];
    expect(to.versions.at(-1)!.manifest.parts[0]!.tree).toBe(from.versions.at(-1)!.manifest.parts[0]!.tree);
    expect(to.versions.at(-1)!.checks["part-1"]!.missing.length).toBeGreaterThan(0);
    expect(to.derivesFrom).toMatchObject({ deliverable: note, version: from.versions.at(-1)!.hash });
    expect(await said(author, `/deliverables/${view}`)).toMatch(/Ce document part du texte de L’interculturalité/);
  });

  test("the remarks that had no answer wait for one here, on the same words; the note keeps its own events", async () => {
    const { seq } = await stateOf(network, note);
    const list = await said(author, `/deliverables/${view}/carried`);
    for (const words of ["Des échanges.", "Dire avec qui.", "puis septembre", "Direction", "0 sur 2 traitées"])
      expect(list).toContain(words);
    expect(list).not.toContain("Le propos est clair.");
    const answered = await author.post(`/deliverables/${view}/carried/echanges`, { disposition: "integrated" });
    expect(answered.headers.get("location")).toBe(`/deliverables/${view}/carried?remark=juillet#passage`);
    const lacking = await author.post(`/deliverables/${view}/carried/juillet`, { disposition: "declined" });
    expect(lacking.status).toBe(422);
    const declined = { disposition: "declined", reason: "Le calendrier est celui du programme." };
    await author.post(`/deliverables/${view}/carried/juillet`, declined);
    expect(await said(author, `/deliverables/${view}/carried`)).toContain("2 sur 2 traitées");
    expect((await stateOf(network, note)).seq).toBe(seq);
    expect((await stateOf(network, note)).rounds.at(-1)!.contributions).toMatchObject({ echanges: "open" });
  });

  test("a new draft shows what changed since the note, on a page and as a Word file", async () => {
    await deposit(
      network,
      view,
      completeDraft.replace("Des échanges.", "Des échanges avec les centres de ressources."),
    );
    const { derivesFrom, versions } = await stateOf(network, view);
    const to = versions.at(-1)!.hash;
    const here = `/deliverables/${view}/origin/redline`;
    expect(await said(author, `${here}?to=${to}`)).toContain("Comparer ces versions");
    expect((await author.post(here, { from: derivesFrom!.version, to })).status).toBe(303);
    const jobs = await listJobs(network.ports.store);
    const job = jobs.find(
      (each): each is typeof each & RedlineJob => each.type === "redline" && each.origin !== undefined,
    );
    await redline(network.ports, job!, compareVersions, network.settings);
    const page = await author.page(`${here}?to=${to}`);
    expect(page).toMatch(/Des échanges<ins[^>]*>.*avec les centres de ressources.*<\/ins>/);
    expect(wordsOf(page)).toContain("De « L’interculturalité");
    const file = await author.get(`${here}/docx?to=${to}`);
    expect(file.status).toBe(302);
  });

  test("both pages lead to what changed, for who may read both; who may read one alone is not told of the other", async () => {
    expect(await coordinator.page(`/deliverables/${note}`)).toContain(`href="/deliverables/${view}/origin/redline"`);
    expect(await author.page(`/deliverables/${view}`)).toContain(`href="/deliverables/${view}/origin/redline"`);
    const apart = await derive(`${note}.${(await stateOf(network, note)).versions.at(-1)!.hash}`, {
      authors: [network.people.stranger.id],
      title: "Note à part",
    });
    const seen = await said(stranger, `/deliverables/${apart}`);
    expect(seen).toContain("Ce document part du texte d’un autre, que vous ne pouvez pas lire.");
    expect(seen).not.toContain("note de cadrage");
    expect((await stranger.get(`/deliverables/${apart}/origin/redline`)).status).toBe(404);
    expect(await said(author, `/deliverables/${note}`)).not.toContain("Note à part");
    expect(await said(coordinator, `/deliverables/${note}`)).toContain("Note à part");
  });

  test("what became of the remarks that came along is in the annex of the final, and its proof archive is sound", async () => {
    const made = await derive(`${note}.${(await stateOf(network, note)).versions.at(-1)!.hash}`, {
      ...{ title: "Note suivante", kind: "plain" },
    });
    const declined = { disposition: "declined", reason: "Juillet est tenu." };
    await author.post(`/deliverables/${made}/carried/echanges`, { disposition: "integrated" });
    await author.post(`/deliverables/${made}/carried/juillet`, declined);
    await submitDraft(network, made);
    for (const reviewer of ["first", "second"] as const) await decideAs(network, reviewer, made, "approve");
    await closeRound(network, made);
    const { ports } = network;
    const events = await Array.fromAsync(loadEvents(ports.store, made));
    const approval = approvalOf(
      await stateOf(network, made),
      events,
      await loadRecordData(ports, events),
      "Europe/Paris",
    )!;
    expect(approval.carried).toEqual([
      { number: 1, type: "comment", passage: "Des échanges.", text: "Dire avec qui.", done: "integrated" },
      expect.objectContaining({ number: 2, proposal: "puis septembre", done: "declined", reason: "Juillet est tenu." }),
    ]);
    const annex = [...eachBlock(annexBlocks(approval, "fr"))].map(textOf).join(" ").replace(/\s+/g, " ");
    expect(annex).toMatch(/Annexe.*Remarques reprises du document dont celui-ci part.*Dire avec qui\..*Intégrée/);
    await produceAll(network, "proof", "render");
    await oweJob(ports, proofArchiveJob(made, (await stateOf(network, made)).seq));
    await produceAll(network, "dossier");
    const [archive] = await Array.fromAsync(ports.files.list("dossiers/"));
    const bytes = (await ports.files.get(archive!))!;
    const read = async (at: number, length: number) => bytes.subarray(at, at + length);
    expect((await verifyProofArchive({ size: bytes.length, read })).problems).toEqual([]);
  });

  test("its draft is downloaded as Word, and comes back as the same text", async () => {
    const { hash, manifest } = (await stateOf(network, view)).versions.at(-1)!;
    const here = `/deliverables/${view}/versions/${hash}`;
    expect((await author.get(`${here}/docx`)).status).toBe(404);
    for (const _ of [1, 2]) expect((await author.post(`${here}/docx`)).headers.get("location")).toBe(here);
    expect(await said(author, here)).toContain("Le fichier Word est en préparation");
    const [job, ...others] = (await listJobs(network.ports.store)).filter(({ id }) => id.includes(`${view}/text/`));
    expect(others).toEqual([]);
    await stepBy(renderSteps(network.ports, tools, network.settings))(job!);
    expect((await author.get(`${here}/docx`)).status).toBe(302);
    const bytes = (await network.ports.files.get(draftCopyKey(hash)))!;
    const { limits } = network.settings;
    const read = await readDraft({ name: "suite.docx", bytes }, { language: "fr", limits });
    const before = await loadTree(network.ports.files, manifest.parts[0]!.tree);
    expect("tree" in read && compare(before, read.tree).changes).toBe(0);
  });

  test("a newer version of the note, and its withdrawal, are told on what derives from it", async () => {
    network.world.set(network.world.clock() + 86_400_000);
    await deposit(network, note, completeDraft.replace("De quoi parle-t-on ?", "De quoi parle-t-on, et avec qui ?"));
    expect(await said(author, `/deliverables/${view}`)).toContain("a depuis une version plus récente");
    await coordinator.post(`/deliverables/${note}/withdrawal`, {
      reason: "Remplacée.",
      confirmed: "true",
      title: (await stateOf(network, note)).title,
    });
  });

  test("what is erased of the note is erased of what derives from it, and nothing is lost by the check", async () => {
    const events = await Array.fromAsync(loadEvents(network.ports.store, note));
    const batch = events.find(({ type }) => type === "contributed")!;
    const pages = await erase(network.ports, (batch.data as { file: string }).file);
    expect(pages).toContain(`/deliverables/${view}`);
    expect(await said(author, `/deliverables/${view}/carried`)).not.toContain("Dire avec qui.");
    const named = referencesOf(await Array.fromAsync(loadEvents(network.ports.store, view)));
    expect(named.some(({ copies }) => copies?.length === 1)).toBe(true);
    const { flaws } = await checkNetwork(network.ports);
    expect(flaws).toEqual([]);
  });
});

test("remarks of an anonymous round come along under their place, and name nobody, nor does what is exported", async () => {
  const read = network.ports.assets.read;
  const veiled: typeof read = async (path) => {
    const bytes = await read(path);
    if (path !== "framing-note/kind.json" || !bytes) return bytes;
    const kind = JSON.parse(Buffer.from(bytes).toString("utf8"));
    return Buffer.from(JSON.stringify({ ...kind, round: { ...kind.round, anonymous: true } }));
  };
  network.ports.assets.read = veiled;
  const id = await createNote(network, { title: "Note relue sans noms" });
  await deposit(network, id);
  const { ports } = network;
  const { kind, theme, demands } = await pin(ports, "framing-note");
  const version = (await stateOf(network, id)).versions.at(-1)!.hash;
  const deadline = "2008-05-12T22:00:00.000Z";
  await issue(deliverables, ports, id, {
    type: "submit",
    by: as(network, "author"),
    version,
    deadline,
    kind,
    theme,
    demands,
  });
  network.ports.assets.read = read;
  await offerAs(network, "first", id, {
    id: "voilee",
    type: "comment",
    text: "À préciser.",
    file: { author: "Direction" },
  });
  await decideAs(network, "second", id, "requestChanges");
  await closeRound(network, id);
  const made = await derive(`${id}.${version}`, { title: "Suite sans noms" });
  for (const browser of [author, coordinator]) {
    const list = await said(browser, `/deliverables/${made}/carried`);
    expect(list).toContain("À préciser.");
    expect(list).toContain("Relecteur 1");
    expect(list).not.toMatch(/Direction \(|, le .*Direction/);
  }
  const events = JSON.stringify((await Array.fromAsync(loadEvents(ports.store, made))).slice(1));
  expect(events).not.toContain(`"${network.people.first.id}"`);
});

describe("a note draws on a document, a meeting and a file", () => {
  let draws: string;
  let here: string;
  const sourcesOf = async () => (await stateOf(network, draws)).drawsOn ?? [];
  const section = async (heading: string) => {
    const page = await author.page(`${here}/${(await sourcesOf())[0]!.id}/sections`);
    return new RegExp(`value="(part-1#[^"]+)"[^>]*>\\s*<label[^>]*>${heading}`).exec(page)![1]!;
  };
  const workOff = async (...types: string[]) => {
    for (const job of await listJobs(network.ports.store))
      if (types.includes(job.type)) {
        await stepBy(renderSteps(network.ports, tools, network.settings))(job);
        await finishJob(network.ports, job.id);
      }
  };

  beforeAll(async () => {
    draws = await createNote(network, { title: "Synthèse du séminaire" });
    here = `/deliverables/${draws}/sources`;
    await deposit(network, draws);
    await issue(meetings, network.ports, "juillet", {
      ...{
        type: "plan",
        by: as(network, "coordinator"),
        id: "juillet",
        kind: "internal",
        title: "Séminaire de juillet",
      },
      ...{ actions: [], organiser: network.people.coordinator.id, date: "2008-07-03", place: "Metz", agenda: [] },
      invited: [network.people.author.id],
    });
  });

  test("each is added from what the author may see themselves; a file is called as it is cited", async () => {
    const found = await author.page(`${here}?find=point`);
    const version = /value="(version:[^"]+)"/.exec(found)![1]!;
    expect((await author.post(here, { id: "s-version", thing: version })).status).toBe(303);
    expect((await author.post(here, { id: "s-version", thing: version })).status).toBe(303);
    expect(wordsOf(await (await author.post(here, { id: "s-autre", thing: version })).text())).toContain("est déjà là");
    expect(await author.page(`${here}?find=juillet`)).toContain('value="meeting:juillet"');
    await author.post(here, { id: "s-rencontre", thing: "meeting:juillet" });
    await network.ports.files.put(uploadKey("enquete"), Buffer.from("%PDF-1.7 enquête"), "application/pdf");
    expect(await said(author, `${here}/files/enquete`)).toContain("Titre de ce fichier");
    expect((await author.post(here, { id: "s-fichier", upload: "enquete" })).status).toBe(422);
    await author.post(here, { id: "s-fichier", upload: "enquete", title: "Enquête auprès des membres" });
    expect((await sourcesOf()).map(({ what }) => what)).toEqual(["version", "meeting", "file"]);
    expect(await said(author, here)).toContain("3 sources ne servent encore à aucune section");
    expect((await author.get(`${here}/s-fichier/file`)).status).toBe(302);
  });

  test("what an author may not see is not theirs to add, nor told beyond its title", async () => {
    const hidden = (await stateOf(network, draws)).versions.at(-1)!.hash;
    expect((await stranger.post(here, { thing: `version:${draws}.${hidden}` })).status).toBe(404);
    const closed = await createNote(network, { title: "Note réservée" });
    await deposit(network, closed, completeDraft.replace("Des échanges.", "Des mots réservés."));
    const { ports, people } = network;
    const by = as(network, "coordinator");
    await issue(deliverables, ports, closed, {
      type: "amend",
      by,
      authors: [people.stranger.id],
      reviewers: [],
      funders: [],
    });
    await issue(deliverables, ports, closed, { type: "endAccess", by, person: people.author.id });
    const version = (await stateOf(network, closed)).versions.at(-1)!.hash;
    const refused = await author.post(here, { id: "s-reservee", thing: `version:${closed}.${version}` });
    expect([refused.status, wordsOf(await refused.text())]).toEqual([
      422,
      expect.stringContaining("Choisissez un document"),
    ]);
    await coordinator.post(here, { id: "s-reservee", thing: `version:${closed}.${version}` });
    const page = await author.page(here);
    expect(wordsOf(page)).toContain("Vous ne pouvez pas lire cette source.");
    expect(page).not.toContain(closed);
    expect(page).not.toContain(version);
    expect(await coordinator.page(here)).toContain(closed);
    await author.post(`${here}/s-reservee/removal`, { confirmed: "true" });
    expect(await sourcesOf()).toHaveLength(3);
  });

  test("each section shows its sources; one that a later draft has no more is told", async () => {
    const [method, context] = [await section("Méthode"), await section("Contexte")];
    await author.post(`${here}/s-version/sections`, { sections: [method, context] });
    await author.post(`${here}/s-rencontre/sections`, { sections: [method] });
    const version = (await stateOf(network, draws)).versions.at(-1)!.hash;
    const text = await said(author, `/deliverables/${draws}/versions/${version}`);
    expect(text).toContain(
      "Des échanges. Sources : « Point de vue », version du 3 mars 2008 ; Séminaire de juillet, 3 juillet 2008",
    );
    await deposit(network, draws, completeDraft.replace("# Contexte", "# Situation"));
    const page = await said(author, here);
    expect(page).toContain("Contexte n’est plus dans le brouillon");
    expect(page).toContain("Une source ne sert encore à aucune section : Enquête auprès des membres");
    await deposit(network, draws);
  });

  test("what somebody else placed meanwhile is shown beside what an older page has ticked, and is not lost", async () => {
    const [method, context, title] = [await section("Méthode"), await section("Contexte"), await section("Calendrier")];
    const form = `${here}/s-fichier/sections`;
    const seenOn = async () => /name="seen" value="([^"]+)"/.exec(await author.page(form))![1]!;
    const placed = async () =>
      (await sourcesOf()).find(({ id }) => id === "s-fichier")!.sections.map(({ heading }) => heading);
    const seen = await seenOn();
    expect((await coordinator.post(form, { seen, sections: [context] })).status).toBe(303);
    const late = await author.post(form, { seen, sections: [method] });
    const page = wordsOf(await late.text());
    expect([late.status, page]).toEqual([
      422,
      expect.stringMatching(/Ce qui diffère.*Contexte cochée –.*Méthode – cochée/),
    ]);
    expect(await placed()).toEqual(["Contexte"]);
    expect((await author.json(form, { seen, sections: [method] })).status).toBe(409);
    expect((await author.post(form, { seen: await seenOn(), sections: [method, title] })).status).toBe(303);
    expect(await placed()).toEqual(["Méthode", "Calendrier"]);
  });

  test("sections that the draft has not, or no more, are named, and nothing that was placed is lost", async () => {
    const form = `${here}/s-rencontre/sections`;
    const context = await section("Contexte");
    await deposit(network, draws, completeDraft.replace("# Contexte", "# Situation"));
    for (const [sections, named] of [
      [[context], "n’a pas ces sections : Contexte."],
      [["part-1#nope"], "n’a pas ces sections : part-1#nope."],
    ] as const) {
      const page = await author.post(form, { sections: [...sections] });
      expect([page.status, wordsOf(await page.text())]).toEqual([422, expect.stringContaining(named)]);
      const json = await author.json(form, { sections });
      expect([json.status, words(await json.text())]).toEqual([400, expect.stringContaining(named)]);
    }
    expect((await sourcesOf())[1]!.sections.map(({ heading }) => heading)).toEqual(["Méthode"]);
    await deposit(network, draws);
  });

  test("reviewers read them, and nobody changes them while they do", async () => {
    await submitDraft(network, draws);
    const reviewer = await browse(network, "first");
    expect(await said(reviewer, here)).toContain("Séminaire de juillet");
    expect((await author.post(`${here}/s-fichier/removal`, { confirmed: "true" })).status).toBe(409);
    expect(await said(reviewer, `/deliverables/${draws}/review`)).toContain("Séminaire de juillet, 3 juillet 2008");
  });

  test("the final says them where they serve, and lists them all with what names each for good", async () => {
    await decideAs(network, "first", draws, "approve");
    await decideAs(network, "second", draws, "approve");
    await closeRound(network, draws);
    await workOff("proof", "render");
    const { final, drawsOn } = await stateOf(network, draws);
    const { key } = final!.outputs.find(({ format }) => format === "pdf")!;
    const pdf = (await network.ports.files.get(key))!;
    const docx = (await network.ports.files.get(final!.outputs.find(({ format }) => format === "docx")!.key))!;
    const { limits } = network.settings;
    const again = await readDraft({ name: "synthese.docx", bytes: docx }, { language: "fr", limits });
    expect(JSON.stringify(again)).not.toContain("Séminaire de juillet");
    expect(JSON.stringify(again)).toContain("Des échanges.");
    if (!present("pdftotext")) return;
    const text = runOn(pdf, "pdftotext", "-layout", "FILE", "-").toString("utf8").replace(/\s+/g, " ");
    expect(text).toMatch(
      /Des échanges\. Sources : « Point de vue », version du 3 mars 2008 ; Séminaire de juillet, 3 juillet 2008/,
    );
    expect(text).toContain("sources de ce document");
    const source = drawsOn!.find(({ what }) => what === "file") as unknown as { file: { hash: string } };
    expect(text).toContain(`Enquête auprès des membres (SHA-256 ${source.file.hash.slice(0, 16)})`);
    const named = referencesOf(await Array.fromAsync(loadEvents(network.ports.store, draws)));
    expect(named.some(({ path }) => path.startsWith(`evidence/${source.file.hash}`))).toBe(true);
    expect((await checkNetwork(network.ports)).flaws).toEqual([]);
  });

  test("a source that was wrong is corrected by an edition of the same text, whose list is made anew", async () => {
    const reason = await putText(network.ports, "L’enquête n’a pas servi.");
    const opening = { type: "openEdition", by: as(network, "coordinator"), reason, mayCorrect: true } as const;
    await issue(deliverables, network.ports, draws, { ...opening, way: "correction" });
    const form = `/deliverables/${draws}/edition/correction`;
    expect(await said(coordinator, form)).toContain("Le texte et les sources sont encore ceux de l’édition précédente");
    await author.post(`${here}/s-fichier/removal`, { confirmed: "true" });
    expect(await said(coordinator, form)).toContain("les sources du document ont changé");
    const { version } = (await stateOf(network, draws)).editions[0]!;
    expect((await coordinator.post(form, { version, confirmed: "true" })).status).toBe(303);
    await workOff("render");
    const { final, editions } = await stateOf(network, draws);
    expect([final!.version, final!.edition]).toEqual([version, 2]);
    const listOf = async ({ outputs }: Pick<Final, "outputs">) =>
      wordsOf(
        Buffer.from((await network.ports.files.get(outputs.find(({ format }) => format === "html")!.key))!).toString(),
      );
    expect(await listOf(editions[0]!)).toContain("Enquête auprès des membres");
    expect(await listOf(final!)).not.toContain("Enquête auprès des membres");
    expect(await listOf(final!)).toContain("Séminaire de juillet");
    expect(await said(coordinator, `/deliverables/${draws}/final`)).toContain("les sources du document ont changé");
    expect((await checkNetwork(network.ports)).flaws).toEqual([]);
  });
});

test("who was given a final reads each of its editions as a source, at its own address, until it is withdrawn", async () => {
  const { ports, people } = network;
  const by = as(network, "coordinator");
  const source = await createNote(network, { title: "Note donnée" });
  await deposit(network, source);
  await submitDraft(network, source);
  for (const reviewer of ["first", "second"] as const) await decideAs(network, reviewer, source, "approve");
  await closeRound(network, source);
  await putOutputs(network, source);
  pass(network);
  const { version } = (await stateOf(network, source)).final!;
  const drawing = await createNote(network, { title: "Synthèse" });
  const cast = { authors: [people.funder.id], reviewers: [people.first.id], funders: [] };
  await issue(deliverables, ports, drawing, { type: "amend", by, ...cast });
  const here = `/deliverables/${drawing}/sources`;
  await coordinator.post(here, { id: "s-donnee", thing: `version:${source}.${version}` });
  const funder = await browse(network, "funder");
  expect(await funder.page(here)).toContain(`href="/deliverables/${source}/final"`);
  const reason = await putText(ports, "Un chiffre était faux.");
  await issue(deliverables, ports, source, { type: "openEdition", by, reason, way: "round", mayCorrect: false });
  expect(await funder.page(here)).toContain(`href="/deliverables/${source}/final/1"`);
  const again = await coordinator.post(`/deliverables/${source}/edition`, {
    reason: "Un chiffre était faux.",
    way: "round",
  });
  expect(again.headers.get("location")).toBe(`/deliverables/${source}`);
  const other = await coordinator.post(`/deliverables/${source}/edition`, {
    reason: "Une annexe manque.",
    way: "round",
  });
  const page = wordsOf(await other.text());
  expect([other.status, page]).toEqual([422, expect.stringContaining("L’édition 2 est déjà en préparation.")]);
  expect(page).toContain("Votre motif n’a pas été enregistré : Une annexe manque.");
  await issue(deliverables, ports, source, { type: "withdraw", by, reason });
  const withdrawn = await funder.page(here);
  expect(wordsOf(withdrawn)).toContain("Vous ne pouvez pas lire cette source.");
  expect(withdrawn).not.toContain(`/deliverables/${source}/`);
});
