/** A format that a file may be sent in; read by the reader of its name in `read.ts`, once `recognise.ts` found it. */
export type UploadFormat = "docx" | "odt" | "md" | "zip";

type Upload = {
  /** Endings that forms take, the usual one first. */
  endings: readonly [string, ...string[]];
  /** Endings that promise the format all the same, e.g. of a template. */
  also?: readonly string[];
  /** As a form names it, where that is no matter of language. */
  name?: string;
  /** As a reader that found it names it. */
  label: string;
  /** What its first bytes are, as Latin-1, where they tell it: "{\\rtf" would be those of an RTF. */
  starts?: readonly string[];
  /** What the entry `mimetype` of its zip says, where it has one (OpenDocument part 2, 3.3). */
  mimetype?: RegExp;
  /** Whether it keeps comments and tracked changes, so that a reviewer may send a copy back. */
  annotated?: true;
  /** Whether it names files beside it: its images, its bibliography. */
  companions?: true;
};

/** The formats that drafts and annotated copies are sent in, in the order in which forms name them. */
export const uploads: Readonly<Record<UploadFormat, Upload>> = {
  docx: { endings: ["docx"], also: ["dotx"], name: "Word (.docx)", label: "Word (.docx)", annotated: true },
  odt: {
    ...{ endings: ["odt"], name: "LibreOffice (.odt)", label: "OpenDocument (.odt)", annotated: true },
    mimetype: /^application\/vnd\.oasis\.opendocument\.text(-template)?$/,
  },
  md: { endings: ["md", "markdown"], name: "Markdown (.md)", label: "Markdown (.md)", companions: true },
  zip: { endings: ["zip"], label: "ZIP", starts: ["PK\x03\x04", "PK\x05\x06", "PK\x07\x08"] },
};

/** The formats a draft may have. */
export const draftFormats = Object.keys(uploads) as UploadFormat[];
/** The formats of a copy that a reviewer annotated. */
export const copyFormats = draftFormats.filter((format) => uploads[format].annotated);
/** The formats of a file that names others beside it. */
export const textFormats = draftFormats.filter((format) => uploads[format].companions);

/** What a file input accepts: ".docx,.odt". */
export function acceptOf(formats: readonly UploadFormat[]): string {
  return endingsOf(formats).join(",");
}

/** Whether a file's name has an ending of these formats: "Note.DOCX". */
export function hasEnding(name: string, formats: readonly UploadFormat[]): boolean {
  return endingsOf(formats).some((ending) => name.toLowerCase().endsWith(ending));
}

/** A file's name without the ending of a format: "note" of "note.docx". */
export function withoutEnding(name: string): string {
  const ending = endingsOf(draftFormats).find((each) => name.toLowerCase().endsWith(each)) ?? "";
  return name.slice(0, name.length - ending.length) || name;
}

/** The names of the formats that are the same in every language, as a list: "Word (.docx), LibreOffice (.odt)". */
export function formatNames(formats: readonly UploadFormat[]): string {
  return formats.flatMap((format) => uploads[format].name ?? []).join(", ");
}

/** The format whose files begin so, of the first bytes as Latin-1; undefined: none says so. */
export function formatStarting(head: string): UploadFormat | undefined {
  return draftFormats.find((format) => uploads[format].starts?.some((start) => head.startsWith(start)));
}

/** The format whose zips have such an entry `mimetype`; undefined: none. */
export function formatOfMimetype(mimetype: string): UploadFormat | undefined {
  return draftFormats.find((format) => uploads[format].mimetype?.test(mimetype));
}

function endingsOf(formats: readonly UploadFormat[]): string[] {
  return formats.flatMap((format) => uploads[format].endings.map((ending) => `.${ending}`));
}
