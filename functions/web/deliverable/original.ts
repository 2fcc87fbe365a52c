import { html } from "hono/html";
import type { Asker } from "../../../shared/chain/event.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { CommandOf } from "../../../shared/deliverable/decided.ts";
import type { SourceRef } from "../../../shared/deliverable/origins/translated.ts";
import { newestVersion } from "../../../shared/deliverable/origins/translation.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { languages, languageTitle } from "../../../shared/i18n/languages.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { deliverables, loadState } from "../../../shared/stored/deliverable.ts";
import type { Html, Web } from "../http/context.ts";
import type { FieldError } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import type { Plan } from "./plan.ts";

/**
 * What a new deliverable translates, the version that it starts from, and its translations that were not withdrawn; `kind`: the
 * original's, which a translation has too, though it may be offered no more.
 */
export type Original = { state: State; from: SourceRef; kind: Kind; translations: State[] };

/** Throws `not-found`, `source-unready` of one that was not sent to review yet. */
export async function originalOf({ ports }: Web, id: string): Promise<Original> {
  const state = (await loadState(ports.store, id))?.state;
  if (!state || state.stage === "withdrawn") throw new Refusal("not-found");
  const from = newestVersion(state);
  if (!from) throw new Refusal("source-unready");
  const { kind } = await loadKind(ports.assets, state.kind);
  const made = (state.translations ?? []).map(async (each) => (await loadState(ports.store, each.deliverable))?.state);
  const translations = (await Promise.all(made)).flatMap((each) => (each && each.stage !== "withdrawn" ? [each] : []));
  return { state, from, kind, translations };
}

/** What is known of a translation: its kind, action and parts are the original's, its language one that it has not been translated into. */
export function translationPlan({ state, translations }: Original): Record<string, string[]> {
  const { kind, title, action, parts } = state;
  const taken = [state, ...translations];
  const other = languages.find((language) => !taken.some((each) => isSame(language, each.language)));
  const titled = parts.map((part) => part.title).filter(Boolean);
  return {
    ...{ translates: [state.id], kind: [kind], title: [title], action: [action] },
    language: other === undefined ? [] : [other],
    ...(titled.length > 0 && { parts: titled }),
  };
}

/** "fr" and "fr-CH" are one language. */
function isSame(one: string, other: string): boolean {
  return one.split("-")[0] === other.split("-")[0];
}

/** A translation has the kind of its original, a language of its own, and begins as the text of no other document. */
export function originalErrors(speak: Say, original: Original | undefined, plan: Plan): FieldError[] {
  if (!original) return [];
  const { text, language } = speak;
  const { state, kind, translations } = original;
  const same = translations.find((each) => each.id !== plan.id && isSame(each.language, plan.language));
  const values = same && { title: same.title, language: languageTitle(language, same.language).toLowerCase() };
  return [
    ...(plan.kind === state.kind
      ? []
      : [{ field: "kind", message: text("input.translation.kind", { kind: speak.given(kind.name) }) }]),
    ...(isSame(plan.language, state.language)
      ? [{ field: "language", message: text("input.translation.language") }]
      : []),
    ...(values ? [{ field: "language", message: text("input.translation.again", values) }] : []),
    ...(plan.derives === undefined ? [] : [{ field: "derives", message: text("input.translation.derives") }]),
  ];
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
