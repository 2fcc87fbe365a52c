import { mayWritePart } from "../../../shared/deliverable/drafting/parts.ts";
import type { Round } from "../../../shared/deliverable/state.ts";
import { type LocatedRemark, locateRemarks } from "../components/located-remarks.ts";
import { type Cast, type Opened, theCast } from "../http/access.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";

/** A round's remarks as one visitor answers them; `here`: the address of the deliverable. */
export type Answering = Opened & { speak: Say; cast: Cast; round: Round; remarks: LocatedRemark[]; here: string };

/** The remarks of a round, placed. */
export async function answeringOf(c: PageContext, web: Web, opened: Opened, round: Round): Promise<Answering> {
  const speak = say(c, web);
  const cast = await theCast(web, opened, speak);
  const remarks = await locateRemarks(web, opened.state, cast, round);
  return { ...opened, speak, cast, round, remarks, here: `/deliverables/${opened.state.id}` };
}

/** Whether the visitor may answer a remark: what is about a part is its authors' to answer. */
export function mayAnswer({ state, by }: Answering, { anchor }: Pick<LocatedRemark, "anchor">): boolean {
  return by.coordinator || anchor === undefined || mayWritePart(state, anchor.part, by.person);
}

/** How many have no disposition yet. */
export function leftWords({ speak, remarks }: Answering): string {
  const left = remarks.filter(({ disposition }) => disposition === "open").length;
  return speak.text(left === 0 ? "contributions.left.none" : "contributions.left", { count: left });
}

/** The next remark that the visitor may answer and that has no disposition, in their order, then from the first again. */
export function following(view: Answering, { id }: LocatedRemark, remarks = view.remarks): LocatedRemark | undefined {
  const at = remarks.findIndex((remark) => remark.id === id);
  const others = [...remarks.slice(at + 1), ...remarks.slice(0, at)];
  return others.find((remark) => remark.disposition === "open" && mayAnswer(view, remark));
}

/** Whether a remark's words can be put in the draft as they are. */
export function canApply(view: Answering, remark: LocatedRemark): boolean {
  const { state, round } = view;
  const { type, anchor, proposal, found, applied, passage } = remark;
  if (!mayAnswer(view, remark)) return false;
  if (state.stage !== "draft" || applied || !anchor || proposal === undefined || !found) return false;
  if (type === "addition") return found.fate !== "gone";
  const untouched = state.versions.at(-1)?.hash === round.version || found.fate !== "edited" || !passage;
  return type === "correction" && found.fate !== "gone" && (untouched || anchor.quotation !== undefined);
}
