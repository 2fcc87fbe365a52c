import { correctionsIn } from "../../../shared/deliverable/drafting/completeness.ts";
import { mayWritePart } from "../../../shared/deliverable/drafting/parts.ts";
import { askingAs } from "../../../shared/deliverable/holder.ts";
import { type Answers, answersIn } from "../../../shared/deliverable/remarks/answers.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { carriedReasons, dispositionReasons, erasedOf, reasonTakenBack } from "../../../shared/stored/batch.ts";
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
    return {
      ...each,
      who: name(each.by),
      part: "",
      chapter: "",
      heading: "",
      applied: applied.has(each.id),
      follows: false,
      said: false,
    };
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

/** Why each has its disposition, where it was said. */
export function reasonsFor({ ports }: Web, { state, round }: Answerable): Promise<Map<string, TextRef>> {
  return round ? dispositionReasons(ports.store, state, round) : carriedReasons(ports.store, state);
}

/** What the visitor answered to a remark and took back, where it waits again. */
export async function takenBackBy(
  { ports: { store } }: Web,
  { state, round, visitor }: Answerable,
  { id, disposition }: Pick<LocatedRemark, "id" | "disposition">,
): Promise<TextRef | undefined> {
  if (disposition !== "open") return undefined;
  return reasonTakenBack(store, state, { remark: id, by: visitor.person.id, round: round?.number });
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

/** How many have no disposition yet. */
export function openCount({ dispositions }: Pick<Answerable, "dispositions">): number {
  return Object.values(dispositions).filter((disposition) => disposition === "open").length;
}

/** The next remark that has no disposition and to which the visitor may give one, in their order, then from the first again. */
export function nextOpen(
  view: Answerable,
  { id }: Pick<LocatedRemark, "id">,
  remarks = view.remarks,
): LocatedRemark | undefined {
  const at = remarks.findIndex((remark) => remark.id === id);
  return [...remarks.slice(at + 1), ...remarks.slice(0, Math.max(at, 0))].find((remark) => isOpen(view, remark));
}
