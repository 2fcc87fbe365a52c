import {
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, test } from "vitest";
import { attachment } from "../../../shared/adapters/attachment.ts";
import { s3Files } from "../../../shared/adapters/aws/files.ts";
import { draftFormats, hasEnding } from "../../../shared/formats/uploads.ts";
import { uploadNameOf } from "../../../shared/stored/upload-name.ts";
import { uploadNames } from "../../contract/upload-names.ts";

const client = new S3Client({ region: "eu-west-3", credentials: { accessKeyId: "AKTEST", secretAccessKey: "secret" } });
const files = s3Files(client, "reseau-documents");

function fault(name: string, status: number): Error {
  return Object.assign(new Error(`${name}: details of the request`), { name, $metadata: { httpStatusCode: status } });
}

describe("objects", () => {
  const mock = mockClient(client);
  beforeEach(() => mock.reset());

  test("a put creates, with its checksum, and a taken key is the same put", async () => {
    mock.on(PutObjectCommand).resolvesOnce({}).rejects(fault("PreconditionFailed", 412));
    const bytes = Buffer.from("compte rendu");
    await files.put("sources/ab12", bytes, "text/markdown");
    await files.put("sources/ab12", bytes, "text/markdown");
    expect(mock.commandCalls(PutObjectCommand)[0]!.args[0].input).toEqual({
      Bucket: "reseau-documents",
      Key: "sources/ab12",
      Body: bytes,
      ContentType: "text/markdown",
      ChecksumAlgorithm: "SHA256",
      IfNoneMatch: "*",
    });
  });

  test("a put that meets another is tried until one of them is there", async () => {
    const meeting = fault("ConditionalRequestConflict", 409);
    mock.on(PutObjectCommand).rejectsOnce(meeting).rejectsOnce(meeting).rejects(fault("PreconditionFailed", 412));
    await files.put("trees/t1.json", Buffer.from("{}"), "application/json");
    expect(mock.commandCalls(PutObjectCommand)).toHaveLength(3);
    mock.reset();
    mock.on(PutObjectCommand).rejects(meeting);
    const put = files.put("trees/t1.json", Buffer.from("{}"), "application/json");
    await expect(put).rejects.toMatchObject({ code: "store-unreachable" });
    expect(mock.commandCalls(PutObjectCommand)).toHaveLength(4);
  });

  test("what is not there is undefined", async () => {
    mock.on(GetObjectCommand).rejects(fault("NoSuchKey", 404)).on(HeadObjectCommand).rejects(fault("NotFound", 404));
    expect(await files.get("uploads/u1")).toBeUndefined();
    expect(await files.head("uploads/u1")).toBeUndefined();
  });

  test("head tells the size and the version", async () => {
    mock.on(HeadObjectCommand).resolves({ ContentLength: 0, VersionId: "v7" });
    expect(await files.head("uploads/u1")).toEqual({ bytes: 0, version: "v7" });
  });

  test("list turns every page", async () => {
    mock
      .on(ListObjectsV2Command, { ContinuationToken: undefined })
      .resolves({ Contents: [{ Key: "trees/a.json" }, { Key: "trees/b.json" }], NextContinuationToken: "more" })
      .on(ListObjectsV2Command, { ContinuationToken: "more" })
      .resolves({ Contents: [{ Key: "trees/c.json" }] });
    expect(await Array.fromAsync(files.list("trees/"))).toEqual(["trees/a.json", "trees/b.json", "trees/c.json"]);
  });

  test.each([
    ["AccessDenied", 403],
    ["SlowDown", 503],
    ["TimeoutError", 0],
  ])("%s is a store out of reach, named by its fault alone", async (name, status) => {
    mock.onAnyCommand().rejects(fault(name, status));
    const refusal = { code: "store-unreachable", details: { fault: name } };
    await expect(files.put("a", Buffer.from("a"), "text/plain")).rejects.toMatchObject(refusal);
    await expect(files.get("a")).rejects.toMatchObject(refusal);
    await expect(files.head("a")).rejects.toMatchObject(refusal);
    await expect(files.delete("a")).rejects.toMatchObject(refusal);
    await expect(Array.fromAsync(files.list("a"))).rejects.toMatchObject(refusal);
  });
});

describe("signed addresses", () => {
  test("a form is for one key, one range of sizes and one way back", async () => {
    mockClient(client).restore();
    const redirect = "https://livrable.example/uploads/u1/sent";
    const { url, fields } = await files.signUpload("uploads/u1", {
      minBytes: 1,
      maxBytes: 26_214_400,
      seconds: 900,
      redirect,
    });
    expect(url).toBe("https://reseau-documents.s3.eu-west-3.amazonaws.com/");
    expect(fields).toMatchObject({ key: "uploads/u1", bucket: "reseau-documents", success_action_redirect: redirect });
    const policy = JSON.parse(Buffer.from(fields.Policy!, "base64").toString("utf8"));
    expect(policy.conditions).toEqual(
      expect.arrayContaining([
        ["content-length-range", 1, 26_214_400],
        { key: "uploads/u1" },
        { success_action_redirect: redirect },
      ]),
    );
    const open = policy.conditions.filter((each: unknown) => JSON.stringify(each).includes("starts-with"));
    expect(open).toEqual([["starts-with", "$x-amz-meta-name", ""]]);
    expect(fields["x-amz-meta-name"]).toBe("$" + "{filename}");
  });

  test.each(uploadNames)("a form with a file that has a name %s", async (_, sent, kept) => {
    const mock = mockClient(client);
    const limits = { minBytes: 1, maxBytes: 1_000, seconds: 900, redirect: "https://livrable.example/" };
    const { fields } = await files.signUpload("uploads/u1", limits);
    mock.on(GetObjectCommand).rejects(fault("NoSuchKey", 404));
    mock.on(HeadObjectCommand).resolves({ ContentLength: 5, Metadata: storedBy(fields, sent) });
    const own = await uploadNameOf(files, "u1");
    expect(own && hasEnding(own, draftFormats) ? own : undefined).toBe(kept);
    mock.restore();
  });

  const sha256 = "ab".repeat(32);
  const stored = Buffer.from(sha256, "hex").toString("base64");
  test.each<[string, HeadObjectCommandOutput | Error, string | undefined]>([
    ["that is whole", { ContentLength: 10, ChecksumSHA256: stored, ChecksumType: "FULL_OBJECT" } as never, undefined],
    ["that was put in parts, of its size", { ContentLength: 10, ChecksumSHA256: `${stored}-2` } as never, undefined],
    ["of another size", { ContentLength: 9, ChecksumSHA256: stored } as never, "object-damaged"],
    ["of another hash", { ContentLength: 10, ChecksumSHA256: "AAAA" } as never, "object-damaged"],
    ["that is not there", fault("NotFound", 404), "object-missing"],
  ])("a download of what is known is refused before its address is given, for an object %s", async (_, found, code) => {
    const mock = mockClient(client);
    if (found instanceof Error) mock.on(HeadObjectCommand).rejects(found);
    else mock.on(HeadObjectCommand).resolves(found);
    const as = { filename: "note.pdf", mediaType: "application/pdf", seconds: 120, content: { sha256, bytes: 10 } };
    const signed = files.signDownload("outputs/v1/1/note.pdf", as);
    if (code === undefined) expect(await signed).toContain("/outputs/v1/1/note.pdf");
    else await expect(signed).rejects.toMatchObject({ code });
    mock.restore();
  });

  test("a download is an attachment of its name and type, for a while", async () => {
    const as = { filename: "Note de cadrage – été.pdf", mediaType: "application/pdf", seconds: 120 };
    const { pathname, searchParams } = new URL(await files.signDownload("outputs/v1/1/note.pdf", as));
    expect(pathname).toBe("/outputs/v1/1/note.pdf");
    expect(searchParams.get("X-Amz-Expires")).toBe("120");
    expect(searchParams.get("response-content-type")).toBe("application/pdf");
    expect(searchParams.get("response-content-disposition")).toBe(attachment(as.filename));
  });
});

/**
 * The metadata that S3 stores of a form: the file's own name, behind its last slash, in the place of the variable; beyond
 * ASCII as encoded words of at most 75 characters (RFC 2047), which is how it gives them back.
 */
function storedBy(fields: Record<string, string>, filename: string): Record<string, string> {
  const own = filename.slice(filename.lastIndexOf("/") + 1);
  const metadata = Object.entries(fields).flatMap(([field, value]) => {
    const name = /^x-amz-meta-(.+)$/.exec(field)?.[1];
    return name ? [[name, encoded(value.replace("$" + "{filename}", () => own))]] : [];
  });
  return Object.fromEntries(metadata);
}

function encoded(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const escapes = [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`);
  const words = Array.from({ length: Math.ceil(escapes.length / 20) }, (_, index) =>
    escapes.slice(index * 20, index * 20 + 20).join(""),
  );
  return words.map((word) => `=?UTF-8?Q?${word}?=`).join(" ");
}
