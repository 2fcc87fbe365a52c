import type { Asker } from "../chain/event.ts";
import type { Period } from "../time/period.ts";
import type { Hash } from "../values.ts";
import type { Action, Family } from "./state.ts";

/** A programme as a coordinator gives it. */
export type Plan = Period & { title: string; families: Family[] };

/** What someone wants of one programme. Shapes are checked at the edges; `decide` checks rights and what must agree. */
export type Command = { by: Asker } & (
  | ({ type: "create"; id: string } & Plan)
  /** `seen`: the plan, or the action, that its form showed, by `hashOf`: what another changed since is not lost unseen. */
  | ({ type: "amend"; seen?: Hash } & Plan)
  | { type: "addAction"; action: Action }
  | { type: "changeAction"; action: Action; seen?: Hash }
  | { type: "removeAction"; action: string }
  /** By the line: actions that deliverables named in words, in a programme that is made of them; none is taken away. */
  | ({ type: "gather"; id: string; actions: Action[] } & Plan)
  /** The whole, as a file has it: made where there is none; actions that it lacks are removed. */
  | ({ type: "replace"; id: string; actions: Action[] } & Plan)
);
export type CommandType = Command["type"];
