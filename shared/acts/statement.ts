import { type Agreement, statesTheSame } from "../agreement/state.ts";
import type { Asker } from "../chain/event.ts";
import { hashOf } from "../chain/hash.ts";
import { issue } from "../chain/issue.ts";
import { Refusal } from "../errors.ts";
import type { Language } from "../i18n/languages.ts";
import type { Ports } from "../ports.ts";
import type { ActionRef } from "../programme/state.ts";
import { type StatementFacts, within } from "../statement/facts.ts";
import { statementOf } from "../statement/statement.ts";
import { statementDocument, statementKind } from "../statement/statement-document.ts";
import { agreements } from "../stored/agreement.ts";
import { keepStatement } from "../stored/statement.ts";
import { askForFiles, type ToSet } from "../stored/typeset.ts";
import type { Period } from "../time/period.ts";
import type { Hash } from "../values.ts";
import { type StatementWords, statementFacts } from "./statement-facts.ts";

type Context = Pick<Ports, "store" | "files" | "assets" | "clock" | "ids">;
type Network = { network: string; language: Language };

/** A statement as a document to be set. Throws as `statementOf`. */
export function statementToSet({ network, language }: Network, facts: StatementFacts): ToSet {
  return { tree: statementDocument(statementOf(facts), { network, language }), kind: statementKind };
}

/** What somebody who reads a statement has seen of it: all that it says but the day on which it was so. */
export function statementSeen({ tree }: Pick<ToSet, "tree">): Hash {
  return hashOf(tree.blocks);
}

/** `seen`: what its form showed, by `statementSeen`. */
type Sending = Period & { id: string; action?: ActionRef; seen?: Hash | undefined };

/**
 * Sends a statement of an agreement, as it is now, to its funder: what it states is kept by its hash, its documents are asked for, and
 * the event owes the letter. The same `id` sends it once. Throws `statement-exists` (sent for other days or another action),
 * `statement-changed` (since it was seen), and as `statementOf` and `issue`.
 */
export async function sendStatement(
  ports: Context,
  by: Exclude<Asker, "line">,
  network: Network & StatementWords,
  agreement: Agreement,
  { id, seen, ...asked }: Sending,
): Promise<void> {
  const known = agreement.statements.find((each) => each.id === id);
  if (known && !statesTheSame(known, asked)) throw new Refusal("statement-exists");
  if (known) return;
  const facts = within(await statementFacts(ports, network, { ...asked, agreements: [agreement] }));
  const toSet = statementToSet(network, facts);
  if (seen !== undefined && seen !== statementSeen(toSet)) throw new Refusal("statement-changed");
  const source = await askForFiles(ports, toSet);
  const statement = { id, ...asked, facts: await keepStatement(ports.files, { facts, source }) };
  await issue(agreements, ports, agreement.id, { type: "sendStatement", by, statement });
}
