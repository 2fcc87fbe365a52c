import { html } from "hono/html";
import type * as z from "zod";
import { judgedBy } from "../../../shared/acts/judged.ts";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { draftStanding, submittable } from "../../../shared/deliverable/drafting/completeness.ts";
import { comparedVersion, isEditionUnchanged } from "../../../shared/deliverable/final/editions.ts";
import { takenProposals } from "../../../shared/deliverable/final/proposing.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { deliverables, loadEvents } from "../../../shared/stored/deliverable.ts";
import { putText } from "../../../shared/stored/text.ts";
import { confirmation } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import { facts } from "../components/facts.ts";
import { hidden, textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { behindField } from "../components/translation-words.ts";
import { versionWords } from "../components/version-words.ts";
import { checksToSend, lackWords } from "../draft/missing.ts";
import { partWords } from "../draft/part-words.ts";
import { type Opened, theCast } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { unlessDone } from "../http/unless-done.ts";
import type { abandoning, declaring } from "./edition-forms.ts";
import { reasonOf } from "./editions.ts";

/** The coordinator declares the draft of a correction the new edition, after reading what it changes. */
export async function correction(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const speak = say(c, web);
  const { kind } = await loadKind(web.ports.assets, opened.state.kind);
  const state = await judgedBy(web.ports.files, opened.state, kind);
  const { text } = speak;
  const { id, making } = state;
  const version = state.versions.at(-1);
  const before = comparedVersion(state);
  const may = state.stage === "draft" && making?.way === "correction" && submittable(state) && version;
  const reason = making && (await reasonOf(web, making));
  const body = may
    ? html`<p>${text("correction.lead", { edition: making.edition, before: making.edition - 1 })}</p>
${facts([
  [text("edition.reason"), reason],
  [text("field.version"), versionWords(speak, version)],
])}
${before && before !== version.hash ? html`<p><a href="${href("redline", { id }, { from: before, to: version.hash })}">${text("redline.go")}</a></p>` : ""}
${before === version.hash ? html`<p>${text("edition.sources")} <a href="${href("sources", { id })}">${text("sources.title")}</a></p>` : ""}
<form method="post" novalidate>${hidden("version", version.hash)}
${behindField(speak, filled, state)}${confirmation(filled, text("confirm.legend"), text("correction.confirm"))}
<button>${text("correction.do", { edition: making.edition })}</button></form>`
    : html`<p>${text("correction.not-ready")}</p>${await lacksOf(web, opened, speak, state, kind)}<p><a class="button" href="${href("draft", { id })}">${text("draft.go")}</a></p>`;
  const back = { href: href("deliverable", { id }), label: state.title };
  return formPage(c, web, { title: text("correction.title"), back, filled, body });
}

/** What keeps the draft of a correction from being declared; nothing of another. */
async function lacksOf(web: Web, opened: Opened, speak: Say, state: State, kind: Kind): Promise<Html | ""> {
  if (state.stage !== "draft" || state.making?.way !== "correction") return "";
  const { text } = speak;
  const { absent, ...lacks } = draftStanding(state);
  const words = [
    ...(absent.length > 0
      ? [text("step.parts", { parts: partWords(state, await theCast(web, opened, speak), absent) })]
      : []),
    ...lackWords(speak, kind, lacks),
    ...(isEditionUnchanged(state) ? [text("step.edition.unchanged")] : []),
  ];
  return words.length > 0 ? html`<ul>${words.map((lack) => html`<li>${lack}</li>`)}</ul>` : "";
}

/** Declares it; what keeps it from being the edition is said on the page. */
export async function declare(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof declaring>>,
): Promise<Response> {
  if (!ok) return correction(c, web, opened, filled);
  const { state, by, still } = opened;
  const fields = {
    ...{ "edition-unchanged": "confirmed", "version-replaced": "confirmed" },
    "translation-behind": "behind",
  } as const;
  const result = await attempt(c, filled, fields, async () => {
    const { version, behind } = ok;
    const { kind } = await loadKind(web.ports.assets, state.kind);
    const checks = await checksToSend(web, say(c, web), state, version, kind);
    const command = { type: "declareCorrection", by, version, behind, ...checks, day: nowOf(web).today } as const;
    await issue(deliverables, web.ports, state.id, command, still);
    return done(c, href("deliverable", { id: state.id }));
  });
  return result instanceof Response ? result : correction(c, web, opened, result);
}

/** The coordinator gives up the edition that is being made: the one before stays the final. */
export function abandonment(
  c: PageContext,
  web: Web,
  { state }: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const { making } = state;
  const body =
    making && state.stage === "draft"
      ? html`<p>${text("abandonment.lead", { edition: making.edition, before: making.edition - 1 })}</p>${returned(speak, state)}
<form method="post" novalidate>
${textArea(filled, { name: "reason", label: text("abandonment.reason"), hint: text("abandonment.reason.hint") })}
${confirmation(filled, text("confirm.legend"), text("abandonment.confirm"))}
<button>${text("abandonment.do")}</button></form>`
      : html`<p>${text("abandonment.not")}</p>`;
  const back = { href: href("deliverable", { id: state.id }), label: state.title };
  return formPage(c, web, { title: text("abandonment.title"), back, filled, body });
}

/** The files that would be proposed again. */
function returned({ text }: Say, state: State): Html | "" {
  const names = takenProposals(state).map(({ name }) => name);
  return names.length === 0
    ? ""
    : html`<p>${text("abandonment.proposals", { count: names.length, names: names.join(", ") })}</p>`;
}

/** Gives it up, once: a form sent twice gave it up the first time. */
export async function abandon(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof abandoning>>,
): Promise<Response> {
  if (!ok) return abandonment(c, web, opened, filled);
  const { state, by, still } = opened;
  const reason = ok.reason ? { reason: await putText(web.ports, ok.reason) } : {};
  const command = { type: "abandonEdition", by, ...reason } as const;
  const isDone = (now: State) => isGivenUp(web, now);
  await unlessDone(web, state.id, isDone, () => issue(deliverables, web.ports, state.id, command, still));
  return done(c, href("deliverable", { id: state.id }));
}

/** Whether the last edition that was begun was given up. */
async function isGivenUp({ ports }: Web, { id, stage }: State): Promise<boolean> {
  if (stage !== "final") return false;
  const events = await Array.fromAsync(loadEvents(ports.store, id));
  const last = events.findLast(({ type }) => type === "editionOpened" || type === "editionAbandoned");
  return last?.type === "editionAbandoned";
}
