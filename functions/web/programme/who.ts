import { Refusal } from "../../../shared/errors.ts";
import { type Action, type Expected, type Programme, presentActions } from "../../../shared/programme/state.ts";
import { loadProgramme } from "../../../shared/stored/programme.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Visitor, Web } from "../http/context.ts";
import { coordinators, type Who } from "../http/route.ts";

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

async function theProgramme(c: PageContext, web: Web): Promise<OpenedProgramme> {
  const visitor = await coordinators.admit(c, web);
  const loaded = await loadProgramme(web.ports.store, param(c, "programme"));
  if (!loaded) throw new Refusal("not-found");
  return { programme: loaded.state, visitor };
}
