import { downloadSentences } from "./page-downloads.ts";
import { deliveredOf, isEdition } from "./page-editions.ts";
import { kinds, rowSentences } from "./page-words.ts";
import { type Sentence, says } from "./reader.ts";
import { plain } from "./words.ts";

/** What lists of documents that somebody funds say of one that is there: its newest edition, its files. */
export const documentSentences: Sentence[] = [
  ...downloadSentences,
  ...rowSentences,
  {
    ...says("{about} · {edition} · {pages} pages · français", (context, { about, edition, pages }) => {
      const { doc, before } = context;
      if (doc === undefined || before.at(-1) !== doc.title) return false;
      const [newest] = deliveredOf(context);
      const printed = newest?.outputs?.find(({ format }) => format === "pdf")?.pages;
      const isCalled = [doc.action, plain(kinds.get(doc.kind)?.name.fr ?? "")].includes(about!);
      const isNewest = newest !== undefined && isEdition(context, edition) === newest;
      return isCalled && isNewest && (pages === undefined ? undefined : Number(pages)) === printed;
    }),
    pattern: /^(?<about>.+?) · (?<edition>Édition \d+, du [^·]+?)(?: · (?<pages>\d+) pages?)? · français$/u,
  },
];
