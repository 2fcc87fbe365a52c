import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { checkboxes, hidden, radios, textArea, textField } from "../components/fields.ts";
import { typedIn } from "../components/filled.ts";
import { type Occurrence, occurrenceName } from "../components/passages.ts";
import { fileWords, threadWords } from "../components/remark-words.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";

/** A remark being written. `block`: as the page names it, "" for the whole document; `words`: those of the passage. */
export type EditedRemark = {
  remark: Pick<Contribution, "id" | "type" | "text" | "proposal" | "file" | "replies" | "resolved">;
  block: string;
  /** That were chosen; absent: all of the block. */
  words?: string;
  /** Which of the places of these words: "2/3"; and the places, where there are several. */
  occurrence?: string;
  places?: Occurrence[];
  /** What a correction begins with. */
  passage: string;
  /** It is kept already: it may be taken out. */
  kept: boolean;
};

/** The form of one remark, in its place on the reading page. Which fields are seen follows the type, by style alone. */
export function remarkForm(speak: Say, { id }: State, round: Round, filled: Filled, writing: EditedRemark): Html {
  const { text } = speak;
  const { remark, block, kept, passage } = writing;
  const back = `${href("reading", { id })}${block ? `#${block}` : ""}`;
  const said = { saving: text("remark.saving"), saved: text("remark.saved"), failed: text("remark.failed") };
  const proposed = (type: Contribution["type"]) => (remark.type === type ? remark.proposal : undefined);
  return html`<div class="remark" lang="${speak.language}" id="remark-form">
<form method="post" action="${href("remarks", { id })}" novalidate aria-labelledby="remark-title" data-remark data-block="${block}"
 data-saving="${said.saving}" data-saved="${said.saved}" data-failed="${said.failed}">
<p id="remark-title"><strong>${text(block ? "remark.title.passage" : "remark.title.whole")}</strong></p>
${threadWords(speak, remark).map((line) => html`<p class="said">${line}</p>`)}
${remark.file ? html`<p class="muted">${fileWords(speak, remark.file)}</p>` : ""}
${hidden("remark", typedIn(filled, "remark") || remark.id)}${hidden("round", String(round.number))}
${hidden("version", round.version)}${hidden("block", block)}
${radios(filled, {
  name: "type",
  label: text("remark.type"),
  value: remark.type,
  options: typesFor(block !== "" || remark.type === "correction").map((value) => ({
    value,
    label: text(`remark.type.${value}`),
  })),
})}
${block ? textField(filled, { name: "words", label: text("remark.words"), hint: text("remark.words.hint"), value: writing.words ?? "" }) : ""}
${block ? whichPlace(speak, filled, writing) : ""}
${block ? html`<p class="muted" data-with-script hidden>${text("remark.words.select")}</p>` : ""}
<div class="of-correction">${textArea(filled, { name: "correction", label: text("remark.correction"), hint: text("remark.correction.hint"), rows: 5, value: proposed("correction") ?? passage })}</div>
<div class="of-addition">${textArea(filled, { name: "addition", label: text("remark.addition"), rows: 5, value: proposed("addition") ?? "" })}</div>
<div class="of-reference">${textArea(filled, { name: "reference", label: text("remark.reference"), hint: text("remark.reference.hint"), rows: 3, value: proposed("reference") ?? "" })}</div>
${textArea(filled, { name: "text", label: text("remark.text"), hint: text("remark.text.hint"), rows: 4, value: remark.text })}
${kept ? checkboxes(filled, { name: "remove", label: text("remark.remove.legend"), options: [{ value: "true", label: text("remark.remove") }] }) : ""}
<p role="status" data-status class="muted"></p>
<div class="buttons"><button>${text("remark.save")}</button> <a href="${back}">${text("remark.leave")}</a></div>
</form></div>`;
}

/** Which of several places is meant, asked of who has not chosen it in the text. */
function whichPlace({ text }: Say, filled: Filled, { words = "", occurrence = "", places }: EditedRemark): Html {
  const said = typedIn(filled, "words") || words;
  if (!places) return html`<div data-occurrence>${hidden("asked", said)}${hidden("occurrence", "")}</div>`;
  const options = places.map(({ before, after }, index) => ({
    value: occurrenceName(index, places.length),
    label: html`… ${before}<mark>${said}</mark>${after} …`,
  }));
  const known = typedIn(filled, "asked") === said ? filled : { ...filled, typed: { ...filled.typed, occurrence: [] } };
  const question = { name: "occurrence", label: text("remark.occurrence"), options, value: occurrence };
  return html`<div data-occurrence>${hidden("asked", said)}${radios(known, question)}</div>`;
}

function typesFor(passage: boolean): Contribution["type"][] {
  return passage ? ["comment", "correction", "addition", "reference"] : ["comment", "addition", "reference"];
}
