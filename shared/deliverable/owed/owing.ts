import type { Job } from "../../jobs/job.ts";
import type { EventOf, EventType } from "../event.ts";
import type { State } from "../state.ts";

/** The jobs that events of one type leave owing, of the state after them and the one before. */
type Owing<T extends EventType> = (event: EventOf<T>, state: State, before: State) => Job[];
/** What each type of event leaves owing; absent: nothing. */
export type Owed = { [T in EventType]?: Owing<T> };
