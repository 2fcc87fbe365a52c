import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { textField } from "./fields.ts";
import { nothingFilled } from "./filled.ts";

/** Where anyone asks for their link; the answer is the same for every address. */
export function linkForm(speak: Say, filled: Filled = nothingFilled): Html {
  const { text } = speak;
  return html`<form method="post" action="${href("askLink")}" novalidate>
${textField(filled, { name: "address", label: text("link.address"), hint: text("link.address.hint"), type: "email", autocomplete: "email" })}
<button>${text("link.send")}</button>
</form>`;
}
