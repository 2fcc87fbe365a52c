import { html, raw } from "hono/html";
import type * as z from "zod";
import { checksBy } from "../../../shared/acts/judged.ts";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { type Proposal, proposalsOf, proposedVersions } from "../../../shared/deliverable/final/proposing.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { withVersion } from "../../../shared/stored/history.ts";
import { putText } from "../../../shared/stored/text.ts";
import { textArea } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { readPart } from "../components/version-text.ts";
import { lackWords } from "../draft/missing.ts";
import { type Opened, theCast } from "../http/access.ts";
import { done, param } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import type { Filled, Input } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import type { declining } from "./edition-forms.ts";
import { settledProposal } from "./settled-proposal.ts";

/**
 * A part that was sent of a final, as it was read: what it changes, and the way to take it up or to decline it; once that is done,
 * what became of it. Throws `upload-unknown`.
 */
export async function proposal(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { state } = opened;
  const { id } = state;
  const asked = param(c, "upload");
  const sent = proposalsOf(state).find(({ upload }) => upload === asked);
  if (!sent) return settledProposal(c, web, opened, asked);
  const version = sent.version ?? "";
  if (wantsJson(c)) return c.json({ proposal: { upload: sent.upload, part: sent.part, by: sent.by, version } });
  await reachFiles(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const cast = await theCast(web, opened, speak);
  const { article } = await readPart(web, await withVersion(web.ports.store, state, version), version, sent.part);
  const lacks = await lacksOf(web, speak, state, sent);
  const final = state.final ?? state.editions.at(-1);
  const words = { who: cast.name(sent.by), name: sent.name, date: speak.instant(sent.requested) };
  const title = text("proposal.title");
  const refused = filled.errors.length > 0;
  const main = html`${row(
    html`<p><a href="${href("newEdition", { id })}">${state.title}</a></p><p>${partTitle(state, sent.part)}</p>`,
    html`${errorSummary(speak, filled)}<h1>${title}</h1><p>${text("proposal.sent", words)}</p>
<p><a href="${href("uploadSource", { id, upload: sent.upload })}">${text("read.source")}</a></p>
${lacks.map((lack) => html`<div class="note warning"><p>${lack}</p></div>`)}
${final ? html`<p><a href="${href("redline", { id }, { from: final.version, to: version })}">${text("proposal.redline")}</a></p>` : ""}
<p><a class="button" href="${href("newEdition", { id })}">${text(state.making ? "edition.take.go" : "edition.open.go")}</a></p>
<details${refused ? raw(" open") : ""}><summary>${text("proposal.decline")}</summary><form method="post" novalidate>
${textArea(filled, { name: "reason", label: text("proposal.reason"), hint: text("proposal.reason.hint") })}
<button class="second">${text("proposal.decline.do")}</button></form></details>`,
  )}
<section aria-labelledby="text">${row("", html`<h2 id="text">${text("read.text")}</h2>${raw(article)}`)}</section>`;
  return frame(c, web, { title: `${title} – ${state.title}`, main, document: true, refused });
}

/** What the part lacks by its kind as it is today: an edition that takes it up could not be published. */
async function lacksOf(
  { ports }: Web,
  speak: Say,
  state: State,
  { version, part, offer }: Proposal,
): Promise<string[]> {
  const { kind } = await loadKind(ports.assets, state.kind);
  const made = proposedVersions(state).find(({ hash }) => hash === version);
  const checks = made && (await checksBy(ports.files, made, kind));
  return lackWords(speak, kind, checks?.[part] ?? offer.check);
}

/** Declines it, and its sender is told why. */
export async function decline(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof declining>>,
): Promise<Response> {
  if (!ok) return proposal(c, web, opened, filled);
  const { state, by, still } = opened;
  const reason = await putText(web.ports, ok.reason);
  const command = { type: "declineProposal", by, upload: param(c, "upload"), reason } as const;
  await issue(deliverables, web.ports, state.id, command, still);
  return done(c, href("deliverable", { id: state.id }));
}
