import { foreseen } from "../../../shared/acts/corrections.ts";
import { correctionsIn } from "../../../shared/deliverable/drafting/completeness.ts";
import { mayWritePart } from "../../../shared/deliverable/drafting/parts.ts";
import { askingAs } from "../../../shared/deliverable/holder.ts";
import type { Round } from "../../../shared/deliverable/state.ts";
import { erasedOf } from "../../../shared/stored/batch.ts";
import { type LocatedRemark, locateRemarks } from "../components/located-remarks.ts";
import { type Cast, type Opened, theCast } from "../http/access.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";

/** A round's remarks as one visitor gives them their dispositions. */
export type RoundRemarks = Opened & { speak: Say; cast: Cast; round: Round; remarks: LocatedRemark[] };

/** The remarks of a round, by their place in the text, and after them those whose text was erased. */
export async function roundRemarksFor(c: PageContext, web: Web, opened: Opened, round: Round): Promise<RoundRemarks> {
  const speak = say(c, web);
  const cast = await theCast(web, opened, speak);
  const located = await locateRemarks(web, opened.state, cast, round);
  const gone = await erasedOf(web.ports, opened.state, round);
  const [name, applied] = [cast.seated(round), correctionsIn(opened.state.versions.at(-1))];
  const erased = gone.map((each) => {
    return { ...each, who: name(each.by), part: "", heading: "", applied: applied.has(each.id) };
  });
  return { ...opened, speak, cast, round, remarks: [...located, ...erased] };
}

/** Whether the visitor may give a remark its disposition: what is about a part is for the authors of the part. */
export function mayDispose({ state, by }: RoundRemarks, { anchor }: Pick<LocatedRemark, "anchor">): boolean {
  return by.coordinator || anchor === undefined || mayWritePart(state, anchor.part, askingAs(by));
}

/** How many the round was offered, with those whose text was erased since. */
export function remarkCount({ round }: Pick<RoundRemarks, "round">): number {
  return Object.keys(round.contributions).length;
}

/** That some were erased; "" where all are there. */
export function erasedWords(view: RoundRemarks): string {
  const count = view.remarks.filter(({ erased }) => erased).length;
  return count > 0 ? view.speak.text("contributions.erased", { count }) : "";
}

/** How many have no disposition yet. */
export function openCountWords({ speak, round }: RoundRemarks): string {
  const left = Object.values(round.contributions).filter((disposition) => disposition === "open").length;
  return speak.text(left === 0 ? "contributions.left.none" : "contributions.left", { count: left });
}

/** The next remark that has no disposition and to which the visitor may give one, in their order, then from the first again. */
export function nextOpen(view: RoundRemarks, { id }: LocatedRemark, remarks = view.remarks): LocatedRemark | undefined {
  const at = remarks.findIndex((remark) => remark.id === id);
  const others = [...remarks.slice(at + 1), ...remarks.slice(0, at)];
  return others.find((remark) => remark.disposition === "open" && mayDispose(view, remark));
}

/** Which of some remarks would be put in the draft as they are, if all were asked for at once. */
export async function applicableOf(
  web: Web,
  view: RoundRemarks,
  remarks: readonly LocatedRemark[],
): Promise<ReadonlySet<string>> {
  const { state, round } = view;
  const base = state.versions.at(-1)?.hash;
  const wanted = remarks.filter(({ applied }) => !applied);
  if (base === undefined || !wanted.some((remark) => mightApply(view, remark))) return new Set();
  const ids = new Set(wanted.map(({ id }) => id));
  return new Set(await foreseen(web.ports, state, { base, before: round.version, remarks: view.remarks, wanted: ids }));
}

/** Whether a remark proposes words for a passage of a draft that can be changed. */
function mightApply(view: RoundRemarks, remark: LocatedRemark): boolean {
  const { type, anchor, proposal, applied } = remark;
  if (!mayDispose(view, remark) || view.state.stage !== "draft" || applied) return false;
  return anchor !== undefined && proposal !== undefined && (type === "correction" || type === "addition");
}
