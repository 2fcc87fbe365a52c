import { execFileSync } from "node:child_process";
import { type Node, wordsOfStructure } from "./structure.ts";
import type { Words } from "./words.ts";

/** What a PDF file says, as poppler reads its structure; alternatives of images, which it does not tell, are empty. */
export function wordsOfPdf(path: string): Words {
  const printed = execFileSync("pdfinfo", ["-struct-text", path], { encoding: "utf8", maxBuffer: 1 << 28 });
  const root: Node = { type: "Document", children: [] };
  const open = [{ depth: -1, node: root }];
  for (const line of printed.split("\n")) {
    const [, indent = "", node, text] =
      /^( *)(?:([A-Z]\w*)(?: <.*>)?(?: ".*")?(?: \((?:block|inline)\))?:?|"(.*)")$/s.exec(line) ?? [];
    if (node === undefined && text === undefined) continue;
    while (open.at(-1)!.depth >= indent.length) open.pop();
    const parent = open.at(-1)!.node;
    if (text !== undefined) parent.children.push(text);
    else {
      const child: Node = { type: node!, children: [] };
      parent.children.push(child);
      open.push({ depth: indent.length, node: child });
    }
  }
  return wordsOfStructure(root.children);
}
