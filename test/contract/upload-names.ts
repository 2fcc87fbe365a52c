/**
 * What a form calls its file, as a browser writes it, and the name that it goes on under; undefined: the one that was asked
 * for. Both runtimes are held to it.
 */
export const uploadNames: [what: string, sent: string, kept: string | undefined][] = [
  ["of its own", "Note de cadrage – été.docx", "Note de cadrage – été.docx"],
  ["in letters and accents apart", "Re\u0301union.odt", "Réunion.odt"],
  ["in another script", "Записка.docx", "Записка.docx"],
  ["with the folders it was in", "brouillons/2008/note.md", "note.md"],
  ["with quotation marks", "Note %22finale%22.docx", 'Note "finale".docx'],
  ["with an equals sign and a question mark", "Pourquoi =?.md", "Pourquoi =?.md"],
  ["with characters that nobody means", "note\u202Ecod.docx", "notecod.docx"],
  ["as long as may be", `${"é".repeat(250)}.docx`, `${"é".repeat(250)}.docx`],
  ["that is too long", `${"e".repeat(300)}.docx`, undefined],
  ["of another kind of file", "note.exe", undefined],
  ["that is empty", "", undefined],
];
