import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { RunOptions } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { long } from "../../long.ts";
import { frameOf, kindsOf } from "./frame.ts";

/** Debian's, the one without windows first: it takes half as long over a page. */
const browsers = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const executablePath = browsers.find((path) => existsSync(path)) ?? "";
/** Whether there is a browser on this machine. */
export const present = executablePath !== "";
if (!present) console.warn(`no browser at ${browsers.join(" or ")}: nothing is clicked through`);

export const desk = { viewport: { width: 1200, height: 900 } };
export const telephone = { viewport: { width: 375, height: 667 }, hasTouch: true };

/** One process draws all pages: each actor has a context of their own, and one more process a context takes longer to start than to draw. */
export function launch(): Promise<Browser> {
  const few = ["--renderer-process-limit=1", "--no-zygote", "--disable-site-isolation-trials"];
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", ...few] });
}

/** Unless the page has it already. */
const axe = `globalThis.axe || ${readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")}`;

/** Where axe, a script itself, cannot run. */
const scriptless = new WeakSet<Page>();

/** A page that fails the test when its console complains; it goes with the test. */
export async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  if (options.javaScriptEnabled === false) scriptless.add(page);
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of (410|415|422)|ERR_INTERNET_DISCONNECTED/.test(message.text()))
      throw new Error(message.text());
  });
  return page;
}

/** What axe looked at, and found nothing: it would find nothing again. */
const clean = new Set<string>();

/** What axe has to have looked at of a page: by default its address and the kinds of its elements, in the long form its frame. */
const outline = long ? frameOf : kindsOf;

/**
 * The page called so is there; nothing to say about it, in either theme, nor does it scroll sideways, nor is its menu cut, nor does a button of it
 * stick to what follows. */
export async function seen(page: Page, title: string | RegExp, parts = outline): Promise<void> {
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  const size = page.viewportSize() ?? desk.viewport;
  await page.setViewportSize({ width: 320, height: 640 });
  const scrolls = page.getByRole("main").evaluate((main) => main.ownerDocument.documentElement.scrollWidth);
  expect([title, await scrolls]).toEqual([title, 320]);
  expect([title, await cutWays(page)]).toEqual([title, []]);
  await page.setViewportSize(size);
  expect([title, await stuck(page)]).toEqual([title, []]);
  if (scriptless.has(page)) return;
  const looked = await parts(page);
  if (looked.every((part) => clean.has(part))) return;
  await page.evaluate(axe);
  expect(await violations(page, `${title}, light`)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await violations(page, `${title}, dark`, ["color-contrast", "link-in-text-block"])).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
  for (const part of looked) clean.add(part);
}

/** How wide a page is in a window this wide, its text as large as is said. */
export async function widthIn(page: Page, width: number, textSize = "100%"): Promise<number> {
  const size = page.viewportSize() ?? desk.viewport;
  await page.setViewportSize({ width, height: 740 });
  const wide = await page.evaluate<number>(
    `(document.documentElement.style.fontSize = "${textSize}", document.documentElement.scrollWidth)`,
  );
  await page.evaluate(`document.documentElement.style.fontSize = ""`);
  await page.setViewportSize(size);
  return wide;
}

/** The links of the banner that stick out of a window of 320 pixels. */
function cutWays(page: Page): Promise<string[]> {
  return page
    .locator(".banner nav a")
    .evaluateAll((links) =>
      links.filter((link) => link.getBoundingClientRect().right > 320).map(({ textContent }) => textContent),
    );
}

/** The buttons of a page that what follows below touches. */
function stuck(page: Page): Promise<string[]> {
  return page.locator("main :is(button:not(.link), .button):visible").evaluateAll((buttons) => {
    type Element = (typeof buttons)[number];
    const next = (each: Element | null): Element | null => {
      for (let at = each; at && at.localName !== "main"; at = at.parentElement)
        for (let then = at.nextElementSibling; then; then = then.nextElementSibling)
          if (then.getBoundingClientRect().height > 1) return then;
      return null;
    };
    return buttons.flatMap((button) => {
      const gap = (next(button)?.getBoundingClientRect().top ?? 9999) - button.getBoundingClientRect().bottom;
      return gap > -1 && gap < 4 ? [`${button.textContent?.trim()}: ${gap}`] : [];
    });
  });
}

/** What axe, once it is in the page, has against it: by all its rules, or by some. */
async function violations(page: Page, where: string, rules?: string[]): Promise<string[]> {
  const options: RunOptions = { resultTypes: ["violations"], selectors: false, ...(rules && { runOnly: rules }) };
  const found = await page.evaluate<[rule: string, html: string][]>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))`,
  );
  return found.map(([rule, html]) => `${where}: ${rule} ${html}`);
}

/** Moves the focus by the Tab key alone until it is there, in so many presses at most. */
export async function tabTo(page: Page, target: Locator, most = 400): Promise<void> {
  await target.waitFor();
  for (let tries = 0; tries <= most; tries++) {
    if (await target.evaluate((element) => element.ownerDocument.activeElement === element)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not lead to ${target}`);
}

/** Selects words of a paragraph of a document. */
export function selectWords(page: Page, words: string): Promise<void> {
  const paragraph = page.locator("article p", { hasText: words }).first();
  return paragraph.evaluate((element, words) => {
    const texts = element.ownerDocument.createTreeWalker(element, 4);
    while (texts.nextNode()) {
      const at = texts.currentNode.textContent!.indexOf(words);
      if (at === -1) continue;
      element.scrollIntoView({ block: "center" });
      const selection = element.ownerDocument.getSelection()!;
      selection.setBaseAndExtent(texts.currentNode, at, texts.currentNode, at + words.length);
    }
  }, words);
}
