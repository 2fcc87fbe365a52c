import { type Foreseen, foreseen } from "../../../shared/acts/corrections.ts";
import { alikeGroups, isAgainst } from "../../../shared/deliverable/remarks/alike.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import type { Web } from "../http/context.ts";
import { type Answerable, isOpen, mayDispose } from "./answerable.ts";

/** How remarks stand to one another and to the draft. */
export type Standing = {
  /** Those that ask for the same as a remark, without itself. */
  alike: (remark: LocatedRemark) => readonly LocatedRemark[];
  /** Those that ask for something else of the same words, and wait for their disposition as it does. */
  against: (remark: LocatedRemark) => readonly LocatedRemark[];
  /** Whether the draft has the words of a remark that was not applied itself: one alike was, or its author wrote them. */
  isThere: (remark: LocatedRemark) => boolean;
};

/** How the remarks of a page stand. */
export function standingOf({ remarks }: Pick<Answerable, "remarks">): Standing {
  const groups = new Map(alikeGroups(remarks).flatMap((group) => group.map(({ id }) => [id, group] as const)));
  const alike = ({ id }: LocatedRemark) => (groups.get(id) ?? []).filter((other) => other.id !== id);
  const open = remarks.filter(({ disposition, type }) => disposition === "open" && type === "correction");
  return {
    alike,
    against: (remark) =>
      remark.disposition === "open" ? open.filter((other) => other.id !== remark.id && isAgainst(remark, other)) : [],
    isThere: (remark) =>
      !remark.applied && isWording(remark) && (remark.said || alike(remark).some(({ applied }) => applied)),
  };
}

/** Whether a remark proposes words for a passage, so that they could be put there. */
function isWording({ type, anchor, proposal }: LocatedRemark): boolean {
  return anchor !== undefined && proposal !== undefined && (type === "correction" || type === "addition");
}

const nothing: Foreseen = { ids: [], trees: new Map() };

/** What would become of the draft if some remarks were applied together: those that can be, of those that the visitor may treat. */
export async function foreseenOf(
  web: Web,
  view: Answerable,
  standing: Standing,
  remarks: readonly LocatedRemark[],
): Promise<Foreseen> {
  const base = view.state.versions.at(-1)?.hash;
  const wanted = remarks.filter((remark) => mightApply(view, remark) && !standing.isThere(remark));
  if (base === undefined || wanted.length === 0) return nothing;
  const ids = new Set(wanted.map(({ id }) => id));
  return foreseen(web.ports, view.known, { base, before: view.version, remarks: view.remarks, wanted: ids });
}

function mightApply(view: Answerable, remark: LocatedRemark): boolean {
  return view.state.stage === "draft" && !remark.applied && isWording(remark) && mayDispose(view, remark);
}

/** What waits and can be applied in one go, one of each group: nothing of it is asked for otherwise by another that waits. */
export async function applicableTogether(web: Web, view: Answerable, standing: Standing): Promise<LocatedRemark[]> {
  const open = view.remarks.filter((remark) => isOpen(view, remark) && standing.against(remark).length === 0);
  const first = open.filter((remark) => {
    const [before] = standing.alike(remark).filter((other) => open.includes(other));
    return !before || remark.number < before.number;
  });
  const { ids } = await foreseenOf(web, view, standing, first);
  return first.filter(({ id }) => ids.includes(id));
}
