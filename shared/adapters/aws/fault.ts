import { setTimeout as pause } from "node:timers/promises";
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
    throw isOurs(error) ? error : unreachable(error);
  }
}

/**
 * Runs one transaction, again after a pause while another holds its rows. Throws `conflict` when an expectation failed
 * or the rows stay held, `store-unreachable` as above.
 */
export async function committing(transaction: () => Promise<unknown>): Promise<void> {
  for (const [attempt, milliseconds] of [...pauses, 0].entries()) {
    try {
      await transaction();
      return;
    } catch (error) {
      const reasons = cancellations(error);
      if (reasons.includes("ConditionalCheckFailed")) throw caused("conflict", error);
      const last = attempt === pauses.length;
      if (reasons.length === 0 && isOurs(error)) throw error;
      if (last && reasons.includes("TransactionConflict")) throw caused("conflict", error);
      if (last || !reasons.some((reason) => passing.has(reason))) throw unreachable(error);
      await pause(milliseconds * (0.5 + Math.random()));
    }
  }
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

function caused(code: "conflict" | "store-unreachable", cause: unknown): Refusal {
  const refusal = new Refusal(code, { fault: faultName(cause) });
  refusal.cause = cause;
  return refusal;
}
