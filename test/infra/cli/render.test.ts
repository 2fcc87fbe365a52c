import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, link, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { long } from "../../long.ts";
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

  test.each(long ? documents : documents.slice(0, 2))("sets a %s from %s, the same bytes twice", async (kind, path) => {
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
    const ran = await livrable("render", path, "--out", join(folder, "sorties"), "--json");
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

  const draft = sample("framing-note/sample.docx");
  const markdown = sample("framing-note/sample.md");
  const short = sample("plain/sample.md");
  test.each<[string, (into: string) => string[], string[]]>([
    ["a folder takes every format", (into) => [short, "-o", into], ["sample.docx", "sample.html", "sample.pdf"]],
    ["or those asked for", (into) => [short, "--to", "pdf,html", "-o", into], ["sample.html", "sample.pdf"]],
    ["a file takes the format of its name", (into) => [short, "-o", join(into, "note.pdf")], ["note.pdf"]],
    [
      "several drafts go into one folder",
      (into) => [short, join(folder, "court.md"), "--to", "html", "-o", into],
      ["court.html", "sample.html"],
    ],
  ])("%s", async (_, args, names) => {
    const into = await mkdtemp(join(folder, "sorties-"));
    await writeFile(join(folder, "court.md"), "# Contexte\n\nUn début.\n");
    expect(await livrable("render", ...args(into))).toMatchObject({ code: 0 });
    expect((await readdir(into)).sort()).toEqual(names);
  });

  test.each([
    ["docx", draft],
    ["markdown", markdown],
  ])("a draft on standard input is known by its bytes: %s", async (_, path) => {
    const asked = `render - --kind framing-note --to pdf -o -`;
    const script = `"${process.execPath}" infra/cli/livrable.mjs ${asked} < "${path}"`;
    const { stdout, stderr } = await promisify(execFile)("bash", ["-c", script], { cwd: root, encoding: "buffer" });
    expect(stdout.subarray(0, 5).toString()).toBe("%PDF-");
    expect(stdout.subarray(-6).toString()).toMatch(/%%EOF\n?/);
    expect(stderr.toString()).not.toContain("PDF-");
  });

  test("what is on standard output is what a file would hold", async () => {
    const out = join(folder, "meme.pdf");
    await livrable("render", draft, "-o", out);
    const script = `"${process.execPath}" infra/cli/livrable.mjs render "${draft}" --to pdf -o -`;
    const { stdout } = await promisify(execFile)("bash", ["-c", script], {
      cwd: root,
      encoding: "buffer",
      maxBuffer: 2 ** 24,
    });
    expect(stdout.equals(await readFile(out))).toBe(true);
  });

  test.each<[string, string[], RegExp]>([
    ["two formats on standard output", [draft, "-o", "-"], /--out - ne prend qu’un format/],
    ["two drafts in one file", [draft, markdown, "-o", "note.pdf"], /--out note\.pdf ne prend qu’un format d’un seul/],
    [
      "a format that there is not",
      [draft, "--to", "odt", "-o", "-"],
      /odt n’est pas un format de sortie : docx, pdf, html/,
    ],
    ["two drafts of one name", [draft, markdown, "-o", "."], /porteraient tous le nom sample/],
    [
      "a PDF that would be called .docx",
      [draft, "--to", "pdf", "-o", "y.docx"],
      /y\.docx finit en docx, et --to demande/,
    ],
    [
      "an ending that is no format",
      [draft, "-o", "y.txt"],
      /--out y\.txt : txt n’est pas un format de sortie \(docx, /,
    ],
    ["JSON beside a document", [draft, "--to", "pdf", "-o", "-", "--json"], /--json et -o - écrivent tous deux/],
    [
      "a kind that there is not",
      [draft, "--kind", "note", "-o", "."],
      /final-note, financial-report, framing-note, .*plain, .*resource-dossier, statement, synthesis/,
    ],
  ])("refuses %s", async (_, asked, words) => {
    const { code, stderr } = await livrable("render", ...asked);
    expect(code).toBe(2);
    expect(sentences(stderr)[0]?.replaceAll("\u00a0", " ")).toMatch(words);
  });

  test.each<[string, (into: string) => string[]]>([
    ["in its own folder", (into) => ["note.docx", "--kind", "framing-note", "--out", into]],
    ["by its own name", () => ["note.docx", "--to", "docx", "--out", "note.docx"]],
    ["by a symbolic link", () => ["note.docx", "--out", "lien.docx"]],
    ["by a second name of the file", () => ["note.docx", "--out", "double.docx"]],
    ["through a link to its folder", () => ["note.docx", "--out", "ici"]],
    ["given by a link", () => ["lien.docx", "--out", "note.docx"]],
    ["among others", (into) => [markdown, "note.docx", "--out", into]],
  ])("no draft is written over: %s", async (_, asked) => {
    const into = await mkdtemp(join(folder, "sources-"));
    const at = (name: string) => (/^(note|lien|double)\.docx$|^ici$/.test(name) ? join(into, name) : name);
    await copyFile(draft, at("note.docx"));
    await symlink("note.docx", at("lien.docx"));
    await link(at("note.docx"), at("double.docx"));
    await symlink(".", at("ici"));
    const { code, stdout, stderr } = await livrable("render", ...asked(into).map(at));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(sentences(stderr)[0]).toMatch(/(note|lien|double)\.docx est le brouillon lui-même, qui serait remplacé/);
    expect((await readFile(at("note.docx"))).equals(await readFile(draft))).toBe(true);
    expect((await readdir(into)).sort()).toEqual(["double.docx", "ici", "lien.docx", "note.docx"]);
  });

  test.each<[string, (into: string) => string[], string]>([
    ["a folder that is there may be called as it likes", (into) => ["--out", join(into, "la.fois")], "la.fois"],
    ["one that is to be made is told by its end", (into) => ["--out", `${join(into, "sorties.d")}/`], "sorties.d"],
    ["or has no ending of letters", (into) => ["--out", join(into, "sorties-2.1")], "sorties-2.1"],
  ])("%s", async (_, asked, name) => {
    const into = await mkdtemp(join(folder, "noms-"));
    await mkdir(join(into, "la.fois"));
    expect(await livrable("render", short, "--to", "html", ...asked(into))).toMatchObject({ code: 0 });
    expect(await readdir(join(into, name))).toEqual(["sample.html"]);
  });

  test("one of several drafts that is refused does not keep the others from being set", async () => {
    const into = await mkdtemp(join(folder, "lot-"));
    const { code, stdout, stderr } = await livrable("render", "absent.md", short, "--to", "pdf", "-o", into);
    expect({ code, told: sentences(stderr)[0] }).toMatchObject({
      code: 2,
      told: expect.stringMatching(/^absent\.md: Il/),
    });
    expect(stdout).toContain("sample.pdf");
  });

  test("a warning's place is the words of its block and of its section, in 80 columns", async () => {
    const path = join(folder, "lieux.md");
    const text = "Voir [ce fichier](notes/annexe.docx) pour le détail des actions menées cette année.";
    await writeFile(path, `---\ntitle: Lieux\n---\n\n# Contexte\n\n${text}\n`);
    const { stderr } = await livrable("render", path, "-o", join(folder, "lieux.html"));
    const places = sentences(stderr).map((sentence) => /\[(.*)\]$/.exec(sentence)?.[1]);
    expect(places).toContain("Voir ce fichier pour le détail des…, dans «\u202fContexte\u202f»");
    expect(stderr).not.toMatch(/[0-9a-f]{10}/);
  });
});
