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
 * LibreOffice with macros of ours, in a profile in `folder`. Steps may call At (the place of some words), NewParagraph,
 * ReplaceWords, GoIn and Command; they read as Basic reads: `ReplaceWords("Strasbourg", "Metz")`.
 */
export async function openOffice(folder: string): Promise<(edit: Edit) => Promise<Uint8Array>> {
  const profile = join(folder, "profile");
  const start = [`-env:UserInstallation=file://${profile}`, "--headless"];
  const library = join(profile, "user", "basic", "Standard");
  // The first start makes the profile, and would make its libraries anew.
  await run("soffice", [...start, "--terminate_after_init"], limit);
  await mkdir(library, { recursive: true });
  await writeFile(join(library, "script.xlb"), contents("Standard", "library", "Edits"));
  await writeFile(join(profile, "user", "basic", "script.xlc"), contents("", "libraries", "Standard"));
  let count = 0;
  return async ({ file, steps, format }) => {
    count += 1;
    const [from, to] = [join(folder, `${count}-from.docx`), join(folder, `${count}-to.${format}`)];
    await writeFile(from, file);
    await writeFile(join(library, "Edits.xba"), macro(steps, filters[format]));
    await run("soffice", [...start, `macro:///Standard.Edits.Edit("${from}", "${to}")`], limit);
    return readFile(to);
  };
}

const declaration = `<?xml version="1.0" encoding="UTF-8"?>`;

function macro(steps: string, filter: string): string {
  return `${declaration}
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits" script:language="StarBasic">
Global doc As Object
Sub Edit(source As String, target As String)
  Dim opened(0) As New com.sun.star.beans.PropertyValue
  opened(0).Name = "Hidden"
  opened(0).Value = True
  doc = StarDesktop.loadComponentFromURL("file://" &amp; source, "_blank", 0, opened())
${steps.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  saved(0).Value = "${filter}"
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
Sub GoIn(words As String)
  doc.CurrentController.select(At(words))
  doc.CurrentController.ViewCursor.collapseToStart()
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
