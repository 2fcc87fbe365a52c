import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { mayWritePart } from "../../../shared/deliverable/drafting/parts.ts";
import { askingAs } from "../../../shared/deliverable/holder.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { RemarkName } from "../../../shared/document/remark-comment.ts";
import { newlySaid } from "../../../shared/document/still-said.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import type { Noticed } from "../../../shared/formats/noticed.ts";
import type { Contribution } from "../../../shared/formats/reading.ts";
import { withVersion } from "../../../shared/stored/history.ts";
import { loadTree } from "../../../shared/stored/version.ts";
import type { Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { type KnownRemark, knownRemarks } from "./known-remarks.ts";

/** A file that was read: its part, what it says, what was noticed in it. */
type Read = { state: State; part: string; tree: DocumentTree; noticed: Noticed; by: Opened["by"] };
/** A remark that waits, and what the file tells of it. */
type Told = KnownRemark & { how: ("resolved" | "deleted" | "said" | "replied")[]; comment?: Contribution };

/** Of the remarks that still wait: what their author did in the file, for them to say what became of each. Nothing is decided by it. */
export async function remarksInFile(web: Web, speak: Say, read: Read): Promise<Html | ""> {
  const { state } = read;
  const told = state.stage === "draft" ? await toldIn(web, read) : [];
  if (told.length === 0) return "";
  const { text } = speak;
  return html`<section aria-labelledby="in-file"><h2 id="in-file">${text("in-file.title")}</h2>
<p>${text("in-file.lead")}</p>
<ul>${told.map((each) => html`<li><a href="${addressOf(state, each)}">${nameOf(speak, each.name)}</a> – ${each.how.map((how) => text(`in-file.${how}`)).join(", ")}${repliesOf(speak, each)}</li>`)}</ul></section>`;
}

function repliesOf({ text }: Say, { comment }: Told): Html | "" {
  const replies = comment?.replies ?? [];
  if (replies.length === 0) return "";
  return html`<ul>${replies.map((reply) => html`<li>${text("read.reply", { who: reply.author || text("read.nobody"), text: reply.text })}</li>`)}</ul>`;
}

function nameOf({ text }: Say, { round, number }: RemarkName): string {
  return text(round === undefined ? "undone.carried" : "contributions.number", { number });
}

function addressOf({ id }: State, { name: { round }, remark }: KnownRemark): string {
  const query = { ...(round !== undefined && { round: String(round) }), remark: remark.id };
  return `${round === undefined ? href("carried", { id }, query) : href("contributions", { id }, query)}#passage`;
}

async function toldIn(web: Web, read: Read): Promise<Told[]> {
  const { state, noticed, by } = read;
  const comments = new Map(noticed.contributions.flatMap((each) => (each.remark ? [[keyOf(each.remark), each]] : [])));
  const put = new Set(noticed.remarks?.map(keyOf));
  const waiting = (await knownRemarks(web, state)).filter(
    ({ disposition, remark: { anchor } }) =>
      disposition === "open" && (!anchor || by.coordinator || mayWritePart(state, anchor.part, askingAs(by))),
  );
  const saidNow = await newlySaidIn(web, read, waiting);
  return waiting.flatMap((known) => {
    const key = keyOf(known.name);
    const comment = comments.get(key);
    const how: Told["how"] = [
      ...(comment?.resolved ? (["resolved"] as const) : []),
      ...(put.has(key) && !comment ? (["deleted"] as const) : []),
      ...(saidNow(known) ? (["said"] as const) : []),
      ...(comment?.replies?.length ? (["replied"] as const) : []),
    ];
    return how.length > 0 ? [{ ...known, how, ...(comment && { comment }) }] : [];
  });
}

function keyOf({ round = 0, number }: RemarkName): string {
  return `${round}.${number}`;
}

/** Whether the words that a remark proposes are in the text, and were not in the one that it was made on. */
async function newlySaidIn(web: Web, { state, part, tree }: Read, waiting: readonly KnownRemark[]) {
  const { store, files } = web.ports;
  const proposing = waiting.filter(({ remark }) => remark.anchor?.part === part && remark.proposal);
  const tests = new Map<string, ReturnType<typeof newlySaid>>();
  for (const on of new Set(proposing.map((known) => known.on))) {
    const known = await withVersion(store, state, on);
    const of = known.versions.find(({ hash }) => hash === on)?.manifest.parts.find((each) => each.part === part);
    if (of) tests.set(on, newlySaid(await loadTree(files, of.tree), tree));
  }
  return (known: KnownRemark) => proposing.includes(known) && (tests.get(known.on)?.(known.remark.proposal!) ?? false);
}
