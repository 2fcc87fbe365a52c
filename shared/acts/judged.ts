import { hashOf } from "../chain/hash.ts";
import { issue } from "../chain/issue.ts";
import { withChecks } from "../deliverable/drafting/completeness.ts";
import type { PartCheck, State, Version } from "../deliverable/state.ts";
import { checkPart, keptLacks } from "../document/checks.ts";
import { Refusal } from "../errors.ts";
import type { Kind } from "../kinds/kind.ts";
import { readableKinds } from "../kinds/resolve.ts";
import type { Files, Ports } from "../ports.ts";
import { deliverables, loadState } from "../stored/deliverable.ts";
import { demandsRow } from "../stored/demands.ts";
import { openSummaries } from "../stored/lists.ts";
import { unlessConflict } from "../stored/row.ts";
import { loadTree } from "../stored/version.ts";
import { isLost } from "./alike.ts";

/**
 * A deliverable whose draft is checked against `kind`, its kind as it is today: a draft lacks a section that was made required after
 * the draft was read. One that is no draft is given back as it is.
 */
export async function judgedBy(files: Files, state: State, kind: Pick<Kind, "sections" | "unwritten">): Promise<State> {
  const draft = state.versions.at(-1);
  if (state.stage !== "draft" || !draft) return state;
  return withChecks(state, draft.hash, await checksBy(files, draft, kind));
}

/** What each part of a version has and lacks by a kind: of a tree that was erased or is damaged, what was found when it was read. */
export async function checksBy(
  files: Files,
  { manifest, checks }: Version,
  kind: Pick<Kind, "sections" | "unwritten">,
): Promise<Record<string, PartCheck>> {
  const checked = manifest.parts.map(async ({ part, tree: hash }): Promise<[string, PartCheck | undefined]> => {
    const tree = await loadTree(files, hash).catch((error: unknown) => {
      if (error instanceof Refusal && isLost(error)) return undefined;
      throw error;
    });
    if (!tree) return [part, checks[part]];
    return [part, { ...keptLacks(checkPart(tree, kind)), warnings: checks[part]?.warnings ?? 0 }];
  });
  const all = await Promise.all(checked);
  return Object.fromEntries(all.flatMap(([part, check]) => (check ? [[part, check]] : [])));
}

type Context = Pick<Ports, "store" | "files" | "assets" | "clock" | "ids">;

/** Drafts that one call checks at most: the clock comes back for the others within minutes. */
const atOnce = 40;

/**
 * Checks the drafts of each kind that demands other sections than when its drafts were last checked, so that lists and letters say of
 * them what their pages say. Nothing where no kind changed. Says whether nothing is left: of more than `most`, the next call goes on
 * after the last. A draft that cannot be checked leaves the others; the first fault is thrown at the end.
 */
export async function checkDrafts(ports: Context, most = atOnce): Promise<boolean> {
  const known = await demandsRow.find(ports.store, {});
  const kinds = await readableKinds(ports.assets);
  const sections = Object.fromEntries(kinds.map((kind) => [kind.id, hashOf(kind.sections)]));
  const isChanged = ({ id }: Kind) => known?.data.sections[id] !== sections[id];
  const changed = new Map(kinds.filter(isChanged).map((kind) => [kind.id, kind]));
  if (changed.size === 0) return true;
  const toward = hashOf(sections);
  const after = known?.data.begun?.toward === toward ? known.data.begun.after : "";
  const drafts = (await openSummaries(ports.store))
    .filter(({ stage, kind, id }) => stage === "draft" && changed.has(kind) && id > after)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const now = drafts.slice(0, most);
  const faults = await inTurn(now, ({ id, kind }) => checkAnew(ports, id, changed.get(kind)!));
  const isLeft = drafts.length > most;
  const standing = isLeft
    ? { sections: known?.data.sections ?? {}, begun: { toward, after: now.at(-1)!.id } }
    : { sections };
  await unlessConflict(ports.store.commit([demandsRow.put({}, standing, { expect: known?.version ?? 0 })]));
  if (faults.length > 0) throw faults[0];
  return !isLeft;
}

/** Does something with each, one after the other, whatever becomes of one: the faults. */
async function inTurn<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<unknown[]> {
  const faults: unknown[] = [];
  for (const one of all) await act(one).catch((error: unknown) => faults.push(error));
  return faults;
}

/** Nothing where it is no draft any more, or another one came, which was read by the kind as it is. */
async function checkAnew(ports: Context, id: string, kind: Kind): Promise<void> {
  const loaded = await loadState(ports.store, id);
  const draft = loaded?.state.versions.at(-1);
  if (!draft) return;
  const checks = await checksBy(ports.files, draft, kind);
  try {
    await issue(deliverables, ports, id, { type: "checkDraft", by: "line", version: draft.hash, checks });
  } catch (error) {
    const isOvertaken = error instanceof Refusal && ["stage-forbids", "version-replaced"].includes(error.code);
    if (!isOvertaken) throw error;
  }
}
