import { html } from "hono/html";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

const keys = [
  ["A", "applied"],
  ["I", "integrated"],
  ["P", "partly"],
  ["N", "declined"],
  ["↵", "save"],
  ["⇧ A…", "both"],
  ["J ↓", "next"],
  ["K ↑", "previous"],
  ["U", "undo"],
  ["?", "show"],
] as const;

/** What each key does, and how to have none of them; `treat.js` opens it. */
export function keysDialog({ text }: Say): Html {
  return html`<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">${text("treat.keys")}</h2>
<dl class="facts">${keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${text(`treat.key.${what}`)}</dd></div>`)}</dl>
<p class="muted">${text("treat.keys.fields")}</p>
<form method="dialog" class="buttons"><button>${text("treat.keys.close")}</button><button class="second" data-toggle data-on="${text("treat.keys.on")}" data-off="${text("treat.keys.off")}"></button></form></dialog>
<p id="told" class="hidden" role="status"></p>`;
}
