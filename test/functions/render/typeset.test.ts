import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { renderSteps } from "../../../functions/render/steps.ts";
import { stepBy } from "../../../shared/jobs/steps.ts";
import { matrixRows } from "../../../shared/programme/matrix.ts";
import { finishJob, listJobs } from "../../../shared/stored/job.ts";
import { present, runOn } from "../../formats/pdf/poppler.ts";
import { table } from "../../programme/matrix-of-2008.ts";
import { seedText } from "../../programme/seed.ts";
import { temporaryFolder } from "../../temporary.ts";
import { browse, type Network, openTestNetwork } from "../network.ts";
import { tools } from "./approved.ts";

/** The matrix of 2008 as its two documents, each read back by a program that is not ours. */

let network: Network;
let coordinator: Awaited<ReturnType<typeof browse>>;
const address = "/programmes/2008/matrix";

async function workOff(): Promise<void> {
  const { ports, settings } = network;
  const jobs = (await listJobs(ports.store)).filter(({ type }) => type === "typeset");
  for (const job of jobs) {
    await stepBy(renderSteps(ports, tools, settings))(job);
    await finishJob(ports, job.id);
  }
}

async function fileOf(format: "pdf" | "docx"): Promise<Uint8Array> {
  const { status, headers } = await coordinator.get(`${address}/${format}`);
  expect([status, headers.get("location")]).not.toEqual([302, address]);
  const { files } = network.ports;
  const [key] = (await Array.fromAsync(files.list("outputs/matrices/"))).filter((each) => each.endsWith(`.${format}`));
  return (await files.get(key!))!;
}

beforeAll(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  await coordinator.post("/programmes/import", { file: seedText });
});

test("documents are made when they are asked for, once, and of a matrix that changed they are other ones", async () => {
  expect((await coordinator.get(`${address}/pdf`)).headers.get("location")).toBe(address);
  expect(await coordinator.page(address)).toContain("Préparer le PDF et le document Word");
  for (const _ of [1, 2]) expect((await coordinator.post(address, {})).status).toBe(303);
  expect((await listJobs(network.ports.store)).map(({ type }) => type)).toEqual(["typeset"]);
  expect(await coordinator.page(address)).toContain("sont en préparation");
  await workOff();
  expect(await coordinator.page(address)).toMatch(/matrix\/pdf">Télécharger le PDF[\s\S]*\(1 page, \d+.Ko, français\)/);
  await coordinator.post(address, {});
  expect(await listJobs(network.ports.store)).toEqual([]);
  await coordinator.post("/programmes/import", { file: seedText.replace("pilotage EPI", "pilotage EPI et ODTI") });
  expect(await coordinator.page(address)).toContain("Préparer le PDF et le document Word");
  await coordinator.post("/programmes/import", { file: seedText });
  expect(await coordinator.page(address)).toContain("Télécharger le PDF");
});

const cells = matrixRows.flatMap((row) => table[row].map((lines) => lines.join("\n")));
const headings = [
  ["", "Réseau", "Outils", "Projets", "Capitalisation"],
  ["Réseau", "Base documentaire", "Site internet & communication", "Portail internet intégration"],
  ["Discrimination et territoires", "Collectivités et Intégration", "Interculturalité"],
  ["Outils / discriminations", "Ecole et diversité"],
].flat();

describe.skipIf(!present("pdfinfo"))("the PDF, as poppler reads it", () => {
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await fileOf("pdf");
  });

  test("is one A4 page that lies on its side, no word of it cut", () => {
    const said = runOn(pdf, "pdfinfo", "FILE").toString();
    expect(said).toMatch(/Pages: +1\n[\s\S]*Page size: +841\.89 x 595\.28 pts \(A4\)/);
    expect(runOn(pdf, "pdftotext", "-layout", "FILE", "-").toString()).not.toMatch(/[\u00ad‐]|\p{L}-$/mu);
  });

  test("is set in no smaller type than 8 points", () => {
    const boxes = runOn(pdf, "pdftotext", "-bbox-layout", "FILE", "-").toString();
    const heights = [...boxes.matchAll(/<word [^>]*yMin="([\d.]+)"[^>]*yMax="([\d.]+)"/g)].map(
      ([, top, bottom]) => Number(bottom) - Number(top),
    );
    expect(heights.length).toBeGreaterThan(100);
    // poppler's box of a word in the sans of the theme: 1.424 times its size
    expect(Math.min(...heights) / 1.424).toBeGreaterThan(8);
  });

  test("has the table's caption, its heads with their scope and span, and the 36 cells of 2008", () => {
    const { caption, heads, data } = tableIn(runOn(pdf, "pdfinfo", "-struct-text", "FILE").toString());
    expect(caption).toContain("Programme de travail 2008");
    expect(heads.filter(({ scope }) => scope === "Column").map(({ text }) => text)).toEqual(headings);
    expect(heads.filter(({ scope }) => scope === "Row")).toHaveLength(4);
    expect(heads.slice(0, 5).map(({ span }) => span)).toEqual([1, 1, 3, 3, 2]);
    expect(data).toEqual(cells);
  });
});

type Head = { text: string; scope: string | undefined; span: number };

/** What the structure says, line by line: a cell opens at "TH" or "TD", its words are quoted, the mark of a list item is in "Lbl". */
function tableIn(structure: string): { caption: string; heads: Head[]; data: string[] } {
  const [, caption = ""] = /Caption[^"]*"([^"]*)"/.exec(structure) ?? [];
  const all = structure
    .split(/^ +(?=T[HD]\b)/m)
    .slice(1)
    .filter((piece) => !piece.startsWith("THead"))
    .map((piece) => ({ kind: piece.slice(0, 2), piece, text: wordsIn(piece) }));
  const heads = all
    .filter(({ kind }) => kind === "TH")
    .map(({ piece, text }) => ({
      text,
      scope: /\/Scope \/(\w+)/.exec(piece)?.[1],
      span: Number(/\/ColSpan (\d+)/.exec(piece)?.[1] ?? 1),
    }));
  return { caption, heads, data: all.filter(({ kind }) => kind === "TD").map(({ text }) => text) };
}

function wordsIn(piece: string): string {
  const without = piece.replace(/^ *Lbl[^\n]*\n[^\n]*$/gm, "");
  return [...without.matchAll(/"([^"]*)"/g)].map(([, words]) => words).join("\n");
}

describe.skipIf(!present("pandoc"))("the Word file, as pandoc reads it", () => {
  test("is a table whose two head rows come again on each page, with the 36 cells of 2008", async () => {
    const path = join(temporaryFolder(), "matrix.docx");
    writeFileSync(path, await fileOf("docx"));
    const html = execFileSync("pandoc", [path, "-t", "html", "--wrap=none"], { encoding: "utf8" });
    const [head = "", body = ""] = html.split("</thead>");
    expect(html).toMatch(/<caption>[\s\S]*Programme de travail 2008/);
    expect(cellsIn(head, "th")).toEqual(headings);
    expect(cellsIn(body, "td").filter((_, index) => index % 10 > 0)).toEqual(cells);
    const document = execFileSync("unzip", ["-p", path, "word/document.xml"], { encoding: "utf8" });
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(2);
    expect(document).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/);
  });
});

/** The text of each cell, a line for each of its paragraphs. */
function cellsIn(html: string, tag: "th" | "td"): string[] {
  const found = [...html.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, "g"))];
  return found.map(([, inside = ""]) => textOf(inside.replace(/<\/(?:p|li)>/g, "\n")));
}

function textOf(html: string): string {
  const words = html.replace(/<[^>]*>/g, "").replaceAll("&amp;", "&");
  return words.replace(/\n+/g, "\n").trim();
}
