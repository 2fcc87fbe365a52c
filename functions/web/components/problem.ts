import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { addressAbove, href } from "../../../shared/addresses.ts";
import { Refusal, type Refused } from "../../../shared/errors.ts";
import { defaultLanguage } from "../../../shared/i18n/languages.ts";
import type { PageKey } from "../../../shared/i18n/pages.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { Instant } from "../../../shared/values.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import { wantsJson } from "../http/context.ts";
import { type FieldError, InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { statuses } from "../http/statuses.ts";
import { frame } from "./frame.ts";
import { linkForm } from "./link-form.ts";
import { lostForm, lostPage } from "./lost-form.ts";
import { row } from "./row.ts";

/** What went wrong, as a page or as problem details (RFC 9457); a stack is logged, never shown. */
export async function answerError(c: PageContext, web: Web, error: unknown): Promise<Response> {
  const { refused, errors } = refusalOf(error);
  const status = statuses[refused.code];
  if (status >= 500) (web.fault ?? console.error)(error);
  if (status === 429) c.header("retry-after", String(refused.details.seconds ?? 300));
  if (wantsJson(c) || c.req.path === href("health")) return problem(c, refused, errors);
  return errorPage(c, web, refused, errors);
}

function refusalOf(error: unknown): { refused: Refused; errors: FieldError[] } {
  if (error instanceof InvalidRequest) return { refused: error, errors: error.errors };
  if (error instanceof Refusal) return { refused: error, errors: [] };
  if (error instanceof HTTPException && error.status === 413) {
    return { refused: { code: "request-too-large", details: {} }, errors: [] };
  }
  return { refused: { code: "unexpected", details: {} }, errors: [] };
}

/** Problem details; `errors` name the fields at fault. */
function problem(c: PageContext, refused: Refused, errors: FieldError[] = []): Response {
  const language = c.get("language") ?? defaultLanguage;
  const status = statuses[refused.code];
  const body = {
    type: `urn:livrable:problem:${refused.code}`,
    title: refusalMessage(language, refused),
    status,
    code: refused.code,
    ...(errors.length > 0 ? { errors } : {}),
    ...(refused.code === "outcome-unknown" && { location: placeOf(c.req.path) }),
  };
  c.header("content-language", language);
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, { "content-type": "application/problem+json" });
}

/** The page on which what a request asks for shows, once it is recorded. */
function placeOf(path: string): string {
  return addressAbove(path, ["reading", "remarks", "deliverable", "people"]) ?? href("home");
}

/** The page of the final whose file an address is of, e.g. "/deliverables/7/final" of "/deliverables/7/outputs/pdf". */
function finalOf(path: string): string {
  const id = addressAbove(path, ["deliverable"])?.split("/").at(-1);
  return id ? href("final", { id }) : href("home");
}

/** Where to go from an error: to ask for a link, to where an unknown outcome will show, to why a final was withdrawn, or home. */
function wayOn(c: PageContext, speak: Say, { code }: Refused): Html {
  if (withLinkForm.has(code) && (!c.get("visitor") || code === "link-invalid")) return linkForm(speak);
  if (code === "outcome-unknown")
    return html`<p><a class="button" href="${placeOf(c.req.path)}">${speak.text("error.look")}</a></p>`;
  if (code === "final-withdrawn")
    return html`<p><a href="${finalOf(c.req.path)}">${speak.text("error.withdrawn.see")}</a></p>`;
  return html`<p><a href="${href("home")}">${speak.text("error.home")}</a></p>`;
}

const withLinkForm = new Set([
  "not-found",
  "deliverable-unknown",
  "link-invalid",
  "link-expired",
  "link-ended",
  "access-ended",
  "forbidden",
  "not-reviewer",
]);

async function errorPage(c: PageContext, web: Web, refused: Refused, errors: FieldError[]): Promise<Response> {
  const speak = say(c, web);
  const status = statuses[refused.code];
  const lost = sessionIsOver.has(refused.code) ? await lostForm(c) : undefined;
  if (lost) return frame(c, web, { title: speak.text("lost.title"), main: row("", lostPage(c, speak, lost)), status });
  const title = speak.text(titles[refused.code] ?? titleOf(status));
  const main = html`${row(
    "",
    html`<h1>${title}</h1>
<p>${refusalMessage(speak.language, refused)}</p>
${typeof refused.details.seconds === "number" ? html`<p>${speak.text("error.again", { instant: speak.instant(after(web, refused.details.seconds)) })}</p>` : ""}
${errors.length > 0 ? html`<ul>${errors.map(({ field, message }) => html`<li><strong>${field}</strong> – ${message}</li>`)}</ul>` : ""}
${wayOn(c, speak, refused)}`,
  )}`;
  return frame(c, web, { title, main, status });
}

/** What is answered to who is not in. */
const sessionIsOver: ReadonlySet<string> = new Set(["not-found", "access-ended"]);

const titles: { [code in Refused["code"]]?: PageKey } = {
  "outcome-unknown": "error.unknown",
  "final-withdrawn": "error.withdrawn",
};

function titleOf(status: number): PageKey {
  if (status === 404 || status === 410) return "error.missing";
  return status >= 500 ? "error.ours" : "error.refused";
}

/** The first full minute from which it may be asked for again. */
function after({ ports }: Web, seconds: number): Instant {
  return new Date(Math.ceil((ports.clock() + seconds * 1000) / 60_000) * 60_000).toISOString();
}
