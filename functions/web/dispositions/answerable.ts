import { foreseen } from "../../../shared/acts/corrections.ts";
import { href } from "../../../shared/addresses.ts";
import { correctionsIn } from "../../../shared/deliverable/drafting/completeness.ts";
import { mayWritePart } from "../../../shared/deliverable/drafting/parts.ts";
import { askingAs } from "../../../shared/deliverable/holder.ts";
import { type Answers, answersIn } from "../../../shared/deliverable/remarks/answers.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { carriedReasons, dispositionReasons, erasedOf } from "../../../shared/stored/batch.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { withVersion } from "../../../shared/stored/history.ts";
import type { Hash, TextRef } from "../../../shared/values.ts";
import { type LocatedRemark, locateCarried, locateRemarks } from "../components/located-remarks.ts";
import { type Cast, type Opened, theCast } from "../http/access.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";

/** Remarks as one visitor gives them their dispositions, by their place in the text, and after them those whose text was erased. */
export type Answerable = Opened &
  Answers & {
    speak: Say;
    cast: Cast;
    remarks: LocatedRemark[];
    /** The version that they were made on, and the deliverable with that one among its versions. */
    version: Hash;
    known: State;
    /** What they were sent in; absent: they came along with the text that the document began as. */
    round?: Round;
  };
export type RoundRemarks = Answerable & { round: Round };

/** The remarks of a round. */
export async function roundRemarksFor(c: PageContext, web: Web, opened: Opened, round: Round): Promise<RoundRemarks> {
  const speak = say(c, web);
  const cast = await theCast(web, opened, speak);
  const located = await locateRemarks(web, opened.state, cast, round);
  const gone = await erasedOf(web.ports, opened.state, round);
  const [name, applied] = [cast.seated(round), correctionsIn(opened.state.versions.at(-1))];
  const erased = gone.map((each) => {
    return { ...each, who: name(each.by), part: "", heading: "", applied: applied.has(each.id) };
  });
  const remarks = [...located, ...erased];
  const answers = answersIn(opened.state, round.number);
  return { ...opened, ...answers, speak, cast, round, remarks, version: round.version, known: opened.state };
}

/** The remarks that came along; undefined where none did. */
export async function carriedRemarksFor(c: PageContext, web: Web, opened: Opened): Promise<Answerable | undefined> {
  const { carried } = opened.state.derivesFrom ?? {};
  if (!carried) return undefined;
  const speak = say(c, web);
  const cast = await theCast(web, opened, speak);
  const remarks = await locateCarried(web, opened.state, cast, speak);
  const known = await withVersion(web.ports.store, opened.state, carried.version);
  return { ...opened, ...answersIn(opened.state, undefined), speak, cast, remarks, version: carried.version, known };
}

/** The same remarks as they are answered by now; undefined where they are no more. */
export async function remarksNow(c: PageContext, web: Web, view: Answerable): Promise<Answerable | undefined> {
  const state = (await loadState(web.ports.store, view.state.id))?.state ?? view.state;
  const { visitor, roles, past, by, still } = view;
  const opened = { state, visitor, roles, past, by, still };
  if (!view.round) return carriedRemarksFor(c, web, opened);
  const round = state.rounds.find(({ number }) => number === view.round?.number);
  return round && roundRemarksFor(c, web, opened, round);
}

/** The address of all these remarks, or of one of them, where its author answers it. */
export function remarkHref({ state: { id }, round }: Answerable, remark?: { id: string }): string {
  if (!remark) return round ? href("contributions", { id }) : href("carried", { id });
  return href(round ? "contribution" : "carriedRemark", { id, remark: remark.id });
}

/** Why each has its disposition, where it was said. */
export function reasonsFor({ ports }: Web, { state, round }: Answerable): Promise<Map<string, TextRef>> {
  return round ? dispositionReasons(ports.store, state, round) : carriedReasons(ports.store, state);
}

/** Whether the visitor may give a remark its disposition: what is about a part is for the authors of the part. */
export function mayDispose({ state, by }: Answerable, { anchor }: Pick<LocatedRemark, "anchor">): boolean {
  return by.coordinator || anchor === undefined || mayWritePart(state, anchor.part, askingAs(by));
}

/** Whether it waits for a disposition that the visitor may give. */
export function isOpen(view: Answerable, remark: LocatedRemark): boolean {
  return remark.disposition === "open" && mayDispose(view, remark);
}

/** How many there are, with those whose text was erased since. */
export function remarkCount({ dispositions }: Pick<Answerable, "dispositions">): number {
  return Object.keys(dispositions).length;
}

/** That some were erased; "" where all are there. */
export function erasedWords({ remarks, speak }: Answerable): string {
  const count = remarks.filter(({ erased }) => erased).length;
  return count > 0 ? speak.text("contributions.erased", { count }) : "";
}

/** How many have no disposition yet. */
export function openCountWords({ speak, dispositions }: Answerable): string {
  const left = Object.values(dispositions).filter((disposition) => disposition === "open").length;
  return speak.text(left === 0 ? "contributions.left.none" : "contributions.left", { count: left });
}

/** The next remark that has no disposition and to which the visitor may give one, in their order, then from the first again. */
export function nextOpen(view: Answerable, { id }: LocatedRemark, remarks = view.remarks): LocatedRemark | undefined {
  const at = remarks.findIndex((remark) => remark.id === id);
  return [...remarks.slice(at + 1), ...remarks.slice(0, at)].find((remark) => isOpen(view, remark));
}

/** Which of some remarks would be put in the draft as they are, if all were asked for at once. */
export async function applicableOf(
  web: Web,
  view: Answerable,
  remarks: readonly LocatedRemark[],
): Promise<ReadonlySet<string>> {
  const base = view.state.versions.at(-1)?.hash;
  const wanted = remarks.filter(({ applied }) => !applied);
  if (base === undefined || !wanted.some((remark) => mightApply(view, remark))) return new Set();
  const ids = new Set(wanted.map(({ id }) => id));
  const asked = { base, before: view.version, remarks: view.remarks, wanted: ids };
  return new Set(await foreseen(web.ports, view.known, asked));
}

/** Whether a remark proposes words for a passage of a draft that can be changed. */
function mightApply(view: Answerable, remark: LocatedRemark): boolean {
  const { type, anchor, proposal, applied } = remark;
  if (!mayDispose(view, remark) || view.state.stage !== "draft" || applied) return false;
  return anchor !== undefined && proposal !== undefined && (type === "correction" || type === "addition");
}
