import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Row } from "../../ports.ts";
import { type Item, readItem } from "./item.ts";
import { type JobOutcome, logJob } from "./log.ts";

/**
 * Hands each row of a stream's batch that is `due` to `handle`, all at once. A row whose `handle` throws comes again: Lambda reads
 * on from the first record reported here (ReportBatchItemFailures), so `handle` must bear being run twice.
 */
export async function eachDueRow(
  event: DynamoDBStreamEvent,
  handle: (row: Row) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  const tried = await Promise.allSettled(event.Records.map(async (record) => handleDue(record, handle)));
  const failures = event.Records.filter((_, index) => tried[index]?.status === "rejected");
  return { batchItemFailures: failures.map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber ?? "" })) };
}

async function handleDue({ dynamodb }: DynamoDBRecord, handle: (row: Row) => Promise<void>): Promise<void> {
  if (dynamodb?.NewImage?.status?.S !== "due") return;
  await handle(readItem(dynamodb.NewImage as Item));
}

/** Does the job `id`, held for so many seconds, and says what became of it. */
export type Work = (id: string, seconds: number) => Promise<JobOutcome>;

/** A Lambda handler that does the jobs of a batch and logs what became of each. */
export function jobHandler(work: Work) {
  return (event: DynamoDBStreamEvent, context: Pick<Context, "getRemainingTimeInMillis">) =>
    eachDueRow(event, async ({ sk: id }) => {
      const started = Date.now();
      logJob(id, await work(id, leaseSeconds(context)), Date.now() - started);
    });
}

/**
 * How long a worker may hold a job: past this function's own end, so that what Lambda tries again after a crash finds
 * the job taken and only `tick`, which counts, hands it out once more. Seconds.
 */
function leaseSeconds(context: Pick<Context, "getRemainingTimeInMillis">): number {
  return Math.ceil(context.getRemainingTimeInMillis() / 1000) + 30;
}
