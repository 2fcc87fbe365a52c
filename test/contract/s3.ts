import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";

const pageKeys = 3;
/** Bytes of a part that is not the last. */
const leastPart = 5 * 1024 * 1024;

/** An S3 client before a bucket in memory: creation on condition, what is absent, lists in pages. */
export function bucketInMemory(): S3Client {
  const client = new S3Client({ region: "eu-west-3" });
  const objects = new Map<string, Uint8Array>();
  const mock = mockClient(client);
  mock.on(PutObjectCommand).callsFake(async ({ Key, Body, IfNoneMatch }) => {
    if (IfNoneMatch === "*" && objects.has(Key)) throw fault("PreconditionFailed");
    objects.set(Key, Uint8Array.from(Body));
    return {};
  });
  const uploads = new Map<string, Uint8Array[]>();
  mock.on(CreateMultipartUploadCommand).callsFake(async () => {
    const UploadId = `upload-${uploads.size + 1}`;
    uploads.set(UploadId, []);
    return { UploadId };
  });
  mock.on(UploadPartCommand).callsFake(async ({ UploadId, PartNumber, Body }) => {
    uploads.get(UploadId)![PartNumber - 1] = Uint8Array.from(Body);
    return { ETag: `part-${PartNumber}` };
  });
  mock.on(CompleteMultipartUploadCommand).callsFake(async ({ Key, UploadId, IfNoneMatch, MultipartUpload }) => {
    if (IfNoneMatch === "*" && objects.has(Key)) throw fault("PreconditionFailed");
    const parts = uploads.get(UploadId)!;
    if (MultipartUpload.Parts.length !== parts.length) throw fault("InvalidPart");
    if (parts.slice(0, -1).some(({ length }) => length < leastPart)) throw fault("EntityTooSmall");
    objects.set(Key, Uint8Array.from(Buffer.concat(parts)));
    return {};
  });
  mock.on(AbortMultipartUploadCommand).callsFake(async ({ UploadId }) => {
    uploads.delete(UploadId);
    return {};
  });
  mock.on(GetObjectCommand).callsFake(async ({ Key }) => {
    const bytes = found(objects, Key, "NoSuchKey");
    return { Body: { transformToByteArray: async () => bytes } };
  });
  mock.on(HeadObjectCommand).callsFake(async ({ Key }) => {
    const { length } = found(objects, Key, "NotFound");
    return { ContentLength: length, VersionId: "v1" };
  });
  mock.on(DeleteObjectCommand).callsFake(async ({ Key }) => {
    objects.delete(Key);
    return {};
  });
  mock.on(ListObjectsV2Command).callsFake(async ({ Prefix, ContinuationToken = "0" }) => {
    const keys = [...objects.keys()].filter((key) => key.startsWith(Prefix)).toSorted();
    const from = Number(ContinuationToken);
    const more = from + pageKeys < keys.length;
    const Contents = keys.slice(from, from + pageKeys).map((Key) => ({ Key, LastModified: new Date() }));
    return { Contents, ...(more && { NextContinuationToken: String(from + pageKeys) }) };
  });
  return client;
}

function found(objects: Map<string, Uint8Array>, key: string, absent: string): Uint8Array {
  const bytes = objects.get(key);
  if (!bytes) throw fault(absent);
  return bytes;
}

function fault(name: string): Error {
  return Object.assign(new Error(name), { name });
}
