import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** What a reviewer does in Word with changes tracked: comments on words, or writes others in their place. */
export type Note = { on: string } & ({ comment: string } | { instead: string });

const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const commentsPart = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const commentsType = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/** A Word file as a reviewer sends it back. Throws where no run of it says the words of a note. */
export function annotate(docx: Uint8Array, author: string, notes: readonly Note[]): Uint8Array {
  const files = unzipSync(docx);
  const change = (part: string, as: (xml: string) => string) => {
    files[part] = strToU8(as(files[part] ? strFromU8(files[part]) : ""));
  };
  change("word/document.xml", (xml) => notes.reduce((text, note, id) => noted(text, note, marked(id, author)), xml));
  const comments = notes.map((note, id) => ("comment" in note ? commentOf(note.comment, marked(id, author)) : ""));
  change("word/comments.xml", () => `<w:comments xmlns:w="${main}">${comments.join("")}</w:comments>`);
  const relation = `<Relationship Id="rIdNotes" Type="${commentsPart}" Target="comments.xml"/></Relationships>`;
  change("word/_rels/document.xml.rels", (xml) => xml.replace("</Relationships>", relation));
  const override = `<Override PartName="/word/comments.xml" ContentType="${commentsType}"/></Types>`;
  change("[Content_Types].xml", (xml) => xml.replace("</Types>", override));
  return zipSync(files);
}

type Mark = { id: number; by: string };

function marked(id: number, author: string): Mark {
  return { id, by: `w:id="${id}" w:author="${author}" w:date="2008-01-01T09:00:00Z"` };
}

function run(words: string, tag = "w:t"): string {
  return `<w:r><${tag} xml:space="preserve">${words}</${tag}></w:r>`;
}

function commentOf(words: string, { by }: Mark): string {
  return `<w:comment ${by}><w:p>${run(words)}</w:p></w:comment>`;
}

/** The first run of a paragraph's own that says the words, not one of the contents that we generate. */
function noted(xml: string, note: Note, { id, by }: Mark): string {
  const now =
    "comment" in note
      ? `<w:commentRangeStart w:id="${id}"/>${run(note.on)}<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`
      : `<w:del ${by}>${run(note.on, "w:delText")}</w:del><w:ins ${by}>${run(note.instead)}</w:ins>`;
  const paragraphs = xml.match(/<w:p[ >](?:(?!<w:p[ >]).)*?<\/w:p>/gs) ?? [];
  for (const paragraph of paragraphs.filter((each) => !/HYPERLINK|w:hyperlink|livrable:generated/.test(each))) {
    const changed = paragraph.replace(
      /<w:r>(?:(?!<w:r>).)*?<w:t[^>]*>([^<]*)<\/w:t><\/w:r>/gs,
      (whole, text: string) => {
        const at = text.indexOf(note.on);
        if (at === -1) return whole;
        const [before, after] = [text.slice(0, at), text.slice(at + note.on.length)];
        return `${before && run(before)}${now}${after && run(after)}`;
      },
    );
    if (changed !== paragraph) return xml.replace(paragraph, () => changed);
  }
  throw new Error(`no run says « ${note.on} »`);
}

const unwritten = "À compléter : ";

/**
 * A Word file whose paragraphs that ask for a text ("À compléter : …") have it, by words of what is asked for; where that is "", the
 * paragraph is gone. Throws where nobody says what is to be written.
 */
export function completed(docx: Uint8Array, written: Readonly<Record<string, string>>): Uint8Array {
  const files = unzipSync(docx);
  const xml = strFromU8(files["word/document.xml"]!).replace(/<w:p[ >](?:(?!<w:p[ >]).)*?<\/w:p>/gs, (paragraph) => {
    const said = [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join("");
    if (!said.replace(/\s/g, " ").startsWith(unwritten)) return paragraph;
    const asked = Object.keys(written).find((words) => said.includes(words));
    if (asked === undefined) throw new Error(`nobody said what to write of « ${said} »`);
    const properties = /<w:pPr>.*?<\/w:pPr>/s.exec(paragraph)?.[0] ?? "";
    return written[asked] ? `<w:p>${properties}${run(written[asked])}</w:p>` : "";
  });
  return zipSync({ ...files, "word/document.xml": strToU8(xml) });
}
