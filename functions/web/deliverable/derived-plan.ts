import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { openCarried, type VersionRef } from "../../../shared/deliverable/origins/origin.ts";
import { undisposed } from "../../../shared/deliverable/round/round.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { everyRound, type PastVersion, versionEver } from "../../../shared/stored/history.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { hidden, radios } from "../components/fields.ts";
import { typedIn } from "../components/filled.ts";
import { roundVersionWords, versionWords } from "../components/version-words.ts";
import type { Html, Web } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { type ActionChoices, grownPlan } from "./action-fields.ts";

/** A version that a new document begins as, and its deliverable. */
export type Derived = { ref: VersionRef; source: State; version: PastVersion };

/** What a form names, "<deliverable>.<version>"; undefined: there is no such version. */
export async function derivedOf({ ports }: Web, typed: string | undefined): Promise<Derived | undefined> {
  const [deliverable = "", version = ""] = typed?.split(".") ?? [];
  const loaded = deliverable === "" ? undefined : await loadState(ports.store, deliverable);
  const known = loaded && (await versionEver(ports.store, loaded.state, version));
  return known && { ref: { deliverable, version }, source: loaded.state, version: known };
}

/** By what a form names a version. */
function derivesValue({ deliverable, version }: VersionRef): string {
  return `${deliverable}.${version}`;
}

/**
 * The form of a document that begins as the text of another: what is known of that, and of the document that its action expects to
 * grow out of it, or the kind that its own usually becomes; all to be changed. Who writes it is to be said: a form that a program
 * sends as it is makes nothing. Undefined: it begins as the text of none.
 */
export async function derivedPlan(
  web: Web,
  { kinds, choices }: { kinds: readonly Kind[]; choices: ActionChoices },
  typed: string | undefined,
): Promise<Record<string, string[]> | undefined> {
  const derived = await derivedOf(web, typed);
  if (!derived) return undefined;
  const { id, kind, title, action, expectation, reviewers, funders, language, parts } = derived.source;
  const others = (await deliverablesOf(web.ports.store, action)).filter((each) => each.id !== id);
  const grown = grownPlan(
    choices,
    { action, expectation },
    others.map((each) => each.expectation),
  );
  const usual = kinds.find((each) => each.id === kind)?.next ?? [];
  const next = [...(grown.kind ?? []), ...usual].find((each) => kinds.some((offered) => offered.id === each));
  return {
    ...{ title: [title], action: [action], ...grown },
    ...{ derives: [derivesValue(derived.ref)], language: [language], ...(next !== undefined && { kind: [next] }) },
    ...{ reviewers, funders, parts: parts.map((part) => part.title).filter(Boolean) },
  };
}

/** "« L’interculturalité : note de cadrage », version 2, du 3 mars". */
export function derivedWords(speak: Say, { source, version }: Derived): string {
  return speak.text("derived.words", { title: source.title, version: versionWords(speak, version) });
}

/** What the new document begins as, where several versions are there one of them; and what comes along. */
export async function derivesFields(web: Web, speak: Say, filled: Filled): Promise<Html | ""> {
  const typed = typedIn(filled, "derives");
  const derived = await derivedOf(web, typed);
  if (!derived) return typed === "" ? "" : hidden("derives", typed);
  const { source } = derived;
  const { text } = speak;
  const versions = source.versions.map(({ hash }) => hash).filter((hash) => hash !== derived.ref.version);
  const options = [derived.ref.version, ...versions].map((version) => ({
    value: derivesValue({ deliverable: source.id, version }),
    label: roundVersionWords(speak, source, version),
  }));
  const count = await openCount(web, source);
  return html`<div class="note"><p>${text("derived.lead")} <a href="${href("deliverable", { id: source.id })}">${source.title}</a></p>
<p>${text(count === 0 ? "derived.remarks.none" : "derived.remarks", { count })}</p></div>
${source.withdrawn ? html`<div class="note warning"><p>${text("derived.withdrawn", { date: speak.day(source.withdrawn) })}</p></div>` : ""}
${options.length > 1 ? radios(filled, { name: "derives", label: text("field.derives"), options }) : hidden("derives", typed)}`;
}

/** Remarks that have no disposition there. */
async function openCount({ ports }: Web, source: State): Promise<number> {
  const rounds = await everyRound(ports.store, source);
  return rounds.reduce((sum, round) => sum + undisposed(round).length, openCarried(source).length);
}
