import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import type { PartContent } from "../../../shared/stored/version.ts";
import { contentsOf } from "../components/contents-lines.ts";
import { inReadingOrder, marginsByName, nameOf } from "../components/passages.ts";
import { aboutOf, dispositionTag, remarkItem } from "../components/remark-words.ts";
import type { VersionText } from "../components/version-text.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import type { RemarkWithReason } from "./remarks-with-reasons.ts";
import { isFinished, numbersOf, type Unsent } from "./unsent-remarks.ts";

/** Unsent remarks, numbered as a margin does, each with the way to go on with it where it may be; those that lack something say so. */
export function unsentList(
  speak: Say,
  { id }: Pick<State, "id">,
  { version, unsent, may }: { version: VersionText; unsent: Unsent; may: boolean },
): Html {
  const { text } = speak;
  const numbers = numbersOf(version, unsent);
  const item = (remark: Remark) => {
    const lacking = isFinished(remark) ? "" : html`<span class="tag warning">${text("remark.unfinished")}</span> `;
    const edit = may ? html`<a href="${href("reading", { id }, { edit: remark.id })}">${text("remark.edit")}</a>` : "";
    const about = aboutOf(version.parts, remark);
    return html`<li id="remark-${remark.id}" value="${numbers.get(remark.id)}">${remarkItem(speak, about, remark, html`<p>${lacking}${edit}</p>`)}</li>`;
  };
  const ordered = inReadingOrder(version, [...unsent.ready, ...unsent.unfinished]);
  if (ordered.length <= mostUnfolded) return html`<ol class="remarks">${ordered.map(item)}</ol>`;
  return html`<div class="folds">${bySection(speak, version, ordered).map(
    ([title, remarks]) =>
      html`<details><summary>${title} (${remarks.length})</summary><ol class="remarks">${remarks.map(item)}</ol></details>`,
  )}</div>`;
}

/** Remarks that a list shows as they are; more are folded by the section that they are on. */
const mostUnfolded = 8;

/** Remarks in their order, by the title of the section of the document that they are on. */
function bySection({ text }: Say, version: VersionText, ordered: readonly Remark[]): [string, Remark[]][] {
  const lines = contentsOf(version);
  const margins = marginsByName(version);
  const titleOf = ({ anchor }: Remark): string => {
    const block = anchor && margins.get(nameOf(version, anchor) ?? "");
    if (block === undefined) return text("remarks.whole");
    const line = lines.find(({ blocks }) => blocks.has(block));
    return line ? [line.label, line.words].filter(Boolean).join(" ") : text("contributions.head");
  };
  return [...Map.groupBy(ordered, titleOf)];
}

/** Contributions as a round has them: number, who wrote it where `name` tells, what was done of each and why. */
export function sentList(
  speak: Say,
  state: Pick<State, "stage">,
  parts: readonly PartContent[],
  sent: readonly RemarkWithReason[],
  name?: (person: string) => string,
): Html {
  return html`<ul class="plain remarks">${sent.map(
    (each) => html`<li id="remark-${each.id}">${sentItem(speak, state, parts, each, name?.(each.by))}</li>`,
  )}</ul>`;
}

function sentItem(
  speak: Say,
  state: Pick<State, "stage">,
  parts: readonly PartContent[],
  each: RemarkWithReason,
  who: string | undefined,
): Html {
  const { text } = speak;
  const number = text("remark.number", { number: each.number });
  const head = html`<p><strong>${who ? `${number}, ${who}` : number}</strong> ${dispositionTag(speak, state, each.disposition)}
<time class="muted" datetime="${each.at}">${speak.instant(each.at)}</time></p>`;
  const reason = each.reason ? html`<p class="said">${text("disposition.reason", { reason: each.reason })}</p>` : "";
  return html`${head}${remarkItem(speak, aboutOf(parts, each), each, reason)}`;
}
