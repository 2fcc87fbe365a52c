import { html } from "hono/html";
import { openRound, quorumInForce } from "../../../shared/deliverable/round/round.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import type { Settings } from "../../../shared/settings.ts";
import type { OrganisationRole } from "../../../shared/stored/organisation.ts";
import { lastDay } from "../../../shared/time/calendar.ts";
import { writtenDay } from "../../../shared/time/written-day.ts";
import type { PersonId } from "../../../shared/values.ts";
import { warningBox } from "../components/confirmation.ts";
import { languageOptions, radios, textArea, textField } from "../components/fields.ts";
import { typedIn } from "../components/filled.ts";
import { peoplePicker } from "../components/people-picker.ts";
import type { Directory } from "../components/picking.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { type ActionChoices, actionFields } from "./action-fields.ts";
import type { peopleFields } from "./plan.ts";

/** `kept`: reviewers who stay, there in the directory or not. */
type View = {
  speak: Say;
  people: Directory;
  filled: Filled;
  choices: ActionChoices;
  kept?: readonly PersonId[];
};

/** The fields that only a new deliverable has. */
export function kindFields({ speak, filled }: Pick<View, "speak" | "filled">, kinds: Kind[]): Html {
  const { text } = speak;
  return html`<div class="kinds">${radios(filled, {
    name: "kind",
    label: text("field.kind"),
    options: kinds.map(({ id, name, description }) => ({
      value: id,
      label: speak.given(name),
      hint: speak.given(description),
    })),
  })}</div>
${textArea(filled, { name: "parts", label: text("field.parts"), hint: text("field.parts.hint"), rows: 4 })}
${radios(filled, {
  name: "language",
  label: text("field.language"),
  options: languageOptions(speak),
})}`;
}

type RoleField = (typeof peopleFields)[number];

/** What it is called and what it answers, which stays open to change; `state` gives the present values. */
export function subjectFields({ speak, filled, choices }: Omit<View, "people" | "kept">, state?: State): Html {
  return html`${textField(filled, { name: "title", label: speak.text("field.title"), value: state?.title ?? "" })}
${actionFields(speak, filled, choices, state)}`;
}

/**
 * Who works on it and by when, which stays open to change; `state` gives the present values. Organisations are chosen in the place
 * of their people as authors and as funders.
 */
export function workFields(
  { speak, people, filled, kept = [], timeZone }: Omit<View, "choices"> & Pick<Settings, "timeZone">,
  state?: State,
): Html {
  const { text } = speak;
  const round = state && openRound(state);
  const dates = state && { ...state.due, ...(round && { review: lastDay(round.deadline, timeZone) }) };
  const quorum = state && quorumInForce(state);
  const some = people.organisations.length > 0;
  const role = (name: RoleField, more: { kept?: readonly PersonId[]; first?: OrganisationRole } = {}): Html => {
    const hint = more.first && some ? { hint: text("field.funders.hint") } : {};
    const values = state ? { values: state[name] } : {};
    return peoplePicker({ speak, people, filled }, { name, label: text(`field.${name}`), ...hint, ...more, ...values });
  };
  const due = (name: "dueDraft" | "dueReview" | "dueFinal", key: "draft" | "review" | "final"): Html =>
    textField(filled, {
      ...{ name, label: text(`due.${key}`), type: "date", value: dates?.[key] ?? "" },
      ...(key === "review" && round && { hint: text("due.review.open") }),
    });
  const typed = (["dueDraft", "dueReview", "dueFinal"] as const).map(
    (name) => writtenDay(typedIn(filled, name)) || "–",
  );
  const warned = filled.errors.find(({ field }) => field === "confirmed")?.each?.length ?? 1;
  return html`${role("authors", { first: "member" })}
${role("reviewers", { kept })}
${textField(filled, { name: "quorum", label: text("field.quorum"), hint: text("field.quorum.hint"), type: "number", value: typeof quorum === "number" ? String(quorum) : "" })}
${role("funders", { first: "funder" })}
<div class="dates">${due("dueDraft", "draft")}${due("dueReview", "review")}${due("dueFinal", "final")}</div>
${warningBox(filled, text("confirm.legend"), text("unlikely.confirm", { count: warned }), typed.join(" "))}`;
}
