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
    visits.push({ cold: await visit(context, url), warm: await visit(context, url) });
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

async function visit(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const types = new Map<string, string>();
  const bytes = { all: 0, Script: 0 };
  session.on("Network.responseReceived", ({ requestId, type }) => void types.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (types.get(requestId) === "Script") bytes.Script += encodedDataLength;
  });
  await page.addInitScript(observing);
  await page.goto(url, { waitUntil: "networkidle" });
  await page.waitForFunction("seen.lcp > 0", undefined, { timeout: 10_000 });
  const { lcp, cls } = await seen(page);
  await page.close();
  return { bytes: bytes.all, script: bytes.Script, lcp: lcp / 1000, cls };
}

const observing = `
globalThis.seen = { lcp: 0, cls: 0 };
new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.lcp = entry.startTime; }).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.cls += entry.value; }).observe({ type: "layout-shift", buffered: true });`;

function seen(page: Page): Promise<{ lcp: number; cls: number }> {
  return page.evaluate(`globalThis.seen`);
}

function medians(visits: readonly Visit[]): Visit {
  const median = (of: keyof Visit) => visits.map((each) => each[of]).toSorted((a, b) => a - b)[visits.length >> 1]!;
  return { bytes: median("bytes"), script: median("script"), lcp: median("lcp"), cls: median("cls") };
}
