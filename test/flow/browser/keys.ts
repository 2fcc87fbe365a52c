import type { Page } from "playwright-core";
import { expect } from "vitest";
import { seen } from "./browsing.ts";

/** A page that somebody goes through by keys alone, in whichever browser: what they press and type, and what the page is then. */
export type Keys = {
  /** Opens an address, as the link of a mail does. */
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  /** A key by its name, others held down before it: "Tab", "Control+Enter". */
  press(key: string): Promise<void>;
  type(words: string): Promise<void>;
  /** What an expression comes to in the page. */
  read<T>(expression: string): Promise<T>;
  /** Waits for the page whose heading is so. */
  seen(title: string | RegExp): Promise<void>;
};

/** In Chromium, where each page is held to axe and to 320 pixels besides. */
export function chromiumKeys(page: Page): Keys {
  return {
    open: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    press: (key) => page.keyboard.press(key),
    type: (words) => page.keyboard.type(words),
    read: (expression) => page.evaluate(expression),
    seen: (title) => seen(page, title),
  };
}

/** ms: for what a busy machine takes long over; nothing is timed by it. */
const patience = { timeout: 30_000 };

/** Waits until an expression is true in the page; one that a page left meanwhile is asked again. */
export function becomes(keys: Keys, expression: string): Promise<void> {
  return expect
    .poll(() => keys.read<boolean>(`Boolean(${expression})`), { ...patience, message: expression })
    .toBe(true);
}

/** Waits until words are to be read in what a selector names. */
export function says(keys: Keys, words: string, selector = "body"): Promise<void> {
  const isSaid = `each.innerText.replace(/\\s+/g, " ").includes(${JSON.stringify(words)})`;
  return becomes(keys, `[...document.querySelectorAll(${JSON.stringify(selector)})].some((each) => ${isSaid})`);
}

/** How a control that has the focus is called: by its label, else by its words; "" where none has it. */
const focused = `(() => {
  const at = document.activeElement;
  if (!at?.matches("a[href], button, input, select, summary, textarea")) return "";
  return (at.ariaLabel ?? at.labels?.[0]?.textContent ?? at.textContent).replace(/\\s+/g, " ").trim();
})()`;

export function focusedName(keys: Keys): Promise<string> {
  return keys.read<string>(focused);
}

/** Goes on by the Tab key alone until what has the focus is called so, or begins with it; it must be seen to have it. */
export async function tabTo(keys: Keys, name: string, most = 400): Promise<void> {
  const passed = new Set<string>();
  for (let tries = 0; tries <= most; tries++) {
    const now = await focusedName(keys);
    if (now.startsWith(name)) return expectOutline(keys, name);
    passed.add(now);
    await keys.press("Tab");
  }
  throw new Error(`the Tab key does not lead to « ${name} », but to ${[...passed].join(", ")}`);
}

async function expectOutline(keys: Keys, name: string): Promise<void> {
  const outline = await keys.read<string>("getComputedStyle(document.activeElement).outlineStyle");
  expect([name, outline]).not.toEqual([name, "none"]);
}

/** Goes to a link or a button, and takes it. */
export async function take(keys: Keys, name: string, most?: number): Promise<void> {
  await tabTo(keys, name, most);
  await keys.press("Enter");
}
