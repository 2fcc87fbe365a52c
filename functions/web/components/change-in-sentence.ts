import { html } from "hono/html";
import { compareWords } from "../../../shared/document/redline/compare-words.ts";
import type { Names } from "../../../shared/document/redline/tokens.ts";
import type { Inline } from "../../../shared/document/tree.ts";
import { plainText, withShownBreaks } from "../../../shared/document/visit.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import type { LocatedRemark } from "./located-remarks.ts";

/** Characters shown of words that stay, on each side of those that change. */
const around = 70;

/** What a correction or an addition would make of the sentence it is about: words that go in `<del>`, words that come in `<ins>`. */
export function changeInSentence(speak: Say, { type, proposal = "", place, passage }: LocatedRemark): Html {
  const words = place?.set ?? passage?.words ?? "";
  if (type === "addition")
    return html`<p class="change">${cutStart(words)} ${passage?.after ?? ""}</p><p class="change">${ins(speak, withShownBreaks(proposal))}</p>`;
  const changes = compareWords(line(words), line(proposal), { before: nameless, after: nameless });
  return html`<p class="change">${passage?.before ?? ""}${changes.map((change, index) => {
    if (change.is === "inserted") return ins(speak, withShownBreaks(plainText(change.words)));
    if (change.is === "deleted") return del(speak, plainText(change.words));
    const kept = plainText(change.is === "same" ? change.words : change.after);
    return short(kept, index === 0, index === changes.length - 1);
  })}${passage?.after ?? ""}</p>`;
}

const nameless: Names = { notes: new Map(), entries: new Map() };

function line(value: string): Inline[] {
  return value === "" ? [] : [{ type: "text", value }];
}

function ins({ text }: Say, words: string): Html {
  return html`<ins><span class="hidden">[${text("change.inserted")} </span>${words}<span class="hidden">]</span></ins>`;
}

function del({ text }: Say, words: string): Html {
  return html`<del><span class="hidden">[${text("change.deleted")} </span>${words}<span class="hidden">]</span></del>`;
}

/** Words that stay, without those far from any that change. */
function short(words: string, isFirst: boolean, isLast: boolean): string {
  if (isFirst) return cutStart(words);
  if (isLast) return cutEnd(words);
  return words.length > 2 * around + 20 ? `${cutEnd(words)} ${cutStart(words)}` : words;
}

function cutStart(words: string): string {
  return words.length <= around ? words : `…${words.slice(-around).replace(/^\S*\s/, "")}`;
}

function cutEnd(words: string): string {
  return words.length <= around ? words : `${words.slice(0, around).replace(/\s\S*$/, "")}…`;
}
