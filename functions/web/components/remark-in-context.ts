import { html } from "hono/html";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import type { Excerpt, LocatedRemark } from "./located-remarks.ts";
import { dispositionTag, remarkSentences } from "./remark-words.ts";

/** What a remark is, and whether it was answered, for the margin. */
export function remarkAside(
  speak: Say,
  state: Pick<State, "stage">,
  { number, type, disposition, applied, erased }: LocatedRemark,
): Html {
  const { text } = speak;
  return html`<p><strong>${text("contributions.number", { number })}</strong></p>
${erased ? "" : html`<p>${text(`contributions.type.${type}`)}</p>`}<p>${dispositionTag(speak, state, disposition)}</p>
${applied ? html`<p>${text("contributions.applied")}</p>` : ""}`;
}

/** A remark with its passage in its context, who offered it, and what became of the passage. */
export function remarkInContext(speak: Say, remark: LocatedRemark): Html {
  const { passage, found, now, who, at, erased, applied } = remark;
  const { text } = speak;
  return html`${passage ? html`<blockquote class="passage"><p>${excerpt(passage)}</p></blockquote>` : ""}
${(erased ? [text("contributions.erased.text")] : remarkSentences(speak, passage?.words, remark)).map((sentence) => html`<p class="said">${sentence}</p>`)}
<p class="muted small">${text("contributions.by", { who, date: speak.instant(at) })}</p>
${found && found.fate !== "same" && !(applied && found.fate === "gone") ? html`<p class="small">${text(`contributions.${found.fate}`)}</p>` : ""}
${now ? html`<blockquote class="passage"><p>${excerpt(now)}</p></blockquote>` : ""}`;
}

function excerpt({ before, words, after }: Excerpt): Html {
  return html`${before}<mark>${words}</mark>${after}`;
}

/** Where a remark is: the part and the heading that it is under; of one that was erased nobody knows. */
export function placeWords({ text }: Say, { part, heading, anchor, erased }: LocatedRemark): string {
  if (erased) return text("contributions.erased.place");
  if (!anchor) return text("contributions.whole");
  return [part, heading].filter(Boolean).join(" – ") || text("contributions.head");
}
