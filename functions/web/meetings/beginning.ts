import { organisationHolder, peopleOf } from "../../../shared/deliverable/holder.ts";
import { hasEnded } from "../../../shared/deliverable/place.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { MeetingPlan } from "../../../shared/meeting/state.ts";
import {
  type Action,
  type ActionRef,
  actionRef,
  parseActionRef,
  presentActions,
} from "../../../shared/programme/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import type { Person } from "../../../shared/stored/person.ts";
import type { Holder } from "../../../shared/values.ts";
import type { ActionChoices } from "../deliverable/action-fields.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { AgendaValues } from "./agenda-fields.ts";
import { offeredMatters } from "./proposals.ts";
import { seriesOf } from "./series.ts";

/** What a form has before anybody typed in it; `invited` may have organisations, for their people. */
export type Begun = Partial<
  Pick<MeetingPlan, "kind" | "title" | "place" | "call" | "starts" | "ends" | "date" | "until" | "series">
> &
  AgendaValues & { actions: readonly string[]; answers?: string; invited: readonly Holder[]; after?: string };

const nothing: Begun = { actions: [], invited: [], matters: [], lines: [] };

/**
 * Of a new meeting, what is known by where somebody comes from: `?after`, a meeting whose series it goes on with; `?deliverable`, a document to
 * discuss; `?action`, with `?expected`, what the programme expects. Throws `not-found`.
 */
export async function begun(
  c: PageContext,
  web: Web,
  choices: ActionChoices,
  present: readonly Person[],
): Promise<Begun> {
  const { after, deliverable, action, expected } = c.req.query();
  if (after) return afterMeeting(web, choices, after, present);
  if (deliverable) return ofDocument(web, deliverable, present);
  return action ? ofAction(choices, action, expected) : nothing;
}

/** The next of a series: the same people and place, what was put off, the decisions that are not done. */
async function afterMeeting(web: Web, choices: ActionChoices, id: string, present: readonly Person[]): Promise<Begun> {
  const before = (await loadMeeting(web.ports.store, id))?.state;
  if (!before) throw new Refusal("not-found");
  const { kind, title, place, call, starts, ends, actions, invited, answers } = before;
  const of = seriesOf(before);
  const series = { id: of.id, number: of.number + 1 };
  const offered = await offeredMatters(web, choices, { actions, kind, chosen: [], series });
  const taken = offered.filter(({ why }) => why === "postponed" || why === "decision");
  const there = new Set(present.map((person) => person.id));
  return {
    ...{ kind, title, place, actions, series, after: id, lines: [], matters: taken.map(({ key }) => key) },
    ...{ ...(call && { call }), ...(starts && { starts }), ...(ends && { ends }) },
    invited: invited.filter((person) => there.has(person)),
    ...(answers && { answers: answersValue(answers.action, answers.expected) }),
  };
}

/** A document: those who write and review it, and who coordinates it. */
async function ofDocument({ ports }: Web, id: string, present: readonly Person[]): Promise<Begun> {
  const state = (await loadState(ports.store, id))?.state;
  if (!state) throw new Refusal("not-found");
  const actions = parseActionRef(state.action) ? [state.action] : [];
  return { ...nothing, kind: "internal", actions, matters: [`version:${id}`], invited: concernedBy(state, present) };
}

/** Reviewers, authors and the people of organisations that write, the coordinator. */
export function concernedBy(state: State, present: readonly Person[]): Holder[] {
  const { reviewers, authors, coordinator } = state;
  const round = state.rounds.findLast(({ closed }) => closed === undefined);
  const holders = [...(round?.reviewers ?? reviewers), ...authors, coordinator];
  const open = holders.filter((holder) => !hasEnded(state, holder));
  return peopleOf(present, open).flatMap((person) => (hasEnded(state, person.id) ? [] : [person.id]));
}

/** An action, and what is expected of it as a meeting: those who steer it or take part in it. */
function ofAction(choices: ActionChoices, ref: string, expectedId: string | undefined): Begun {
  const action = actionNamed(choices, ref);
  if (!action) throw new Refusal("not-found");
  const expected = action.expected.find(({ id, what }) => id === expectedId && what === "meeting");
  const invited = [...new Set([...action.steering.organisations, ...action.concerned])].map(organisationHolder);
  return {
    ...{ ...nothing, actions: [ref], invited },
    ...(expected && { title: expected.count > 1 ? "" : expected.title, answers: answersValue(ref, expected.id) }),
    ...(expected?.what === "meeting" && expected.kind && { kind: expected.kind }),
  };
}

/** An action that was not removed, by its name. */
export function actionNamed({ all }: Pick<ActionChoices, "all">, ref: string): Action | undefined {
  const named = parseActionRef(ref);
  const programme = all.find(({ id }) => id === named?.programme);
  return programme && presentActions(programme).find(({ id }) => id === named?.action);
}

/** The name of what an action expects, as a form has it: "2008/reseau#reunion-trimestrielle". */
export function answersValue(action: string, expected: string): string {
  return `${action}#${expected}`;
}

/** Names of all actions that may be chosen. */
export function offeredRefs({ offered }: Pick<ActionChoices, "offered">): ActionRef[] {
  return offered.flatMap((programme) => presentActions(programme).map(({ id }) => actionRef(programme.id, id)));
}
