import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { faultName } from "./fault.ts";

/** Bytes of one part, but the last: S3 takes 10,000 parts of at least 5 MiB. */
const partBytes = 8 * 1024 * 1024;

type At = { Bucket: string; Key: string };

/**
 * An object put part by part (S3 multipart upload): it is there whole once all came, unless its key was taken meanwhile,
 * which is the same put. What breaks off is ended here, or by the bucket's lifecycle.
 */
export async function putParts(
  client: S3Client,
  at: At,
  mediaType: string,
  parts: AsyncIterable<Uint8Array>,
): Promise<void> {
  const begun = new CreateMultipartUploadCommand({ ...at, ContentType: mediaType, ChecksumAlgorithm: "SHA256" });
  const { UploadId } = await client.send(begun);
  const upload = { ...at, UploadId };
  try {
    const Parts: CompletedPart[] = [];
    for await (const Body of parts) {
      const PartNumber = Parts.length + 1;
      const part = { ...upload, PartNumber, Body, ChecksumAlgorithm: "SHA256" as const };
      const { ETag, ChecksumSHA256 } = await client.send(new UploadPartCommand(part));
      Parts.push({ ETag, ChecksumSHA256, PartNumber });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, IfNoneMatch: "*" }));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    if (faultName(error) !== "PreconditionFailed") throw error;
  }
}

/** Chunks of any size as parts of `partBytes`, the last one smaller. */
export async function* partsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    for (let rest = chunk; rest.length > 0; ) {
      const taken = rest.subarray(0, partBytes - length);
      kept.push(taken);
      length += taken.length;
      rest = rest.subarray(taken.length);
      if (length < partBytes) continue;
      yield Buffer.concat(kept);
      [kept, length] = [[], 0];
    }
  }
  if (length > 0) yield Buffer.concat(kept);
}

/** The values of `first`, then those of `rest`. */
export async function* followed<T>(first: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}
