import { html } from "hono/html";
import type { Asker } from "../../../shared/chain/event.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { CommandOf } from "../../../shared/deliverable/decided.ts";
import type { SourceRef } from "../../../shared/deliverable/origins/translated.ts";
import { newestVersion } from "../../../shared/deliverable/origins/translation.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { languages } from "../../../shared/i18n/languages.ts";
import { deliverables, loadState } from "../../../shared/stored/deliverable.ts";
import type { Html, Web } from "../http/context.ts";
import type { FieldError } from "../http/input.ts";
import type { Say } from "../http/say.ts";

/** What a new deliverable translates, and the version that it starts from. */
export type Original = { state: State; from: SourceRef };

/** Throws `not-found`, `source-unready` of one that was not sent to review yet. */
export async function originalOf({ ports }: Web, id: string): Promise<Original> {
  const state = (await loadState(ports.store, id))?.state;
  if (!state || state.stage === "withdrawn") throw new Refusal("not-found");
  const from = newestVersion(state);
  if (!from) throw new Refusal("source-unready");
  return { state, from };
}

/** What is known of a translation: its kind, action and parts are the original's, its language another. */
export function translationPlan({ state }: Original): Record<string, string[]> {
  const { kind, title, action, parts } = state;
  const other = languages.find((language) => !isSame(language, state.language));
  const titled = parts.map((part) => part.title).filter(Boolean);
  return {
    ...{ translates: [state.id], kind: [kind], title: [title], action: [action] },
    ...(other !== undefined && { language: [other] }),
    ...(titled.length > 0 && { parts: titled }),
  };
}

/** "fr" and "fr-CH" are one language. */
function isSame(one: string, other: string): boolean {
  return one.split("-")[0] === other.split("-")[0];
}

/** A translation is in another language. */
export function languageErrors({ text }: Say, original: Original | undefined, language: string): FieldError[] {
  if (!original || !isSame(language, original.state.language)) return [];
  return [{ field: "language", message: text("input.translation.language") }];
}

/** Of what it is a translation, and who reads the original by it. */
export function originalNote({ text, day }: Say, original: Original | undefined): Html | "" {
  if (!original) return "";
  const { state, from } = original;
  return html`<div class="note"><p>${text("translation.new.of", { title: state.title, date: day(from.dated) })}</p>
<p>${text("translation.new.read")}</p></div>`;
}

/** As the command that makes it says it. */
export function translatesOf(original: Original | undefined): Pick<CommandOf<"create">, "translates"> {
  if (!original) return {};
  const { state, from } = original;
  return { translates: { deliverable: state.id, language: state.language, from } };
}

/** The original learns of its translation. */
export async function noteOn(
  { ports }: Web,
  { state }: Original,
  noted: { by: Exclude<Asker, "line">; translation: string; language: string },
): Promise<void> {
  await issue(deliverables, ports, state.id, { type: "noteTranslation", ...noted });
}
