import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import { hidden } from "../components/fields.ts";
import type { Html } from "../http/context.ts";
import { comesBack } from "./came-with.ts";
import { editable } from "./edited-remark.ts";
import type { ReadingView } from "./reading-view.ts";

/** That a remark was taken out, and the form that brings it back, where it can; by script the page itself keeps what that sends. */
export function removedNote({ speak: { text }, opened, version }: ReadingView, remark: Remark): Html {
  const done = html`<p>${text("done.remarks.removed")}</p>`;
  if (!comesBack(remark)) return html`<div class="note done" role="status">${done}</div>`;
  const {
    id,
    type,
    text: said,
    proposal,
    passage,
    block,
    words = "",
    occurrence = "",
    came = "",
  } = editable(version, remark);
  const typed = proposal ?? (type === "correction" ? passage : undefined);
  return html`<div class="note done" role="status">${done}
<form method="post" action="${href("remarks", { id: opened.state.id })}">${hidden("remark", id)}${hidden("round", String(remark.round))}${hidden("version", remark.version)}
${hidden("block", block)}${hidden("words", words)}${hidden("asked", words)}${hidden("occurrence", occurrence)}${hidden("type", type)}${hidden("text", said)}${hidden("came", came)}
${type === "comment" || typed === undefined ? "" : hidden(type, typed)}${hidden("unfinished", "true")}<button class="link">${text("remark.restore")}</button></form></div>`;
}
