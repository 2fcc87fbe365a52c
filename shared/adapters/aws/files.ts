import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { Refusal } from "../../errors.ts";
import type { Content, Files, UploadLimits } from "../../ports.ts";
import { intact } from "../../stored/content.ts";
import { attachment } from "../attachment.ts";
import { faultName, reaching } from "./fault.ts";
import { followed, partsOf, putParts } from "./parts.ts";

/**
 * Objects in one S3 bucket, private and versioned. A put creates or finds the key taken, which is the same put; S3
 * checks the SHA-256 of what it receives. What is deleted stays a hidden version until the bucket's lifecycle ends it. The
 * signing libraries are loaded when first needed: most functions never sign. Throws `store-unreachable`.
 */
export function s3Files(client: S3Client, bucket: string): Files {
  const at = (key: string) => ({ Bucket: bucket, Key: key });
  const put: Files["put"] = (key, bytes, mediaType) =>
    reaching(() =>
      created(() => {
        const object = { ...at(key), Body: bytes, ContentType: mediaType };
        return client.send(new PutObjectCommand({ ...object, ChecksumAlgorithm: "SHA256", IfNoneMatch: "*" }));
      }),
    );
  return {
    put,
    async putChunks(key, chunks, mediaType) {
      const parts = partsOf(chunks);
      const first = await parts.next();
      const second = first.done ? first : await parts.next();
      const bytes = first.done ? new Uint8Array() : first.value;
      if (second.done) return put(key, bytes, mediaType);
      await reaching(() => putParts(client, at(key), mediaType, followed([bytes, second.value], parts)));
    },
    get: (key) =>
      reaching(async () => {
        const found = await orElse(absent, client.send(new GetObjectCommand(at(key))));
        const bytes = await found?.Body?.transformToByteArray();
        return bytes && intact(key, bytes);
      }),
    head: (key) =>
      reaching(async () => {
        const found = await orElse(absent, client.send(new HeadObjectCommand(at(key))));
        if (!found) return undefined;
        const { ContentLength: bytes = 0, VersionId: version, Metadata } = found;
        const name = encodedWords(Metadata?.[nameField] ?? "");
        return { bytes, ...(version && { version }), ...(name && { name }) };
      }),
    /** S3 answers 204 where there is no such object; what speaks its language may answer 404. */
    async delete(key) {
      await reaching(() => orElse(absent, client.send(new DeleteObjectCommand(at(key)))));
    },
    async sweep(prefix, before, limit) {
      let gone = 0;
      let from: string | undefined;
      do {
        const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: from });
        const page = await reaching(() => client.send(command));
        const old = (page.Contents ?? []).filter(({ LastModified }) => LastModified && LastModified.getTime() < before);
        for (const { Key } of old.slice(0, limit - gone)) {
          await reaching(() => client.send(new DeleteObjectCommand(at(Key!))));
          gone += 1;
        }
        from = page.NextContinuationToken;
      } while (from && gone < limit);
      return gone;
    },
    async *list(prefix) {
      let from: string | undefined;
      do {
        const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: from });
        const page = await reaching(() => client.send(command));
        yield* (page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
        from = page.NextContinuationToken;
      } while (from);
    },
    signUpload: async (key, limits) => {
      const { createPresignedPost } = await import("@aws-sdk/s3-presigned-post");
      const form = await reaching(() => createPresignedPost(client, { ...at(key), ...postPolicy(limits) }));
      return { ...form, fields: { ...form.fields, [`x-amz-meta-${nameField}`]: fileNameVariable } };
    },
    signDownload: async (key, { filename, mediaType, seconds, content }) => {
      if (content) await reaching(() => checkStored(client, at(key), content));
      const { getSignedUrl } = await import("@aws-sdk/s3-request-presigner");
      const as = { ResponseContentDisposition: attachment(filename), ResponseContentType: mediaType };
      return reaching(() => getSignedUrl(client, new GetObjectCommand({ ...at(key), ...as }), { expiresIn: seconds }));
    },
  };
}

/** What S3 knows of an object without sending it: its size, and its checksum where it was put whole. */
async function checkStored(client: S3Client, at: { Bucket: string; Key: string }, content: Content): Promise<void> {
  const found = await orElse(absent, client.send(new HeadObjectCommand({ ...at, ChecksumMode: "ENABLED" })));
  if (!found) throw new Refusal("object-missing", { key: at.Key });
  const { ContentLength, ChecksumSHA256: checksum, ChecksumType } = found;
  const whole = checksum !== undefined && ChecksumType !== "COMPOSITE" && !checksum.includes("-");
  const sha256 = whole ? Buffer.from(checksum, "base64").toString("hex") : content.sha256;
  const same = (content.bytes ?? ContentLength) === ContentLength && (content.sha256 ?? sha256) === sha256;
  if (!same) throw new Refusal("object-damaged", { key: at.Key });
}

const absent = ["NoSuchKey", "NotFound"];
/** Tries of a put that meets another of the same key on its way (409). */
const puts = 4;

/** Done when the object is there, whoever put it. */
async function created(put: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await orElse(["PreconditionFailed"], put());
      return;
    } catch (error) {
      if (faultName(error) !== "ConditionalRequestConflict" || attempt === puts) throw error;
    }
  }
}

/** What `request` answers, or undefined where it fails by one of `names`. */
async function orElse<T>(names: string[], request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (names.includes(faultName(error))) return undefined;
    throw error;
  }
}

/** Metadata of an object that a form brought: what the form called its file. */
const nameField = "name";
/** S3 puts the file's own name, without its folders, in the place of this in a field (Amazon S3, "POST object"). */
// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of S3.
const fileNameVariable = "${filename}";

/**
 * Every field becomes a condition of the policy, as do the bucket and the exact key; the file's name alone may be any, since S3
 * holds the policy to what it put in place of its variable.
 */
function postPolicy({ minBytes, maxBytes, seconds, redirect }: UploadLimits) {
  return {
    Fields: { success_action_redirect: redirect },
    Conditions: [
      ["content-length-range", minBytes, maxBytes] as ["content-length-range", number, number],
      ["starts-with", `$x-amz-meta-${nameField}`, ""] as ["starts-with", string, string],
    ],
    Expires: seconds,
  };
}

/** Metadata beyond ASCII, as S3 gives it: "=?UTF-8?Q?caf=C3=A9?=" (RFC 2047, where spaces between encoded words are none). */
function encodedWords(text: string): string {
  return text.replace(/\?=\s+=\?/g, "?==?").replace(/(?:=\?utf-8\?[bq]\?[^?\s]*\?=)+/gi, (words) => {
    const parts = [...words.matchAll(/=\?utf-8\?([bq])\?([^?\s]*)\?=/gi)];
    const bytes = parts.map(([, by = "", said = ""]) =>
      by.toLowerCase() === "b" ? Buffer.from(said, "base64") : quoted(said),
    );
    return Buffer.concat(bytes).toString("utf8");
  });
}

/** The bytes that the "Q" encoding says: "=C3=A9" is two, "_" a space. */
function quoted(said: string): Buffer {
  const latin = said
    .replaceAll("_", " ")
    .replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin, "latin1");
}
