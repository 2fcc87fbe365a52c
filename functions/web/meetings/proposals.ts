import { type ActionAtHand, agendaProposals, type Proposal } from "../../../shared/asking/agenda.ts";
import { type AgendaMatter, type Meeting, matterKey } from "../../../shared/meeting/state.ts";
import { type ActionRef, actionRef, presentActions } from "../../../shared/programme/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { loadMeeting, type OpenResolution, openResolutionsOf } from "../../../shared/stored/meeting.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { getText } from "../../../shared/stored/text.ts";
import { nowOf } from "../components/duties.ts";
import type { ActionChoices } from "../deliverable/action-fields.ts";
import type { Web } from "../http/context.ts";
import { meetingsBefore } from "./series.ts";

/** A matter that an agenda may have, with what it is called; "": it is no more. */
export type Offered = Proposal & { key: string; label: string };
/** For which actions, and as what kind of meeting; `chosen`: matters that are on the agenda, or were ticked; `series`: the series that the meeting is of. */
export type Asked = {
  actions: readonly string[];
  kind?: string | undefined;
  chosen: readonly string[];
  series?: { id: string; number: number };
};

/**
 * What an agenda may have: of the actions that were chosen all there is; of a meeting of the network, and where none was chosen, what is
 * late or open of all actions besides. Whatever was chosen stays.
 */
export async function offeredMatters(web: Web, choices: ActionChoices, asked: Asked): Promise<Offered[]> {
  const { store } = web.ports;
  const wanted = new Set(asked.actions);
  const isWide = wanted.size === 0 || asked.kind === "network";
  const now = new Set(choices.offered.map(({ id }) => id));
  const here = choices.all.flatMap((programme) =>
    presentActions(programme)
      .map((action) => ({ ref: actionRef(programme.id, action.id), action }))
      .filter(({ ref }) => wanted.has(ref) || (isWide && now.has(programme.id))),
  );
  const actions = await Promise.all(
    here.map(async (each): Promise<ActionAtHand> => ({ ...each, documents: await deliverablesOf(store, each.ref) })),
  );
  const before = asked.series ? await meetingsBefore(web, asked.series) : [];
  const open = await openResolutionsOf(store);
  const isNear = ({ of }: OpenResolution): boolean =>
    isWide ||
    (asked.series !== undefined && of.series === asked.series.id) ||
    of.actions.some((ref) => wanted.has(ref));
  const decisions = open
    .filter(isNear)
    .map(({ meeting, id, words, due }) => ({ meeting, resolution: id, words, ...(due && { due }) }));
  const proposals = agendaProposals({ actions, decisions, before }, nowOf(web));
  const pressing = proposals.filter(({ why, action }) => why !== "document" || wanted.has(action ?? ""));
  return labelled(web, withChosen(pressing, proposals, asked.chosen), choices);
}

/** What was chosen and is none of these is offered as it is. */
function withChosen(shown: readonly Proposal[], all: readonly Proposal[], chosen: readonly string[]): Proposal[] {
  const keys = new Set(shown.map(({ matter, words }) => matterKey(matter, words)));
  const others = chosen
    .filter((key) => !keys.has(key))
    .flatMap((key): Proposal[] => {
      const known = all.find(({ matter, words }) => matterKey(matter, words) === key);
      const matter = matterOf(key);
      return known ? [known] : matter ? [{ why: "document", matter, title: "" }] : [];
    });
  return [...shown, ...others];
}

/** The matter that a key of a form names; undefined: words, which the form has as lines, or nothing. */
export function matterOf(key: string): AgendaMatter | undefined {
  const [, what, id = ""] = /^(\w+):(.+)$/.exec(key) ?? [];
  if (what === "version") return { what, deliverable: id };
  if (what === "action") return { what, action: id as ActionRef };
  const [meeting = "", resolution = ""] = id.split("/");
  return what === "resolution" ? { what, meeting, resolution } : undefined;
}

async function labelled(web: Web, proposals: readonly Proposal[], choices: ActionChoices): Promise<Offered[]> {
  const named = proposals.map(async (proposal): Promise<Offered> => {
    const { matter, words, title } = proposal;
    return { ...proposal, key: matterKey(matter, words), label: title || (await titleOf(web, choices, matter, words)) };
  });
  return (await Promise.all(named)).filter(({ label }) => label !== "");
}

/** What a matter is called, for coordinators: "" where it is no more. */
export async function titleOf(
  { ports }: Web,
  { all }: Pick<ActionChoices, "all">,
  matter: AgendaMatter,
  words?: Meeting["agenda"][number]["words"],
): Promise<string> {
  if (matter.what === "version") return (await loadState(ports.store, matter.deliverable))?.state.title ?? "";
  if (matter.what === "action") {
    const of = all.flatMap(({ id, actions }) => actions.map((action) => ({ ref: actionRef(id, action.id), action })));
    return of.find(({ ref }) => ref === matter.action)?.action.title ?? "";
  }
  if (matter.what === "words") return (words && (await getText(ports.files, words))) ?? "";
  const of = (await loadMeeting(ports.store, matter.meeting))?.state;
  const said = of?.resolutions.find(({ id }) => id === matter.resolution)?.words;
  return (said && (await getText(ports.files, said))) ?? "";
}
