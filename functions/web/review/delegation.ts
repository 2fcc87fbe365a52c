import { html } from "hono/html";
import * as z from "zod";
import { getDelegate, putDelegate } from "../../../shared/acts/delegate.ts";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { Delegation, Round } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { facts } from "../components/facts.ts";
import { hidden, textArea, textField } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, identifier, line } from "../http/input.ts";
import { within } from "../http/rates.ts";
import { type Say, say } from "../http/say.ts";

export const proposing = z.strictObject({
  round: z.int("input.wrong").min(1, "input.wrong"),
  submission: identifier,
  name: line("input.name", 200),
  address: z.email("input.address").max(254, "input.long"),
  organisation: line("input.organisation", 200),
  word: z.string().trim().max(2_000, "input.long").optional(),
});

type View = Opened & { round: Round; speak: Say; mine: Delegation | undefined };

/** Throws `not-reviewer`, `round-closed`. */
function theView(c: PageContext, web: Web, opened: Opened): View {
  const { state, visitor } = opened;
  const { id } = visitor.person;
  const round = openRound(state);
  if (!round) throw new Refusal("round-closed", { round: state.rounds.at(-1)?.number ?? 1 });
  const mine = round.delegations.findLast(({ from }) => from === id);
  if (!round.reviewers.includes(id) && !mine) throw new Refusal("not-reviewer");
  return { ...opened, round, mine, speak: say(c, web) };
}

/** A reviewer names who should review instead; the coordinator settles it. Throws `not-reviewer`, `round-closed`. */
export async function delegation(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = theView(c, web, opened);
  if (wantsJson(c)) return c.json({ delegation: view.mine ?? null });
  return form(c, web, view);
}

async function form(c: PageContext, web: Web, view: View, filled: Filled = nothingFilled): Promise<Response> {
  const { state, speak, round, mine } = view;
  const { text } = speak;
  const waits = mine?.status === "proposed" || mine?.status === "confirmed";
  const status = mine ? await statusNote(web, view, mine) : "";
  const body = waits
    ? html`${status}`
    : html`${status}<p>${text("handover.lead")}</p>
<form method="post" novalidate>${hidden("round", String(round.number))}${hidden("submission", filled.typed.submission?.[0] ?? web.ports.ids())}
${textField(filled, { name: "name", label: text("person.name") })}
${textField(filled, { name: "address", label: text("person.address"), type: "email" })}
${textField(filled, { name: "organisation", label: text("person.organisation") })}
${textArea(filled, { name: "word", label: text("handover.word"), hint: text("handover.word.hint"), rows: 4 })}
<p>${text("handover.then")}</p>
<button>${text("handover.do")}</button></form>`;
  const back = { href: href("decision", { id: state.id }), label: text("decision.title") };
  return formPage(c, web, { title: text("handover.title"), back, filled, body });
}

/** Where a proposal stands, and whom it names. */
async function statusNote(web: Web, { speak }: View, { status, to }: Delegation): Promise<Html> {
  const { text } = speak;
  const delegate = await getDelegate(web.ports.files, to);
  const named: Html | "" = delegate
    ? facts([
        [text("person.name"), delegate.name],
        [text("person.address"), delegate.address],
        [text("person.organisation"), delegate.organisation],
        [text("handover.word"), delegate.word],
      ])
    : "";
  return html`<div class="note${status === "proposed" ? " next" : ""}" role="status"><p>${text(`handover.status.${status}`)}</p></div>${named}`;
}

/** Proposes it, once. Throws `not-reviewer`, `round-closed`. */
export async function proposeDelegate(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof proposing>>,
): Promise<Response> {
  const view = theView(c, web, opened);
  const { state, by, still } = view;
  if (!ok) return form(c, web, view, filled);
  await within(web, "decisions", state.id, by.person);
  const { round, submission, ...delegate } = ok;
  const result = await attempt(c, filled, { "delegation-pending": "name" }, async () => {
    const known = view.mine?.submission === submission;
    const to = known ? view.mine!.to : await putDelegate(web.ports, delegate);
    await issue(deliverables, web.ports, state.id, { type: "delegate", by, round, submission, to }, still);
    return done(c, href("delegation", { id: state.id }), { delegation: submission }, 201);
  });
  return result instanceof Response ? result : form(c, web, view, result);
}
