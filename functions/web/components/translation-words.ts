import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Behind } from "../../../shared/deliverable/origins/translated.ts";
import { behindOf, pairedVersion, translationStanding } from "../../../shared/deliverable/origins/translation.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Standing } from "../../../shared/document/translation/counts.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { checkboxes } from "./fields.ts";

/** "3 passages périmés, 1 passage manquant"; that everything follows; that nothing was compared yet. */
export function standingWords({ text }: Say, standing: Standing | undefined): string {
  if (!standing) return text("translation.unpaired");
  const counts = (["stale", "missing", "orphan"] as const).flatMap((what) =>
    standing[what] > 0 ? [text(`translation.count.${what}`, { count: standing[what] })] : [],
  );
  return counts.length > 0 ? counts.join(", ") : text("translation.follows");
}

/** The same of a translation as it is; that nothing of it was uploaded. */
export function stateWords(speak: Say, state: State): string {
  const begun = pairedVersion(state) !== undefined;
  return begun ? standingWords(speak, translationStanding(state)) : speak.text("translation.unbegun");
}

/** What of a translation did not follow its source, where somebody confirmed that it goes out so. */
export function behindWords(speak: Say, { behind }: { behind?: Behind }): string[] {
  if (!behind) return [];
  const standing = standingWords(speak, behind.unpaired ? undefined : behind);
  return [speak.text("history.behind", { date: speak.day(behind.newest.dated), standing })];
}

/** The box by which a translation goes out although it does not follow its original; "" where it does. */
export function behindField(speak: Say, filled: Filled, state: State): Html | "" {
  const { text } = speak;
  const behind = behindOf(state);
  if (!behind) return "";
  const standing = standingWords(speak, behind.unpaired ? undefined : behind);
  return html`${checkboxes(filled, {
    name: "behind",
    label: text("translation.behind.legend"),
    options: [{ value: "true", label: text("translation.behind.confirm", { standing }) }],
  })}<p><a href="${href("translation", { id: state.id })}">${text("translation.go")}</a></p>`;
}
