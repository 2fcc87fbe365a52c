import { href } from "../../shared/addresses.ts";
import { languages } from "../../shared/i18n/languages.ts";
import { settingsSchema } from "../../shared/settings.ts";
import { openEveryone } from "../functions/web/everyone.ts";
import { contextOf, cookieFrom, cookieOf, openBrowser, sizes } from "./browser.ts";
import { eachRefusal, type Finding, look } from "./look.ts";
import { everyPage } from "./pages.ts";
import { openScene, type Scene } from "./scene.ts";
import { freePort, serveOn } from "./serving.ts";
import { type Cookie, weigh } from "./weigh.ts";

/**
 * `npm run bench:interface`: what pages weigh and how soon they show on a telephone; how far one scrolls before what matters in a network
 * of 61 people; and, with `-- --all`, every page in both languages and themes held to axe, to 320 pixels and to twice the size of
 * text. Prints each figure beside its goal; exits with 1 where one that is not of time is missed.
 */
type Figure = { name: string; goal: string; measured: string; met: boolean; timed?: true };
const figures: Figure[] = [];
const browser = await openBrowser();
try {
  await measureScene();
  if (process.argv.includes("--all")) await measureEveryPage();
} finally {
  await browser.close();
}
report();

async function measureScene(): Promise<void> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const scene = await openScene({ publicUrl: settingsSchema.shape.publicUrl.parse(url) });
  const stop = await serveOn(port, scene.network.app);
  const { people } = scene.network;
  const [reviewer, coordinator, author] = await Promise.all(
    [people.first, people.coordinator, people.author].map((person) =>
      cookieOf(scene.network, scene.network.app, person),
    ),
  );
  try {
    await measureReading(url, scene, reviewer!);
    await measureOthers(url, scene, coordinator!, author!);
    await measureHeights(url, scene, coordinator!);
  } finally {
    stop();
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

async function measureReading(url: string, scene: Scene, cookie: Cookie): Promise<void> {
  const path = href("reading", { id: scene.long });
  const { cold, warm } = await weigh(browser, url + path, cookie);
  note("reading page of 15 pages, with fonts", "≤ 120 KB", kilobytes(cold.bytes), cold.bytes <= 120_000);
  note("its script", "≤ 16 KB", kilobytes(cold.script), cold.script <= 16_000);
  note("its largest paint, warm", "≤ 1.8 s", `${warm.lcp.toFixed(2)} s`, warm.lcp <= 1.8, true);
  note("its largest paint, cold", "≤ 2.5 s", `${cold.lcp.toFixed(2)} s`, cold.lcp <= 2.5, true);
  note("its layout shift", "≤ 0.02", Math.max(cold.cls, warm.cls).toFixed(3), Math.max(cold.cls, warm.cls) <= 0.02);
  const context = await contextOf(browser, "telephone", { cookie });
  const page = await context.newPage();
  await page.goto(url + path);
  const first = await page.locator(".document p").first().boundingBox();
  const top = first?.y ?? Number.POSITIVE_INFINITY;
  note(
    "first sentence on a telephone",
    "< 740 px",
    `${Math.round(top)} px`,
    top + 24 < sizes.telephone.viewport.height,
  );
  await context.close();
}

async function measureOthers(url: string, scene: Scene, coordinator: Cookie, author: Cookie): Promise<void> {
  const paths: [string, Cookie][] = [
    [href("year"), coordinator],
    [href("deliverables"), coordinator],
    [href("deliverable", { id: scene.remarked }), coordinator],
    [href("people"), coordinator],
    [href("contributions", { id: scene.answered }), author],
    [href("final", { id: scene.final }), coordinator],
  ];
  for (const [path, cookie] of paths) {
    const { cold, warm } = await weigh(browser, url + path, cookie, 3);
    const name = path.replace(/[\w-]{20,}/, ":id");
    note(`${name}: weight`, "≤ 90 KB", kilobytes(cold.bytes), cold.bytes <= 90_000);
    note(`${name}: script`, "≤ 16 KB", kilobytes(cold.script), cold.script <= 16_000);
    note(`${name}: largest paint, cold`, "≤ 2.5 s", `${cold.lcp.toFixed(2)} s`, cold.lcp <= 2.5, true);
    note(
      `${name}: layout shift`,
      "≤ 0.02",
      Math.max(cold.cls, warm.cls).toFixed(3),
      Math.max(cold.cls, warm.cls) <= 0.02,
    );
  }
}

/** How far a thumb goes on a telephone in a network of 61 people: at most four screens before what matters. */
async function measureHeights(url: string, scene: Scene, cookie: Cookie): Promise<void> {
  const context = await contextOf(browser, "telephone", { cookie });
  const page = await context.newPage();
  const rows: [string, string, string][] = [
    ["the year", href("year"), "#awaited"],
    ["the directory", href("people"), "main table, main ul, main ol"],
    ["a deliverable with 42 remarks", href("deliverable", { id: scene.remarked }), "#awaited"],
    ["the form of a new deliverable, to its last field", href("newDeliverable"), "#dueFinal"],
  ];
  for (const [name, path, matters] of rows) {
    await page.goto(url + path);
    const box = await page.locator(matters).first().boundingBox();
    const screens = (box?.y ?? Number.POSITIVE_INFINITY) / sizes.telephone.viewport.height;
    const whole =
      (await page.evaluate<number>("document.documentElement.scrollHeight")) / sizes.telephone.viewport.height;
    note(`${name}: screens before what matters`, "≤ 4", `${screens.toFixed(1)} of ${whole.toFixed(1)}`, screens <= 4);
  }
  await context.close();
}

async function measureEveryPage(): Promise<void> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const everyone = await openEveryone({ publicUrl: settingsSchema.shape.publicUrl.parse(url) });
  const stop = await serveOn(port, everyone.app);
  const findings: Finding[] = [];
  let looked = 0;
  try {
    for (const language of languages)
      for (const [role, pages] of Map.groupBy(await everyPage(everyone), (each) => each.role)) {
        const cookie = cookieFrom(everyone.cookies[role], url);
        const context = await contextOf(browser, "desk", { language, ...(everyone.cookies[role] && { cookie }) });
        const page = await context.newPage();
        for (const { path } of pages) {
          await page.goto(url + path);
          findings.push(...(await look(page, `${role} ${path}`, language)));
          looked++;
          if (role !== "coo" || language !== "fr") continue;
          await eachRefusal(page, url + path, async (form) => {
            findings.push(...(await look(page, `${role} ${path}`, `refused ${form}`)));
            looked++;
          });
        }
        await context.close();
      }
  } finally {
    stop();
  }
  for (const { page, state, rule, where } of findings) console.log(`${page} (${state}): ${rule}: ${where}`);
  note(
    `${looked} pages and refused forms: findings of axe, sizes, 320 px, 200 %`,
    "0",
    String(findings.length),
    findings.length === 0,
  );
}

function note(name: string, goal: string, measured: string, met: boolean, timed = false): void {
  figures.push({ name, goal, measured, met, ...(timed && { timed: true as const }) });
}

function report(): void {
  for (const { name, goal, measured, met } of figures)
    console.log(`${met ? "  " : "✗ "}${name.padEnd(70)} ${goal.padStart(9)} ${measured.padStart(14)}`);
  process.exitCode = figures.some(({ met, timed }) => !met && !timed) ? 1 : 0;
}
