import { html } from "hono/html";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Passage } from "../../../shared/document/anchor.ts";
import { highlight } from "../../../shared/formats/html/highlight.ts";
import { blocksByName, inReadingOrder, marginsByName, nameOf } from "../components/passages.ts";
import { row } from "../components/row.ts";
import { articleOf } from "../components/version-text.ts";
import { theCast } from "../http/access.ts";
import type { Html } from "../http/context.ts";
import { sentList } from "../review/remark-lists.ts";
import { margin } from "./margin.ts";
import type { ReadingView } from "./reading-head.ts";
import { type EditedRemark, remarkForm } from "./remark-form.ts";

/** The document, its margin beside each block, the form in its place. */
export async function remarkedArticle(view: ReadingView, writing: EditedRemark | undefined): Promise<string> {
  const { speak, opened, round, version, remarks, filled, may } = view;
  const blocks = blocksByName(version);
  const unsent = inReadingOrder(version, [...remarks.ready, ...remarks.unfinished]);
  const numbered = unsent.map((remark, index) => ({ number: index + 1, remark }));
  const placeOf = ({ anchor }: Contribution) => (anchor ? nameOf(version, anchor) : undefined);
  const margins = marginsByName(version);
  const marginOf = (remark: Contribution) => margins.get(placeOf(remark) ?? "");
  const mine = Map.groupBy(numbered, ({ remark }) => marginOf(remark));
  const sent = Map.groupBy(remarks.sent, marginOf);
  const passages = [...unsent, ...remarks.sent].flatMap((remark): Passage[] => {
    const block = placeOf(remark);
    return block === undefined || !remark.anchor ? [] : [{ ...remark.anchor, block }];
  });
  const form = writing?.block ? String(await remarkForm(speak, opened.state, round, filled, writing)) : "";
  const { document, marked } = highlight(version.document, passages);
  const afterBlock = (name: string): string => {
    const block = blocks.get(name)?.block;
    const inMargin = { unsent: mine.get(name) ?? [], sent: sent.get(name) ?? [] };
    if (!block || !(may || inMargin.unsent.length > 0 || inMargin.sent.length > 0)) return "";
    const open = writing !== undefined && margins.get(writing.block) === name;
    const remark = may && !open ? `?remark=${name}#${name}` : undefined;
    const aside = String(margin(speak, name, { block, ...inMargin, ...(remark && { remark }) }));
    return aside + (open ? form : "");
  };
  return articleOf(opened.state, document, { afterBlock, marked });
}

/** What the round was offered, as far as the visitor may see it; where it is not all theirs, by whom. */
export async function sentRemarksSection({
  web,
  speak,
  opened,
  round,
  version,
  remarks,
}: ReadingView): Promise<Html | ""> {
  const { sent } = remarks;
  if (sent.length === 0) return "";
  const own = sent.every(({ by }) => by === opened.visitor.person.id);
  const name = own ? undefined : (await theCast(web, opened, speak)).seated(round);
  const title = speak.text("review.offered", { count: sent.length });
  return html`<section aria-labelledby="offered">${row("", html`<h2 id="offered">${title}</h2>${sentList(speak, opened.state, version.parts, sent, name)}`)}</section>`;
}
