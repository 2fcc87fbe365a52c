import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { acceptOf, copyFormats } from "../../../shared/formats/uploads.ts";
import { awaitCopy, type Copy, listCopies } from "../../../shared/stored/copy.ts";
import { radios } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { reviewFileLinks, reviewFilesOf } from "../components/review-files.ts";
import { row } from "../components/row.ts";
import { faultOf, formatOptions, megabytes, signedFormTo, tooLarge, uploadRefusal } from "../components/upload-form.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type Filled, type Input, InvalidRequest, line } from "../http/input.ts";
import { within } from "../http/rates.ts";
import { type Say, say } from "../http/say.ts";
import { mayRemark } from "./may-remark.ts";

export const request = z.strictObject({
  /** The file's name; a form without script says its format instead. */
  name: line("input.file", 255).optional(),
  format: z.enum(copyFormats, "input.format").optional(),
  /** Its size, so that one too large is refused before it is sent. */
  bytes: z.int().min(0).optional(),
});

/** A deliverable with the open round, where its visitor may remark on it. */
export type CopyView = Opened & { speak: Say; round: Round | undefined };

/** The same for one who asks. */
export function copyView(c: PageContext, web: Web, opened: Opened): CopyView {
  const round = openRound(opened.state);
  return { ...opened, speak: say(c, web), round: round && mayRemark(opened, round) ? round : undefined };
}

/** A reviewer sends back the document with comments and tracked changes: they become remarks to check and to send. */
export async function copies(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const view = copyView(c, web, opened);
  const { state, visitor, speak, round } = view;
  const { text } = speak;
  const sent = await listCopies(web.ports.store, { deliverable: state.id, person: visitor.person.id });
  if (wantsJson(c)) return c.json({ copies: sent });
  await reachFiles(c, web);
  const main = html`${row(
    html`<p><a href="${href("reading", { id: state.id })}">${state.title}</a></p>`,
    html`${errorSummary(speak, filled)}<h1>${text("copy.title")}</h1>
${round ? html`<p>${text("copy.lead")}</p>${reviewFileLinks(speak, state, round, await reviewFilesOf(web, round))}${uploadForm(web, view, filled)}` : html`<div class="note"><p>${text("copy.closed")}</p></div>`}`,
  )}
${copyList(speak, state, sent)}`;
  return frame(c, web, { title: text("copy.title"), main, refused: filled.errors.length > 0, scripts: ["upload.js"] });
}

/** With script: a file to choose, sent with its progress. Without: its format first, the file on the next page. */
function uploadForm({ settings }: Web, { state, speak }: CopyView, filled: Filled): Html {
  const { text } = speak;
  const said = { sending: text("upload.sending"), sent: text("upload.sent"), failed: text("upload.failed") };
  return html`<form method="post" action="${href("copies", { id: state.id })}" novalidate data-upload data-limit="${settings.limits.uploadBytes}"
 data-none="${text("input.file")}" data-sending="${said.sending}" data-sent="${said.sent}" data-failed="${said.failed}" data-large="${tooLarge(speak, settings)}">
${uploadRefusal(speak)}
<div data-without-script>${radios(filled, {
    name: "format",
    label: text("upload.format"),
    options: formatOptions(speak, copyFormats),
  })}</div>
<div data-with-script hidden><div class="field"><label for="file">${text("copy.file")}</label>
<input type="file" id="file" accept="${acceptOf(copyFormats)}"></div>
<p role="status" data-status></p><progress max="100" value="0" hidden aria-label="${text("upload.progress")}"></progress></div>
<button>${text("copy.do")}</button></form>`;
}

function copyList(speak: Say, { id }: State, copies: readonly Copy[]): Html | "" {
  if (copies.length === 0) return "";
  return html`<section aria-labelledby="copies">${row("", html`<h2 id="copies">${speak.text("copy.sent")}</h2>`)}
<ul class="things">${copies.map(
    ({ upload, name, requested, status }) =>
      html`<li>${row(
        html`<p><time datetime="${requested}">${speak.instant(requested)}</time></p>`,
        html`<p><a href="${href("copy", { id, upload })}">${name}</a> ${statusTag(speak, status)}</p>`,
      )}</li>`,
  )}</ul></section>`;
}

function statusTag({ text }: Say, status: Copy["status"]): Html {
  const colour = { awaited: "now", read: "done", refused: "error" } as const;
  return html`<span class="tag ${colour[status]}">${text(`copy.status.${status}`)}</span>`;
}

/** Asks where a copy may be sent; what cannot be is refused on the page. Throws `round-closed`, `too-many-requests`. */
export async function requestCopy(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof request>>,
): Promise<Response> {
  const { state, visitor, round, speak } = copyView(c, web, opened);
  if (!ok) return copies(c, web, opened, filled);
  if (!round) throw new Refusal("round-closed", { round: state.rounds.at(-1)?.number ?? 1 });
  await within(web, "uploads", state.id);
  if (ok.name === undefined && ok.format === undefined) {
    const errors = [{ field: "format", message: speak.text("input.format") }];
    if (wantsJson(c)) throw new InvalidRequest(errors);
    return copies(c, web, opened, { ...filled, errors });
  }
  const fields = { "file-too-large": "file", "file-empty": "file" } as const;
  const result = await attempt(c, filled, fields, async () => {
    const name = ok.name ?? `${speak.text("copy.name")}.${ok.format}`;
    const fault = faultOf(name, ok.bytes, web.settings, copyFormats);
    if (fault) throw new Refusal(fault, { name, limit: megabytes(web.settings.limits.uploadBytes) });
    const upload = web.ports.ids();
    const { number, version } = round;
    const id = { deliverable: state.id, person: visitor.person.id, upload };
    await awaitCopy(web.ports, { ...id, round: number, version, name });
    const page = href("copy", { id: state.id, upload });
    return done(c, page, { upload, ...(await signedFormTo(web, upload, page)) }, 201);
  });
  return result instanceof Response ? result : copies(c, web, opened, result);
}
