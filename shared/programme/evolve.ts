import { hashOf } from "../chain/hash.ts";
import type { Event, EventData, EventType, NewEvent } from "./event.ts";
import { type Action, type Programme, programmeSchema } from "./state.ts";

/** A programme without its place in the chain: what its events alone make. */
export type Content = Omit<Programme, "seq" | "head">;

/** The state after an event. Every event that `decide` ever gave is taken. */
export function evolve(state: Programme | undefined, event: Event): Programme {
  return { ...contentAfter(state, event), seq: event.seq, head: hashOf(event) };
}

/** The same of an event that has no place in the chain yet. */
export function contentAfter(content: Content | undefined, event: NewEvent): Content {
  if (event.type === "created") return { schema: programmeSchema, ...event.data, actions: [] };
  if (!content) throw new Error(`${event.type} comes before "created"`);
  const step = steps[event.type] as (content: Content, data: NewEvent["data"]) => Content;
  return step(content, event.data);
}

const steps: { [T in Exclude<EventType, "created">]: (content: Content, data: EventData[T]) => Content } = {
  amended: (content, changes) => ({ ...content, ...changes }),
  actionAdded: (content, { action }) => ({ ...content, actions: [...content.actions, action] }),
  actionChanged: (content, { action }) => withAction(content, action.id, () => action),
  actionRemoved: (content, { action }) => withAction(content, action, (before) => ({ ...before, removed: true })),
  actionsOrdered: (content, { actions }) => ({
    ...content,
    actions: [...content.actions].sort((a, b) => actions.indexOf(a.id) - actions.indexOf(b.id)),
  }),
};

function withAction(content: Content, id: string, change: (before: Action) => Action): Content {
  return { ...content, actions: content.actions.map((action) => (action.id === id ? change(action) : action)) };
}
