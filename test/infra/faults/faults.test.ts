import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { awsFault } from "../../../infra/faults/aws.ts";
import { faultSentence } from "../../../infra/faults/fault.ts";
import { pathFault } from "../../../infra/faults/path.ts";
import { Refusal } from "../../../shared/errors.ts";
import { temporaryFolder } from "../../temporary.ts";
import { livrableAt, sentences } from "../cli/livrable.ts";

const folder = temporaryFolder();
const file = join(folder, "note.md");
writeFileSync(file, "# Contexte\n\nUn début.\n");

describe("a place that cannot be written is refused in a sentence, at once", () => {
  test.each<[string, string[], NodeJS.ProcessEnv, RegExp]>([
    ["rendering into /proc", ["render", file, "--out", "/proc/x"], {}, /^livrable: \/proc\/x : ce chemin n’existe pas/],
    ["or far below it", ["render", file, "--out", "/proc/x/y/z"], {}, /^livrable: \/proc\/x : ce chemin n’existe pas/],
    [
      "rendering below a file",
      ["render", file, "--out", join(file, "x")],
      {},
      /une partie de ce chemin est un fichier/,
    ],
    [
      "exporting into no folder",
      ["export", "/nulle/part.tar.gz"],
      {},
      /^livrable: \/nulle\/part\.tar\.gz : ce chemin n’existe pas/,
    ],
    [
      "exporting over a folder",
      ["export", folder],
      {},
      /^livrable: \S+[^.]. est un dossier, et il faut ici un fichier/,
    ],
    ["a data folder in /proc", ["init"], { LIVRABLE_DATA: "/proc/x" }, /^livrable: \/proc\/x : ce chemin n’existe pas/],
    ["a data folder that is a file", ["init"], { LIVRABLE_DATA: file }, /une partie de ce chemin est un fichier/],
    ["importing a folder", ["import", folder], {}, /est un dossier, et il faut ici un fichier/],
    ["importing what is no archive", ["import", file], {}, /rien n’a été importé.*\(archive-invalid: /],
  ])("%s", async (_, asked, environment, words) => {
    const data = { LIVRABLE_DATA: join(folder, "reseau"), ...environment };
    if (asked[0] === "export") await livrableAt(data, "init");
    const { code, stdout, stderr } = await livrableAt(data, ...asked);
    const [said, ...more] = sentences(stderr);
    expect({ code, stdout, more }).toEqual({ code: 2, stdout: "", more: [] });
    expect(said?.replaceAll("\u00a0", " ")).toMatch(words);
  });

  test.each([
    ["ENOENT", "fault.path.missing"],
    ["EACCES", "fault.path.denied"],
    ["EPERM", "fault.path.denied"],
    ["ENOTDIR", "fault.path.file"],
    ["EROFS", "fault.path.readonly"],
    ["ENOSPC", "fault.path.full"],
    ["EISDIR", "fault.path.folder"],
  ])("%s is %s", (code, key) => {
    const error = Object.assign(new Error(code), { code, path: "/srv/livrable" });
    expect(pathFault(error)).toEqual({ key, values: { path: "/srv/livrable" } });
  });
});

const environment = { LIVRABLE_TABLE: "livrable", LIVRABLE_BUCKET: "documents", AWS_REGION: "eu-west-3" };
const named = (name: string, message = "", more = {}) => Object.assign(new Error(message), { name, ...more });

describe("each fault of AWS has its own sentence", () => {
  test.each<[string, Error, string]>([
    [
      "no credentials",
      named("CredentialsProviderError", "Could not load credentials from any providers"),
      "credentials",
    ],
    ["a session that ended", named("CredentialsProviderError", "The SSO session has expired"), "expired"],
    [
      "an expired token",
      named("ExpiredTokenException", "The security token included in the request is expired"),
      "expired",
    ],
    ["a key that AWS does not know", named("UnrecognizedClientException", "The security token is invalid"), "unknown"],
    [
      "a secret that is not that key’s",
      named("InvalidSignatureException", "The request signature does not match"),
      "unknown",
    ],
    ["a clock that is wrong", named("InvalidSignatureException", "Signature expired: 20080303T090000Z"), "clock"],
    ["no region", new Error("Region is missing"), "region.missing"],
    ["a bucket of another region", named("PermanentRedirect", "use the specified endpoint"), "region.wrong"],
    [
      "a right that is missing",
      named("AccessDeniedException", "x is not authorized to perform: dynamodb:Scan"),
      "denied",
    ],
    ["a bucket that is another’s", named("403", "UnknownError", { $metadata: { httpStatusCode: 403 } }), "denied"],
    ["no such table", named("ResourceNotFoundException", "Requested resource not found"), "table"],
    ["a table of something else", named("ValidationException", "The provided key element does not match"), "schema"],
    [
      "no such secret",
      named("ResourceNotFoundException", "Secrets Manager can’t find the specified secret."),
      "secret",
    ],
    ["a secret of something else", new Error("the secret arn:aws:x is not a keyring"), "secret"],
    ["no such bucket", named("NoSuchBucket", "The specified bucket does not exist"), "bucket"],
    ["a dead endpoint", named("AggregateError", "", { code: "ECONNREFUSED" }), "endpoint"],
    ["no such host", named("Error", "getaddrinfo ENOTFOUND x", { code: "ENOTFOUND", hostname: "x" }), "endpoint"],
    ["no answer", named("TimeoutError", "socket hang up"), "endpoint"],
  ])("%s", (_, error, key) => expect(awsFault(error, environment)?.key).toBe(`fault.aws.${key}`));

  test("with what is missing by name, from under the refusal that the store made of it", () => {
    const refusal = new Refusal("store-unreachable", { fault: "AccessDeniedException" });
    refusal.cause = named("AccessDeniedException", "… is not authorized to perform: dynamodb:Scan on resource");
    expect(faultSentence(refusal, environment)).toContain("(dynamodb:Scan)");
    expect(faultSentence(named("ResourceNotFoundException"), environment)).toContain("livrable");
  });

  test("what is ours has none", () => {
    expect(faultSentence(new TypeError("x is not a function"), environment)).toBeUndefined();
    expect(faultSentence(new Refusal("not-found"), environment)).toBeUndefined();
    expect(faultSentence(new Refusal("link-expired"), environment)).toBeUndefined();
    expect(faultSentence(new Error("the session has expired"), {})).toBeUndefined();
  });
});

test("a command on AWS says which, without a stack", async () => {
  const nowhere = { AWS_ENDPOINT_URL: "http://127.0.0.1:9", AWS_MAX_ATTEMPTS: "1" };
  const keys = { AWS_ACCESS_KEY_ID: "k", AWS_SECRET_ACCESS_KEY: "s", LIVRABLE_KEYS: "links" };
  const deployed = { ...environment, ...keys, ...nowhere, PUBLIC_URL: "https://livrable.reseau.example" };
  const { code, stderr } = await livrableAt(deployed, "status");
  expect({ code, said: sentences(stderr) }).toEqual({
    code: 2,
    said: [expect.stringMatching(/^livrable: AWS ne répond pas \(127\.0\.0\.1:9\)/)],
  });
});
