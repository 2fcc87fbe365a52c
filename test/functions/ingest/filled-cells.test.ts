import { expect, test } from "vitest";
import { annotate } from "./annotate.ts";
import { draft, openProof, sendCopy } from "./copies.ts";

const by = 'w:author="Relectrice" w:date="2008-05-03T09:00:00Z"';
const typed = (words: string) => `<w:ins w:id="960" ${by}><w:r><w:t>${words}</w:t></w:r></w:ins>`;

/** The cells of the first row that says some words, changed. */
function changed(xml: string, words: string, change: (cells: string[]) => string[]): string {
  const rows = xml.match(/<w:tr>(?:(?!<w:tr>).)*?<\/w:tr>/gs) ?? [];
  const row = rows.find((each) => each.includes(words))!;
  const cells = row.match(/<w:tc>.*?<\/w:tc>/gs)!;
  return xml.replace(row, () => row.replace(cells.join(""), () => change(cells).join("")));
}

const filled = (cell: string) =>
  cell.replace(
    /<w:p\/>|(<w:r>.*<\/w:r>)?<\/w:p>/s,
    (end) => `${end === "<w:p/>" ? "<w:p>" : ""}${typed("deux colloques")}</w:p>`,
  );
const inserted = (cell: string) => filled(cell).replace("</w:tcPr>", `<w:cellIns w:id="961" ${by}/></w:tcPr>`);
const said = (row: string) =>
  `Dans la copie, une cellule vide de la ligne «\u00a0${row}\u00a0» dit\u00a0: «\u00a0deux colloques\u00a0».`;

test("words that fill an empty cell, tracked, are told of the table and put in no other cell", async () => {
  const { docx, ...proof } = await openProof(draft.replace("| EPI | une enquête |", "| EPI | |"));
  const change = (xml: string) => changed(xml, "EPI", ([first, second]) => [first!, filled(second!)]);
  const { remarks } = await sendCopy({ ...proof, round: 1 }, annotate(docx, [{ change }]));
  expect(remarks.map(({ type, text }) => [type, text.replace(/\u202f/g, "\u00a0")])).toEqual([
    ["comment", said("EPI")],
  ]);
});

test("the cells of a column that came, tracked, are each told of its own row, though they say the same", async () => {
  const { docx, ...proof } = await openProof();
  const wider = (cells: string[]) => [...cells, inserted(cells.at(-1)!)];
  const rows = ["Structure", "ORIV", "CREFE", "EPI"];
  const change = (xml: string) => rows.reduce((all, row) => changed(all, row, wider), xml);
  const { remarks } = await sendCopy({ ...proof, round: 1 }, annotate(docx, [{ change }]));
  const texts = remarks.map(({ text }) => text.replace(/\u202f/g, "\u00a0"));
  expect(texts).toEqual(expect.arrayContaining(rows.map(said)));
  expect(new Set(remarks.map(({ type }) => type))).toEqual(new Set(["comment"]));
});
