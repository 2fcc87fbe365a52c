import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { href } from "../../shared/addresses.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { endedSummaries, openSummaries } from "../../shared/stored/lists.ts";
import { findPerson } from "../../shared/stored/person.ts";
import { type Network, openNetwork } from "../local/network.ts";
import { loadSample, sampleRoles } from "../local/sample.ts";
import { startServer } from "../local/server.ts";
import { startWorkers } from "../local/workers.ts";
import { showcaseDocuments } from "./documents.ts";

/**
 * Makes `templates/showcase` anew, what the READMEs show: the sample's final documents; pictures of a review beside the page that comes
 * of it, of the coordinator's year, of a final and of a review on a telephone. Needs Chromium and poppler-utils.
 */
const templates = fileURLToPath(new URL("../../templates", import.meta.url));
const showcase = join(templates, "showcase");
const folder = mkdtempSync(join(tmpdir(), "livrable-showcase-"));
const port = 8099;
const place = { folder: join(folder, "data"), publicUrl: `http://127.0.0.1:${port}` };
const desk = { width: 1280, height: 1180 };
const tall = { width: 1280, height: 1640 };
const telephone = { width: 360, height: 740 };

const outputs = await showcaseDocuments(templates);
for (const { format, bytes } of outputs) {
  if (format !== "html") writeFileSync(join(showcase, `note-de-cadrage.${format}`), bytes);
}
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  const taken = await samplePages();
  const pictures = {
    review: await together([taken.review, pdfPage(3)], 760),
    year: taken.year,
    final: taken.final,
    telephone: await together([taken.reading, taken.remark], 740),
  };
  for (const [name, bytes] of Object.entries(pictures)) writeFileSync(join(showcase, `${name}.png`), bytes);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

type Pages = Record<"review" | "year" | "final" | "reading" | "remark", Buffer>;

/** Pages of the sample network, as its people see them. */
async function samplePages(): Promise<Pages> {
  await loadSample(place);
  const network = await openNetwork(place, { alone: true });
  const server = await startServer(network, { port, host: "127.0.0.1" });
  const workers = startWorkers(network);
  try {
    while ((await listJobs(network.ports.store)).some(({ status }) => status !== "waiting")) await pause(200);
    return await takePages(network);
  } finally {
    server.closeAllConnections();
    server.close();
    await workers.stop();
    network.close();
  }
}

async function takePages(network: Network): Promise<Pages> {
  const { store } = network.ports;
  const open = await openSummaries(store);
  const reviewed = open.find(({ stage }) => stage === "review");
  const ended = await endedSummaries(store, `${new Date(network.ports.clock()).getFullYear()}`);
  const made = ended.find(({ kind }) => kind === "synthesis-note");
  if (!reviewed || !made) throw new Error("the sample has no review, or no final");
  const enter = (role: Role, size: Size) => enterAs(network, role, size);
  const reviewer = await enter("reviewer", { width: 1100, height: 1000 });
  const coordinator = await enter("coordinator", desk);
  const phone = await enter("reviewer", telephone);
  const reading = href("reading", { id: reviewed.id });
  const shot = async (page: Page, path: string) => {
    await page.goto(`${place.publicUrl}${path}`);
    return page.screenshot();
  };
  return {
    review: await shot(reviewer, reading),
    final: await shot(coordinator, href("final", { id: made.id })),
    year: await shot(await enter("coordinator", tall), href("year")),
    reading: await shot(phone, reading),
    remark: await remarkSheet(phone),
  };
}

/** The form of a remark at the foot of a telephone, its paragraph in sight. */
async function remarkSheet(page: Page): Promise<Buffer> {
  const link = await page.locator(".plus").nth(2).getAttribute("href");
  await page.goto(new URL(link ?? "", page.url()).href);
  await page.locator(".remark.sheet textarea:visible").first().fill("Dire d’où vient la notion.");
  return page.screenshot();
}

type Role = (typeof sampleRoles)[number][0];
type Size = { width: number; height: number };

async function enterAs(network: Network, role: Role, viewport: Size): Promise<Page> {
  const [, address = ""] = sampleRoles.find(([each]) => each === role) ?? [];
  const person = await findPerson(network.ports.store, address);
  if (!person) throw new Error(`the sample has no ${role}`);
  const token = await makeLink(network.ports, { person, purpose: "enter", days: 1 });
  const context = await browser.newContext({ viewport, locale: "fr-FR" });
  const page = await context.newPage();
  await page.goto(`${place.publicUrl}${href("openLink", { token })}`);
  return page;
}

/** A page of the PDF, 1,000 pixels high. */
function pdfPage(number: number): Buffer {
  const name = join(folder, "page");
  const range = ["-f", `${number}`, "-l", `${number}`, "-singlefile"];
  execFileSync("pdftoppm", ["-png", "-scale-to", "1000", ...range, join(showcase, "note-de-cadrage.pdf"), name]);
  return readFileSync(`${name}.png`);
}

/** Pictures side by side, each as high as is said. */
async function together(images: readonly Buffer[], height: number): Promise<Buffer> {
  const shown = images.map((image) => `<img src="data:image/png;base64,${image.toString("base64")}" alt="">`);
  const style = `body{margin:0;padding:24px;display:inline-flex;gap:24px;background:#e9e6dd}img{height:${height}px;box-shadow:0 0 0 1px #cfcabc}`;
  const page = await browser.newPage({ viewport: { width: 1600, height: height + 48 } });
  await page.setContent(`<style>${style}</style>${shown.join("")}`);
  return page.locator("body").screenshot();
}
