import { html } from "hono/html";
import { delivered, deliveredEditions } from "../../../shared/deliverable/final/editions.ts";
import type { Final, Output } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { helpLink } from "../components/help-link.ts";
import { panel } from "../components/panel.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Where the script puts the name of the file. */
const named = "%file%";

/**
 * Whether a file that somebody has is one of a final, of this edition or of another: the browser takes its hash and looks for it in this list
 * (`final.js`); without script, the hashes and how to take one's own. Nothing is sent.
 */
export function verification(speak: Say, state: State): Html {
  const { text } = speak;
  const known = deliveredEditions(state).flatMap((edition) => edition.outputs.map((output) => ({ edition, output })));
  const lines = known.map(({ edition, output }) => hashLine(speak, state, edition, output));
  const file = { file: named };
  const body = html`<div data-verify data-none="${text("verify.none", file)}" data-unread="${text("verify.unread", file)}" hidden><p>${text("verify.lead")}</p>
<div class="field"><label for="verify-file">${text("verify.file")}</label><input type="file" id="verify-file"></div>
<p role="status"></p></div>
<details><summary>${text("verify.hashes")}</summary><p>${text("verify.by-hand")}</p><ul class="plain hashes">${lines}</ul></details>
<ul class="plain"><li>${helpLink(speak, "verifier")}</li></ul>`;
  return panel("verify", text("verify.title"), body);
}

function hashLine(speak: Say, state: State, { edition }: Final, { format, sha256 }: Output): Html {
  const { text } = speak;
  const newest = delivered(state)?.edition ?? edition;
  const what = text(`download.${format}`);
  const verdict = text(edition === newest ? "verify.is" : "verify.older", { file: named, what, edition, newest });
  return html`<li>${text("verify.hash", { what: text(`format.${format}`), edition })} <code data-sha="${sha256}" data-kind="${edition === newest ? "done" : "warning"}" data-verdict="${verdict}">${sha256}</code></li>`;
}
