import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readInChild, runChild } from "../../../infra/local/children.ts";
import { limitsSchema, wantedAt } from "../../../shared/settings.ts";

const limits = limitsSchema.parse({});
const note = { name: "note.md", bytes: Buffer.from("# Contexte\n\nUn début.\n") };

test("a draft is read in a process of its own", async () => {
  expect(await readInChild(note, { language: "fr-FR", limits })).toMatchObject({
    tree: { blocks: [{ type: "heading" }, {}] },
  });
});

test("with the least memory that settings take, a sample is read", async () => {
  const wanted = wantedAt(["limits", "childMemory"]);
  const least = { childMemory: wanted.is === "number" ? wanted.least : 0 };
  const path = join(import.meta.dirname, "../../../templates/framing-note/sample.docx");
  const file = { name: "note.docx", bytes: readFileSync(path) };
  const options = { language: "fr-FR", limits: { ...limits, ...least } };
  expect(await readInChild(file, options)).toMatchObject({ tree: expect.anything() });
});

test.each([
  ["time", { readSeconds: 0.01 }],
  ["memory", { childMemory: 20 }],
])("a draft that takes more %s than it may is refused, and this process goes on", async (_, less) => {
  const reading = await readInChild(note, { language: "fr-FR", limits: { ...limits, ...less } });
  expect(reading).toMatchObject({ refused: { code: "document-too-heavy" } });
});

test("what the reader refuses is refused with its own code", async () => {
  const empty = { name: "vide.docx", bytes: new Uint8Array() };
  expect(await readInChild(empty, { language: "fr-FR", limits })).toEqual({
    refused: { code: "file-empty", details: {} },
  });
});

const unruly = join(import.meta.dirname, "unruly.ts");
const does = (deed: string, bounds = { memory: 400, seconds: 20 }) => runChild(unruly, deed, bounds);

test.each([
  ["fills buffers outside its heap", "buffers", { memory: 400, seconds: 60 }],
  ["fills its heap", "heap", { memory: 100, seconds: 60 }],
  ["is deaf to what asks it to end", "deaf", { memory: 400, seconds: 2 }],
  ["writes without end", "chatter", { memory: 400, seconds: 2 }],
  ["was ended by the system", "killed", undefined],
  ["falls over its file", "crash", undefined],
])("a child that %s is too heavy", async (_, deed, bounds) => {
  await expect(does(deed, bounds)).rejects.toMatchObject({ code: "document-too-heavy" });
});

test.each([
  ["was stopped with the server", "stopped", /SIGTERM/],
  ["ends without a word", "silent", /without an answer/],
  ["has a fault of ours", "fault", /une faute à nous/],
])("a child that %s is to be asked again", async (_, deed, message) => {
  await expect(does(deed)).rejects.toThrow(message);
});

test.each([
  ["goes on after its answer", "linger", "dit"],
  ["answers without end", "talk", "encore"],
])("a child that %s is taken at its first word, and ended", async (_, deed, answer) => {
  expect(await does(deed)).toBe(answer);
});

test("a child that waits for a machine that does much else is not too heavy: its time is the processor's", async () => {
  expect(await does("sleep", { memory: 400, seconds: 2 })).toBe("réveillé");
});

test("a child is told nothing of the environment, but where Node keeps what it compiled", async () => {
  const { NODE_COMPILE_CACHE } = process.env;
  expect(await does("answer")).toEqual({ NODE_COMPILE_CACHE });
});
