import { beforeEach, expect, test } from "vitest";
import { followSource } from "../../../../shared/acts/translation.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { approvalBlocks } from "../../../../shared/document/approval.ts";
import { textOf } from "../../../../shared/document/visit.ts";
import { approvalOf } from "../../../../shared/evidence/approval.ts";
import { loadRecordData } from "../../../../shared/evidence/record-data.ts";
import { deliverables, loadEvents } from "../../../../shared/stored/deliverable.ts";
import { listJobs } from "../../../../shared/stored/job.ts";
import { proofCopyKey } from "../../../../shared/stored/outputs.ts";
import {
  as,
  browse,
  type Network,
  openTestNetwork,
  pass,
  type Role,
  sendMails,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { words, wordsOf } from "../../notify/letter.ts";
import { approve, original, translated, translationOf, withdrawOriginal } from "./translating.ts";

/** A final note, its translation `made`, which is final too, and another of which nothing was written. */
let network: Network;
let source: string;
let made: string;
let begun: string;

const french = "Les centres travaillent ensemble.";
const told = "Le document d’origine a été retiré depuis, ";
const file = "Télécharger l’original en Word";

beforeEach(async () => {
  network = await openTestNetwork();
  source = await original(network, french);
  const { version } = (await stateOf(network, source)).rounds[0]!;
  await network.ports.files.put(proofCopyKey(version, "docx"), Buffer.from("PK"), "application/octet-stream");
  await approve(network, source, "second");
  pass(network);
  made = await translationOf(network, source, ["stranger"]);
  await translated(network, made, "The centres work together.");
  await submitDraft(network, made);
  await approve(network, made, "first");
  pass(network);
  begun = await translationOf(network, source, ["stranger"]);
});

const page = async (role: Role, path: string) => (await browse(network, role)).page(path);
const said = async (role: Role, path: string) => wordsOf(await page(role, path));
const approvalWords = async (id: string) => {
  const events = await Array.fromAsync(loadEvents(network.ports.store, id));
  const data = await loadRecordData(network.ports, events);
  const approval = approvalOf(await stateOf(network, id), events, data, "Europe/Paris")!;
  return approvalBlocks(approval, "fr").map(textOf).join(" ");
};

test("that the original of a translation was withdrawn is told on its pages, published or not yet begun", async () => {
  const pages = (id: string): [Role, string][] => [
    ["coordinator", `/deliverables/${id}`],
    ["stranger", `/deliverables/${id}/draft`],
    ["stranger", `/deliverables/${id}/translation`],
    ["first", `/deliverables/${id}/translation`],
    ["funder", `/deliverables/${id}/final`],
  ];
  const published: [Role, string][] = [
    ["first", `/deliverables/${made}/review`],
    ["funder", `/deliverables/${made}/final/1`],
  ];
  const all = [...pages(made), ...pages(begun), ...published];
  for (const [role, path] of all)
    expect([path, await said(role, path)]).not.toEqual([path, expect.stringContaining(told)]);
  await withdrawOriginal(network, source);
  for (const [role, path] of all) expect([path, await said(role, path)]).toEqual([path, expect.stringContaining(told)]);
  const json = async (role: Role, path: string) =>
    (await (await browse(network, role)).get(path, { accept: "application/json" })).json();
  const { withdrawn: originalWithdrawn } = await stateOf(network, source);
  expect(await json("funder", `/deliverables/${made}/final`)).toMatchObject({ deliverable: { originalWithdrawn } });
  for (const [role, path] of published) expect(await json(role, path)).toMatchObject({ originalWithdrawn });
});

test("a reviewer of a final that was withdrawn reads so above its text, with the reason", async () => {
  const here = `/deliverables/${source}/review`;
  expect(await said("second", here)).not.toContain("withdrawn");
  await withdrawOriginal(network, source);
  expect(await said("second", here)).toMatch(
    /This final document has been withdrawn\. Its files are no longer distributed\. Une erreur de fond\. 3 March 2008/,
  );
  const json = (await browse(network, "second")).get(here, { accept: "application/json" });
  const { withdrawn } = await stateOf(network, source);
  expect(await (await json).json()).toMatchObject({ stage: "withdrawn", withdrawn });
});

test("those who write or review an original find its translations there, as far as these are theirs", async () => {
  const title = "Anglais : « Access to rights »";
  const draft = `/deliverables/${source}/draft`;
  expect(await said("author", draft)).toContain(title);
  expect(await page("author", draft)).toContain(`href="/deliverables/${begun}/translation"`);
  const review = `/deliverables/${source}/review`;
  expect(await said("second", review)).not.toContain(title);
  await issue(deliverables, network.ports, made, {
    ...{ type: "amend", by: as(network, "coordinator") },
    funders: [network.people.second.id],
  });
  expect(await page("second", review)).toContain(`href="/deliverables/${made}/final"`);
  expect(await page("second", review)).not.toContain(begun);
  const json = (await browse(network, "second")).get(review, { accept: "application/json" });
  expect(await (await json).json()).toMatchObject({ translations: [{ id: made, language: "en", stage: "final" }] });
});

test("an original that was withdrawn is read and downloaded by who may do so at its own pages, and by no other translator", async () => {
  const paths = [made, begun].flatMap((id) => [`/deliverables/${id}/translation`, `/deliverables/${id}/draft`]);
  const offered = async (role: Role) => {
    const pages = await Promise.all(paths.map((path) => page(role, path)));
    return [pages[0]!.includes(french), ...pages.map((each) => words(each).includes(file))];
  };
  const original = async (role: Role) =>
    (await (await browse(network, role)).get(`/deliverables/${made}/translation/original`)).status;
  // the draft page of a final has no way to go on with it
  const all = [true, true, false, true, true];
  expect([await offered("stranger"), await original("stranger")]).toEqual([all, 302]);
  await withdrawOriginal(network, source);
  expect([await offered("stranger"), await original("stranger")]).toEqual([[false, false, false, false, false], 404]);
  expect(await (await browse(network, "stranger")).page(paths[0]!)).not.toContain(
    '<form method="post" data-one-click>',
  );
  expect([await offered("author"), await original("author")]).toEqual([all, 302]);
  const { version } = (await stateOf(network, source)).rounds[0]!;
  await network.ports.files.delete(proofCopyKey(version, "docx"));
  expect([await offered("author"), await original("author")]).toEqual([[true, false, false, false, false], 404]);
});

test("its authors and its coordinator are mailed once that its original was withdrawn", async () => {
  await sendMails(network);
  network.sent.length = 0;
  await withdrawOriginal(network, source);
  await followSource(network.ports, { deliverable: source });
  await sendMails(network);
  const letters = network.sent.filter(({ subject }) => subject.includes("l’original a été retiré"));
  const { author, stranger, coordinator } = network.people;
  const addresses = [author, stranger, coordinator].map(({ address }) => address);
  expect(letters.map(({ to }) => to.address).sort()).toEqual([...addresses, ...addresses].sort());
  const published = letters.filter(({ text }) => words(text).includes("La traduction publiée reste en ligne"));
  expect(published).toHaveLength(3);
  expect((await stateOf(network, made)).translates?.withdrawn).toBe((await stateOf(network, source)).withdrawn);
});

test("a translation that becomes final after its original was withdrawn says so in its approval record", async () => {
  await withdrawOriginal(network, source);
  expect(await approvalWords(made)).not.toContain("L’original avait été retiré");
  await translated(network, begun, "The centres work together.");
  await submitDraft(network, begun);
  await approve(network, begun, "first");
  expect(await approvalWords(begun)).toMatch(/L’original avait été retiré le .+, avant l’approbation\./);
});

test("who withdraws an original is told which published translation stays", async () => {
  const form = await page("coordinator", `/deliverables/${source}/withdrawal`);
  expect(words(form)).toContain("Sa traduction publiée reste en ligne");
  expect(form).toContain(`href="/deliverables/${made}"`);
  expect(form).not.toContain(`href="/deliverables/${begun}"`);
  await withdrawOriginal(network, source);
  expect((await stateOf(network, made)).final?.outputs).toHaveLength(2);
  expect((await (await browse(network, "funder")).get(`/deliverables/${made}/outputs/pdf`)).status).toBe(302);
  // what translates nothing has nothing to say
  expect(words(await page("coordinator", `/deliverables/${made}/withdrawal`))).not.toContain("traduction publiée");
});

test("a translation that is made while its original is withdrawn is told so", async () => {
  await withdrawOriginal(network, source);
  const noted = { type: "noteTranslation", translation: "late", language: "en" } as const;
  await issue(deliverables, network.ports, source, { ...noted, by: as(network, "coordinator") });
  const jobs = await listJobs(network.ports.store);
  const { seq } = await stateOf(network, source);
  expect(jobs.map(({ id }) => id)).toContain(`follow/${source}/${seq}`);
});
