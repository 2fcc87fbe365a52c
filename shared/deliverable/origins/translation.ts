import { alreadyDone, refuse } from "../../chain/aggregate.ts";
import { type Standing, toRevise } from "../../document/translation/counts.ts";
import type { Hash } from "../../values.ts";
import { type CommandOf, type Decided, happens, inStage, type Refusing, unless } from "../decided.ts";
import type { EventData } from "../event.ts";
import type { State } from "../state.ts";
import type { Behind, SourceRef, Translation } from "./translated.ts";

/**
 * A deliverable may translate another. It names two versions of its source: the one that it was translated `from`, as which its
 * passages are paired; and the `newest`, the final or else the last that was sent to review, to which it is compared.
 */

/**
 * The version of a source that translations are compared with: its final, else the later of those of its last round and of the last
 * edition that was; none before.
 */
export function newestVersion({
  final,
  rounds,
  editions,
  versions,
}: Pick<State, "final" | "rounds" | "editions" | "versions">): SourceRef | undefined {
  const wanted = final ? [final.version] : [rounds.at(-1)?.version, editions.at(-1)?.version];
  const known = versions.filter(({ hash }) => wanted.includes(hash));
  const [newest] = known.toSorted((one, other) => (one.accepted < other.accepted ? 1 : -1));
  if (!newest) return undefined;
  return { version: newest.hash, dated: newest.accepted, ...(final && { final: true as const }) };
}

/** Refuses `translation-language` for a translation into the source's own language, `request-invalid` of itself. */
export function checkTranslation({
  id,
  language,
  translates,
}: Pick<CommandOf<"create">, "id" | "language" | "translates">): Refusing | undefined {
  if (!translates) return undefined;
  return (
    unless(translates.deliverable !== id, "request-invalid", { field: "translates" }) ??
    unless(baseOf(language) !== baseOf(translates.language), "translation-language")
  );
}

/** "fr" of "fr-CH". */
function baseOf(language: string): string {
  return language.split("-")[0]!;
}

/** The source learns of its translation, once. Never refuses. */
export function noteTranslation(state: State, { translation, language }: CommandOf<"noteTranslation">): Decided {
  const isKnown = state.translations?.some(({ deliverable }) => deliverable === translation);
  return isKnown ? alreadyDone : happens("translationNoted", { translation, language });
}

/**
 * The pairing of a version of the translation, made anew: of a draft that was read, or as somebody said. Refuses `stage-forbids`,
 * `request-invalid` (it translates nothing), `version-unknown`, `pairing-replaced` where it was made of another than the last; what
 * the line worked out of a draft that was replaced meanwhile is dropped.
 */
export function pair(state: State, { by, type: _, before, ...data }: CommandOf<"pair">): Decided {
  const { translates } = state;
  if (!translates) return refuse("request-invalid", { field: "translates" });
  const known = translates.pairing?.file;
  if (by === "line" && (state.stage === "withdrawn" || data.version !== state.versions.at(-1)?.hash))
    return alreadyDone;
  const isSame = known === data.file && data.newest.version === translates.newest.version;
  return (
    inStage(state, "draft", "review", "final") ??
    unless(data.version === pairedVersion(state), "version-unknown", { version: data.version }) ??
    unless(known === before, "pairing-replaced") ??
    (isSame && translates.pairing?.version === data.version ? alreadyDone : happens("paired", data))
  );
}

/** The version of a translation that is compared with its source: the final one, that of the open round, else the draft. */
export function pairedVersion({ stage, final, rounds, versions }: State): Hash | undefined {
  if (stage === "final") return final?.version;
  return stage === "review" ? rounds.at(-1)?.version : versions.at(-1)?.hash;
}

/** The source has a newer version: what does not follow it any more. Never refuses; an older one is no news. */
export function noteSource(state: State, { newest, standing }: CommandOf<"noteSource">): Decided {
  const { translates, stage } = state;
  if (!translates || stage === "withdrawn" || !isNewer(newest, translates.newest)) return alreadyDone;
  return happens("sourceChanged", { newest, ...(standing && { standing }) });
}

/** The source was withdrawn. Never refuses; told once, and to no translation that was withdrawn itself. */
export function noteSourceWithdrawn(
  { translates, stage }: State,
  { withdrawn }: CommandOf<"noteSourceWithdrawn">,
): Decided {
  if (!translates || translates.withdrawn !== undefined || stage === "withdrawn") return alreadyDone;
  return happens("sourceWithdrawn", { withdrawn });
}

/** The same version that became the final is news too, and no mail. */
function isNewer(now: SourceRef, known: SourceRef): boolean {
  if (now.version === known.version) return now.final === true && known.final !== true;
  return now.dated >= known.dated;
}

/** How a translation stands; undefined while its version is not compared yet, or where there is none. */
export function translationStanding(state: State): Standing | undefined {
  const { pairing } = state.translates ?? {};
  return pairing && pairing.version === pairedVersion(state) ? pairing.standing : undefined;
}

/** Passages to look at of a translation that has a version: none where it is compared and follows its source. */
export function passagesToRevise(state: State): number {
  const standing = translationStanding(state);
  return standing ? toRevise(standing) : 0;
}

/**
 * Passages to revise of a published translation whose original changed since: none where its coordinator published it behind that
 * same version, which is on record; none either once the original is withdrawn.
 */
export function passagesStaleSince(state: State): number {
  const { stage, final, translates } = state;
  if (stage !== "final" || !translates || translates.withdrawn !== undefined) return 0;
  const isKnown = final?.translation?.behind?.newest.version === translates.newest.version;
  return isKnown ? 0 : passagesToRevise(state);
}

/** What a version of a translation does not follow, as it is told before it is published; undefined: it follows all. */
export function behindOf(state: State): Behind | undefined {
  const { translates } = state;
  if (!translates) return undefined;
  const standing = translationStanding(state);
  if (!standing) return { newest: translates.newest, missing: 0, stale: 0, orphan: 0, unpaired: true };
  return toRevise(standing) === 0 ? undefined : { newest: translates.newest, ...standing };
}

/** Refuses `translation-behind` unless somebody said that they publish it all the same. */
export function checkBehind(state: State, despite: boolean | undefined): Refusing | undefined {
  const behind = behindOf(state);
  return unless(!behind || despite === true, "translation-behind", { count: behind ? toRevise(behind) : 0 });
}

/** A translation once a version was paired. */
export function pairedAs(translates: Translation, data: EventData["paired"]): Translation {
  const { version, file, from, newest, standing } = data;
  return { ...translates, from, newest, pairing: { version, file, standing } };
}

/** A translation once its source changed; what has no draft yet is translated from the newest. */
export function sourceChangedIn(
  translates: Translation,
  { newest, standing }: { newest: SourceRef; standing?: Standing },
): Translation {
  const { pairing } = translates;
  return {
    ...translates,
    newest,
    ...(!pairing && { from: newest }),
    ...(pairing && standing && { pairing: { ...pairing, standing } }),
  };
}
