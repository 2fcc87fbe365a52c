import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beforeEach, describe, expect, test } from "vitest";
import { readCopy } from "../../../functions/ingest/copy.ts";
import { correctedTree } from "../../../shared/acts/corrected-tree.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { eachBlockOf, eachInline, ownInlines, textOf } from "../../../shared/document/visit.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { awaitCopy } from "../../../shared/stored/copy.ts";
import { getJob } from "../../../shared/stored/job.ts";
import { uploadKey } from "../../../shared/stored/objects.ts";
import { proofCopyKey } from "../../../shared/stored/outputs.ts";
import { listRemarks, type Remark } from "../../../shared/stored/remark.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import { completeDraft, createNote, deposit, type Network, openTestNetwork, stateOf, submitDraft } from "../network.ts";
import { produceAll } from "../render/approved.ts";

const draft = completeDraft.replace(
  "Des échanges.",
  `Des échanges entre les membres, puis un séminaire à Strasbourg.

Un second paragraphe sur la méthode commune.[^9]

[^9]: Voir le compte rendu du comité de mars.
`,
);

type Files = { document: string; footnotes: string };
const mark = 'w:id="950" w:author="Relectrice" w:date="2008-05-03T09:00:00Z"';
const paragraphs = /<w:p[ >](?:(?!<w:p[ >]).)*?<\/w:p>/gs;
const runs = /<w:r>(?:(?!<w:r>).)*?<\/w:r>/gs;
const inParagraph = (xml: string, words: string, change: (paragraph: string) => string) =>
  xml.replace(paragraphs, (each) => (each.includes(words) ? change(each) : each));
const call = (paragraph: string) => paragraph.match(runs)!.find((run) => run.includes("w:footnoteReference"))!;
const gone = (run: string) =>
  `<w:del ${mark}>${run.replaceAll("<w:t ", "<w:delText ").replaceAll("</w:t>", "</w:delText>")}</w:del>`;

/** The call of the note of March, and what is done to it. */
const ofCall = (change: (run: string) => string) => (files: Files) => ({
  ...files,
  document: inParagraph(files.document, "méthode commune", (each) => each.replace(call(each), change)),
});
/** The words of the note of March, and what is done to them. */
const ofWords = (change: (run: string) => string) => (files: Files) => ({
  ...files,
  footnotes: inParagraph(files.footnotes, "compte rendu", (each) => each.replace(runs, change)),
});
const withoutNote = (files: Files): Files => ({
  ...files,
  footnotes: files.footnotes.replace(/<w:footnote [^>]*>(?:(?!<w:footnote ).)*?<\/w:footnote>/gs, (each) =>
    each.includes("compte rendu") ? "" : each,
  ),
});
const noted = (tracked: boolean) => (files: Files) => {
  const come = (run: string) => (tracked ? `<w:ins ${mark}>${run}</w:ins>` : run);
  const words = come(`<w:r><w:t xml:space="preserve">Note ajoutée par la relectrice.</w:t></w:r>`);
  const called = come(`<w:r><w:footnoteReference w:id="77"/></w:r>`);
  return {
    document: inParagraph(files.document, "séminaire à Strasbourg", (each) =>
      each.replace(/<\/w:p>$/, `${called}</w:p>`),
    ),
    footnotes: files.footnotes.replace(
      "</w:footnotes>",
      `<w:footnote w:id="77"><w:p>${words}</w:p></w:footnote></w:footnotes>`,
    ),
  };
};
const withoutParagraph = (files: Files): Files => ({
  ...files,
  document: inParagraph(files.document, "méthode commune", () => ""),
});
const paragraphTrackedOut = (files: Files): Files => ({
  ...files,
  document: inParagraph(files.document, "méthode commune", (each) => each.replace(runs, gone)),
});
const calledElsewhere = (files: Files): Files => {
  const [paragraph = ""] = files.document.match(paragraphs)!.filter((each) => each.includes("méthode commune"));
  const document = files.document.replace(call(paragraph), "");
  return {
    ...files,
    document: inParagraph(document, "à Strasbourg", (each) => each.replace(/<\/w:p>$/, `${call(paragraph)}</w:p>`)),
  };
};

let network: Network;
let id: string;
let version: Awaited<ReturnType<typeof submitDraft>>;

beforeEach(async () => {
  network = await openTestNetwork();
  id = await createNote(network);
  await deposit(network, id, draft);
  version = await submitDraft(network, id);
  await produceAll(network, "proof");
});

/** What a reviewer is offered of a copy changed so, and the tree with the corrections made. */
async function sent(...changes: ((files: Files) => Files)[]): Promise<{ said: string[]; made: DocumentTree }> {
  const { ports, people, settings } = network;
  const files = unzipSync((await ports.files.get(proofCopyKey(version, "docx")))!);
  const part = (name: string) => strFromU8(files[`word/${name}.xml`]!);
  const before = { document: part("document"), footnotes: part("footnotes") };
  const after = changes.reduce((now, change) => change(now), before);
  for (const [name, xml] of Object.entries(after)) files[`word/${name}.xml`] = strToU8(xml);
  const pad = { deliverable: id, person: people.first.id, upload: ports.ids() };
  await awaitCopy(ports, { ...pad, round: 1, version, name: "copie.docx" });
  await ports.files.put(uploadKey(pad.upload), zipSync(files), "application/octet-stream");
  const job = await getJob(ports.store, `copy/${pad.upload}`);
  if (job?.type !== "copy") throw new Error("no job");
  await readCopy(ports, job, readDraft, settings.limits);
  const state = await stateOf(network, id);
  const remarks = await listRemarks(ports.store, state, pad.person);
  const { tree } = (await loadVersion(ports.files, state, version))[0]!;
  const unread = { number: 1, by: "", at: "", submission: "", disposition: "open" } as const;
  const corrections = remarks.filter(({ type }) => type !== "comment").map((each) => ({ ...each, ...unread }));
  const done = correctedTree(tree, tree, corrections);
  expect(done.ids).toEqual(corrections.map((each) => each.id));
  return { said: remarks.map((remark) => sentence(tree, remark)), made: done.tree };
}

function sentence(tree: DocumentTree, { type, anchor, proposal, text, file }: Remark): string {
  const block = [...eachBlockOf(tree)].find((one) => one.id === anchor?.block);
  const words = anchor?.quotation?.exact ?? (block && textOf(block));
  return [type, file?.author, words, ...(proposal === undefined ? [] : ["→", proposal]), text]
    .filter((each) => each)
    .join(" | ")
    .replace(/[\u00a0\u202f]/g, " ");
}

/** The paragraphs of the method with the names of the notes that they call, and the words of the notes. */
function outline(tree: DocumentTree): string[] {
  const calls = [...eachBlockOf(tree)].map((block) => {
    const called = [...eachInline(ownInlines(block))].flatMap((one) => (one.type === "noteReference" ? one.note : []));
    return `${textOf(block)}${called.map((note) => `[^${note}]`).join("")}`;
  });
  return calls.filter((line) => /^$|^\[|méthode commune|compte rendu/.test(line));
}

const note = "Voir le compte rendu du comité de mars.";
const out = (by = "") => [["correction", by, note, "→"].filter(Boolean).join(" | ")];
const added = "Dans la copie, une note est ajoutée après « puis un séminaire à Strasbourg. »";

describe("a note of a copy", () => {
  test.each<[string, ((files: Files) => Files)[], string[], string[]]>([
    [
      "whose call is taken out, tracked, goes with its call",
      [ofCall(gone)],
      out(),
      ["Un second paragraphe sur la méthode commune."],
    ],
    [
      "whose call and words are taken out, tracked, is signed by who took them out",
      [ofCall(gone), ofWords(gone)],
      out("Relectrice"),
      ["Un second paragraphe sur la méthode commune."],
    ],
    [
      "whose call is taken out, untracked, goes though its words are still in the file",
      [ofCall(() => "")],
      out(),
      ["Un second paragraphe sur la méthode commune."],
    ],
    [
      "that Word took out of its file goes",
      [ofCall(() => ""), withoutNote],
      out(),
      ["Un second paragraphe sur la méthode commune."],
    ],
    [
      "goes with its paragraph, untracked",
      [withoutParagraph, withoutNote],
      ["correction | Un second paragraphe sur la méthode commune. | →"],
      [],
    ],
    [
      "goes with its paragraph, tracked",
      [paragraphTrackedOut],
      ["correction | Relectrice | Un second paragraphe sur la méthode commune. | →"],
      [],
    ],
    [
      "that another paragraph calls is told",
      [calledElsewhere],
      [
        `comment | paragraphe sur la méthode commune. | Dans la copie, la note « ${note} » est appelée après « puis un séminaire à Strasbourg. ».`,
      ],
      ["Un second paragraphe sur la méthode commune.[^n2]", note],
    ],
    [
      "that came, untracked, is told at its call",
      [noted(false)],
      [`comment | puis un séminaire à Strasbourg. | ${added} : « Note ajoutée par la relectrice. ».`],
      ["Un second paragraphe sur la méthode commune.[^n2]", note],
    ],
    [
      "that came, tracked, is told at its call, signed",
      [noted(true)],
      [`comment | Relectrice | puis un séminaire à Strasbourg. | ${added} : « Note ajoutée par la relectrice. ».`],
      ["Un second paragraphe sur la méthode commune.[^n2]", note],
    ],
    [
      "that came where another went is told apart from it",
      [noted(false), ofCall(() => ""), withoutNote],
      [...out(), `comment | puis un séminaire à Strasbourg. | ${added} : « Note ajoutée par la relectrice. ».`],
      ["Un second paragraphe sur la méthode commune."],
    ],
  ])("%s", async (_, changes, said, left) => {
    const found = await sent(...changes);
    expect(found.said.toSorted()).toEqual(said.toSorted());
    expect(outline(found.made)).toEqual(left);
  });
});
