import { html, raw } from "hono/html";
import { type ListedChange, listedRedline } from "../../../shared/formats/html/redline-changes.ts";
import type { Job } from "../../../shared/jobs/job.ts";
import type { Content } from "../../../shared/ports.ts";
import { intact } from "../../../shared/stored/content.ts";
import { getJob, type JobStatus } from "../../../shared/stored/job.ts";
import { type RedlineFacts, redlineKey, withRedlinedImages } from "../../../shared/stored/outputs.ts";
import type { Hash } from "../../../shared/values.ts";
import { hidden } from "../components/fields.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type Say, say } from "../http/say.ts";

import type { CauseOf } from "./caused.ts";
import { changeList } from "./change-list.ts";

/** Two versions that are compared. */
export type Pair = { from: Hash; to: Hash };

/**
 * A comparison as a page shows it: of which document (`at`: its page), between what, the job that makes it, where its form and its file are,
 * where its images are. `past`: who looks may have nothing compared; `more`: what follows the comparison's own lines; `causeOf`: the
 * remark that a change came of.
 */
export type Comparison = {
  pair: Pair;
  job: Job;
  heading: { of: string; at?: string; title: string; between: string; sides: readonly [before: string, after: string] };
  here: string;
  file: string;
  image: (hash: Hash) => string;
  past: boolean;
  more: Html | "";
  causeOf?: CauseOf;
};

/** The page of a comparison: what changed, or that it is being worked out, or the way to have it so. Throws `object-damaged`. */
export async function comparisonPage(c: PageContext, web: Web, comparison: Comparison): Promise<Response> {
  const { pair, heading, here, file, image, past, more } = comparison;
  // the job first: one that ends meanwhile leaves what is then looked for
  const job = await getJob(web.ports.store, comparison.job.id);
  const made = await factsOf(web, pair);
  const article = made && (await pageOf(web, pair, made.html));
  if (wantsJson(c)) return c.json({ ...pair, ready: article !== undefined, changes: made?.changes ?? 0 });
  await reachFiles(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const listed = article && listedRedline(withRedlinedImages(Buffer.from(article).toString("utf8"), image));
  const changes = made?.changes === 0 ? [] : (listed?.changes ?? []);
  const body = listed
    ? html`<p>${text("redline.changes", { count: changes.length })}</p>
<p class="small legend">${text("redline.legend")}</p>
<p><a href="${file}">${text("redline.docx")}</a></p>`
    : waiting(speak, pair, { here, status: job?.status, past });
  const main = html`${row(
    html`<p>${heading.at ? html`<a href="${heading.at}">${heading.of}</a>` : heading.of}</p>`,
    html`<h1>${heading.title}</h1>
<p class="muted">${heading.between}</p>
${body}
${more}`,
  )}
${listed ? comparedText(speak, comparison, { html: listed.html, changes }, Number(c.req.query("change"))) : ""}`;
  const waits = listed || !job || job.status === "failed" ? {} : { refresh: 4, scripts: ["wait.js"] };
  return frame(c, web, {
    title: `${heading.title} – ${heading.of}`,
    main,
    document: true,
    styles: ["redline.css"],
    ...(changes.length > 0 && { scripts: ["redline.js"] }),
    ...waits,
  });
}

type Listed = { html: string; changes: readonly ListedChange[] };

/** Both texts, and beside them the list of what changed; `at`: the change that was come to, from 1. */
function comparedText(speak: Say, { heading, here, pair, causeOf }: Comparison, listed: Listed, at: number): Html {
  const { text } = speak;
  const { html: article, changes } = listed;
  const [before, after] = heading.sides;
  const address = (change: number) =>
    `${here}?${new URLSearchParams({ ...pair, change: String(change) })}#change-${change}`;
  return html`<div class="comparing">
${changes.length > 0 ? changeList(speak, changes, { at, address, ...(causeOf && { causeOf }) }) : ""}
<div class="compared"><div class="sides" aria-hidden="true"><p>${text("redline.before", { version: before })}</p><p>${text("redline.after", { version: after })}</p></div>
${raw(article)}</div></div>`;
}

type Waiting = { here: string; status: JobStatus | undefined; past: boolean };

/** A comparison that is being worked out; or that was never asked for, with a button for those who may ask. */
function waiting({ text }: Say, { from, to }: Pair, { here, status, past }: Waiting): Html {
  if (status === "failed") return html`<div class="note warning"><p>${text("redline.failed")}</p></div>`;
  if (status)
    return html`<div data-wait role="status"><p>${text("redline.waiting")}</p></div><p><a href="">${text("waiting.again")}</a></p>`;
  if (past) return html`<p>${text("redline.unmade")}</p>`;
  return html`<form method="post" action="${here}">${hidden("from", from)}${hidden("to", to)}<button>${text("redline.do")}</button></form>`;
}

/** The stored page, if it is the one that was made: its facts say so, but for the first ones. Throws `object-damaged`. */
async function pageOf({ ports }: Web, { from, to }: Pair, known?: Content): Promise<Uint8Array | undefined> {
  const key = redlineKey(from, to, "html");
  const page = await ports.files.get(key);
  return page && intact(key, page, known);
}

/** What is known of a comparison once all of it is there. */
export async function factsOf({ ports }: Web, { from, to }: Pair): Promise<RedlineFacts | undefined> {
  const bytes = await ports.files.get(redlineKey(from, to, "json"));
  return bytes && JSON.parse(Buffer.from(bytes).toString("utf8"));
}

/** Whether both what is read and what is known of it are there. */
export async function isCompared({ ports }: Web, { from, to }: Pair): Promise<boolean> {
  const files = (["html", "json"] as const).map((format) => ports.files.head(redlineKey(from, to, format)));
  return (await Promise.all(files)).every(Boolean);
}
