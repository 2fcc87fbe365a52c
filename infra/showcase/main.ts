import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { href } from "../../shared/addresses.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { openSummaries } from "../../shared/stored/lists.ts";
import { findPerson } from "../../shared/stored/person.ts";
import { openNetwork } from "../local/network.ts";
import { loadSample, sampleRoles } from "../local/sample.ts";
import { startServer } from "../local/server.ts";
import { startWorkers } from "../local/workers.ts";
import { showcaseDocuments } from "./documents.ts";

/**
 * Makes `templates/showcase` anew, what the README shows: the sample's final documents, and a picture of a review beside
 * the page that comes of it. Needs Chromium and poppler-utils.
 */
const templates = fileURLToPath(new URL("../../templates", import.meta.url));
const showcase = join(templates, "showcase");
const folder = mkdtempSync(join(tmpdir(), "livrable-showcase-"));
const port = 8099;
const place = { folder: join(folder, "data"), publicUrl: `http://127.0.0.1:${port}` };

const outputs = await showcaseDocuments(templates);
for (const { format, bytes } of outputs) {
  if (format !== "html") writeFileSync(join(showcase, `note-de-cadrage.${format}`), bytes);
}
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  writeFileSync(join(showcase, "review.png"), await picture(browser, await reviewPage(browser), pdfPage(3)));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The page where a reviewer of the sample network reads and remarks. */
async function reviewPage(browser: Browser): Promise<Buffer> {
  await loadSample(place);
  const network = await openNetwork(place, { alone: true });
  const server = await startServer(network, { port, host: "127.0.0.1" });
  const workers = startWorkers(network);
  try {
    const { store } = network.ports;
    while ((await listJobs(store)).some(({ status }) => status !== "waiting")) await pause(200);
    const [, address = ""] = sampleRoles.find(([role]) => role === "reviewer") ?? [];
    const person = await findPerson(store, address);
    const reviewed = (await openSummaries(store)).find(({ stage }) => stage === "review");
    if (!person || !reviewed) throw new Error("the sample has no review");
    const token = await makeLink(network.ports, { person, purpose: "review", thing: reviewed.id, days: 1 });
    const page = await browser.newPage({ viewport: { width: 1100, height: 1000 } });
    await page.goto(`${place.publicUrl}${href("openLink", { token })}`);
    return await page.screenshot();
  } finally {
    server.closeAllConnections();
    server.close();
    await workers.stop();
    network.close();
  }
}

/** A page of the PDF, 1,000 pixels high. */
function pdfPage(number: number): Buffer {
  const name = join(folder, "page");
  const range = ["-f", `${number}`, "-l", `${number}`, "-singlefile"];
  execFileSync("pdftoppm", ["-png", "-scale-to", "1000", ...range, join(showcase, "note-de-cadrage.pdf"), name]);
  return readFileSync(`${name}.png`);
}

/** Two pictures side by side. */
async function picture(browser: Browser, ...images: Buffer[]): Promise<Buffer> {
  const shown = images.map((image) => `<img src="data:image/png;base64,${image.toString("base64")}" alt="">`);
  const style =
    "body{margin:0;padding:24px;display:flex;gap:24px;background:#e9e6dd}img{height:760px;box-shadow:0 0 0 1px #cfcabc}";
  const page = await browser.newPage({ viewport: { width: 1446, height: 808 } });
  await page.setContent(`<style>${style}</style>${shown.join("")}`);
  return page.screenshot();
}
