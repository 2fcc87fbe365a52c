import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { delivered, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { stillShared } from "../../../shared/stored/share.ts";
import { type Nothing, unlessConfirmed } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import type { FirstPage } from "../components/first-page.ts";
import { frame } from "../components/frame.ts";
import { translationNote } from "../components/outputs.ts";
import { row } from "../components/row.ts";
import { withdrawalOf } from "../components/withdrawal-words.ts";
import { done } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import type { Input } from "../http/input.ts";
import { answerPicture } from "../http/picture.ts";
import { say } from "../http/say.ts";
import { statuses } from "../http/statuses.ts";
import { aboutEdition, editionHead } from "./about.ts";
import type { Bearer } from "./bearer.ts";
import { citation } from "./citation.ts";
import { downloadForm, filesOf } from "./download-form.ts";
import { outputIn } from "./downloads.ts";
import { editionShown, finalAssets } from "./final.ts";
import { verification } from "./verification.ts";

type Open = Extract<Bearer, { state: State }>;

/**
 * The final that a shared link opens, for somebody outside of the directory: its title, its network, its edition, buttons for its files;
 * nothing else of the network. Of one that was withdrawn, that it was, when and why. Throws `link-expired`, `link-ended`, `final-withdrawn` in
 * JSON.
 */
export async function shared(c: PageContext, web: Web, bearer: Bearer): Promise<Response> {
  if ("over" in bearer) return over(c, web, bearer.over);
  const { state, share, token } = bearer;
  if (isWithdrawnFinal(state)) return withdrawn(c, web, bearer);
  const shown = delivered(state);
  if (!shown) throw new Refusal("link-ended");
  const { expires } = share;
  if (wantsJson(c)) return c.json({ title: state.title, ...editionShown(shown), expires });
  await reachFiles(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const files = filesOf(speak, state, shown, ({ format }) => href("sharedFile", { token, format }));
  const told = html`<p class="small muted">${text("shared.told")}</p>`;
  const { network } = web.settings;
  const about = await aboutEdition(web, state, shown);
  const page = sharedPage(token, shown);
  const main = html`${row("", html`<h1>${state.title}</h1><p>${text("shared.lead", { network, date: speak.until(expires) })}</p>`)}
${await editionHead(web, speak, state, shown, {
  ...{ ...about, files: html`${downloadForm(speak, files, { told })}${translationNote(speak, shown)}` },
  ...(page && { page }),
})}
<div class="grid"><div class="span-6">${verification(speak, state)}</div><div class="span-6">${citation(web, speak, state, shown, about.authors)}</div></div>`;
  return frame(c, web, { title: state.title, main, ...finalAssets });
}

function sharedPage(token: string, { picture }: Final): FirstPage | undefined {
  if (!picture) return undefined;
  return { address: href("sharedPicture", { token }), width: picture.width, height: picture.height };
}

/** On to a file of the newest edition, of which the deliverable keeps that it was downloaded by the link. Throws as `shared`, `not-found`, `unconfirmed`. */
export async function takeShared(c: PageContext, web: Web, bearer: Bearer, input: Input<Nothing>): Promise<Response> {
  if ("over" in bearer) return over(c, web, bearer.over);
  const { state, share, token } = bearer;
  if (isWithdrawnFinal(state)) throw new Refusal("final-withdrawn", { title: state.title });
  const { edition, what, sign } = outputIn(c, web, delivered(state));
  unlessConfirmed(input);
  const address = await sign();
  const asked = { edition, what, share: share.id, day: nowOf(web).today };
  const command = { type: "downloadShared", by: "line", ...asked } as const;
  await issue(deliverables, web.ports, state.id, command, () => stillShared(web.ports, token));
  return done(c, address, { edition, what });
}

/** The first page of the newest edition as a picture. Throws `not-found`. */
export function sharedPicture(c: PageContext, web: Web, bearer: Bearer): Promise<Response> {
  const shown = "over" in bearer || isWithdrawnFinal(bearer.state) ? undefined : delivered(bearer.state);
  return answerPicture(c, web, shown?.picture?.key);
}

/** A link that is genuine and opens no more: whoever passed it on is to be asked. */
async function over(c: PageContext, web: Web, why: "expired" | "ended"): Promise<Response> {
  const code = why === "expired" ? "link-expired" : "link-ended";
  if (wantsJson(c)) throw new Refusal(code);
  const { text } = say(c, web);
  const lead = why === "expired" ? html`<p>${text("link.over.expired.lead")}</p>` : "";
  const main = row("", html`<h1>${text(`link.over.${why}`)}</h1>${lead}<p>${text("shared.over")}</p>`);
  return frame(c, web, { title: text(`link.over.${why}`), main, status: statuses[code] });
}

async function withdrawn(c: PageContext, web: Web, { state }: Open): Promise<Response> {
  if (wantsJson(c)) throw new Refusal("final-withdrawn", { title: state.title });
  const speak = say(c, web);
  const { at, reason } = (await withdrawalOf(web, state)) ?? {};
  const main = row(
    at === undefined ? "" : html`<p>${speak.day(at)}</p>`,
    html`<h1>${state.title}</h1><p class="muted">${web.settings.network}</p>
<div class="note warning"><p>${speak.text("tombstone.lead")}</p>${reason === undefined ? "" : html`<blockquote><p>${reason}</p></blockquote>`}</div>`,
  );
  return frame(c, web, { title: state.title, main });
}
