import { type RemarkName, readNames } from "../../../document/remark-comment.ts";
import type { Meta } from "../../../document/tree.ts";
import type { Archive } from "../../archive.ts";
import type { Context } from "../../reading.ts";
import { childOf, childrenOf, type Element, textIn } from "../../xml.ts";
import { readPart } from "./relationships.ts";

/** What a file says of its document, apart from its text; of people only where the document is our own. */
export type Properties = {
  keywords: string[];
  /** The program that wrote the file, e.g. "LibreOffice/7.4.7.2$Linux_X86_64"; "": it does not say. */
  program: string;
  /** Of others: but for those that word processors make up. */
  title?: string;
  /** Whether our own writer made the file, whatever program saved it since. */
  ours: boolean;
  /** The hash of the version that a copy of our own was made from, what that had printed on its cover, the remarks in its comments. */
  own?: {
    version: string;
    remarks: RemarkName[];
    meta: Partial<Pick<Meta, "title" | "subtitle" | "authors" | "date">>;
  };
};

/**
 * Reads docProps/core.xml (ECMA-376-2, 11), docProps/app.xml (ECMA-376-1, 22.2) and docProps/custom.xml, where
 * `docx/write.ts` puts our own.
 */
export async function readProperties(context: Context, archive: Archive): Promise<Properties> {
  const core = await readPart(context, archive, "docProps/core.xml");
  const custom = childrenOf(await readPart(context, archive, "docProps/custom.xml"), "property");
  const said = (name: string) => trimmed(custom.find(({ attributes }) => attributes.name === `livrable:${name}`));
  const ours = custom.some(({ attributes }) => attributes.name?.startsWith("livrable:"));
  const program = trimmed(childOf(await readPart(context, archive, "docProps/app.xml"), "Application"));
  const keywords = listed(trimmed(childOf(core, "cp:keywords")), /\s*[,;]\s*/);
  const title = trimmed(childOf(core, "dc:title"));
  const version = said("version");
  if (!/^[0-9a-f]{64}$/.test(version)) return { keywords, program, ours, ...(!isMadeUp(title) && { title }) };
  const texts = { title, subtitle: trimmed(childOf(core, "dc:subject")), date: said("date") };
  const known = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
  const authors = listed(trimmed(childOf(core, "dc:creator")), /\s*;\s*/);
  return {
    keywords,
    program,
    ours,
    own: { version, remarks: readNames(said("remarks")), meta: { ...known, authors } },
  };
}

function trimmed(element: Element | undefined): string {
  return element ? textIn(element).trim() : "";
}

function listed(text: string, between: RegExp): string[] {
  return text.split(between).filter((word) => word !== "");
}

function isMadeUp(title: string): boolean {
  return title === "" || /^(microsoft word|document ?\d*$|sans titre|untitled)/i.test(title);
}
