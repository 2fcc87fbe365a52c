import { type DecidedOf, refuse } from "../chain/aggregate.ts";
import { hashOf, isSame } from "../chain/hash.ts";
import type { Hash } from "../values.ts";
import type { Command, CommandType, Plan } from "./command.ts";
import type { EventData, EventType, NewEvent } from "./event.ts";
import { type Content, contentAfter } from "./evolve.ts";
import { faultsOf } from "./faults.ts";
import { type Action, actionOf, type Programme, planOf, presentActions } from "./state.ts";

type Decided = DecidedOf<NewEvent>;
type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/**
 * What a command does to a programme as it stands: the events, none when it is already so, or why it is refused. Pure; `state`
 * is undefined before `create` or `replace`. Refuses `forbidden` (only coordinators may), `programme-unknown`, `programme-exists`,
 * `action-unknown`, `action-exists`, `programme-changed` (since it was seen), `programme-invalid` (`fault`, `path`: the first that does not agree, as in `faults.ts`).
 */
export function decide(state: Programme | undefined, command: Command): Decided {
  if (!mayAsk(command)) return refuse("forbidden");
  const rule = rules[command.type] as (state: Programme | undefined, command: Command) => Decided;
  return rule(state, command);
}

/** The line gathers actions, and takes away one that has become another. */
function mayAsk({ by, type }: Command): boolean {
  if (by === "line") return type === "gather" || type === "removeAction";
  return by.coordinator && type !== "gather";
}

type Rule<T extends CommandType> = (state: Programme | undefined, command: CommandOf<T>) => Decided;

const rules: { [T in CommandType]: Rule<T> } = {
  create,
  replace,
  gather,
  amend: (state, { type: _, by: __, seen, ...plan }) =>
    of(state, (programme) => unlessStale(planOf(programme), seen, programme, amendments(programme, plan))),
  addAction: (state, { action }) =>
    of(state, (programme) =>
      presentActions(programme).some((each) => each.id === action.id && !isSame(each, action))
        ? refuse("action-exists", { action: action.title })
        : agreed(programme, placed(programme, action)),
    ),
  changeAction: (state, { action, seen }) =>
    ofAction(state, action.id, (programme) =>
      unlessStale(actionOf(programme, action.id)!, seen, programme, placed(programme, action)),
    ),
  removeAction: (state, { action }) =>
    ofAction(state, action, (programme) => agreed(programme, removal(programme, action))),
};

function create(state: Programme | undefined, { type: _, by: __, ...data }: CommandOf<"create">): Decided {
  return state ? refuse("programme-exists", { programme: state.title }) : agreed(undefined, [happens("created", data)]);
}

/** Brings a programme to what a file says of it, by the events that lead there; what is so already is no event. */
function replace(state: Programme | undefined, { id, actions, ...plan }: CommandOf<"replace">): Decided {
  const begun = beginning(state, id, plan);
  const before = state ?? { actions: [] };
  const gone = presentActions(before).filter((action) => !actions.some((each) => each.id === action.id));
  return agreed(state, [
    ...begun,
    ...gone.flatMap((action) => removal(before, action.id)),
    ...actions.flatMap((action) => placed(before, action)),
    ...ordering(before, actions),
  ]);
}

/** Adds the actions that a programme has not. */
function gather(state: Programme | undefined, { id, actions, ...plan }: CommandOf<"gather">): Decided {
  const before = state ?? { actions: [] };
  const lacking = actions.filter((action) => !presentActions(before).some((each) => each.id === action.id));
  return agreed(state, [...beginning(state, id, plan), ...lacking.flatMap((action) => placed(before, action))]);
}

/** Makes a programme, or brings it to a plan. */
function beginning(state: Programme | undefined, id: string, { title, from, until, families }: Plan): NewEvent[] {
  const plan = { title, from, until, families };
  return state ? amendments(state, plan) : [happens("created", { id, ...plan })];
}

type Actions = Pick<Programme, "actions">;

function amendments(state: Programme, plan: Plan): NewEvent[] {
  const before: Record<string, unknown> = state;
  const changes = Object.entries(plan).filter(([name, value]) => !isSame(before[name], value));
  return changes.length === 0 ? [] : [happens("amended", Object.fromEntries(changes))];
}

function placed(before: Actions, action: Action): NewEvent[] {
  const known = actionOf(before, action.id);
  if (known && isSame(known, action)) return [];
  return [happens(known ? "actionChanged" : "actionAdded", { action })];
}

function removal(before: Actions, action: string): NewEvent[] {
  return actionOf(before, action)?.removed ? [] : [happens("actionRemoved", { action })];
}

/** The order of the file; actions that it lacks come after. */
function ordering(before: Actions, actions: readonly Action[]): NewEvent[] {
  const listed = actions.map(({ id }) => id);
  const known = before.actions.map(({ id }) => id);
  const present = [...known, ...listed.filter((id) => !known.includes(id))];
  const wanted = [...listed, ...known.filter((id) => !listed.includes(id))];
  return isSame(present, wanted) ? [] : [happens("actionsOrdered", { actions: wanted })];
}

/** The events, unless they were thought of when what they change was something else. */
function unlessStale(now: object, seen: Hash | undefined, programme: Programme, events: NewEvent[]): Decided {
  if (events.length > 0 && seen !== undefined && seen !== hashOf(now)) return refuse("programme-changed");
  return agreed(programme, events);
}

/** The events, unless what they make does not agree. */
function agreed(state: Content | undefined, events: NewEvent[]): Decided {
  if (events.length === 0) return { events };
  const after = events.reduce<Content | undefined>(contentAfter, state)!;
  const [fault] = faultsOf(after);
  if (!fault) return { events };
  return refuse("programme-invalid", { ...fault.details, fault: fault.code, path: fault.path.join(".") });
}

function of(state: Programme | undefined, rule: (state: Programme) => Decided): Decided {
  return state ? rule(state) : refuse("programme-unknown");
}

function ofAction(state: Programme | undefined, action: string, rule: (state: Programme) => Decided): Decided {
  return of(state, (programme) => (actionOf(programme, action) ? rule(programme) : refuse("action-unknown")));
}

function happens<T extends EventType>(type: T, data: EventData[T]): NewEvent {
  return { type, data } as NewEvent;
}
