import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** Who annotates, and when, as Word writes it. */
export const by = { author: "Relectrice", date: "2008-05-03T09:00:00Z" };
const mark = (id: number) => `w:id="${id}" w:author="${by.author}" w:date="${by.date}"`;
const run = (words: string, tag = "w:t") => `<w:r><${tag} xml:space="preserve">${words}</${tag}></w:r>`;

/** What is done to the first run that holds `words`, which it takes the place of; or to the whole text. */
export type Edit = { words: string; now: string; whole?: true } | { change: (xml: string) => string };

export const comment = (id: number, words: string): Edit => ({
  words,
  now: `<w:commentRangeStart w:id="${id}"/>${run(words)}<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`,
});
/** The comments of a thread, which all are about the same words, as Word writes them. */
export const thread = (words: string, ...ids: number[]): Edit => ({
  words,
  now: [
    ...ids.map((id) => `<w:commentRangeStart w:id="${id}"/>`),
    run(words),
    ...ids.map((id) => `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`),
  ].join(""),
});
export const replace = (words: string, by: string, insertFirst = false): Edit => {
  const [out, into] = [
    `<w:del ${mark(901)}>${run(words, "w:delText")}</w:del>`,
    `<w:ins ${mark(902)}>${run(by)}</w:ins>`,
  ];
  return { words, now: insertFirst ? into + out : out + into };
};
export const remove = (words: string): Edit => ({
  words,
  now: `<w:del ${mark(903)}>${run(words, "w:delText")}</w:del>`,
});
export const insertAfter = (words: string, more: string): Edit => ({
  words,
  now: `${run(words)}<w:ins ${mark(904)}>${run(more)}</w:ins>`,
});
export const insertBefore = (words: string, more: string): Edit => ({
  words,
  now: `<w:ins ${mark(905)}>${run(more)}</w:ins>${run(words)}`,
});
/** Of a whole paragraph, after the one that holds `words`. */
export const addParagraph = (words: string, more: string): Edit => ({
  words,
  now: `<w:p><w:pPr><w:rPr><w:ins ${mark(906)}/></w:rPr></w:pPr><w:ins ${mark(907)}>${run(more)}</w:ins></w:p>`,
  whole: true,
});
/** Words typed after Enter at the end of a paragraph: the new mark is its own, the old one ends what was typed. */
export const typeAfter = (words: string, ...more: string[]): Edit => ({
  change: (xml) => {
    const paragraph = paragraphWith(xml, words);
    const inserted = `<w:rPr><w:ins ${mark(908)}/></w:rPr>`;
    const begun = paragraph.includes("</w:pPr>")
      ? paragraph.replace("</w:pPr>", `${inserted}</w:pPr>`)
      : paragraph.replace("<w:p>", `<w:p><w:pPr>${inserted}</w:pPr>`);
    const typed = more.map((text, index) => {
      const own = index < more.length - 1 ? `<w:pPr>${inserted}</w:pPr>` : "";
      return `<w:p>${own}<w:ins ${mark(909)}>${run(text)}</w:ins></w:p>`;
    });
    return xml.replace(paragraph, () => begun + typed.join(""));
  },
});
/** A paragraph typed before another, with its change tracked. */
export const typeBefore = (words: string, more: string): Edit => ({
  change: (xml) => {
    const paragraph = paragraphWith(xml, words);
    const typed = `<w:p><w:pPr><w:rPr><w:ins ${mark(934)}/></w:rPr></w:pPr><w:ins ${mark(935)}>${run(more)}</w:ins></w:p>`;
    return xml.replace(paragraph, () => typed + paragraph);
  },
});
/** A heading typed after Enter at the end of a paragraph, as Word tracks it: what was typed has the old mark, and another style. */
export const typeHeading = (words: string, level: number, title: string): Edit => ({
  change: (xml) => {
    const paragraph = paragraphWith(xml, words);
    const was = `<w:pPrChange ${mark(931)}><w:pPr/></w:pPrChange>`;
    const typed = `<w:p><w:pPr><w:pStyle w:val="Heading${level}"/>${was}</w:pPr><w:ins ${mark(932)}>${run(title)}</w:ins></w:p>`;
    return xml.replace(paragraph, () => markOf(paragraph, "ins", 933) + typed);
  },
});
/** A line break put in after some words, as a tracked change. */
export const breakAfter = (words: string): Edit => ({
  words,
  now: `${run(words)}<w:ins ${mark(916)}><w:r><w:br/></w:r></w:ins>`,
});
/** A paragraph taken out whole, its mark with it, and others put in right after it. */
export const rewrite = (words: string, ...more: string[]): Edit => ({
  change: (xml) => {
    const paragraph = paragraphWith(xml, words);
    const came = more.map(
      (text) =>
        `<w:p><w:pPr><w:rPr><w:ins ${mark(917)}/></w:rPr></w:pPr><w:ins ${mark(918)}>${run(text)}</w:ins></w:p>`,
    );
    return xml.replace(paragraph, () => markOf(gone(paragraph, "del"), "del", 919) + came.join(""));
  },
});
/** Paragraphs moved together after another, as Word tracks it: what is commented on goes along. */
export const moveAll = (words: readonly string[], after: string): Edit => ({
  change: (xml) => {
    const goal = paragraphWith(xml, after);
    const paragraphs = words.map((each) => paragraphWith(xml, each));
    const went = paragraphs.map((paragraph) => markOf(gone(uncommented(paragraph), "moveFrom"), "moveFrom", 928));
    const came = paragraphs.map((paragraph) =>
      markOf(
        paragraph.replace(/<w:r>.*<\/w:r>/s, (runs) => `<w:moveTo ${mark(929)}>${runs}</w:moveTo>`),
        "moveTo",
        930,
      ),
    );
    const put = xml.replace(goal, () => goal + came.join(""));
    return paragraphs.reduce((all, paragraph, index) => all.replace(paragraph, () => went[index]!), put);
  },
});
/** A paragraph moved after another, as Word tracks it. */
export const move = (words: string, after: string): Edit => ({
  change: (xml) => {
    const [paragraph, goal] = [paragraphWith(xml, words), paragraphWith(xml, after)];
    const range = (how: string, content: string) =>
      `<w:move${how}RangeStart w:id="920" w:name="move1" ${mark(920).replace(/w:id="\d+" /, "")}/>${content}<w:move${how}RangeEnd w:id="920"/>`;
    const from = range("From", markOf(gone(paragraph, "moveFrom"), "moveFrom", 921));
    const to = range(
      "To",
      markOf(
        paragraph.replace(/<w:r>.*<\/w:r>/s, (runs) => `<w:moveTo ${mark(922)}>${runs}</w:moveTo>`),
        "moveTo",
        923,
      ),
    );
    return xml.replace(paragraph, () => from).replace(goal, () => goal + to);
  },
});
/** The end of a paragraph and the beginning of the next, deleted together as one takes out a selection: they are joined. */
export const joinDeleting = (end: string, beginning: string): Edit => ({
  change: (xml) => {
    const [first, second] = [paragraphWith(xml, end), paragraphWith(xml, beginning)];
    const without = (paragraph: string, words: string) => edited(paragraph, remove(words));
    return xml
      .replace(first, () => markOf(without(first, end), "del", 924))
      .replace(second, () => without(second, beginning));
  },
});
/** Without the comments, which are on what came elsewhere. */
function uncommented(xml: string): string {
  return xml.replace(/<w:commentRange\w+ [^>]*>/g, "").replace(/<w:r><w:commentReference [^>]*><\/w:r>/g, "");
}
/** A paragraph all of whose runs went. */
function gone(paragraph: string, how: "del" | "moveFrom"): string {
  const [open, close] = how === "del" ? ["<w:delText ", "</w:delText>"] : ["<w:t ", "</w:t>"];
  return paragraph.replace(/<w:r>.*<\/w:r>/s, (runs) => {
    const words = runs.replaceAll("<w:t ", open).replaceAll("</w:t>", close);
    return `<w:${how} ${mark(925)}>${words}</w:${how}>`;
  });
}
/** Words put in place of others, with no change tracked. */
export const overwrite = (words: string, by: string): Edit => ({ words, now: run(by) });
/** A paragraph split after some words, with no change tracked, or with its new mark tracked. */
export const split = (words: string, tracked: boolean): Edit => ({
  change: (xml) => {
    const paragraph = paragraphWith(xml, words);
    const [before = "", after = ""] = paragraph.split(words);
    const properties = /<w:pPr>.*?<\/w:pPr>/s.exec(paragraph)?.[0] ?? "";
    const own = tracked ? markOf(paragraph, "ins", 912) : paragraph;
    const begun = own.slice(0, own.indexOf(words) + words.length);
    const go = `</w:t></w:r></w:p><w:p>${properties}<w:r><w:t xml:space="preserve">`;
    return xml.replace(paragraph, () => `${begun}${go}${after}`.replace(before, () => before));
  },
});
/** A paragraph joined with the next one, with no change tracked, or with its mark deleted as a tracked change. */
export const join = (words: string, next: string, tracked: boolean): Edit => ({
  change: (xml) => {
    const [first, second] = [paragraphWith(xml, words), paragraphWith(xml, next)];
    if (tracked) return xml.replace(first, () => markOf(first, "del", 913));
    const content = second.replace(/^<w:p[^>]*>(<w:pPr>.*?<\/w:pPr>)?/s, "");
    return xml.replace(second, "").replace(first, () => first.replace(/<\/w:p>$/, () => `${run(" ")}${content}`));
  },
});
/** A paragraph whose mark came or went as a tracked change. */
function markOf(paragraph: string, how: "ins" | "del" | "moveFrom" | "moveTo", id: number): string {
  const changed = `<w:rPr><w:${how} ${mark(id)}/></w:rPr>`;
  if (paragraph.includes("</w:pPr>")) return paragraph.replace("</w:pPr>", `${changed}</w:pPr>`);
  return paragraph.replace(/^<w:p[^>]*>/, (start) => `${start}<w:pPr>${changed}</w:pPr>`);
}
/** A row that says these cells, after the row that holds some words, as a tracked change. */
export const addRow = (words: string, ...cells: string[]): Edit => ({
  change: (xml) =>
    xml.replace(/<w:tr>(?:(?!<w:tr>).)*?<\/w:tr>/gs, (row) => {
      if (!row.includes(words)) return row;
      const texts = [...cells];
      const added = row
        .replace("</w:trPr>", `<w:ins ${mark(914)}/></w:trPr>`)
        .replace(/<w:r>.*?<\/w:r>/gs, () => `<w:ins ${mark(915)}>${run(texts.shift() ?? "")}</w:ins>`);
      return row + added;
    }),
});
/** A row moved after another, with its change tracked, as Word does: taken out there and put in here; or untracked. */
export const moveRow = (words: string, after: string, tracked = true): Edit => ({
  change: (xml) => {
    const rows = xml.match(/<w:tr>(?:(?!<w:tr>).)*?<\/w:tr>/gs) ?? [];
    const [row, goal] = [words, after].map((each) => rows.find((one) => one.includes(each))!) as [string, string];
    const came = row
      .replace("</w:trPr>", `<w:ins ${mark(926)}/></w:trPr>`)
      .replace(/<w:r>.*?<\/w:r>/gs, (each) => `<w:ins ${mark(927)}>${each}</w:ins>`);
    const put = xml.replace(goal, () => goal + (tracked ? came : row));
    return put.replace(row, () => (tracked ? goneRow(uncommented(row)) : ""));
  },
});
/** Rows of the table that hold any of `words`, deleted with changes tracked. */
export const deleteRows = (...words: string[]): Edit => ({
  change: (xml) =>
    xml.replace(/<w:tr>.*?<\/w:tr>/gs, (row) => {
      return words.some((each) => row.includes(each)) ? goneRow(row) : row;
    }),
});
/** A row deleted with its change tracked. */
function goneRow(row: string): string {
  const gone = row.replace("</w:trPr>", `<w:del ${mark(910)}/></w:trPr>`);
  return gone.replace(
    /<w:r>.*?<\/w:r>/gs,
    (each) =>
      `<w:del ${mark(911)}>${each.replaceAll("<w:t ", "<w:delText ").replaceAll("</w:t>", "</w:delText>")}</w:del>`,
  );
}

/** A Word file as someone sends it back: commented on, its changes tracked; each comment after the first answers it. */
export function annotate(
  docx: Uint8Array,
  edits: readonly Edit[],
  comments: readonly string[] = [],
  thread = false,
): Uint8Array {
  const files = unzipSync(docx);
  const part = (name: string) => strFromU8(files[name]!);
  const write = (name: string, xml: string) => {
    files[name] = strToU8(xml);
  };
  write("word/document.xml", edits.reduce(edited, part("word/document.xml")));
  if (comments.length > 0) {
    const all = comments.map(
      (text, id) => `<w:comment ${mark(id)}><w:p w14:paraId="${id}0000000">${run(text)}</w:p></w:comment>`,
    );
    const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const word = "http://schemas.microsoft.com/office/word";
    write(
      "word/comments.xml",
      `<w:comments xmlns:w="${main}" xmlns:w14="${word}/2010/wordml">${all.join("")}</w:comments>`,
    );
    const threads = comments.map((_, id) => {
      const parent = thread && id > 0 ? ' w15:paraIdParent="00000000"' : "";
      return `<w15:commentEx w15:paraId="${id}0000000"${parent} w15:done="${thread ? 1 : 0}"/>`;
    });
    write(
      "word/commentsExtended.xml",
      `<w15:commentsEx xmlns:w15="${word}/2012/wordml">${threads.join("")}</w15:commentsEx>`,
    );
    const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
    const extended = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended";
    const relation = `<Relationship Id="rIdComments" Type="${type}" Target="comments.xml"/><Relationship Id="rIdThreads" Type="${extended}" Target="commentsExtended.xml"/></Relationships>`;
    write("word/_rels/document.xml.rels", part("word/_rels/document.xml.rels").replace("</Relationships>", relation));
    const media = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
    const override = `<Override PartName="/word/comments.xml" ContentType="${media}"/></Types>`;
    write("[Content_Types].xml", part("[Content_Types].xml").replace("</Types>", override));
  }
  return zipSync(files);
}

function paragraphWith(xml: string, words: string): string {
  const paragraphs = xml.match(/<w:p[ >](?:(?!<w:p[ >]).)*?<\/w:p>/gs) ?? [];
  const holds = (piece: string) => piece.replace(/<[^>]+>/g, "").includes(words);
  const paragraph = paragraphs.filter((each) => !/HYPERLINK|w:hyperlink|livrable:generated/.test(each)).findLast(holds);
  if (!paragraph) throw new Error(`no paragraph says « ${words} »`);
  return paragraph;
}

function edited(xml: string, edit: Edit): string {
  if ("change" in edit) return edit.change(xml);
  const { words, now, ...rest } = edit;
  const paragraph = paragraphWith(xml, words);
  if ("whole" in rest) return xml.replace(paragraph, () => paragraph + now);
  const changed = paragraph.replace(/<w:r>(?:(?!<w:r>).)*?<w:t[^>]*>([^<]*)<\/w:t><\/w:r>/gs, (whole, text: string) => {
    if (!text.includes(words)) return whole;
    const [before = "", ...after] = text.split(words);
    return `${before && run(before)}${now}${after.length > 0 ? run(after.join(words)) : ""}`;
  });
  if (changed === paragraph) throw new Error(`no run says « ${words} »`);
  return xml.replace(paragraph, () => changed);
}
