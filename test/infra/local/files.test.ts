import { readdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signUpload } from "../../../shared/adapters/embedded/addresses.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { objectKey, sourceKey, uploadKey } from "../../../shared/stored/objects.ts";
import { uploadNameOf } from "../../../shared/stored/upload-name.ts";
import { uploadNames } from "../../contract/upload-names.ts";
import { ask, exchange, type Serving, serve } from "./serving.ts";

let serving: Serving;
beforeAll(async () => {
  serving = await serve();
});
afterAll(() => serving.stop());

const limit = 1_000_000;
const boundary = "----limite";
const part = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const fileHead = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="note.md"\r\nContent-Type: text/markdown\r\n\r\n`;
const end = `\r\n--${boundary}--\r\n`;

/** The fields of a form that this server signed. */
function signed(key: string, seconds = 60): Record<string, string> {
  const { secret, ports } = serving.network;
  const limits = { minBytes: 1, maxBytes: limit, seconds, redirect: "http://127.0.0.1/suite" };
  return signUpload({ secret, clock: ports.clock }, key, limits).fields;
}

const fieldsOf = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) => part(name, value))
    .join("");
const form = (fields: Record<string, string>, content: string) => `${fieldsOf(fields)}${fileHead}${content}${end}`;

type Sent = { type?: string; length?: number };
function post(
  body: string,
  { type = `multipart/form-data; boundary=${boundary}`, length }: Sent = {},
): Promise<string> {
  const head = ["POST /files HTTP/1.1", "Host: 127.0.0.1", "Connection: close", `Content-Type: ${type}`];
  const announced = length ?? Buffer.byteLength(body);
  return exchange(serving.port, [...head, `Content-Length: ${announced}`, "", body].join("\r\n"));
}

/** What is half-written in the folder of files. */
const unfinished = () => readdirSync(join(serving.network.folder, "files", "unfinished"));

describe("a file sent by its form", () => {
  test("is kept, byte by byte, and leads back to the page; sent again it stays what it was", async () => {
    const content = "Contexte\r\n--\r\n".repeat(40_000);
    const fields = signed(uploadKey("entier"));
    for (const sent of [content, "autre chose"]) {
      expect(await post(form(fields, sent))).toMatch(/^HTTP\/1\.1 303[\s\S]*location: http:\/\/127\.0\.0\.1\/suite/i);
      expect(Buffer.from((await serving.network.ports.files.get(uploadKey("entier")))!).toString()).toBe(content);
    }
  });

  test.each([...uploadNames, ["with folders of Windows", "C:\\\\Réseau\\\\note.md", "note.md"] as const])(
    "keeps a name %s, or none",
    async (_, filename, kept) => {
      const upload = `nom-${hashOf(Buffer.from(filename)).slice(0, 8)}`;
      const named = fileHead.replace('filename="note.md"', `filename="${filename}"`);
      expect(await post(`${fieldsOf(signed(uploadKey(upload)))}${named}texte${end}`)).toMatch(/^HTTP\/1\.1 303/);
      expect(await uploadNameOf(serving.network.ports.files, upload)).toBe(kept);
    },
  );

  test("that is refused to a browser without script has a page that leads back to where it is sent", async () => {
    const body = form(signed(uploadKey("vide")), "");
    const head = ["POST /files HTTP/1.1", "Host: 127.0.0.1", "Connection: close", "Accept: text/html"];
    const type = `Content-Type: multipart/form-data; boundary=${boundary}`;
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    const answer = await exchange(serving.port, [...head, type, length, "", body].join("\r\n"));
    expect(answer).toMatch(
      /^HTTP\/1\.1 422[\s\S]*<p>Le fichier est vide[\s\S]*<a href="http:\/\/127\.0\.0\.1\/suite">/,
    );
  });

  test.each<[string, number, RegExp, () => string, Sent?]>([
    ["that nobody signed", 403, /n’est plus valable/, () => form({ key: uploadKey("a"), policy: "a.b" }, "texte")],
    [
      "signed for another key",
      403,
      /n’est plus valable/,
      () => form({ ...signed(uploadKey("a")), key: uploadKey("b") }, "texte"),
    ],
    ["that is too old", 403, /n’est plus valable/, () => form(signed(uploadKey("a"), -1), "texte")],
    [
      "whose fields come after the file",
      403,
      /n’est plus valable/,
      () => `${fileHead}texte\r\n${fieldsOf(signed(uploadKey("a")))}--${boundary}--\r\n`,
    ],
    ["with an empty file", 422, /est vide/, () => form(signed(uploadKey("a")), "")],
    [
      "with a file beyond its limit",
      413,
      /dépasse la taille/,
      () => form(signed(uploadKey("a")), "x".repeat(limit + 1)),
    ],
    ["that says it is beyond any limit", 413, /dépasse la taille/, () => "", { length: 100_000_000 }],
    ["without a file", 400, /abîmé ou coupé/, () => `${fieldsOf(signed(uploadKey("a")))}--${boundary}--\r\n`],
    ["cut before its file", 400, /abîmé ou coupé/, () => fieldsOf(signed(uploadKey("a")))],
    ["cut in its file", 400, /abîmé ou coupé/, () => `${fieldsOf(signed(uploadKey("a")))}${fileHead}texte`],
    ["of nothing", 400, /abîmé ou coupé/, () => ""],
    ["of anything", 400, /abîmé ou coupé/, () => "n’importe quoi"],
    ["with endless fields", 400, /abîmé ou coupé/, () => form({ key: "k".repeat(200_000) }, "texte")],
    ["without a boundary", 400, /abîmé ou coupé/, () => form({}, "texte"), { type: "multipart/form-data" }],
    ["of another type", 400, /abîmé ou coupé/, () => "key=a", { type: "application/x-www-form-urlencoded" }],
  ])("is refused in a sentence where the form is one %s", async (_, status, words, body, sent) => {
    const answer = await post(body(), sent);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(words);
    expect(unfinished()).toEqual([]);
    expect(await serving.network.ports.files.head(uploadKey("a"))).toBeUndefined();
  });

  test("is not read, nor waited for, where nobody signed the form", async () => {
    const { rss } = process.memoryUsage();
    const body = form({ key: uploadKey("a"), policy: "a.b" }, "x".repeat(20_000_000));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(body.slice(0, 1_000_000), { length: body.length })),
    );
    expect(answers.map((answer) => answer.slice(0, 12))).toEqual(Array(20).fill("HTTP/1.1 403"));
    expect(process.memoryUsage().rss - rss).toBeLessThan(150_000_000);
  });

  test("that comes a byte at a time, four times over, keeps nobody else from sending theirs", async () => {
    const slow = ["a", "b", "c", "d"].map((name) => {
      const socket = connect(serving.port, "127.0.0.1").on("error", () => undefined);
      const head = ["POST /files HTTP/1.1", "Host: 127.0.0.1", "Content-Length: 500000"];
      const type = `Content-Type: multipart/form-data; boundary=${boundary}`;
      socket.write([...head, type, "", `${fieldsOf(signed(uploadKey(`lent-${name}`)))}${fileHead}P`].join("\r\n"));
      return socket;
    });
    for (let tries = 0; unfinished().length < 4 && tries < 50; tries++) await pause(20);
    expect(await post(form(signed(uploadKey("vif")), "texte"))).toMatch(/^HTTP\/1\.1 303/);
    for (const socket of slow) socket.destroy();
  });

  test("that stops half-way is let go, and leaves nothing", async () => {
    serving.server.setTimeout(300);
    const begun = `${fieldsOf(signed(uploadKey("a")))}${fileHead}${"x".repeat(10_000)}`;
    expect(await post(begun, { length: 500_000 })).toBe("");
    for (let tries = 0; unfinished().length > 0 && tries < 50; tries++) await pause(20);
    expect(unfinished()).toEqual([]);
    serving.server.setTimeout(30_000);
  });
});

describe("a file that is fetched by its address", () => {
  const content = Buffer.from("%PDF-2.0 la version finale, entière");
  const whole = { sha256: hashOf(content), bytes: content.length };
  const fetched = async (key: string, known: object | undefined) => {
    const as = { filename: "note.pdf", mediaType: "application/pdf", seconds: 60, ...(known && { content: known }) };
    return ask(serving, await serving.network.ports.files.signDownload(key, as));
  };
  /** Alters what the disk has of an object. */
  const spoil = (key: string, bytes: Uint8Array) => {
    const name = hashOf(Buffer.from(key));
    writeFileSync(join(serving.network.folder, "files", name.slice(0, 2), name), bytes);
  };

  test.each<[string, string, Uint8Array, object | undefined, number, RegExp]>([
    ["whole", objectKey("outputs", "v/1/a.pdf"), content, whole, 200, /la version finale, entière/],
    ["cut short", objectKey("outputs", "v/1/b.pdf"), content.subarray(0, 12), whole, 500, /abîmé[\s\S]*sauvegarde/],
    [
      "with one byte altered",
      objectKey("outputs", "v/1/c.pdf"),
      Buffer.from(content).fill("F", 20, 21),
      whole,
      500,
      /abîmé/,
    ],
    [
      "altered under its hash",
      sourceKey(whole.sha256),
      Buffer.from(content).fill("F", 20, 21),
      undefined,
      500,
      /abîmé/,
    ],
    [
      "of which nothing is known",
      objectKey("redlines", "a-b.docx"),
      content.subarray(0, 12),
      undefined,
      200,
      /%PDF-2\.0/,
    ],
  ])("%s", async (_, key, bytes, known, status, words) => {
    await serving.network.ports.files.put(key, content, "application/pdf");
    spoil(key, bytes);
    const answer = await fetched(key, known);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(words);
    if (status === 500) expect(answer).not.toContain("%PDF");
  });

  test("that is gone", async () => {
    expect(await fetched(objectKey("outputs", "v/1/rien.pdf"), whole)).toMatch(
      /^HTTP\/1\.1 500 [\s\S]*manque[\s\S]*sauvegarde/,
    );
  });
});

test("a server lets nobody hold it: silence, slow headers and crowds end", () => {
  const { timeout, headersTimeout, requestTimeout, keepAliveTimeout, maxConnections } = serving.server;
  expect({ timeout, headersTimeout, requestTimeout, keepAliveTimeout, maxConnections }).toEqual({
    ...{ timeout: 30_000, headersTimeout: 20_000, requestTimeout: 900_000 },
    ...{ keepAliveTimeout: 65_000, maxConnections: 1_000 },
  });
});
