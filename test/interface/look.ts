import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

/** Something to say against a page: the rule, and where. */
export type Finding = { page: string; state: string; rule: string; where: string };

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** All rules of axe, with the size of targets (WCAG 2.2, 2.5.8), which it asks for only when told. */
const everyRule = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
const colourRules = { resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"] };

/**
 * What there is against a page: axe in light and dark, scrolling sideways at 320 pixels, and at 200 % of text on a desk. The
 * page's context bypasses its policy, since axe is a script of ours.
 */
export async function look(page: Page, name: string, state: string): Promise<Finding[]> {
  const found = (rule: string, where: string): Finding => ({ page: name, state, rule, where });
  const findings: Finding[] = [];
  await page.evaluate(`globalThis.axe || ${axe}`);
  for (const [theme, options] of [
    ["light", everyRule],
    ["dark", colourRules],
  ] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const violations = await page.evaluate<[string, string][]>(
      `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html.slice(0, 160)])))`,
    );
    findings.push(...violations.map(([rule, html]) => found(`axe ${rule}, ${theme}`, html)));
  }
  await page.emulateMedia({ colorScheme: "light" });
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  findings.push(...(await overflowing(page)).map((html) => found("sideways at 320 px", html)));
  await page.setViewportSize({ width: 640, height: 640 });
  await page.evaluate(`document.documentElement.style.fontSize = "200%"`);
  findings.push(...(await overflowing(page)).map((html) => found("sideways at 200 % of text", html)));
  await page.evaluate(`document.documentElement.style.fontSize = ""`);
  await page.setViewportSize(before);
  return findings;
}

/** What sticks out where the page scrolls sideways; nothing where it does not. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.querySelectorAll("main *, header *, footer *")].filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1);
    return out.slice(-1).map((each) => each.outerHTML.slice(0, 160)).concat(out.length ? [] : ["page"]);
  })()`);
}

/** The forms of a page, sent as they are found; each that is refused is an error page, left open for `visit`. One that begins a download leaves the page. */
export async function eachRefusal(page: Page, path: string, visit: (form: string) => Promise<void>): Promise<void> {
  await page.goto(path);
  const actions = await page.evaluate<string[]>(
    `[...document.forms].map((form) => form.method === "post" && !form.querySelector("[type=file]") ? form.getAttribute("action") ?? "" : "")`,
  );
  for (const [index, action] of actions.entries()) {
    if (action === "" || /\/(leave|language)/.test(action)) continue;
    await page.goto(path);
    // what was sent before may have taken a form away
    if (
      !(await page.evaluate<boolean>(`document.forms[${index}]?.getAttribute("action") === ${JSON.stringify(action)}`))
    )
      continue;
    const [answer] = await Promise.all([
      page.waitForNavigation({ timeout: 5_000 }).catch(() => null),
      page.evaluate(`HTMLFormElement.prototype.submit.call(document.forms[${index}])`),
    ]);
    if (answer?.status() === 422) await visit(action);
  }
}
