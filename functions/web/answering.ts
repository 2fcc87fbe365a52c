import type { Round } from "../../shared/workflow/state.ts";
import { type Cast, type Opened, theCast } from "./access.ts";
import type { PageContext, Web } from "./context.ts";
import { type Placed, placeRemarks } from "./placing.ts";
import { type Say, say } from "./say.ts";

/** A round's remarks as one visitor answers them; `here`: the address of the deliverable. */
export type Answering = Opened & { speak: Say; cast: Cast; round: Round; remarks: Placed[]; here: string };

/** The remarks of a round, placed. */
export async function answeringOf(c: PageContext, web: Web, opened: Opened, round: Round): Promise<Answering> {
  const speak = say(c, web);
  const cast = await theCast(web, opened, speak);
  const remarks = await placeRemarks(web, opened.state, cast, round);
  return { ...opened, speak, cast, round, remarks, here: `/deliverables/${opened.state.id}` };
}

/** How many have no disposition yet. */
export function leftWords({ speak, remarks }: Answering): string {
  const left = remarks.filter(({ disposition }) => disposition === "open").length;
  return speak.text(left === 0 ? "contributions.left.none" : "contributions.left", { count: left });
}

/** The next remark without a disposition, in their order, then from the first again. */
export function following(remarks: readonly Placed[], { id }: Placed): Placed | undefined {
  const at = remarks.findIndex((remark) => remark.id === id);
  const others = [...remarks.slice(at + 1), ...remarks.slice(0, at)];
  return others.find(({ disposition }) => disposition === "open");
}

/** Whether a remark's words can be put in the draft as they are. */
export function canApply(
  { state, round }: Answering,
  { type, anchor, proposal, found, applied, passage }: Placed,
): boolean {
  if (state.stage !== "draft" || applied || !anchor || proposal === undefined || !found) return false;
  if (type === "addition") return found.fate !== "gone";
  const untouched = state.versions.at(-1)?.hash === round.version || found.fate !== "edited" || !passage;
  return type === "correction" && found.fate !== "gone" && (untouched || anchor.quotation !== undefined);
}
