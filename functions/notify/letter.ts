import { escapeMarkup } from "../../shared/formats/escape.ts";

/** What a letter says, before it is set as text and as HTML. */
export type LetterContent = {
  subject: string;
  /** In order; the first holds the deadline, where there is one. */
  paragraphs: string[];
  facts: (readonly [string, string])[];
  link: { label: string; address: string };
  /** Below the link: how long it lives, who wrote, why it came. */
  closing: string[];
};

/** The text part: RFC 3676 without flowing, one paragraph a line. */
export function letterText({ paragraphs, facts, link, closing }: LetterContent, colon: string): string {
  const rows = facts.map(([name, value]) => `${name}${colon}${value}`).join("\n");
  const blocks = [
    ...paragraphs,
    ...(rows ? [rows] : []),
    `${link.label}${colon.trimEnd()}\n${link.address}`,
    ...closing,
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The HTML part: the same words in the same order, one link, nothing fetched from anywhere. */
export function letterHtml(
  { subject, paragraphs, facts, link, closing }: LetterContent,
  language: string,
  colon: string,
): string {
  const rows = facts
    .map(([name, value]) => `${escapeMarkup(name)}${colon}<strong>${escapeMarkup(value)}</strong>`)
    .join("<br>\n");
  const blocks = [
    ...paragraphs.map((each) => paragraph(escapeMarkup(each))),
    ...(rows ? [paragraph(rows, "border-left:3px solid #7A2E3A;padding-left:12px")] : []),
    paragraph(
      `${escapeMarkup(link.label)}${colon.trimEnd()}<br>\n<a href="${escapeMarkup(link.address)}" style="color:#0B4F6C">${escapeMarkup(link.address)}</a>`,
    ),
    ...closing.map((each) => paragraph(escapeMarkup(each), "color:#57606A;font-size:14px")),
  ];
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeMarkup(subject)}</title></head>
<body style="margin:0;padding:24px;background:#FBFAF6;color:#1B1F23;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:36em;margin:0 auto;overflow-wrap:anywhere">
${blocks.join("\n")}
</div>
</body>
</html>
`;
}

/**
 * A value for a header or a line of its own: no line breaks or other controls (RFC 5322, 2.2), no marks that turn the
 * direction of what follows (Unicode, UAX 9), whole characters, and of bounded length.
 */
export function oneLine(text: string, longest = 200): string {
  const whole = text.toWellFormed().replace(/[\u202A-\u202E\u2066-\u2069]/g, "");
  const line = whole.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  const characters = [...line];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : line;
}

function paragraph(content: string, style = ""): string {
  return `<p style="margin:0 0 16px${style ? `;${style}` : ""}">${content.replaceAll("\n", "<br>\n").replaceAll("<br><br>", "<br>")}</p>`;
}
