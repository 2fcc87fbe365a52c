import type { Command } from "../agreement/command.ts";
import { type Agreement, type AgreementPlan, termOf } from "../agreement/state.ts";
import { issue } from "../chain/issue.ts";
import { Refusal } from "../errors.ts";
import type { Ports, Store, Write } from "../ports.ts";
import { agreements, loadAgreement } from "../stored/agreement.ts";
import { doneByTerm, enteredCheck, entriesOf } from "../stored/ledger.ts";
import { actionTitles } from "../stored/programme.ts";

type Context = Pick<Ports, "store" | "clock" | "ids">;
type CommandOf<T extends Command["type"]> = Extract<Command, { type: T }>;

/**
 * Changes an agreement to a plan that everything entered on it fits, which its commit checks: no line comes meanwhile. Throws what `decide`
 * refuses, `currency-used`, `funder-used`, `action-entered`, `entries-before` and `entries-after` with the day of such a line.
 */
export async function changeAgreement(ports: Context, id: string, command: CommandOf<"change">): Promise<void> {
  await issue(agreements, ports, id, command, async () => {
    const before = (await loadAgreement(ports.store, id))?.state;
    return before ? whileEntered(ports.store, before, command) : [];
  });
}

/** Sets a term; the unit of one that has lines stays, which its commit checks. Throws what `decide` refuses, `unit-entered`. */
export async function setTerm(ports: Context, id: string, command: CommandOf<"setTerm">): Promise<void> {
  const { store } = ports;
  const { term } = command;
  await issue(agreements, ports, id, command, async () => {
    const before = termOf((await loadAgreement(store, id))?.state ?? { terms: [] }, term.id);
    if (!before || before.unit === term.unit) return [];
    const check = await enteredCheck(store, id);
    if ((await doneByTerm(store, id)).has(term.id)) throw new Refusal("unit-entered");
    return [check];
  });
}

/** What a plan changes that lines depend on, held to the lines that there are; the row is read before them, so that later ones are a conflict. */
async function whileEntered(store: Store, before: Agreement, plan: AgreementPlan): Promise<Write[]> {
  const gone = before.actions.filter((action) => !plan.actions.includes(action));
  const narrows = plan.from > before.from || plan.until < before.until;
  const isOther = plan.currency !== before.currency || plan.funder !== before.funder;
  if (gone.length === 0 && !narrows && !isOther) return [];
  const check = await enteredCheck(store, before.id);
  const lines = await entriesOf(store, before.id);
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return [check];
  if (plan.currency !== before.currency) throw new Refusal("currency-used");
  if (plan.funder !== before.funder) throw new Refusal("funder-used");
  const kept = gone.find((action) => lines.some((line) => line.action === action));
  if (kept) throw new Refusal("action-entered", { action: (await actionTitles(store, [kept]))(kept) });
  if (plan.from > before.from && first.date < plan.from) throw new Refusal("entries-before", { day: first.date });
  if (plan.until < before.until && last.date > plan.until) throw new Refusal("entries-after", { day: last.date });
  return [check];
}
