import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { downloadsByShare } from "../../../shared/deliverable/final/downloading.ts";
import type { Download, Share } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { shareOver } from "../../../shared/stored/share.ts";
import { getText } from "../../../shared/stored/text.ts";
import { tick } from "../components/confirmation.ts";
import { table } from "../components/facts.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** A shared link as its coordinator may see it, never the link itself. `label`: for whom, until it is erased; `over`: why it opens no more. */
export type ListedShare = Share & { words: string | undefined; over?: "expired" | "revoked"; downloads: Download[] };

/** The shared links of a deliverable, the newest first. */
export async function listShares({ ports }: Web, state: State): Promise<ListedShare[]> {
  const listed = (state.shares ?? []).toReversed().map(async (share): Promise<ListedShare> => {
    const over = await overOf(ports, state, share);
    const words = await getText(ports.files, share.label);
    return { ...share, words, ...(over && { over }), downloads: downloadsByShare(state, share.id) };
  });
  return Promise.all(listed);
}

async function overOf(ports: Web["ports"], { id: deliverable }: State, share: Share): Promise<ListedShare["over"]> {
  if (share.ended !== undefined) return "revoked";
  if (Date.parse(share.expires) <= ports.clock()) return "expired";
  const over = await shareOver(ports, { deliverable, share: share.id });
  return over === undefined || over === "expired" ? over : "revoked";
}

/** For whom each is, whether it opens, what was downloaded by it, and the button that ends it. A page that has it runs `confirm.js`. */
export function shareTable(speak: Say, { id }: State, shares: readonly ListedShare[]): Html {
  const { text } = speak;
  if (shares.length === 0) return html`<p>${text("shares.none")}</p>`;
  const heads = [text("shares.label"), text("shares.state"), text("shares.taken"), text("shares.end")];
  const rows = shares.map(({ id: share, words = "–", expires, over, downloads }) => [
    words,
    text(over ? `links.over.${over}` : "links.open", { date: speak.until(expires) }),
    downloads.length === 0 ? text("shares.taken.none") : takenList(speak, downloads),
    over ? "" : endForm(speak, href("shareEnd", { id, share }), words),
  ]);
  return table(text("shares.title"), heads, rows);
}

function takenList({ text, day }: Say, downloads: readonly Download[]): Html {
  const items = downloads.map(({ what, edition, first }) => {
    const words = { what: text(`download.${what}`), edition, date: day(first) };
    return html`<li>${text(edition > 1 ? "shares.taken.edition" : "received.line", words)}</li>`;
  });
  return html`<ul class="plain">${items}</ul>`;
}

function endForm({ text }: Say, address: string, words: string): Html {
  return html`<form method="post" action="${address}" data-one-click>${tick(text("shares.end.sure"))}
<button class="second">${text("shares.end")}<span class="hidden"> – ${words}</span></button></form>`;
}
