import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import { choiceRow, fieldset, hidden, radios, textArea, textField } from "../components/fields.ts";
import { typedIn } from "../components/filled.ts";
import { occurrenceName } from "../components/passages.ts";
import { fileWords, threadWords } from "../components/remark-words.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { type EditedRemark, remarkTypes } from "./edited-remark.ts";
import type { ReadingView } from "./reading-view.ts";

type Writing = Pick<ReadingView, "speak" | "opened" | "round" | "filled">;

/** The form of one remark, in its place on the reading page. Which fields are seen follows the type, by style alone. */
export function remarkForm({ speak, opened, round, filled }: Writing, writing: EditedRemark): Html {
  const { text } = speak;
  const { id } = opened.state;
  const { remark, block, kept } = writing;
  const first = firstBox(filled, remark);
  const said = { saving: text("remark.saving"), saved: text("remark.saved"), failed: text("remark.failed") };
  const leave = html`<a href="${href("reading", { id })}${block ? `#${block}` : ""}" data-leave>${text("remark.leave")}</a>`;
  const remove = html`<button class="link" name="remove" value="true" data-remove${kept ? "" : html` hidden`}>${text("margin.remove")}</button>`;
  return html`<div class="remark writing" lang="${speak.language}" id="remark-form">
<form method="post" action="${href("remarks", { id })}" novalidate aria-labelledby="remark-title" data-remark data-block="${block}" data-whole="${text("remark.title.whole")}"
 data-saving="${said.saving}" data-saved="${said.saved}" data-failed="${said.failed}">
<p class="about"><strong id="remark-title">${text(block ? "remark.title.passage" : "remark.title.whole")}</strong> <span role="status" data-status class="muted">${kept ? text("remark.unsent.yet") : ""}</span></p>
<p class="quote" data-quote${writing.words ? "" : html` hidden`}>${writing.words ?? ""}</p>
${threadWords(speak, remark).map((line) => html`<p class="said">${line}</p>`)}
${remark.file ? html`<p class="muted">${fileWords(speak, remark.file)}</p>` : ""}
${hidden("remark", typedIn(filled, "remark") || remark.id)}${hidden("round", String(round.number))}
${hidden("version", round.version)}${hidden("block", block)}
${typeChoice(speak, filled, writing)}
${proposals(speak, filled, writing)}
${textArea(filled, { name: "text", label: textLabel(speak), rows: 3, value: remark.text, focused: first === "comment" })}
${block ? whichPlace(speak, filled, writing) : ""}
<div class="buttons"><button>${text("remark.save")}</button>${remove}${leave}</div>
${block ? passageField(speak, filled, writing) : ""}
</form></div>`;
}

/** The box that one writes in first; none where the focus goes to what was wrong, nor of a form that a script opens. */
function firstBox({ errors }: Filled, { id, type }: EditedRemark["remark"]): Contribution["type"] | undefined {
  return errors.length > 0 || id === "" ? undefined : type;
}

/** What kind of remark it is: one line of words beside each other. */
function typeChoice(speak: Say, filled: Filled, { remark, block }: EditedRemark): Html {
  const { text } = speak;
  const chosen = typedIn(filled, "type") || remark.type;
  const types = remarkTypes.filter((type) => type !== "correction" || block !== "" || remark.type === "correction");
  const rows = types.map((value, index) => {
    const option = { value, label: text(`margin.type.${value}`) };
    return choiceRow("type", index === 0 ? "type" : `type-${index + 1}`, option, value === chosen, "radio");
  });
  const field = { name: "type", label: text("remark.type") };
  return html`<div class="segments">${fieldset(filled, field, html`<div>${rows}</div>`)}</div>`;
}

/** The box of each kind but the comment's. */
function proposals({ text }: Say, filled: Filled, { remark, passage }: EditedRemark): Html {
  const first = firstBox(filled, remark);
  const box = (type: Contribution["type"], rows: number, value = "") => ({
    ...{ name: type, rows, focused: first === type },
    value: (remark.type === type ? remark.proposal : undefined) ?? value,
  });
  return html`<div class="of-correction">${textArea(filled, { ...box("correction", 4, passage), label: text("remark.correction"), hint: text("remark.correction.hint") })}</div>
<div class="of-addition">${textArea(filled, { ...box("addition", 4), label: text("remark.addition"), hint: text("remark.addition.hint") })}</div>
<div class="of-reference">${textArea(filled, { ...box("reference", 3), label: text("remark.reference"), hint: text("remark.reference.hint") })}</div>`;
}

/** What a comment is, and what explains the others. */
function textLabel({ text }: Say): Html {
  return html`<span class="as-comment">${text("remark.text")}</span><span class="as-reason">${text("remark.reason")}</span>`;
}

/** The words of the block that are meant, where not all of it is. */
function passageField(speak: Say, filled: Filled, writing: EditedRemark): Html {
  const { text } = speak;
  const isWrong = filled.errors.some(({ field }) => field === "words" || field === "occurrence");
  const words = { name: "words", label: text("remark.words"), hint: text("remark.words.hint") };
  return html`<details class="of-words"${isWrong ? html` open` : ""}><summary>${text("remark.words")}</summary>
${textField(filled, { ...words, value: writing.words ?? "" })}<p class="muted" data-with-script hidden>${text("remark.words.select")}</p></details>`;
}

/** Which of several places is meant, asked of who has not chosen it in the text. */
function whichPlace({ text }: Say, filled: Filled, { words = "", occurrence = "", places }: EditedRemark): Html {
  const said = typedIn(filled, "words") || words;
  if (!places) return html`<div data-occurrence>${hidden("asked", said)}${hidden("occurrence", occurrence)}</div>`;
  const options = places.map(({ before, after }, index) => ({
    value: occurrenceName(index, places.length),
    label: html`… ${before}<mark>${said}</mark>${after} …`,
  }));
  const known = typedIn(filled, "asked") === said ? filled : { ...filled, typed: { ...filled.typed, occurrence: [] } };
  const question = { name: "occurrence", label: text("remark.occurrence"), options, value: occurrence };
  return html`<div data-occurrence>${hidden("asked", said)}${radios(known, question)}</div>`;
}
