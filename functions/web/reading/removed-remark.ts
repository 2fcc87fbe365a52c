import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import { hidden } from "../components/fields.ts";
import type { VersionText } from "../components/version-text.ts";
import { maxFormBytes } from "../http/body.ts";
import type { Html } from "../http/context.ts";
import { cameWith } from "./came-with.ts";
import { editable, longestText } from "./edited-remark.ts";
import type { ReadingView } from "./reading-view.ts";

/** That a remark was taken out, and the form that brings it back, where it can; by script the page itself keeps what that sends. */
export function removedNote({ speak: { text }, opened, version }: ReadingView, remark: Remark): Html {
  const done = html`<p>${text("done.remarks.removed")}</p>`;
  if (!comesBack(version, remark)) return html`<div class="note done" role="status">${done}</div>`;
  const fields = Object.entries(restoring(version, remark)).map(([name, value]) => hidden(name, value));
  return html`<div class="note done" role="status">${done}
<form method="post" action="${href("remarks", { id: opened.state.id })}">${fields}<button class="link">${text("remark.restore")}</button></form></div>`;
}

/** Whether a form can bring back a remark whole: it is no larger than what is read of one, and is believed. */
export function comesBack(version: VersionText, remark: Remark): boolean {
  const fields = restoring(version, remark);
  const { text = "", came, type } = fields;
  const isRead = [text, fields[type!] ?? ""].every(({ length }) => length <= longestText);
  return isRead && bytesOf(fields) <= maxFormBytes && (!came || cameWith(came, version, false) !== undefined);
}

/** What the form that brings back a remark sends. */
function restoring(version: VersionText, remark: Remark): Record<string, string> {
  const {
    id,
    type,
    text,
    proposal,
    passage,
    block,
    words = "",
    occurrence = "",
    came = "",
  } = editable(version, remark);
  const typed = proposal ?? (type === "correction" ? passage : undefined);
  return {
    ...{ remark: id, round: String(remark.round), version: remark.version, block, words, asked: words, occurrence },
    ...{ type, text, came, unfinished: "true" },
    ...(type !== "comment" && typed !== undefined && { [type]: typed }),
  };
}

/** How large a form is as browsers send it (application/x-www-form-urlencoded), in bytes. */
function bytesOf(fields: Record<string, string>): number {
  const asSent = ([name, value]: [string, string]): [string, string] => [name, value.replace(/\r\n|\r|\n/g, "\r\n")];
  return new URLSearchParams(Object.entries(fields).map(asSent)).toString().length;
}
