import { strFromU8, unzipSync } from "fflate";
import type { Year } from "../year.ts";
import { wordHtml } from "./lines.ts";
import { readPrintedRecord, readsPdf } from "./printed.ts";
import type { Archive, Fault } from "./reader.ts";
import { readRecord } from "./record.ts";

/** Reads the approval record of a final document as its page, its Word file and its PDF have it. */
export async function readFinal(archive: Archive, { ids, ports }: Year, title: string): Promise<Fault[]> {
  const ready = archive.rows.get(ids.get(title)!)!.findLast(({ type }) => type === "outputsReady");
  if (ready?.type !== "outputsReady") return [{ where: title, said: "no final document", why: "unknown" }];
  const read = async (format: string) => {
    const { key } = ready.data.outputs.find((output) => output.format === format)!;
    return (await ports.files.get(key))!;
  };
  const html = strFromU8(await read("html"));
  const word = strFromU8(unzipSync(await read("docx"))["word/document.xml"]!);
  const titled = /<title>([^<]+)<\/title>/.exec(html)![1]!;
  return [
    ...readRecord(archive, title, html, `${title} html`),
    ...readRecord(archive, title, wordHtml(word), `${title} docx`),
    ...(readsPdf ? readPrintedRecord(await read("pdf"), html, titled, `${title} pdf`) : []),
  ];
}
