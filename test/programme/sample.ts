import type { Plan } from "../../shared/programme/command.ts";
import type { Action, Programme } from "../../shared/programme/state.ts";

export const coordination = { person: "coordination", coordinator: true } as const;

/** The programme of 2008, without its actions. */
export const plan: Plan = {
  title: "Programme de travail 2008",
  from: "2008-01-01",
  until: "2008-12-31",
  families: [
    { id: "outils", title: "Outils" },
    { id: "projets", title: "Projets" },
  ],
};

/** An action of it, with what a test says of it. */
export function action(id: string, said: Partial<Action> = {}): Action {
  return {
    ...{ id, title: `Action ${id}`, family: "projets", strands: [], interventions: [], concerned: [], intent: "" },
    ...{ steering: { organisations: [] }, results: [], expected: [], funding: { none: "" }, payment: [] },
    ...said,
  };
}

/** A programme that has these actions. */
export function programmeOf(...actions: Action[]): Programme {
  return { schema: 1, id: "2008", seq: 1, head: "0".repeat(64), ...plan, actions };
}
