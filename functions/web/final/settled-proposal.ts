import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Event } from "../../../shared/deliverable/event.ts";
import { Refusal } from "../../../shared/errors.ts";
import { loadEvents } from "../../../shared/stored/deliverable.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { Instant, PersonId } from "../../../shared/values.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type Opened, theCast } from "../http/access.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { say } from "../http/say.ts";

/** What became of a part that was proposed. `reason`: the coordinator's, until it is erased. */
type Settled =
  | { settled: "taken"; by: PersonId; at: Instant; edition: number }
  | { settled: "declined"; by: PersonId; at: Instant; reason?: string }
  | { settled: "replaced" };

/** A part that is proposed no more: taken up in an edition or declined, by whom, or replaced by a later file. Throws `upload-unknown`. */
export async function settledProposal(c: PageContext, web: Web, opened: Opened, upload: string): Promise<Response> {
  const { state } = opened;
  const became = await becameOf(web, state.id, upload);
  if (wantsJson(c)) return c.json({ proposal: { upload, ...became } });
  const speak = say(c, web);
  const { text } = speak;
  const cast = await theCast(web, opened, speak);
  const words =
    became.settled === "replaced"
      ? text("proposal.settled.replaced")
      : text(`proposal.settled.${became.settled}`, {
          ...{ who: cast.name(became.by), date: speak.instant(became.at) },
          ...(became.settled === "taken" && { edition: became.edition }),
        });
  const reason = became.settled === "declined" ? became.reason : undefined;
  const title = text("proposal.settled");
  const sent = Object.hasOwn(state.uploads, upload) ? state.uploads[upload] : undefined;
  const main = row(
    html`<p><a href="${href("deliverable", { id: state.id })}">${state.title}</a></p>`,
    html`<h1>${title}</h1><p>${words}</p>${reason === undefined ? "" : html`<blockquote><p>${reason}</p></blockquote>`}
${sent ? html`<p><a href="${href("upload", { id: state.id, upload })}">${sent.name}</a></p>` : ""}`,
  );
  return frame(c, web, { title: `${title} – ${state.title}`, main });
}

/** The last that was done of it, by the events: a file that was proposed again may be taken up more than once. */
async function becameOf({ ports }: Web, id: string, upload: string): Promise<Settled> {
  const events = await Array.fromAsync(loadEvents(ports.store, id));
  const own = events.filter((event) => isOf(event, upload));
  const last = own.at(-1);
  if (!last || !own.some(({ type }) => type === "partProposed")) throw new Refusal("upload-unknown");
  const { at } = last;
  const by = last.by === "line" ? "" : last.by;
  if (last.type === "proposalDeclined") {
    const reason = await getText(ports.files, last.data.reason);
    return { settled: "declined", by, at, ...(reason !== undefined && { reason }) };
  }
  if (last.type !== "draftAccepted") return { settled: "replaced" };
  const opening = events.findLast((event) => event.type === "editionOpened" && event.seq < last.seq);
  return { settled: "taken", by, at, edition: opening?.type === "editionOpened" ? opening.data.edition : 1 };
}

function isOf(event: Event, upload: string): boolean {
  const { type } = event;
  return (
    (type === "partProposed" || type === "proposalDeclined" || type === "draftAccepted") && event.data.upload === upload
  );
}
