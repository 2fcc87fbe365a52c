import { setTimeout as pause } from "node:timers/promises";
import type { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { Refusal } from "../../errors.ts";

/** Names of faults that are ours: a request that no waiting mends. */
const ours = new Set(["ValidationException", "SerializationException"]);
/** Reasons for which DynamoDB cancels a transaction that may pass a moment later. */
const passing = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);
const pauses = [40, 120, 360];

/** Runs one request. Throws `store-unreachable` where the service or the way to it fails (retries are the client's). */
export async function reaching<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw isOurs(error) || error instanceof Refusal ? error : unreachable(error);
  }
}

/**
 * Sends one transaction, again after a pause while another holds its rows. Throws `conflict` when an expectation failed
 * or the rows stay held, `store-unreachable` as above, `outcome-unknown` where an answer was lost that may have been yes.
 */
export async function committing<C extends TransactWriteItemsCommand>(
  command: () => C,
  send: (command: C) => Promise<unknown>,
): Promise<void> {
  for (const [attempt, milliseconds] of [...pauses, 0].entries()) {
    const transaction = command();
    const isInDoubt = watchTries(transaction);
    try {
      await send(transaction);
      return;
    } catch (error) {
      const reasons = cancellations(error);
      if (reasons.includes("ConditionalCheckFailed")) throw caused("conflict", error);
      if (isInDoubt() || mayHaveGone(error)) throw caused("outcome-unknown", error);
      const last = attempt === pauses.length;
      if (reasons.length === 0 && isOurs(error)) throw error;
      if (last && reasons.includes("TransactionConflict")) throw caused("conflict", error);
      if (last || !reasons.some((reason) => passing.has(reason))) throw unreachable(error);
      await pause(milliseconds * (0.5 + Math.random()));
    }
  }
}

/** Looks at each try that the client makes of one command: whether the answer to one was lost that may have been yes. */
function watchTries(command: TransactWriteItemsCommand): () => boolean {
  let doubt = false;
  command.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        doubt ||= mayHaveGone(error);
        throw error;
      }
    },
    { step: "deserialize", priority: "high", name: "watchTries" },
  );
  return () => doubt;
}

/** What a system says of a request that never left (errno). */
const unsent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** Whether a request may have been done all the same: it was sent, and no word came back that it was not. */
function mayHaveGone(error: unknown): boolean {
  const name = faultName(error);
  if (name === "TransactionInProgressException") return true;
  const { code = "", message, $fault } = error as Error & { code?: string; $fault?: "client" | "server" };
  const answered = $fault === "client" || /(Exception|ProviderError)$/.test(name);
  return !answered && !unsent.has(code) && !/did not establish a connection/.test(message);
}

/** The name of a fault; its message may hold an address, so it goes into no log and no row. */
export function faultName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}

function isOurs(error: unknown): boolean {
  return ours.has(faultName(error));
}

function cancellations(error: unknown): string[] {
  if (faultName(error) !== "TransactionCanceledException") return [];
  const { CancellationReasons = [] } = error as { CancellationReasons?: { Code?: string }[] };
  return CancellationReasons.map(({ Code }) => Code ?? "None");
}

function unreachable(error: unknown): Refusal {
  return caused("store-unreachable", error);
}

function caused(code: "conflict" | "store-unreachable" | "outcome-unknown", cause: unknown): Refusal {
  const refusal = new Refusal(code, { fault: faultName(cause) });
  refusal.cause = cause;
  return refusal;
}
