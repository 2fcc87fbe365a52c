import { termOf } from "../agreement/state.ts";
import { alreadyDone, type DecidedOf, refuse } from "../chain/aggregate.ts";
import type { Asker } from "../chain/event.ts";
import { isSame, plain } from "../chain/hash.ts";
import type { Holder } from "../values.ts";
import type { Command, CommandType, Terms } from "./command.ts";
import type { EventData, EventType, NewEvent } from "./event.ts";
import { entryFault, type Fault, placeFault } from "./faults.ts";
import {
  type AskedEntry,
  bounds,
  centsOf,
  counterOf,
  type Entry,
  entryOf,
  isWithin,
  type Ledger,
  ledgerId,
  type NewEntry,
} from "./state.ts";

type Decided = DecidedOf<NewEvent>;
type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
type Rule<T extends CommandType> = (state: Ledger, command: CommandOf<T>) => Decided;

/**
 * What a command does to a ledger as it stands: the events, none when it is already so, or why it is refused. Pure; `state` is
 * undefined before its first lines. Refuses `forbidden`, `ledger-unknown`, `ledger-full`, `agreement-settled`, `entry-unknown`,
 * `entry-exists` (entered otherwise under its id), `entry-undone`, `counter-entry` (which is never undone), and what a line is
 * refused for (`entryFault`).
 */
export function decide(state: Ledger | undefined, command: Command): Decided {
  if (!mayAsk[command.type](command.by, state, command)) return refuse("forbidden");
  if (command.type === "enter") return enter(state, command);
  if (!state) return refuse("ledger-unknown");
  const rule = rules[command.type] as Rule<typeof command.type>;
  return rule(state, command as never);
}

const rules: { [T in Exclude<CommandType, "enter">]: Rule<T> } = {
  undo,
  attachAction: ({ entries }, { from, action }) =>
    from !== action && entries.some((entry) => entry.action === from)
      ? happens("actionAttached", { from, action })
      : alreadyDone,
};

/** Lines that are there already are left out; the first ones begin the ledger. */
function enter(state: Ledger | undefined, command: CommandOf<"enter">): Decided {
  const { of, entries, agreement, month, holder, today } = command;
  const name = { agreement, month, holder };
  const asked = entries.filter(({ id }) => !state || !entryOf(state, id));
  if (asked.length === 0 && state) return entries.every((entry) => isThere(state, entry)) ? alreadyDone : exists;
  const fault = [
    placeFault(of, name),
    wholeFault(state, command),
    ...asked.map((entry) => entryFault(of, entry, { ...name, today })),
  ].find((each) => each !== undefined);
  if (fault) return { refused: fault };
  if (state && !entries.every((entry) => asked.includes(entry) || isThere(state, entry))) return exists;
  const lines = asked.map((entry) => lineOf(of, entry));
  if (!isWithin(state?.entries ?? [], lines)) return refuse("ledger-full");
  const begun = happens("begun", { id: ledgerId(name), ...name }).events;
  return { events: [...(state ? [] : begun), ...happens("entered", { entries: lines }).events] };
}

const exists = refuse("entry-exists");

/** Of the lines together: they are of this ledger, not too many, each once. */
function wholeFault(state: Ledger | undefined, { entries, ...name }: CommandOf<"enter">): Fault | undefined {
  if (state && ledgerId(state) !== ledgerId(name)) return { code: "request-invalid", details: { field: "id" } };
  const once = new Set(entries.map(({ id }) => id)).size === entries.length;
  const some = entries.length > 0 && entries.length <= bounds.atOnce;
  return some && once ? undefined : { code: "request-invalid", details: { field: "entries" } };
}

/** Whether a line was entered under its id as it is asked for; its texts and its rate of that day aside. */
function isThere(state: Ledger, asked: AskedEntry): boolean {
  const there = entryOf(state, asked.id);
  if (!there) return false;
  const said = ({ date, action, term, person, quantity, meeting }: AskedEntry, cents: number) =>
    plain({ date, action, term, person, quantity, meeting, cents });
  return there.undoes === undefined && isSame(said(there, there.cents), said(asked, asked.cents ?? there.cents));
}

function lineOf(of: Terms, asked: AskedEntry): NewEntry {
  const { id, date, action, term, person, quantity, note, proof, meeting } = asked;
  const cents = centsOf(termOf(of, term)!, asked);
  return plain({ id, date, action, term, person, quantity, cents, note, proof, meeting });
}

function undo(state: Ledger, { of, entry, id, note }: CommandOf<"undo">): Decided {
  const before = entryOf(state, entry);
  if (!before) return refuse("entry-unknown");
  if (before.undoes !== undefined) return refuse("counter-entry");
  const counter = state.entries.find(({ undoes }) => undoes === entry);
  if (counter) return counter.id === id ? alreadyDone : refuse("entry-undone");
  const fault = placeFault(of, state);
  if (fault) return { refused: fault };
  if (id === "" || id.length > bounds.id) return refuse("request-invalid", { field: "id" });
  return entryOf(state, id) ? exists : happens("undone", { entry: counterOf(before, id, note) });
}

type May = (by: Asker, state: Ledger | undefined, command: Command) => boolean;

/** Whose ledger it is: the organisation of who asks, or themselves where they are of none; coordinators enter for all. */
const holder: May = (by, _, command) =>
  by !== "line" && (by.coordinator || ("holder" in command && command.holder === (by.organisation ?? by.person)));

/** The same of a line that stands, and whoever entered it or did it, wherever they belong by now. */
const author: May = (by, state, command) => {
  if (by === "line" || by.coordinator) return by !== "line";
  const entry: Partial<Entry> = (state && "entry" in command && entryOf(state, command.entry)) || {};
  const own: (Holder | undefined)[] = [by.person, by.organisation];
  return state !== undefined && (own.includes(state.holder) || [entry.by, entry.person].includes(by.person));
};

/** Rights, from what the ledger itself knows; on which agreements somebody may enter at all is the edge's to say. */
const mayAsk: { [T in CommandType]: May } = {
  enter: holder,
  undo: author,
  attachAction: (by) => by === "line",
};

function happens<T extends EventType>(type: T, data: EventData[T]): { events: NewEvent[] } {
  return { events: [{ type, data } as NewEvent] };
}
