import { html, raw } from "hono/html";
import { type Highlighted, highlight } from "../../../shared/formats/html/highlight.ts";
import { withoutContents } from "../components/contents-lines.ts";
import { blocksByName, marginsByName, setProposal } from "../components/passages.ts";
import { articleOf } from "../components/version-text.ts";
import { theCast } from "../http/access.ts";
import type { Html } from "../http/context.ts";
import type { EditedRemark } from "./edited-remark.ts";
import { addLink, margin } from "./margin.ts";
import type { MarginNote } from "./margin-notes.ts";
import type { ReadingView } from "./reading-view.ts";
import { remarkForm } from "./remark-form.ts";

/** The document, its remarks beside each block, the form in its place; remarks on the whole of it come first. */
export async function remarkedArticle(
  view: ReadingView,
  notes: readonly MarginNote[],
  writing: EditedRemark | undefined,
): Promise<Html> {
  const { web, speak, opened, round, version, remarks, may } = view;
  const own = remarks.sent.every(({ by }) => by === opened.visitor.person.id);
  const named = own ? undefined : (await theCast(web, opened, speak)).seated(round);
  const blocks = blocksByName(version);
  const margins = marginsByName(version);
  const beside = Map.groupBy(notes, (note) => note.margin);
  const at = writing && (margins.get(writing.block) ?? "");
  const form = writing ? html`${await remarkForm(view, writing)}` : "";
  const marginOf = (name: string) =>
    margin(view, { notes: beside.get(name) ?? [], form: at === name ? form : "" }, named, name === "");
  const { document, marked } = highlight(withoutContents(version.document), passagesOf(view, notes));
  const afterBlock = (name: string): string => {
    const block = blocks.get(name)?.block;
    if (!block) return "";
    return `${may && margins.get(name) === name ? addLink(view, name, block) : ""}${marginOf(name)}`;
  };
  return html`${marginOf("")}${raw(articleOf(opened.state, document, { afterBlock, marked }))}`;
}

/** The words that remarks are about; a remark on a block without naming its words paints none of them, unless it would change some. */
function passagesOf({ version }: ReadingView, notes: readonly MarginNote[]): Highlighted[] {
  return notes.flatMap(({ id, block, remark }): Highlighted[] => {
    const { anchor, type, proposal, elsewhere } = remark;
    const changes = type === "correction" && proposal !== undefined && !elsewhere;
    if (!anchor || block === "" || !(anchor.quotation || changes)) return [];
    const shown = changes ? { proposal: setProposal(version, anchor.part, proposal) } : {};
    return [{ ...anchor, block, id, ...shown }];
  });
}
