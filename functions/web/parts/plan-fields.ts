import { html } from "hono/html";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { quorumInForce } from "../../../shared/workflow/round.ts";
import type { State } from "../../../shared/workflow/state.ts";
import type { People } from "../access.ts";
import type { Html } from "../context.ts";
import type { Say } from "../say.ts";
import { checkboxes, radios, textArea, textField } from "./fields.ts";
import type { Filled } from "./filled.ts";

type View = { speak: Say; people: People; filled: Filled };

/** The fields that only a new deliverable has. */
export function kindFields({ speak, filled }: View, kinds: Kind[]): Html {
  const { text, language } = speak;
  return html`${radios(filled, {
    name: "kind",
    label: text("field.kind"),
    options: kinds.map(({ id, name, description }) => ({
      value: id,
      label: name[language],
      hint: description[language],
    })),
  })}
${textArea(filled, { name: "parts", label: text("field.parts"), hint: text("field.parts.hint"), rows: 4 })}
${radios(filled, {
  name: "language",
  label: text("field.language"),
  options: [
    { value: "fr", label: text("language.fr") },
    { value: "en", label: text("language.en") },
  ],
})}`;
}

/** The fields that stay open to change; `state` gives the present values. */
export function changeableFields({ speak, people, filled }: View, state?: State): Html {
  const { text } = speak;
  const quorum = state && quorumInForce(state);
  const options = people.present.map(({ id, name, organisation }) => ({ value: id, label: name, hint: organisation }));
  const role = (name: "authors" | "reviewers" | "funders"): Html =>
    checkboxes(filled, { name, label: text(`field.${name}`), options, ...(state ? { values: state[name] } : {}) });
  const due = (name: "dueDraft" | "dueReview" | "dueFinal", key: "draft" | "review" | "final"): Html =>
    textField(filled, { name, label: text(`due.${key}`), type: "date", value: state?.due[key] ?? "" });
  return html`${textField(filled, { name: "title", label: text("field.title"), value: state?.title ?? "" })}
${textField(filled, { name: "action", label: text("field.action"), hint: text("field.action.hint"), value: state?.action ?? "" })}
${role("authors")}${role("reviewers")}
${textField(filled, { name: "quorum", label: text("field.quorum"), hint: text("field.quorum.hint"), type: "number", value: quorum === undefined || quorum === "all" ? "" : String(quorum) })}
${role("funders")}
${due("dueDraft", "draft")}${due("dueReview", "review")}${due("dueFinal", "final")}`;
}
