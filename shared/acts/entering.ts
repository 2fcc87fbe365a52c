import type { Asker } from "../chain/event.ts";
import { hashOf } from "../chain/hash.ts";
import { issue, type Provided } from "../chain/issue.ts";
import { Refusal } from "../errors.ts";
import type { Terms } from "../ledger/command.ts";
import { type AskedEntry, bounds, entryOf, type LedgerName, ledgerId, monthOf } from "../ledger/state.ts";
import type { Ports } from "../ports.ts";
import { agreementChain, loadAgreement } from "../stored/agreement.ts";
import { ledgers, loadLedger } from "../stored/ledger.ts";
import type { LocalDate, TextRef } from "../values.ts";

type Context = Pick<Ports, "store" | "clock" | "ids">;

/** A line to be entered, with where: the month is that of its day. */
export type Line = AskedEntry & Pick<LedgerName, "agreement" | "holder">;

/** How many lines were entered, and how many were there already. */
export type Entered = { entered: number; there: number };

/**
 * Enters lines, each while its agreement is what it was when it was read: one commit for up to 40 lines of one ledger. Doing it again, as after
 * a crash between two commits, enters what is left. Throws what `decide` refuses, `agreement-unknown`, `conflict`.
 */
export async function enterLines(
  ports: Context,
  by: Asker,
  lines: readonly Line[],
  today: LocalDate,
): Promise<Entered> {
  const told = { entered: 0, there: 0 };
  const groups = Map.groupBy(lines, ({ agreement, holder, date }) =>
    ledgerId({ agreement, holder, month: monthOf(date) }),
  );
  for (const group of groups.values())
    for (let from = 0; from < group.length; from += bounds.atOnce) {
      const some = group.slice(from, from + bounds.atOnce);
      const count = await enterSome(ports, by, some, today);
      told.entered += count;
      told.there += some.length - count;
    }
  return told;
}

/** Those of one ledger; how many were not there. */
async function enterSome(ports: Context, by: Asker, lines: readonly Line[], today: LocalDate): Promise<number> {
  const { agreement, holder, date } = lines[0]!;
  const name = { agreement, holder, month: monthOf(date) };
  const entries = lines.map(({ agreement: _, holder: __, ...entry }) => entry);
  const { events } = await whileItStays(ports, agreement, (of, provided) =>
    issue(ledgers, ports, ledgerId(name), { type: "enter", by, of, ...name, entries, today }, provided),
  );
  return events.reduce((sum, { type, data }) => (type === "entered" ? sum + data.entries.length : sum), 0);
}

/** The id of the counter-entry of an entry: undoing it twice is undoing it once. */
function counterId(entry: string): string {
  return derivedId("undo", { undoes: entry });
}

/** Undoes an entry of a ledger by a counter-entry. Throws what `decide` refuses, `conflict`. */
export async function undoEntry(
  ports: Context,
  by: Asker,
  { ledger, entry, note }: { ledger: string; entry: string; note?: TextRef },
): Promise<void> {
  const loaded = await loadLedger(ports.store, ledger);
  if (!loaded || !entryOf(loaded.state, entry)) throw new Refusal("entry-unknown");
  await whileItStays(ports, loaded.state.agreement, (of, provided) =>
    issue(
      ledgers,
      ports,
      ledger,
      { type: "undo", by, of, entry, id: counterId(entry), ...(note && { note }) },
      provided,
    ),
  );
}

/** The agreement was changed since it was read: it is read anew. */
class Changed extends Error {}

const maxTurns = 5;

/** Does something that holds only while an agreement is as it was read, which the commit checks. Throws `agreement-unknown`, `conflict`. */
async function whileItStays<T>(
  { store }: Context,
  agreement: string,
  act: (of: Terms, provided: Provided) => Promise<T>,
): Promise<T> {
  for (let turn = 1; turn <= maxTurns; turn++) {
    const loaded = await loadAgreement(store, agreement);
    if (!loaded) throw new Refusal("agreement-unknown");
    const { state, version } = loaded;
    const key = agreementChain.stateKey(agreement);
    const provided: Provided = async () => {
      if ((await store.get(key))?.version !== version) throw new Changed();
      return [{ check: key, expect: version }];
    };
    try {
      return await act(state, provided);
    } catch (error) {
      if (!(error instanceof Changed)) throw error;
    }
  }
  throw new Refusal("conflict");
}

/**
 * The id of an entry that follows from something else, the same each time: "undo:3f…", "mission:3f…", "list:3f…". No form can give its
 * own entry such an id, which has a colon.
 */
export function derivedId(from: "undo" | "mission" | "list", what: object): string {
  return `${from}:${hashOf(what).slice(0, 32)}`;
}
