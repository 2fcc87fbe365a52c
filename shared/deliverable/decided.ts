import { type DecidedOf, refuse } from "../chain/aggregate.ts";
import type { Details, RefusalCode, Refused } from "../errors.ts";
import type { Command, CommandType } from "./command.ts";
import type { EventData, EventType, NewEvent } from "./event.ts";
import type { Stage, State } from "./state.ts";

/** What `decide` returns: what happens (nothing, where it already did), or why it does not. */
export type Decided = DecidedOf<NewEvent>;
export type Refusing = { refused: Refused };

export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
/** How one command is decided once its asker's right to it is known. */
export type Rule<T extends CommandType> = (state: State, command: CommandOf<T>, now: number) => Decided;

/** A decision of one event. */
export function happens<T extends EventType>(type: T, data: EventData[T]): { events: NewEvent[] } {
  return { events: [{ type, data } as NewEvent] };
}

/** A check: refuses unless it holds. Checks are chained with `??`, the first that fails speaks. */
export function unless(holds: boolean, code: RefusalCode, details: Details = {}): Refusing | undefined {
  return holds ? undefined : refuse(code, details);
}

/** Refuses `stage-forbids` outside these stages. */
export function inStage(state: State, ...stages: Stage[]): Refusing | undefined {
  return unless(stages.includes(state.stage), "stage-forbids", { stage: state.stage });
}
