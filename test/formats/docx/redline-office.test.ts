import { execFile, execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { identify } from "../../../shared/document/identify.ts";
import { settle } from "../../../shared/document/redline/settle.ts";
import type { Block, DocumentTree } from "../../../shared/document/tree.ts";
import { mapBlocks, mapInlinesOf } from "../../../shared/document/visit.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { limitsSchema } from "../../../shared/settings.ts";
import { chanceOf, draftOf } from "../../document/following/draft.ts";
import { edited, kinds } from "../../document/following/edit.ts";
import { h, note, p, t, treeOf } from "../../document/sample.ts";
import { tries, ways } from "../../long.ts";
import { cell, figure, list, table } from "./everything.ts";
import { redlined } from "./redlined.ts";
import { apart, normal } from "./wordly.ts";

/** LibreOffice, where it is installed, rejects and accepts our tracked changes; what it then saves is read. */
const installed = (() => {
  try {
    return execFileSync("soffice", ["--version"], { stdio: "pipe" }).length > 0;
  } catch {
    return false;
  }
})();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "livrable-redline-office-"));
});
afterAll(() => rm(folder, { recursive: true }));

const before = treeOf(
  [
    h(1, "Contexte"),
    p("Le réseau réunit des centres de ressources", note("n1"), ", qui accompagnent les collectivités."),
    p("Un paragraphe qui disparaît, avec sa note", note("n2"), "."),
    h(1, "Cadre"),
    list([["un premier point"], ["un deuxième point, à revoir"], ["un troisième point"]], { ordered: true }),
    table(
      [
        ["Structure", "Actions"],
        ["ORIV", "douze notes"],
        ["CREFE", "trois séminaires"],
      ].map((row) => row.map((words) => cell(words))),
      { caption: [t("Actions en 2008")] },
    ),
    p("Entre deux."),
    { type: "quote", id: "", children: [p("On n’enseigne pas la diversité.")] },
    figure({ caption: [t("Les centres")] }),
    p("Fin."),
  ],
  { notes: { n1: [p("Le rapport de 2007.")], n2: [p("Une note qui disparaît.")] } },
);
const after = treeOf(
  [
    p("Un avant-propos, avec une note nouvelle", note("n3"), "."),
    h(1, "Contexte"),
    p("Le réseau réunit des centres", note("n1"), ", qui accompagnent les collectivités locales."),
    h(2, "Cadre"),
    list([["un premier point"], ["un troisième point, revu"], ["un quatrième"]], { ordered: true }),
    table(
      [
        ["Structure", "Actions"],
        ["ORIV", "treize notes"],
        ["EPI", "une enquête"],
      ].map((row) => row.map((words) => cell(words))),
      { caption: [t("Actions en 2008 et 2009")] },
    ),
    p("Entre deux."),
    { type: "quote", id: "", children: [p("On n’enseigne pas la diversité."), p("On apprend.")] },
    figure({ caption: [t("Les centres du réseau")] }),
    p("Fin."),
  ],
  { notes: { n1: [p("Le rapport de 2007, page 12.")], n3: [p("Une note nouvelle.")] } },
);

type Versions = [name: string, before: DocumentTree, after: DocumentTree];

/** What authors do, from seeds: rows, columns, sections and items that come, go and move, paragraphs parted and joined. */
const seeded = Array.from({ length: tries(3, 24) }, (_, index): Versions => {
  const chance = chanceOf(index + 1);
  const old = draftOf(chance);
  const done = Array.from({ length: 1 + chance.below(4) }, () => chance.of(kinds));
  const now = done.reduce((tree, kind) => edited(chance, tree, kind), old);
  return [`${index + 1}: ${done.join(" + ")}`, wordlySeeded(old), wordlySeeded(now)];
});

/**
 * Without citations, which these drafts have no entries for, second calls of notes, items of nothing, and neighbours that
 * Word would join.
 */
function wordlySeeded(tree: DocumentTree): DocumentTree {
  const called = new Set<string>();
  const blocks = mapInlinesOf(tree.blocks, (inlines) =>
    inlines.filter((inline) => {
      if (inline.type === "citation") return false;
      if (inline.type !== "noteReference") return true;
      const again = called.has(inline.note);
      called.add(inline.note);
      return !again;
    }),
  );
  const full = mapBlocks(blocks, (block) => {
    if (block.type === "quote") return block.children.length > 0 ? block : [];
    if (block.type !== "list") return block;
    const items = block.items.filter(({ children }) => children.length > 0);
    return items.length > 0 ? { ...block, items } : [];
  });
  return identify({ ...tree, blocks: apart(full) });
}

const parted: Versions = [
  "paragraphs parted and joined, a table that got a column, a text that begins with a heading",
  treeOf(
    [
      h(1, "Contexte"),
      p("Le réseau réunit des centres", note("n1"), ". Il les accompagne depuis 2002."),
      table(
        [
          ["Structure", "Actions"],
          ["ORIV", "douze notes"],
        ].map((row) => row.map((words) => cell(words))),
      ),
      p("Une première phrase du texte."),
      p("Une seconde phrase du texte."),
      p("Fin."),
    ],
    { notes: { n1: [p("Une source. Une autre source, plus ancienne.")] } },
  ),
  treeOf(
    [
      h(1, "Cadre"),
      p("Le réseau réunit des centres", note("n1"), "."),
      p("Il les accompagne depuis 2003, ajouté."),
      table(
        [
          ["Structure", "Échéance", "Actions"],
          ["ORIV", "mars", "douze notes"],
        ].map((row) => row.map((words) => cell(words))),
      ),
      p("Une première phrase du texte. Une seconde phrase du texte, jointe."),
      h(2, "Suite"),
      p("Fin."),
    ],
    { notes: { n1: [p("Une source."), p("Une autre source, plus ancienne.")] } },
  ),
];

const centres = "Le réseau réunit des centres de ressources, qui accompagnent les collectivités depuis 2002.";
const enquete = "Une enquête auprès des collectivités montre que les demandes ont doublé en trois ans.";
const seminaire = "Le séminaire de juillet dira comment les centres s’organisent ensuite avec leurs partenaires.";
const rowsOf = (...rows: string[][]) => table(rows.map((row) => row.map((words) => cell(words))));

/** What each kind of change does alone, and both ways. */
const kindsOfChange: [string, Block[], Block[]][] = [
  ["a heading that opens the text", [h(1, "Contexte"), p(centres), p("Fin.")], [p(centres), p("Fin.")]],
  [
    "columns",
    [p("Un."), rowsOf(["Structure", "Actions"], ["ORIV", "douze notes"]), p("Fin.")],
    [p("Un."), rowsOf(["Structure", "Mois", "Actions"], ["ORIV", "mars", "treize notes"]), p("Fin.")],
  ],
  [
    "a paragraph moved and edited",
    [p(centres), p(enquete), p(seminaire), p("Fin.")],
    [p(enquete), p(seminaire), p(centres.replace("2002", "2003")), p("Fin.")],
  ],
  [
    "a paragraph moved",
    [p(centres), h(2, "Suite"), p(enquete), p("Fin.")],
    [h(2, "Suite"), p(enquete), p(centres), p("Fin.")],
  ],
  ["a paragraph parted", [p(`${centres} ${enquete}`), p("Fin.")], [p(centres), p(enquete), p("Fin.")]],
  [
    "a table gone between a paragraph and its last words, which became a paragraph",
    [p(`${centres} ${enquete}`), rowsOf(["Structure", "Actions"], ["ORIV", "douze notes"]), h(2, "Suite"), p("Fin.")],
    [p(centres), p(enquete), h(2, "Suite"), p("Fin.")],
  ],
  [
    "a paragraph whose first words became a heading",
    [p(`Article 2 : moyens. ${centres}`), p("Fin.")],
    [h(2, "Article 2 : moyens."), p(centres), p("Fin.")],
  ],
  [
    "an item in two",
    [list([[`${centres} ${enquete}`], [seminaire]]), p("Fin.")],
    [list([[centres], [enquete], [seminaire]]), p("Fin.")],
  ],
  [
    "a list that became paragraphs",
    [p("Un."), list([[centres], [enquete]]), p("Fin.")],
    [p("Un."), p(centres), p(enquete), p("Fin.")],
  ],
];
const alone = kindsOfChange.flatMap(([name, old, now]) => {
  const bothWays: Versions[] = [
    [name, treeOf(old), treeOf(now)],
    [`${name}, the other way`, treeOf(now), treeOf(old)],
  ];
  return ways(bothWays, 0);
});

const pairs: Versions[] = [["everything", before, after], parted, ...alone, ...seeded];

let files: Uint8Array[];
beforeAll(async () => {
  if (!installed) return;
  files = await Promise.all(
    pairs.map(async ([, old, now]) => (await redlined([{ title: "Note", before: old, after: now }])).docx),
  );
  await makeProfile("soffice");
});

test.runIf(installed).each(["RejectAll", "AcceptAll"] as const)("%s", async (all) => {
  const settled = await settledBy("soffice", files, all);
  for (const [index, [name, old, now]] of pairs.entries()) {
    const bytes = settled[index]!;
    const reading = await readDraft(
      { name: "note.docx", bytes },
      { language: "fr-FR", limits: limitsSchema.parse({}) },
    );
    if ("refused" in reading) throw new Error(reading.refused.code);
    const { draft, order } = settle(identify(all === "RejectAll" ? old : now));
    expect({ name, blocks: normal(reading.tree.blocks) }).toEqual({ name, blocks: normal(draft.blocks) });
    expect({ name, notes: Object.values(reading.tree.notes).map(normal) }).toEqual({
      name,
      notes: order.map((id) => normal(draft.notes[id]!)),
    });
  }
});

const start = () => [`-env:UserInstallation=file://${join(folder, "profile")}`, "--headless"];

/** A profile with our macro. The first start makes it, and would make its libraries anew. */
async function makeProfile(program: string): Promise<void> {
  await promisify(execFile)(program, [...start(), "--terminate_after_init"]);
  const basic = join(folder, "profile", "user", "basic");
  const library = join(basic, "Standard");
  await mkdir(library, { recursive: true });
  await writeFile(join(library, "Settle.xba"), macro);
  await writeFile(join(library, "script.xlb"), contents("Standard", "library", "Settle"));
  await writeFile(join(basic, "script.xlc"), contents("", "libraries", "Standard"));
}

/** What the program saves once all changes are rejected or accepted: by a macro. */
async function settledBy(program: string, files: readonly Uint8Array[], all: string): Promise<Uint8Array[]> {
  const path = (index: number, end: "from" | "to") => join(folder, `${all}-${index}-${end}.docx`);
  await Promise.all(files.map((docx, index) => writeFile(path(index, "from"), docx)));
  const call = `macro:///Standard.Settle.SettleAll("${join(folder, all)}", "${all}TrackedChanges", ${files.length})`;
  await promisify(execFile)(program, [...start(), call]);
  return Promise.all(files.map((_, index) => readFile(path(index, "to"))));
}

const declaration = `<?xml version="1.0" encoding="UTF-8"?>`;
const macro = `${declaration}
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" script:language="StarBasic">
Sub SettleAll(stem As String, command As String, count As Integer)
  For index = 0 To count - 1
    Settle(stem &amp; "-" &amp; index &amp; "-from.docx", command, stem &amp; "-" &amp; index &amp; "-to.docx")
  Next index
End Sub

Sub Settle(source As String, command As String, target As String)
  Dim opened(0) As New com.sun.star.beans.PropertyValue
  opened(0).Name = "Hidden"
  opened(0).Value = True
  text = StarDesktop.loadComponentFromURL("file://" &amp; source, "_blank", 0, opened())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(text.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  saved(0).Value = "MS Word 2007 XML"
  text.storeToURL("file://" &amp; target, saved())
  text.close(True)
End Sub
</script:module>`;

function contents(name: string, root: "library" | "libraries", holds: string): string {
  const inside =
    root === "library"
      ? `<library:element library:name="${holds}"/>`
      : `<library:library library:name="${holds}" library:link="false"/>`;
  const named = name === "" ? "" : ` library:name="${name}" library:readonly="false" library:passwordprotected="false"`;
  return `${declaration}
<!DOCTYPE library:${root} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${root}.dtd">
<library:${root} xmlns:library="http://openoffice.org/2000/library"${named}>${inside}</library:${root}>`;
}
