import { html } from "hono/html";
import { checkDrafts } from "../../../shared/acts/judged.ts";
import { restoreKind, retireKind } from "../../../shared/acts/kinds.ts";
import { href } from "../../../shared/addresses.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { openSummaries } from "../../../shared/stored/lists.ts";
import { type Nothing, tick, unlessConfirmed } from "../components/confirmation.ts";
import { facts } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import type { Shown } from "../components/stale.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { Input } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { backToAll } from "./kind-form.ts";
import { type Standing, standingOf } from "./kinds.ts";
import { previewOf } from "./preview.ts";
import { shownKind } from "./shown-kind.ts";
import type { OpenedKind } from "./who.ts";

/** One kind: what it demands, who uses it, how a document of it looks, and what can be done of it. */
export async function kind(c: PageContext, web: Web, { kind, hash }: OpenedKind): Promise<Response> {
  const standing = await standingOf(web, kind);
  if (wantsJson(c)) return c.json({ kind, hash, standing });
  const speak = say(c, web);
  const { text, given } = speak;
  const using = (await openSummaries(web.ports.store)).filter((summary) => summary.kind === kind.id);
  const back = backToAll(speak);
  const main = html`${row(
    html`<p><a href="${back.href}">${back.label}</a></p><p><span class="tag now">${text(`kinds.standing.${standing}`)}</span></p>`,
    html`<h1>${given(kind.name)}</h1><p>${given(kind.description)}</p>
<p class="buttons"><a class="button" href="${href("kindChange", { kind: kind.id })}">${text("kinds.change")}</a> <a href="${href("newKind", {}, { from: kind.id })}">${text("kinds.copy")}</a> <a href="${href("kindFile", { kind: kind.id })}">${text("kinds.file")}</a></p>
${demands(speak, shownKind(speak, web.settings.network, kind).slice(2))}
<h2>${text("kinds.using")}</h2>${
      using.length === 0
        ? html`<p>${text("kinds.using.none")}</p>`
        : html`<ul class="plain">${using.map(({ id, title }) => html`<li><a href="${href("deliverable", { id })}">${title}</a></li>`)}</ul>`
    }
${ending(speak, kind, standing)}`,
  )}
${row("", previewOf(web, speak, kind))}`;
  return frame(c, web, { title: given(kind.name), main, document: true, scripts: ["confirm.js"] });
}

/** What most ask of a kind, then the rest, folded. */
function demands({ text }: Say, shown: Shown): Html {
  const first = new Set([text("kinds.sections"), text("kinds.quorum"), text("kinds.days"), text("kinds.stages")]);
  const [heads, others] = [true, false].map((is) => shown.filter(([name]) => first.has(name) === is));
  return html`${facts(heads!)}<details><summary>${text("kinds.all")}</summary>${facts(others!)}</details>`;
}

/** What gives a kind back its default, or takes it out of use. */
function ending({ text }: Say, { id }: Kind, standing: Standing): Html | "" {
  if (standing === "shipped") return "";
  const [address, act] = (
    {
      revised: [href("kindDefault", { kind: id }), "restore"],
      own: [href("kindRetirement", { kind: id }), "retire"],
      retired: [href("kindReturn", { kind: id }), "take-up"],
    } as const
  )[standing];
  return html`<hr><h2>${text(`kinds.${act}`)}</h2><p>${text(`kinds.${act}.lead`)}</p>
<form method="post" action="${address}" data-one-click>${tick(text(`kinds.${act}.tick`))} <button class="second">${text(`kinds.${act}`)}</button></form>`;
}

/** Gives a kind of Livrable's back its default. */
export async function restoredKind(
  c: PageContext,
  web: Web,
  { kind }: OpenedKind,
  input: Input<Nothing>,
): Promise<Response> {
  unlessConfirmed(input);
  await restoreKind(web.ports, kind.id);
  await checkDrafts(web.ports);
  return done(c, href("kind", { kind: kind.id }), { id: kind.id });
}

/** Takes one of the network's own kinds out of use. */
export async function retiredKind(
  c: PageContext,
  web: Web,
  { kind }: OpenedKind,
  input: Input<Nothing>,
): Promise<Response> {
  unlessConfirmed(input);
  await retireKind(web.ports, kind.id, true);
  return done(c, href("kind", { kind: kind.id }), { id: kind.id });
}

/** Takes it up again. */
export async function takenUpKind(
  c: PageContext,
  web: Web,
  { kind }: OpenedKind,
  input: Input<Nothing>,
): Promise<Response> {
  unlessConfirmed(input);
  await retireKind(web.ports, kind.id, false);
  return done(c, href("kind", { kind: kind.id }), { id: kind.id });
}
