import { execFile, execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { identify } from "../../../shared/document/identify.ts";
import { settle } from "../../../shared/document/redline/settle.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { limitsSchema } from "../../../shared/settings.ts";
import { h, note, p, t, treeOf } from "../../document/sample.ts";
import { cell, figure, list, table } from "./everything.ts";
import { redlined } from "./redlined.ts";
import { normal } from "./wordly.ts";

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

test.runIf(installed).each<["RejectAll" | "AcceptAll", DocumentTree]>([
  ["RejectAll", before],
  ["AcceptAll", after],
])("%s", async (all, tree) => {
  const { docx } = await redlined([{ title: "Note", before, after }]);
  const bytes = await settledBy("soffice", docx, all);
  const reading = await readDraft({ name: "note.docx", bytes }, { language: "fr-FR", limits: limitsSchema.parse({}) });
  if ("refused" in reading) throw new Error(reading.refused.code);
  const { draft, order } = settle(identify(tree));
  expect(normal(reading.tree.blocks)).toEqual(normal(draft.blocks));
  expect(Object.values(reading.tree.notes).map(normal)).toEqual(order.map((id) => normal(draft.notes[id]!)));
});

/** What the program saves once all changes are rejected or accepted: by a macro, in a profile of its own. */
async function settledBy(program: string, docx: Uint8Array, all: string): Promise<Uint8Array> {
  const profile = join(folder, "profile");
  const start = [`-env:UserInstallation=file://${profile}`, "--headless"];
  const library = join(profile, "user", "basic", "Standard");
  // The first start makes the profile, and would make its libraries anew.
  await promisify(execFile)(program, [...start, "--terminate_after_init"]);
  await mkdir(library, { recursive: true });
  await writeFile(join(library, "Settle.xba"), macro);
  await writeFile(join(library, "script.xlb"), contents("Standard", "library", "Settle"));
  await writeFile(join(profile, "user", "basic", "script.xlc"), contents("", "libraries", "Standard"));
  const [from, to] = [join(folder, `${all}-from.docx`), join(folder, `${all}-to.docx`)];
  await writeFile(from, docx);
  const call = `macro:///Standard.Settle.Settle("${from}", "${all}TrackedChanges", "${to}")`;
  await promisify(execFile)(program, [...start, call]);
  return readFile(to);
}

const declaration = `<?xml version="1.0" encoding="UTF-8"?>`;
const macro = `${declaration}
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" script:language="StarBasic">
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
