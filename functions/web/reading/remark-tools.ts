import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { hidden } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import type { Html } from "../http/context.ts";
import { remarkTypes } from "./edited-remark.ts";
import type { ReadingView } from "./reading-view.ts";
import { remarkForm } from "./remark-form.ts";

/** What takes out one remark, and what a script shows in its place: the form of a new one, the tool of words that are selected, the keys. */
export function remarkTools(view: ReadingView): Html {
  const { speak, opened, round } = view;
  const { text } = speak;
  const blank = { remark: { id: "", type: "comment", text: "" }, block: "-", passage: "", kept: false } as const;
  return html`<form id="removing" method="post" action="${href("remarks", { id: opened.state.id })}">${hidden("round", String(round.number))}${hidden("version", round.version)}${hidden("type", "comment")}${hidden("remove", "true")}</form>
<template id="remark-template">${remarkForm({ ...view, filled: nothingFilled }, blank)}</template>
<div class="tool" role="toolbar" aria-label="${text("tool.label")}" hidden>${remarkTypes.map((type, index) => {
    const key = { comment: "C", correction: "R", addition: "", reference: "" }[type];
    return html`<button value="${type}"${index === 0 ? "" : html` tabindex="-1"`}>${text(`tool.${type}`)}${key ? html` <kbd>${key}</kbd>` : ""}</button>`;
  })}</div>
<div class="told" role="status" data-failed="${text("remark.unreached")}" data-over="${text("lost.title")}" hidden><p>${text("done.remarks.removed")}</p><button class="link">${text("remark.restore")}</button></div>
${keysDialog(view)}`;
}

const keys = [
  ["J", "next"],
  ["K", "previous"],
  ["C", "comment"],
  ["R", "correct"],
  ["Esc", "leave"],
  ["?", "show"],
] as const;

/** What each key does, and how to have none of them. */
function keysDialog({ speak: { text } }: ReadingView): Html {
  return html`<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">${text("keys.title")}</h2>
<dl class="facts">${keys.map(([key, what]) => html`<div><dt><kbd>${key === "Esc" ? text("keys.escape") : key}</kbd></dt><dd>${text(`keys.does.${what}`)}</dd></div>`)}</dl>
<p class="muted">${text("keys.fields")}</p>
<form method="dialog" class="buttons"><button>${text("keys.close")}</button><button class="second" data-toggle data-on="${text("keys.on")}" data-off="${text("keys.off")}"></button></form></dialog>`;
}
