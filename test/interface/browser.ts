import { existsSync } from "node:fs";
import type { Hono } from "hono";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { makeLink } from "../../shared/stored/link.ts";
import type { Person } from "../../shared/stored/person.ts";
import type { Network } from "../functions/network.ts";
import type { Cookie } from "./weigh.ts";

const executablePath = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path));

/** Debian's Chromium. Throws where there is none. */
export async function openBrowser(): Promise<Browser> {
  if (!executablePath) throw new Error("no Chromium: apt install chromium-headless-shell");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

/** The cookie of somebody who came in by a link. */
export async function cookieOf(network: Network, app: Pick<Hono, "request">, person: Person): Promise<Cookie> {
  const token = await makeLink(network.ports, { person, purpose: "enter", days: 30 });
  const entered = await app.request(`/l/${token}`);
  return cookieFrom(entered.headers.getSetCookie()[0] ?? "", network.settings.publicUrl);
}

/** "name=value; Path=/; …" as a browser context takes it. */
export function cookieFrom(line: string, url: string): Cookie {
  const [name = "", value = ""] = line.split(";")[0]!.split("=");
  return { name, value, url };
}

/** A context of a size, in a theme, whose pages may be looked into by scripts of ours. */
export async function contextOf(
  browser: Browser,
  size: keyof typeof sizes,
  options: { theme?: "light" | "dark"; language?: "fr" | "en"; cookie?: Cookie } = {},
): Promise<BrowserContext> {
  const { theme = "light", language = "fr", cookie } = options;
  const context = await browser.newContext({
    ...{ ...sizes[size], colorScheme: theme, bypassCSP: true },
    locale: language === "fr" ? "fr-FR" : "en-GB",
  });
  if (cookie) await context.addCookies([cookie]);
  if (cookie) await context.addCookies([{ name: "livrable-language", value: language, url: cookie.url }]);
  return context;
}

export const sizes = {
  desk: { viewport: { width: 1280, height: 900 } },
  telephone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
} as const;
