import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { answersSeen } from "../../../shared/deliverable/remarks/answers.ts";
import { roundsWithRemarks } from "../../../shared/deliverable/remarks/contributing.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { dispositionReasons } from "../../../shared/stored/batch.ts";
import { getText } from "../../../shared/stored/text.ts";
import { frame } from "../components/frame.ts";
import { isOver } from "../components/remark-words.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { erasedWords, isOpen, openCountWords, type RoundRemarks, remarkCount, roundRemarksFor } from "./answerable.ts";
import { applyAll, remarkList } from "./answering.ts";
import { type Asked, askedOf, filterForm, passes, queryOf } from "./filter.ts";

/** What reviewers offered in a round, by its place in the text. */
export async function contributions(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const asked = askedOf(c);
  const rounds = roundsWithRemarks(opened.state);
  const round = rounds.find(({ number }) => String(number) === asked.round) ?? rounds[0];
  const { derivesFrom, id: here } = opened.state;
  if (!round && derivesFrom?.carried && !wantsJson(c)) return c.redirect(href("carried", { id: here }), 303);
  if (!round) return none(c, web, opened.state);
  const view = await roundRemarksFor(c, web, opened, round);
  if (wantsJson(c)) return c.json(await asJson(web, view));
  const { speak, remarks, state } = view;
  const { id } = state;
  const { text } = speak;
  const passing = remarks.filter((remark) => passes(asked, remark));
  const shown = passing.slice(asked.from, asked.from + aPage);
  const next = isOver(state) ? undefined : remarks.find((remark) => isOpen(view, remark));
  const erased = erasedWords(view);
  const main = html`${row(
    html`<p><a href="${href("draft", { id })}">${state.title}</a></p>`,
    html`<h1>${text("contributions.title")}</h1>
<p>${text("contributions.round", { round: round.number, count: remarkCount(view) })} <strong>${openCountWords(view)}</strong></p>${erased ? html`<p>${erased}</p>` : ""}
${next ? html`<p><a class="button" href="${href("contribution", { id, remark: next.id })}#remark">${text("contributions.next")}</a></p>` : ""}
${await applyAll(web, view)}
${state.versions.at(-1)?.hash === round.version ? "" : html`<p><a href="${href("redline", { id }, { from: round.version, to: state.versions.at(-1)?.hash })}">${text("redline.go")}</a></p>`}
${filterForm(speak, state, asked, { rounds, remarks, shown: passing.length })}`,
  )}
${remarkList(view, shown)}${others(speak, asked, passing.length)}`;
  return frame(c, web, { title: `${text("contributions.title")} – ${state.title}`, main, scripts: ["confirm.js"] });
}

/** Remarks on one page: a page is bounded. */
const aPage = 50;

/** The way to the remarks before and after those shown. */
function others({ text }: Say, asked: Asked, count: number): Html | "" {
  const link = (from: number, key: "contributions.before" | "contributions.after"): Html =>
    html`<a href="?${queryOf({ ...asked, from })}">${text(key, { first: from + 1, last: Math.min(from + aPage, count) })}</a> `;
  if (count <= aPage) return "";
  return row(
    "",
    html`<p class="buttons">${asked.from > 0 ? link(Math.max(0, asked.from - aPage), "contributions.before") : ""}
${asked.from + aPage < count ? link(asked.from + aPage, "contributions.after") : ""}</p>`,
  );
}

function none(c: PageContext, web: Web, state: State): Promise<Response> {
  if (wantsJson(c)) return Promise.resolve(c.json({ contributions: [] }));
  const { text } = say(c, web);
  const main = row(
    html`<p><a href="${href("draft", { id: state.id })}">${state.title}</a></p>`,
    html`<h1>${text("contributions.title")}</h1><p>${text("contributions.none")}</p>`,
  );
  return frame(c, web, { title: text("contributions.title"), main });
}

/** `seen` of each: what an answer to it tells. */
async function asJson(web: Web, view: RoundRemarks) {
  const { remarks, round, state, cast } = view;
  const reasons = await dispositionReasons(web.ports.store, state, round);
  const shown = remarks.map(async ({ by: _, passage, now, submission: __, type, ...remark }) => {
    const reason = reasons.get(remark.id);
    const words = reason && (await getText(web.ports.files, reason));
    const kind = remark.erased ? {} : { type };
    const seen = hashOf(answersSeen(view, [remark.id]));
    return {
      ...remark,
      seen,
      ...kind,
      ...(passage && { passage }),
      ...(now && { now }),
      ...(words && { reason: words }),
    };
  });
  return { round: round.number, coordinator: cast.viewer.coordinator, contributions: await Promise.all(shown) };
}
