import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { livrable, livrableIn, root, sentences } from "./livrable.ts";

const fixture = (name: string) => join(root, "test/fixtures", name);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "livrable-read-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("read", () => {
  test.each([
    ["relecture.libreoffice.docx", "docx/10"],
    ["relecture.libreoffice.odt", "odt/10"],
  ])("prints %s: its tree, its warnings, its contributions", async (name, reader) => {
    const { code, stdout, stderr } = await livrable("read", fixture(name), "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const read = JSON.parse(stdout);
    expect(read).toMatchObject({ reader, tree: { schema: 1 } });
    const types = new Set(read.contributions.map(({ type }: { type: string }) => type));
    expect(types).toEqual(new Set(["insertion", "deletion", "comment"]));
    expect(read.warnings.some((warning: { code: string }) => warning.code === "changes-accepted")).toBe(true);
  });

  test("reads with changes rejected, and prints for people", async () => {
    const { code, stdout, stderr } = await livrable("read", fixture("relecture.pandoc.docx"), "--changes", "reject");
    expect(code).toBe(0);
    expect(stderr).toContain("comme si tout était refusé");
    expect(sentences(stdout).join("\n")).toMatch(
      /^ajout \(Relectrice, .*\) «\u202fLe {1,2}\u202f»\u00a0: nouveau \[Le vieuxcadre.*, dans «\u202fCadre\u202f»\]$/m,
    );
    expect(stdout).toMatch(/^p /m);
  });

  test("says how it is called", async () => {
    const { code, stdout, stderr } = await livrable("read", "--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^usage\u00a0: livrable read FICHIER\|DOSSIER/);
  });

  test.each<[string, string, string | undefined, string[]]>([
    ["file-empty", "vide.odt", "", []],
    ["file-type-mismatch", "texte.odt", "Du texte, rien de plus.", []],
    ["file-not-found", "absent.md", undefined, []],
    ["usage", "note.md", "Une note.", ["--changes", "maybe"]],
  ])("refuses: %s", async (code, name, content, options) => {
    const path = join(folder, name);
    if (content !== undefined) await writeFile(path, content);
    const ran = await livrable("read", path, "--json", ...options);
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toEqual({ refused: code });
  });

  test("reads a folder file by file: one that is refused does not keep the others from being read", async () => {
    const drafts = await mkdtemp(join(folder, "brouillons-"));
    await mkdir(join(drafts, "images"));
    await writeFile(join(drafts, "note.md"), "# Contexte\n\nUn début.\n");
    await writeFile(join(drafts, "abime.docx"), "PK\u0003\u0004 ce n’est plus une archive");
    await writeFile(join(drafts, "~$note.docx"), "verrou");
    await cp(fixture("relecture.libreoffice.odt"), join(drafts, "relecture.odt"));
    const told = await livrable("read", drafts, "--json");
    expect({ code: told.code, stderr: told.stderr }).toEqual({ code: 2, stderr: "" });
    expect(
      told.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { file: "abime.docx", refused: "file-damaged" },
      { file: "note.md", tree: { blocks: [{ type: "heading" }, {}] }, warnings: [] },
      { file: "relecture.odt", reader: "odt/10" },
    ]);
    expect(sentences((await livrable("read", drafts)).stdout).join("\n")).toMatch(
      /^abime\.docx: Ce fichier est endommagé.* \(file-damaged\)\nnote\.md: 2 blocs, 0 avertissement, 0 commentaire ou modification, \d+ ms\nrelecture\.odt: /,
    );
    expect(sentences((await livrableIn("en_GB.UTF-8", "read", drafts)).stdout).join("\n")).toMatch(
      /^abime\.docx: This file is damaged.* \(file-damaged\)\nnote\.md: 2 blocks, /,
    );
  });
});
