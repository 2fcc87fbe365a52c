import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const limit = { timeout: 90_000, killSignal: "SIGKILL" } as const;
const filters = { docx: "MS Word 2007 XML", odt: "writer8" } as const;

/** A file of a word processor as LibreOffice saves it after `steps`: statements of Basic, on the document `doc`. */
export type Edit = { file: Uint8Array; steps: string; format: keyof typeof filters };

/**
 * What LibreOffice makes of each file, all in one start, with macros of ours and a profile in `folder`. Steps may call At (the
 * place of some words), NewParagraph, ReplaceWords, SplitAt, BreakAt, DeleteBetween, GoIn, GoOver and Command; they read as Basic reads:
 * `ReplaceWords("Strasbourg", "Metz")`.
 */
export async function editInOffice(folder: string, edits: readonly Edit[]): Promise<Uint8Array[]> {
  const profile = join(folder, "profile");
  const start = [`-env:UserInstallation=file://${profile}`, "--headless"];
  const library = join(profile, "user", "basic", "Standard");
  // The first start makes the profile, and would make its libraries anew.
  await run("soffice", [...start, "--terminate_after_init"], limit);
  await mkdir(library, { recursive: true });
  await writeFile(join(library, "script.xlb"), contents("Standard", "library", "Edits"));
  await writeFile(join(profile, "user", "basic", "script.xlc"), contents("", "libraries", "Standard"));
  const from = (index: number) => join(folder, `${index}-from.docx`);
  const to = (index: number) => join(folder, `${index}-to.${edits[index]!.format}`);
  await Promise.all(edits.map(({ file }, index) => writeFile(from(index), file)));
  await writeFile(join(library, "Edits.xba"), macro(edits, from, to));
  await run("soffice", [...start, "macro:///Standard.Edits.Edits"], limit);
  return Promise.all(edits.map((_, index) => readFile(to(index))));
}

const declaration = `<?xml version="1.0" encoding="UTF-8"?>`;

type Path = (index: number) => string;

function macro(edits: readonly Edit[], from: Path, to: Path): string {
  const calls = edits.map(
    ({ format }, index) =>
      `  OpenFile("${from(index)}")\n  Steps${index}\n  SaveFile("${to(index)}", "${filters[format]}")`,
  );
  const subs = edits.map(({ steps }, index) => `Sub Steps${index}\n${steps}\nEnd Sub`);
  return `${declaration}
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits" script:language="StarBasic">
Global doc As Object
Sub Edits
${calls.join("\n")}
End Sub
${subs.join("\n").replaceAll("&", "&amp;").replaceAll("<", "&lt;")}
Sub OpenFile(source As String)
  Dim opened(0) As New com.sun.star.beans.PropertyValue
  opened(0).Name = "Hidden"
  opened(0).Value = True
  doc = StarDesktop.loadComponentFromURL("file://" &amp; source, "_blank", 0, opened())
End Sub
Sub SaveFile(target As String, filter As String)
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  saved(0).Value = filter
  doc.storeToURL("file://" &amp; target, saved())
  doc.close(True)
End Sub
Function At(words As String)
  search = doc.createSearchDescriptor()
  search.SearchString = words
  At = doc.findFirst(search)
End Function
Sub NewParagraph(words As String, more As String)
  found = At(words)
  place = found.Text.createTextCursorByRange(found.End)
  place.gotoEndOfParagraph(False)
  found.Text.insertControlCharacter(place, 0, False)
  found.Text.insertString(place, more, False)
End Sub
Sub ReplaceWords(words As String, more As String)
  found = At(words)
  found.String = more
End Sub
Sub SplitAt(words As String)
  found = At(words)
  found.Text.insertControlCharacter(found.Text.createTextCursorByRange(found.End), 0, False)
End Sub
Sub BreakAt(words As String)
  found = At(words)
  found.Text.insertControlCharacter(found.Text.createTextCursorByRange(found.End), 1, False)
End Sub
Sub DeleteBetween(words As String, more As String)
  first = At(words)
  last = At(more)
  place = first.Text.createTextCursorByRange(first.Start)
  place.gotoRange(last.End, True)
  place.String = ""
End Sub
Sub GoIn(words As String)
  doc.CurrentController.select(At(words))
  doc.CurrentController.ViewCursor.collapseToStart()
End Sub
Sub GoOver(words As String, more As String)
  first = At(words)
  place = first.Text.createTextCursorByRange(first.Start)
  place.gotoRange(At(more).End, True)
  place.gotoEndOfParagraph(True)
  doc.CurrentController.select(place)
End Sub
Sub Command(name As String)
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(doc.CurrentController.Frame, ".uno:" &amp; name, "", 0, Array())
End Sub
</script:module>`;
}

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
