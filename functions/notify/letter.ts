import { shortenAtWord } from "../../shared/document/shorten.ts";
import { escapeMarkup } from "../../shared/formats/escape.ts";
import { type Language, languageRecord } from "../../shared/i18n/languages.ts";

/** A link by what it opens, and its address. */
export type TitledLink = { title: string; address: string };

/** What a letter says, before it is set as text and as HTML. */
export type LetterContent = {
  subject: string;
  greeting: string;
  /** In order; the first holds the deadline, where there is one. */
  paragraphs: string[];
  facts: (readonly [string, string])[];
  link: TitledLink;
  closing: string;
  /** In small print: whom to answer, why it came, how long its link lives. */
  foot: string[];
};

/** More facts than these stand below the link, which then is on the first screen. */
const factsAbove = 6;

/** The text part: RFC 3676 without flowing, one paragraph a line; a link is its title and, below it, its address. */
export function letterText(letter: LetterContent, language: Language): string {
  const { colon } = languageRecord(language);
  const { greeting, paragraphs, facts, link, closing, foot } = letter;
  const rows = facts.map(([name, value]) => `${name}${colon} ${value}`).join("\n");
  const titled = `${link.title}\n${link.address}`;
  return `${[greeting, ...paragraphs, ...inOrder(letter, rows, titled), closing, ...foot].join("\n\n")}\n`;
}

/** The HTML part: the same words in the same order, one link, nothing fetched from anywhere. */
export function letterHtml(letter: LetterContent, language: Language): string {
  const { colon } = languageRecord(language);
  const { subject, greeting, paragraphs, facts, link, closing, foot } = letter;
  const rows = facts
    .map(([name, value]) => `${escapeMarkup(name)}${colon} <strong>${escapeMarkup(value)}</strong>`)
    .join("<br>\n");
  const blocks = [
    ...[greeting, ...paragraphs].map((each) => paragraph(escapeMarkup(each))),
    ...inOrder(letter, rows && paragraph(rows, "facts"), button(link)),
    paragraph(escapeMarkup(closing)),
    ...foot.map((each) => paragraph(escapeMarkup(each), "small")),
  ];
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeMarkup(subject)}</title>
<style>${dark}</style></head>
<body class="page" style="margin:0;padding:24px 16px;background:#FBFAF6;color:#1B1F23;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:36em;margin:0 auto;overflow-wrap:anywhere">
${blocks.join("\n")}
</div>
</body>
</html>
`;
}

/** The facts and the link: a list that is long goes below. */
function inOrder({ facts }: LetterContent, rows: string, link: string): string[] {
  if (rows === "") return [link];
  return facts.length > factsAbove ? [link, rows] : [rows, link];
}

/** For programs that turn dark and leave the colours of a letter to it. */
const dark =
  "@media (prefers-color-scheme:dark){.page{background:#16191C!important;color:#ECEAE4!important}.facts{border-color:#E8A3AC!important}.small{color:#A9B0B7!important}.button{background:#8CC7E0!important;color:#16191C!important}}";

const styles = {
  facts: "border-left:3px solid #7A2E3A;padding-left:12px",
  small: "color:#57606A;font-size:14px",
} as const;

function paragraph(content: string, kind?: keyof typeof styles): string {
  const lines = content.replaceAll("\n", "<br>\n").replaceAll("<br><br>", "<br>");
  const [name, style] = kind ? [` class="${kind}"`, `;${styles[kind]}`] : ["", ""];
  return `<p${name} style="margin:0 0 16px${style}">${lines}</p>`;
}

/** The link by its title; its address below it, for who copies it. */
function button({ title, address }: TitledLink): string {
  const style =
    "display:inline-block;padding:10px 20px;border-radius:4px;background:#0B4F6C;color:#FFFFFF;font-weight:600;text-decoration:none";
  const link = `<a class="button" href="${escapeMarkup(address)}" style="${style}">${escapeMarkup(title)}</a>`;
  return `<p style="margin:24px 0 8px">${link}</p>\n<p class="small" style="margin:0 0 24px;${styles.small}">${escapeMarkup(address)}</p>`;
}

/**
 * A value for a header or a line of its own: no line breaks or other controls (RFC 5322, 2.2), no marks that turn the
 * direction of what follows (Unicode, UAX 9), whole characters, and of bounded length, cut at a word.
 */
export function oneLine(text: string, longest = 200): string {
  const whole = text.toWellFormed().replace(/[\u202A-\u202E\u2066-\u2069]/g, "");
  const line = whole.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return line.length > longest ? shortenAtWord(line, longest - 1) : line;
}

/** Words as part of a sentence, without the mark that ends them: "Les suites." stands before a comma or in a line of several. */
export function unstopped(words: string): string {
  return words.replace(/(?<!\.)\s*[.;,]$/, "");
}
