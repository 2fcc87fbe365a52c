import { Refusal } from "../../../shared/errors.ts";
import { type Action, type Expected, type Programme, presentActions } from "../../../shared/programme/state.ts";
import {
  type ActionsOnlooker,
  actionShown,
  inOffice,
  type Onlooker,
  onlookerOf,
  type Standpoint,
  seesProgramme,
  standpointOn,
} from "../../../shared/sight/actions.ts";
import { lookingAt } from "../../../shared/sight/held-actions.ts";
import { loadProgramme } from "../../../shared/stored/programme.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Visitor, Web } from "../http/context.ts";
import { coordinates, entered } from "../http/rights.ts";
import { coordinators, type Who } from "../http/route.ts";
import { theVisitor } from "../http/visitor.ts";

/** A programme, and the coordinator who looks at it. */
export type OpenedProgramme = { programme: Programme; visitor: Visitor };
/** One action of it. */
export type OpenedAction = OpenedProgramme & { action: Action };
/** One thing expected of it. */
export type OpenedExpected = OpenedAction & { expected: Expected };

/** Coordinators, of the programme in the path. Throws `not-found`. */
export const ofProgramme: Who<OpenedProgramme> = { name: coordinators.name, admit: theProgramme };

/** Coordinators, of an action of it that was not removed. Throws `not-found`. */
export const ofAction: Who<OpenedAction> = {
  name: coordinators.name,
  admit: async (c, web) => {
    const opened = await theProgramme(c, web);
    const action = presentActions(opened.programme).find(({ id }) => id === param(c, "action"));
    if (!action) throw new Refusal("not-found");
    return { ...opened, action };
  },
};

/** Coordinators, of something expected of that action. Throws `not-found`. */
export const ofExpected: Who<OpenedExpected> = {
  name: coordinators.name,
  admit: async (c, web) => {
    const opened = await ofAction.admit(c, web);
    const expected = opened.action.expected.find(({ id }) => id === param(c, "expected"));
    if (!expected) throw new Refusal("not-found");
    return { ...opened, expected };
  },
};

/** Programmes as a visitor sees them. */
export type Seen = { visitor: Visitor; onlooker: Onlooker };
/** A programme as they see it. */
export type SeenProgramme = { visitor: Visitor; onlooker: ActionsOnlooker; programme: Programme };
/** An action as they see it, without what is not for them. */
export type SeenAction = SeenProgramme & { action: Action; standpoint: Standpoint };

/** Whoever entered, and how they look at programmes. Throws `not-found`. */
export const onlookers: Who<Seen> = {
  name: "whoever entered",
  admit: async (c, web) => {
    const visitor = theVisitor(c);
    if (!entered(visitor)) throw new Refusal("not-found");
    return { visitor, onlooker: await onlooking(web, visitor) };
  },
};

/** Members of the network, of its programmes. Throws `not-found`. */
export const members: Who<Seen> = {
  name: "members",
  admit: async (c, web) => {
    const seen = await onlookers.admit(c, web);
    if (!seen.onlooker.coordinator && !seen.onlooker.member) throw new Refusal("not-found");
    return seen;
  },
};

/** The same, of the programme in the path. Throws `not-found`. */
export const seeingProgramme: Who<SeenProgramme> = {
  name: members.name,
  admit: async (c, web) => {
    const seen = await members.admit(c, web);
    const programme = await programmeInPath(c, web);
    if (!seesProgramme(seen.onlooker, programme)) throw new Refusal("not-found");
    return seenAt(web, seen, programme, presentActions(programme));
  },
};

/** Those who take part in the action of the path, pay for it, or have a document of it. Throws `not-found`. */
export const seeingAction: Who<SeenAction> = {
  name: "those of the action",
  admit: async (c, web) => {
    const entering = await onlookers.admit(c, web);
    const programme = await programmeInPath(c, web);
    const action = presentActions(programme).find(({ id }) => id === param(c, "action"));
    if (!action) throw new Refusal("not-found");
    const seen = await seenAt(web, entering, programme, [action]);
    const standpoint = standpointOn(seen.onlooker, programme, action);
    if (!standpoint) throw new Refusal("not-found");
    return { ...seen, action: actionShown(action, standpoint), standpoint };
  },
};

async function seenAt(
  { ports }: Web,
  { visitor, onlooker }: Seen,
  programme: Programme,
  actions: readonly Action[],
): Promise<SeenProgramme> {
  const looking = await lookingAt(ports.store, visitor.person, onlooker, programme, actions);
  return { visitor, onlooker: looking, programme };
}

/** How a visitor who entered looks at programmes. */
export async function onlooking({ ports }: Web, visitor: Visitor): Promise<Onlooker> {
  const { person } = visitor;
  return coordinates(visitor) ? inOffice : onlookerOf(ports.store, person);
}

/** The same, at some actions of a programme. */
export async function onlookingAt(
  web: Web,
  visitor: Visitor,
  programme: Programme,
  actions: readonly Action[],
): Promise<ActionsOnlooker> {
  return lookingAt(web.ports.store, visitor.person, await onlooking(web, visitor), programme, actions);
}

async function theProgramme(c: PageContext, web: Web): Promise<OpenedProgramme> {
  const visitor = await coordinators.admit(c, web);
  return { programme: await programmeInPath(c, web), visitor };
}

async function programmeInPath(c: PageContext, web: Web): Promise<Programme> {
  const loaded = await loadProgramme(web.ports.store, param(c, "programme"));
  if (!loaded) throw new Refusal("not-found");
  return loaded.state;
}

/** Whoever changes a programme is one of its coordinators. */
export function by({ person }: Visitor): { person: string; coordinator: true } {
  return { person: person.id, coordinator: true };
}
