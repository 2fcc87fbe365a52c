import type { Agreement } from "../../shared/agreement/state.ts";
import { appendEvents } from "../../shared/chain/append.ts";
import type { Command, Terms } from "../../shared/ledger/command.ts";
import { decide } from "../../shared/ledger/decide.ts";
import type { Event } from "../../shared/ledger/event.ts";
import { evolve } from "../../shared/ledger/evolve.ts";
import type { AskedEntry, Ledger, LedgerName } from "../../shared/ledger/state.ts";

export const coordination = { person: "coordination", coordinator: true } as const;
export const chargee = { person: "chargee-mission", coordinator: false, organisation: "org:oriv" } as const;
export const now = Date.parse("2008-06-02T09:00:00.000Z");

const term = (id: string, unit: Agreement["terms"][number]["unit"], more: object = {}) => ({
  ...{ id, words: id, unit, account: "64" as const },
  ...more,
});

/** What the European portal's agreement pays: days, missions, travel, the machine, and time that no rate counts. */
export const mpg: Terms = {
  ...{ id: "mpg-2008", stage: "signed", from: "2008-01-01", until: "2008-12-31" },
  actions: ["2008/portail", "2008/veille"],
  terms: [
    term("journees", "day", { planned: 1_400, rate: 35_000, action: "2008/portail" }),
    term("missions", "mission", { planned: 600, rate: 12_050 }),
    term("transport", "direct-cost", { planned: 90_000 }),
    term("serveur", "running-cost"),
    term("benevolat", "hour"),
    term("retire", "day", { rate: 30_000, removed: true }),
  ],
};

/** What is asked of a ledger: an organisation's of March. */
export const march: LedgerName = { agreement: "mpg-2008", month: "2008-03", holder: "org:oriv" };

/** Half a day on the portal. */
export const halfDay: AskedEntry = {
  ...{ id: "e1", date: "2008-03-12", action: "2008/portail", term: "journees" },
  ...{ person: "chargee-mission", quantity: 50 },
};
/** A ticket to Brussels. */
export const ticket: AskedEntry = {
  ...{ id: "e2", date: "2008-03-14", action: "2008/veille", term: "transport" },
  cents: 5_420,
};

export function entering(entries: AskedEntry[], more: Partial<Extract<Command, { type: "enter" }>> = {}): Command {
  return { type: "enter", by: coordination, of: mpg, today: "2008-06-02", ...march, entries, ...more };
}

export function undoing(entry: string, more: Partial<Extract<Command, { type: "undo" }>> = {}): Command {
  return { type: "undo", by: coordination, of: mpg, entry, id: `${entry}-undone`, ...more };
}

export type History = { state: Ledger | undefined; events: Event[] };
export const nothing: History = { state: undefined, events: [] };

/** Does what a command asks, or says why not. */
export function next(history: History, command: Command): History | string {
  const decided = decide(history.state, command);
  if ("refused" in decided) return decided.refused.code;
  if (decided.events.length === 0) return history;
  const appended = appendEvents(evolve, history.state, decided.events, command.by, now);
  return { state: appended.state, events: [...history.events, ...appended.events] as Event[] };
}

/** What is there once these were asked; what is refused changes nothing. */
export function played(...commands: readonly Command[]): History {
  return commands.reduce<History>((history, command) => {
    const reached = next(history, command);
    return typeof reached === "string" ? history : reached;
  }, nothing);
}
