import { createHash } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { livrable, root, sentences } from "./livrable.ts";

const sample = (path: string) => join(root, "templates", path);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "livrable-cli-"));
});

describe("render", () => {
  const documents = [
    ["framing-note", "framing-note/sample.docx"],
    ["framing-note", "framing-note/sample.md"],
    ["synthesis-note", "synthesis-note/sample.docx"],
    ["resource-dossier", "resource-dossier/sample.md"],
  ] as const;

  test.each(documents)("sets a %s from %s, the same bytes twice", async (kind, path) => {
    const args = ["render", sample(path), "--kind", kind, "--out", folder, "--json"];
    const [first, second] = [await livrable(...args), await livrable(...args)];
    expect(first).toMatchObject({ code: 0, stderr: "" });
    const { outputs, warnings, ms } = JSON.parse(first.stdout);
    expect(outputs.map(({ format }: { format: string }) => format)).toEqual(["docx", "pdf", "html"]);
    expect(ms).toBeGreaterThan(0);
    expect(warnings.every(({ message }: { message: string }) => message.length > 10)).toBe(true);
    for (const { path, bytes, sha256 } of outputs) {
      const written = await readFile(path);
      expect({ bytes: written.length, sha256: createHash("sha256").update(written).digest("hex") }).toEqual({
        bytes,
        sha256,
      });
    }
    expect(JSON.parse(second.stdout).outputs).toEqual(outputs);
  });

  test("sets a draft that lacks required sections, and names them", async () => {
    const path = join(folder, "court.md");
    await writeFile(path, "---\ntitle: Premières pistes\n---\n\n# Contexte\n\nUn début.\n");
    const { code, stdout } = await livrable("render", path, "--kind", "framing-note", "--out", folder, "--json");
    expect(code).toBe(0);
    const missing = JSON.parse(stdout).warnings.filter(
      (warning: { code: string }) => warning.code === "section-missing",
    );
    expect(missing.length).toBeGreaterThan(0);
  });

  const refused: [string, string, Uint8Array | undefined][] = [
    ["file-empty", "vide.docx", new Uint8Array()],
    ["file-damaged", "abime.docx", Buffer.from("PK\u0003\u0004 ce n’est plus une archive")],
    ["file-type-mismatch", "image.docx", Buffer.from("\u0089PNG\r\n\u001a\n", "latin1")],
    ["file-not-found", "absent.md", undefined],
  ];
  test.each(refused)("refuses: %s", async (code, name, bytes) => {
    const path = join(folder, name);
    if (bytes) await writeFile(path, bytes);
    const ran = await livrable("render", path, "--out", folder, "--json");
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toEqual({ refused: code });
    expect(sentences(ran.stderr)).toHaveLength(1);
  });

  test.each([
    [["render", sample("framing-note"), "--out", "."], "file-is-folder"],
    [["render"], "usage"],
    [["render", "x.md", "--out", ".", "--nope"], "usage"],
    [["render", sample("framing-note/sample.md"), "--kind", "nope", "--out", "."], "kind-unknown"],
  ])("says what is wrong with %j", async (args, code) => {
    const ran = await livrable(...args, "--json");
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toEqual({ refused: code });
  });
});
