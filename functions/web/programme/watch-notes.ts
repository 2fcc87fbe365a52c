import { asHandedOver } from "../../../shared/deliverable/final/handing-over.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { holdingsIn, type Summary } from "../../../shared/deliverable/summary.ts";
import { findingsIn } from "../../../shared/document/findings.ts";
import type { MonthNote } from "../../../shared/document/trend.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { actionRef } from "../../../shared/programme/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { loadVersion, pinnedKind } from "../../../shared/stored/version.ts";
import { monthIn } from "../../../shared/time/named-month.ts";
import type { Hash } from "../../../shared/values.ts";
import type { Web } from "../http/context.ts";
import { visitorAs } from "../http/rights.ts";
import type { SeenAction } from "./who.ts";

/** The findings of a month, and the document that has them. */
export type WatchNote = MonthNote & { document: Summary; title: string };

/** The notes of an action whose kind has findings, as far as somebody sees them, by month. */
export async function watchNotesOf(web: Web, seen: SeenAction): Promise<WatchNote[]> {
  const documents = await deliverablesOf(web.ports.store, actionRef(seen.programme.id, seen.action.id));
  const read = await Promise.all(documents.map((document) => noteOf(web, seen, document)));
  return read.flat().sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
}

async function noteOf({ ports }: Web, seen: SeenAction, document: Summary): Promise<WatchNote[]> {
  const loaded = await loadState(ports.store, document.id);
  const state = loaded && (writes(seen, document) ? loaded.state : asHandedOver(loaded.state, ports.clock()));
  const version = state && versionSeen(seen, document, state);
  if (!version) return [];
  const kind = await kindOf(ports, state, version);
  if (!kind.findings) return [];
  const parts = await loadVersion(ports.files, state, version);
  const blocks = parts.flatMap(({ tree }) => tree.blocks);
  const { findings } = findingsIn({ blocks }, kind.findings, kind.sections);
  const titles = [state.title, ...parts.flatMap(({ tree: { meta } }) => [meta.title ?? "", meta.subtitle ?? ""])];
  const accepted = state.versions.find(({ hash }) => hash === version)?.accepted ?? "";
  const month = titles.map(monthIn).find(Boolean) ?? (state.due.final ?? state.due.draft ?? accepted).slice(0, 7);
  return [{ month, findings, document, title: state.title }];
}

/** To coordinators and its authors, the last version; to others that it is given to, the final. */
function versionSeen(seen: SeenAction, document: Summary, state: State): Hash | undefined {
  if (state.stage === "withdrawn") return undefined;
  const isFinal = state.stage === "final" ? state.final?.version : undefined;
  if (writes(seen, document)) return isFinal ?? state.versions.at(-1)?.hash;
  return holdingsIn(document, visitorAs(seen.visitor)).length > 0 ? isFinal : undefined;
}

function writes({ onlooker, visitor }: SeenAction, document: Summary): boolean {
  return onlooker.coordinator || holdingsIn(document, visitorAs(visitor)).includes("author");
}

/** As a round pinned it, else as it is now. */
async function kindOf({ files, assets }: Web["ports"], state: State, version: Hash): Promise<Kind> {
  const round = state.rounds.findLast((held) => held.version === version);
  return round ? pinnedKind(files, round) : (await loadKind(assets, state.kind)).kind;
}
