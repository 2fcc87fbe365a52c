import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { settingsSchema } from "../../shared/settings.ts";
import { openEveryone, type Role } from "../functions/web/everyone.ts";
import { contextOf, cookieFrom, openBrowser, sizes } from "./browser.ts";
import { eachRefusal } from "./look.ts";
import { everyPage } from "./pages.ts";
import { freePort, serveOn } from "./serving.ts";

/**
 * `npm run pictures`: pictures of every page, as those who may open it see it, on a desk and on a telephone, in light and dark, and of
 * every form that is refused; in out/pictures, whose index.html shows them side by side. An argument takes the pages
 * whose address holds it.
 */
const out = join(import.meta.dirname, "../../out/pictures");
const [wanted = ""] = process.argv.slice(2);
const themes = ["light", "dark"] as const;

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const everyone = await openEveryone({ publicUrl: settingsSchema.shape.publicUrl.parse(url) });
const stop = await serveOn(port, everyone.app);
const browser = await openBrowser();
const taken: string[] = [];
try {
  const pages = (await everyPage(everyone)).filter(({ path }) => path.includes(wanted));
  for (const size of Object.keys(sizes) as (keyof typeof sizes)[])
    for (const theme of themes) await takeAll(browser, pages, size, theme);
  writeFileSync(join(out, "index.html"), index(taken));
  console.log(`${taken.length} pictures of ${pages.length} pages in ${out}`);
} finally {
  await browser.close();
  stop();
}

async function takeAll(
  browser: Browser,
  pages: readonly { role: Role; path: string }[],
  size: keyof typeof sizes,
  theme: (typeof themes)[number],
): Promise<void> {
  for (const [role, theirs] of Map.groupBy(pages, (each) => each.role)) {
    const cookie = cookieFrom(everyone.cookies[role], url);
    const context = await contextOf(browser, size, { theme, ...(everyone.cookies[role] && { cookie }) });
    const page = await context.newPage();
    for (const { path } of theirs) {
      await page.goto(url + path);
      await take(page, `${role} ${path}`, size, theme);
      if (theme === "light" && size === "desk" && role === "coo")
        await eachRefusal(page, url + path, (form) => take(page, `${role} ${path} refused ${form}`, size, theme));
    }
    await context.close();
  }
}

async function take(page: Page, name: string, size: string, theme: string): Promise<void> {
  const file = `${name.replace(/[^\w-]+/g, "_").slice(0, 120)}-${size}-${theme}.png`;
  await page.screenshot({ path: join(out, file), fullPage: true, animations: "disabled" });
  taken.push(file);
}

function index(files: readonly string[]): string {
  const groups = Map.groupBy(files, (file) => file.replace(/-(desk|telephone)-(light|dark)\.png$/, ""));
  const rows = [...groups].map(
    ([name, group]) =>
      `<h2>${name}</h2><p>${group.map((file) => `<img loading="lazy" src="${file}" height="600">`).join(" ")}</p>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Pages</title>${rows.join("\n")}`;
}
