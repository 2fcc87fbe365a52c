import { termOf } from "../../shared/agreement/state.ts";
import type { Store } from "../../shared/ports.ts";
import { actionRef, type Unit } from "../../shared/programme/state.ts";
import { loadAgreement } from "../../shared/stored/agreement.ts";
import { entriesOf } from "../../shared/stored/ledger.ts";
import type { Paid } from "./story.ts";

/** What was entered: hours and days in hundredths, which nothing makes of one another, and all of it in cents. */
export type Spent = Record<"hours" | "days" | "cents", number>;

/** What was entered on some agreements of what a track is paid for; what was undone counts for nothing. */
export async function spentIn(store: Store, agreements: readonly string[], paid: Paid | undefined): Promise<Spent> {
  const spent: Spent = { hours: 0, days: 0, cents: 0 };
  if (!paid) return spent;
  const action = actionRef("2008", paid.action);
  for (const id of agreements) {
    const { state } = (await loadAgreement(store, id))!;
    const entries = (await entriesOf(store, id)).filter((entry) => entry.action === action);
    for (const { term: name, quantity = 0, cents } of entries) {
      const { words, unit } = termOf(state, name)!;
      if (paid.terms && !paid.terms.includes(words)) continue;
      const column = columnOf[unit];
      if (column) spent[column] += quantity;
      spent.cents += cents;
    }
  }
  return spent;
}

const columnOf: Partial<Record<Unit, "hours" | "days">> = { hour: "hours", day: "days" };
