import { existsSync } from "node:fs";
import { type Browser, type KeyInput, launch, type Page } from "puppeteer-core";
import { expect } from "vitest";
import { desk } from "./browsing.ts";
import type { Keys } from "./keys.ts";

/** Debian's. */
const executablePath = "/usr/bin/firefox-esr";

/** Whether Firefox is on this machine. Where tests are the gate (`CI` is set) it must be. */
export function hasFirefox(): boolean {
  if (existsSync(executablePath)) return true;
  if (process.env.CI) throw new Error(`no ${executablePath} on this machine, and CI must have it: see .ci/run`);
  console.warn(`no ${executablePath}: what is gone through in Firefox is skipped`);
  return false;
}

/** Firefox without windows, in French, driven over WebDriver BiDi. */
export function launchFirefox(): Promise<Browser> {
  const extraPrefsFirefox = { "intl.accept_languages": "fr-FR" };
  return launch({ browser: "firefox", executablePath, headless: true, timeout: 120_000, extraPrefsFirefox });
}

/** A page of Firefox by keys alone; its console may not complain. */
export async function firefoxKeys(browser: Browser): Promise<Keys & { complaints: string[] }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(desk.viewport);
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { ...keysOf(page), complaints };
}

function keysOf(page: Page): Keys {
  const read = <T>(expression: string) => page.evaluate(expression) as Promise<T>;
  const heading = `document.querySelector("h1")?.innerText.replace(/\\s+/g, " ").trim()`;
  return {
    open: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    press: (key) => press(page, key),
    type: (words) => page.keyboard.type(words),
    read,
    seen: (title) => expect.poll(() => read<string>(heading), { timeout: 30_000 }).toMatch(title),
  };
}

/** "Control+Enter": the last of them pressed while the others are held down. */
async function press({ keyboard }: Page, key: string): Promise<void> {
  const [last, ...held] = key.split("+").toReversed() as [KeyInput, ...KeyInput[]];
  for (const each of held.toReversed()) await keyboard.down(each);
  await keyboard.press(last);
  for (const each of held) await keyboard.up(each);
}
