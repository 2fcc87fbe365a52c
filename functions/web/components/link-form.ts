import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { hidden, textField } from "./fields.ts";
import { nothingFilled } from "./filled.ts";

/**
 * Where anyone asks for their link; the answer is the same for every address. `waits`: what somebody typed waits on this page, which stays
 * as it is while another tab answers.
 */
export function linkForm(speak: Say, filled: Filled = nothingFilled, waits = filled.typed.waits !== undefined): Html {
  const { text } = speak;
  const stays = waits && filled === nothingFilled;
  return html`<form method="post" action="${href("askLink")}" novalidate${stays ? html` target="_blank" rel="noopener"` : ""}>
${waits ? hidden("waits", "true") : ""}
${textField(filled, { name: "address", label: text("link.address"), hint: text("link.address.hint"), type: "email", autocomplete: "email" })}
<button>${text("link.send")}</button>
</form>`;
}
