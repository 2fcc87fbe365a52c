import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";

const pageKeys = 3;

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
    const Contents = keys.slice(from, from + pageKeys).map((Key) => ({ Key }));
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
