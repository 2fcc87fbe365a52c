import type { Browser, BrowserContext, Page } from "playwright-core";

/** What one visit costs: bytes as they travel, of scripts among them; seconds to the largest paint; how far things moved. */
export type Visit = { bytes: number; script: number; lcp: number; cls: number };

/** A telephone: 360 × 740, slow 4G (Lighthouse: 1.6 Mbit/s, 150 ms), a processor four times slower. */
const network = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
const viewport = { width: 360, height: 740 };

/** Visits an address cold, then warm, `times` each in a context of its own; medians. */
export async function weigh(
  browser: Browser,
  url: string,
  cookie: Cookie,
  times = 5,
): Promise<{ cold: Visit; warm: Visit }> {
  const visits: { cold: Visit; warm: Visit }[] = [];
  for (let time = 0; time < times; time++) {
    const context = await telephoneContext(browser, cookie);
    const visit = await visitor(await context.newPage());
    visits.push({ cold: await visit(url), warm: await visit(url) });
    await context.close();
  }
  return { cold: medians(visits.map(({ cold }) => cold)), warm: medians(visits.map(({ warm }) => warm)) };
}

export type Cookie = { name: string; value: string; url: string };

async function telephoneContext(browser: Browser, cookie: Cookie): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, hasTouch: true, locale: "fr-FR" });
  await context.addCookies([cookie]);
  return context;
}

/** Goes to an address with a slow telephone, again and again. */
async function visitor(page: Page): Promise<(url: string) => Promise<Visit>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const types = new Map<string, string>();
  let bytes = { all: 0, script: 0 };
  session.on("Network.responseReceived", ({ requestId, type }) => void types.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (types.get(requestId) === "Script") bytes.script += encodedDataLength;
  });
  await page.addInitScript(observing);
  return async (url) => {
    bytes = { all: 0, script: 0 };
    await page.goto(url, { waitUntil: "networkidle" });
    const { lcp, cls } = await seenOnce(page);
    const visit = { bytes: bytes.all, script: bytes.script, lcp: lcp / 1000, cls };
    await page.goto("about:blank");
    return visit;
  };
}

const observing = `
globalThis.seen = { lcp: 0, cls: 0 };
new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.lcp = entry.startTime; }).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.cls += entry.value; }).observe({ type: "layout-shift", buffered: true });`;

/** What the page has seen of itself, once something was painted. */
async function seenOnce(page: Page): Promise<{ lcp: number; cls: number }> {
  for (let tries = 0; tries < 300; tries++) {
    const said = await seen(page);
    if (said.lcp > 0) return said;
    await page.waitForTimeout(100);
  }
  throw new Error(`nothing was painted of ${page.url()}`);
}

function seen(page: Page): Promise<{ lcp: number; cls: number }> {
  return page.evaluate(`globalThis.seen`);
}

function medians(visits: readonly Visit[]): Visit {
  const median = (of: keyof Visit) => visits.map((each) => each[of]).toSorted((a, b) => a - b)[visits.length >> 1]!;
  return { bytes: median("bytes"), script: median("script"), lcp: median("lcp"), cls: median("cls") };
}
