import type { Command } from "../../shared/agreement/command.ts";
import { decide } from "../../shared/agreement/decide.ts";
import type { Event } from "../../shared/agreement/event.ts";
import { evolve } from "../../shared/agreement/evolve.ts";
import { type Agreement, type AgreementPlan, planOf, type Term } from "../../shared/agreement/state.ts";
import { appendEvents } from "../../shared/chain/append.ts";

export const coordination = { person: "coordination", coordinator: true } as const;
/** Somebody of the organisation that pays. */
export const funder = { person: "chargee-mission-mpg", coordinator: false, organisation: "org:mpg" } as const;
export const now = Date.parse("2008-06-02T09:00:00.000Z");
export const today = "2008-06-02";

/** The agreement of the European portal: 14 days of work. */
export const portal: AgreementPlan = {
  ...{ funder: "mpg", reference: "MPG 2008-07", title: "Portail européen sur les migrations", currency: "EUR" },
  ...{ actions: ["2008/portail-europeen"], from: "2008-01-01", until: "2008-12-31" },
};
export const days: Term = {
  ...{ id: "journees", words: "Journées de travail", unit: "day", planned: 1400, rate: 35_000, account: "64" },
};
export const printing: Term = {
  ...{ id: "impression", words: "Impression", unit: "direct-cost", planned: 120_050, account: "60" },
};

/** What a test asks of an agreement, as the coordinator. */
export type Asked = Command extends infer C ? (C extends { by: unknown } ? Omit<C, "by"> : never) : never;
export const ask = (command: Asked, by: Command["by"] = coordination): Command => ({ ...command, by }) as Command;

export const open = ask({
  ...{ type: "open", id: "mpg-2008", stage: "requested", on: "2008-01-15", today, terms: [days], ...portal },
});
export const sign = ask({ type: "advance", stage: "signed", on: "2008-02-20", today });
export const settle = ask({ type: "advance", stage: "settled", on: "2008-06-01", today });
export const payment = { id: "p1", on: "2008-03-10", cents: 245_000, words: "Acompte de 50 %" };
export const pay = ask({ type: "pay", payment, today });
export const statement = {
  ...{ id: "s1", from: "2008-01-01", until: "2008-05-31", facts: "f".repeat(64) },
};
export const send = ask({ type: "sendStatement", statement });
export const change = (said: Partial<AgreementPlan>, seen?: string) =>
  ask({ type: "change", ...planOf(portal), ...said, ...(seen && { seen }) });

export type History = { state: Agreement | undefined; events: Event[] };
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
