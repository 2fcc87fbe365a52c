import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { answersSeen } from "../../../shared/deliverable/remarks/answers.ts";
import { roundsWithRemarks } from "../../../shared/deliverable/remarks/contributing.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { dispositionReasons } from "../../../shared/stored/batch.ts";
import { getText } from "../../../shared/stored/text.ts";
import { nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { say } from "../http/say.ts";
import { type RoundRemarks, roundRemarksFor } from "./answerable.ts";
import { askedOf } from "./asked.ts";
import { treatPage } from "./treat-page.ts";
import { treatedIn } from "./treated.ts";

/** What reviewers offered in a round: one page on which its authors treat all of it. */
export async function contributions(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const asked = askedOf(c);
  const rounds = roundsWithRemarks(opened.state);
  const round = rounds.find(({ number }) => String(number) === asked.round) ?? rounds[0];
  const { derivesFrom, id: here } = opened.state;
  if (!round && derivesFrom?.carried && !wantsJson(c)) return c.redirect(href("carried", { id: here }), 303);
  if (!round) return none(c, web, opened.state);
  const view = await roundRemarksFor(c, web, opened, round);
  if (wantsJson(c)) return c.json(await asJson(web, view));
  const treated = treatedIn(view, asked, rounds);
  return treated.current
    ? treatPage(c, web, { ...treated, current: treated.current }, nothingFilled)
    : none(c, web, opened.state, view.remarks.length > 0);
}

/** Where there is nothing to treat, the way on; `all`: all that was received has its disposition. */
function none(c: PageContext, web: Web, state: State, all = false): Promise<Response> {
  if (wantsJson(c)) return Promise.resolve(c.json({ contributions: [] }));
  const { text } = say(c, web);
  const [page, words] = all
    ? [href("contributions", { id: state.id }), text("contributions.see")]
    : [href("draft", { id: state.id }), text("draft.go")];
  const main = row(
    html`<p><a href="${href("draft", { id: state.id })}">${state.title}</a></p>`,
    html`<h1>${text("contributions.title")}</h1><p>${text(all ? "submission.left.none" : "contributions.none")}</p>
<p><a class="button" href="${page}">${words}</a></p>`,
  );
  return frame(c, web, { title: text("contributions.title"), main });
}

/** `seen` of each: what an answer to it tells. */
async function asJson(web: Web, view: RoundRemarks) {
  const { remarks, round, state, cast } = view;
  const reasons = await dispositionReasons(web.ports.store, state, round);
  const shown = remarks.map(
    async ({ by: _, passage, now, submission: __, place: ___, chapter: ____, type, ...remark }) => {
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
    },
  );
  return { round: round.number, coordinator: cast.viewer.coordinator, contributions: await Promise.all(shown) };
}
