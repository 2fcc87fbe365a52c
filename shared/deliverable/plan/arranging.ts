import { alreadyDone } from "../../chain/aggregate.ts";
import { canonicalJson, hashOf, plain } from "../../chain/hash.ts";
import type { Holder } from "../../values.ts";
import { type CommandOf, type Decided, happens, inStage, type Refusing, unless } from "../decided.ts";
import { reopenedBy } from "../drafting/drafting.ts";
import type { Manifest, PartPlan, State } from "../state.ts";
import { maxName } from "../state.ts";

const maxParts = 40;
/** Parts that were dropped count too: the state keeps their names. */
const maxKnownParts = 120;

/**
 * Adds, drops and orders parts, and says who writes each. A part that has a draft is dropped only where the command
 * names it; ids of dropped parts never come back; who was named for a part and left may stay named. In review only who writes a part changes. Refuses `stage-forbids`,
 * `parts-in-review`, `parts-changed`, `request-invalid`, `part-reviewed` (renamed after a round), `part-drafted`.
 */
export function arrangeParts(state: State, { parts: asked, drop, seen }: CommandOf<"arrangeParts">): Decided {
  const parts = asked.map(tidy);
  if (isSame(state.parts.map(tidy), parts)) return alreadyDone;
  const ids = state.parts.map(({ id }) => id);
  const refused =
    inStage(state, "draft", "review") ??
    unless((seen ?? ids).join() === ids.join(), "parts-changed") ??
    checkParts(parts, [...state.authors, ...state.parts.flatMap(({ people = [] }) => people)]) ??
    unless(state.stage === "draft" || isSame(state.parts.map(shape), parts.map(shape)), "parts-in-review") ??
    unless(!parts.some(({ id }) => state.dropped.some((gone) => gone.id === id)), "request-invalid", {
      field: "parts",
    }) ??
    unless(state.dropped.length + parts.length <= maxKnownParts, "request-invalid", { field: "parts" }) ??
    checkNames(state, parts) ??
    checkDropped(state, parts, drop);
  if (refused) return refused;
  return happens("partsArranged", { parts, ...newDraft(state, parts) });
}

/** What is true of every plan of parts, at creation and later. Refuses `request-invalid`. */
export function checkParts(parts: readonly PartPlan[], authors: readonly Holder[]): Refusing | undefined {
  const ids = parts.map(({ id }) => id);
  const people = parts.flatMap((part) => part.people ?? []);
  const fit =
    ids.length > 0 &&
    ids.length <= maxParts &&
    new Set(ids).size === ids.length &&
    ids.every((id) => /^[\w-]{1,64}$/.test(id)) &&
    parts.every(({ title }) => title.length <= maxName && (parts.length === 1 || title.trim() !== "")) &&
    people.every((person) => authors.includes(person));
  return unless(fit, "request-invalid", { field: "parts" });
}

/** Each person once; without `people` where nobody is named, as in the first chains. */
export function tidy({ id, title, people = [] }: PartPlan): PartPlan {
  return people.length > 0 ? { id, title, people: [...new Set(people)] } : { id, title };
}

function shape({ id, title }: PartPlan): object {
  return { id, title };
}

function isSame(before: readonly object[], now: readonly object[]): boolean {
  return canonicalJson(plain([...before])) === canonicalJson(plain([...now]));
}

/** A part keeps the name under which it was reviewed. */
function checkNames({ parts, rounds }: State, now: readonly PartPlan[]): Refusing | undefined {
  const renamed = parts.find(({ id, title }) => now.some((part) => part.id === id && part.title !== title));
  return unless(!renamed || rounds.length === 0, "part-reviewed", { part: renamed?.title ?? "" });
}

function checkDropped({ parts, versions }: State, now: readonly PartPlan[], drop: readonly string[]) {
  const read = versions.at(-1)?.manifest.parts ?? [];
  const unseen = parts
    .filter(({ id }) => !now.some((part) => part.id === id) && !drop.includes(id))
    .find(({ id }) => read.some(({ part }) => part === id));
  return unless(unseen === undefined, "part-drafted", { part: unseen?.title ?? "" });
}

/** The draft of the parts that stay, in their new order: another version, unless it is the same or nothing stays. */
function newDraft(state: State, parts: readonly PartPlan[]) {
  const draft = state.versions.at(-1);
  if (!draft) return {};
  const kept = parts.flatMap(({ id }) => draft.manifest.parts.find(({ part }) => part === id) ?? []);
  const manifest: Manifest = { ...draft.manifest, parts: kept };
  const version = hashOf(manifest);
  if (kept.length === 0 || version === draft.hash) return {};
  const reopened = reopenedBy(state, manifest);
  return { version, manifest, ...(reopened.length > 0 && { reopened }) };
}
