import { strFromU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { hashOf } from "../../../shared/chain/hash.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { redlineJob } from "../../../shared/deliverable/jobs.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { oweJob } from "../../../shared/stored/job.ts";
import { redlineKey, withRedlinedImages } from "../../../shared/stored/outputs.ts";
import { fixture } from "../../formats/drafts.ts";
import {
  arrive,
  as,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../network.ts";
import { approveNote, produceAll } from "./approved.ts";

test("what changed between the versions of two rounds is a page, a Word file and a count", async () => {
  const network = await openTestNetwork();
  const { rounds } = await stateOf(network, await approveNote(network, { anonymous: true }));
  const [from, to] = rounds.map(({ version }) => version);
  const read = async (format: "html" | "docx" | "json") => network.ports.files.get(redlineKey(from!, to!, format));
  expect(JSON.parse(strFromU8((await read("json"))!))).toEqual({
    changes: 1,
    docx: { sha256: hashOf((await read("docx"))!), bytes: (await read("docx"))!.length },
    html: { sha256: hashOf((await read("html"))!), bytes: (await read("html"))!.length },
  });
  expect(strFromU8((await read("html"))!)).toMatch(/Un cadre<ins>.* commun</);
  const xml = strFromU8(unzipSync((await read("docx"))!)["word/document.xml"]!);
  expect(xml).toMatch(/<w:ins [^>]*w:author="RECI"/);
});

test("the page of a comparison is shown as it was made or not at all; one whose hash was not kept is shown", async () => {
  const network = await openTestNetwork();
  const id = await approveNote(network);
  const [from = "", to = ""] = (await stateOf(network, id)).rounds.map(({ version }) => version);
  const author = await browse(network, "author");
  const address = `/deliverables/${id}/redline?from=${from}&to=${to}`;
  expect(await author.page(address)).toContain("<ins>");
  const { files } = network.ports;
  const altered = strFromU8((await files.get(redlineKey(from, to, "html")))!).replace("Un cadre", "Aucun cadre");
  const replace = async (format: "html" | "json", text: string) => {
    await files.delete(redlineKey(from, to, format));
    await files.put(redlineKey(from, to, format), Buffer.from(text), "text/plain");
  };
  await replace("html", altered);
  const refused = await author.get(address);
  expect([refused.status, await refused.text()]).toEqual([500, expect.not.stringContaining("Aucun cadre")]);
  await replace("json", '{"changes":1}');
  expect(await author.page(address)).toContain("Aucun cadre");
});

test("a comparison that was interrupted before its facts keeps its page, and is shown once its facts are there", async () => {
  const network = await openTestNetwork();
  const id = await approveNote(network);
  const [from = "", to = ""] = (await stateOf(network, id)).rounds.map(({ version }) => version);
  const { files } = network.ports;
  const page = strFromU8((await files.get(redlineKey(from, to, "html")))!);
  await files.delete(redlineKey(from, to, "json"));
  const author = await browse(network, "author");
  const shown = () => author.page(`/deliverables/${id}/redline?from=${from}&to=${to}`);
  expect(await shown()).not.toContain("<ins>");
  await oweJob(network.ports, redlineJob(id, from, to));
  await produceAll(network, "redline");
  expect(await shown()).toContain("<ins>");
  const { html } = JSON.parse(strFromU8((await files.get(redlineKey(from, to, "json")))!));
  expect(html).toEqual({ sha256: hashOf(Buffer.from(page)), bytes: Buffer.byteLength(page) });
});

test("the stored page of a comparison names its images and holds no address; whoever reads it finds them", async () => {
  const network = await openTestNetwork();
  const { ports } = network;
  const id = await createNote(network);
  await deposit(network, id);
  const from = await submitDraft(network, id);
  for (const reviewer of ["first", "second"] as const) await decideAs(network, reviewer, id, "requestChanges");
  await closeRound(network, id);
  const upload = ports.ids();
  const name = "cadrage.zip";
  await issue(deliverables, ports, id, {
    type: "requestUpload",
    by: as(network, "author"),
    upload,
    part: "part-1",
    name,
  });
  const text = Buffer.from(`${completeDraft}\n![Un graphique décrit](chart.png)\n`);
  await arrive(network, id, upload, zipSync({ "cadrage.md": text, "chart.png": fixture("chart.png") }));
  const to = (await stateOf(network, id)).versions.at(-1)!.hash;
  await oweJob(ports, redlineJob(id, from, to));
  await produceAll(network, "redline");

  const stored = strFromU8((await ports.files.get(redlineKey(from, to, "html")))!);
  const [, image = ""] = /<img src="images\/([0-9a-f]{64})"/.exec(stored) ?? [];
  expect(stored).not.toContain("/deliverables/");
  const author = await browse(network, "author");
  const page = await author.page(`/deliverables/${id}/redline?from=${from}&to=${to}`);
  const [, address = ""] = /<img src="([^"]+)"/.exec(page) ?? [];
  expect(address).toBe(`/deliverables/${id}/images/${image}`);
  expect((await author.get(address)).status).toBe(302);
});

test.each([
  ["as it is stored", `<img src="images/${"a".repeat(64)}" alt="">`],
  ["as the first ones were stored", `<img src="/deliverables/note-1/images/${"a".repeat(64)}" alt="">`],
])("an image of a comparison is where the page says, %s", (_, stored) => {
  expect(withRedlinedImages(stored, (image) => `/elsewhere/${image.slice(0, 2)}`)).toBe(
    '<img src="/elsewhere/aa" alt="">',
  );
});

test("words of an author that look like an image’s name stay as they are", () => {
  const written = `<p>src="images/${"a".repeat(64)}"</p>`;
  expect(withRedlinedImages(written, () => "ailleurs")).toBe(written);
});
