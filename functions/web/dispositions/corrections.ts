import * as z from "zod";
import { applyTo } from "../../../shared/acts/corrections.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { answersSeen } from "../../../shared/deliverable/remarks/answers.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { seen } from "../components/stale.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Input, InvalidRequest, identifier } from "../http/input.ts";
import { type Answerable, carriedRemarksFor, isOpen, nextOpen, remarkHref, roundRemarksFor } from "./answerable.ts";

export const applying = z.strictObject({
  /** The draft that was seen. */
  base: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
  /** One remark; without it, all that can still be applied. */
  remark: identifier.optional(),
  /** The round they were sent in; without it, they came along with the text that the document began as. */
  round: z.int("input.wrong").min(1, "input.wrong").optional(),
  /** Of one remark: its answer as it was shown. */
  seen,
});

/**
 * Puts what reviewers offered in the draft, as they worded it: one correction, or all that can be, are a new draft. Throws
 * `contribution-unknown`, `version-replaced`, `disposition-changed`, `correction-lost`.
 */
export async function applyCorrections(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof applying>>,
): Promise<Response> {
  if (!ok) throw new InvalidRequest(filled.errors);
  const { state, by, still } = opened;
  const view = await theRemarks(c, web, opened, ok.round);
  const { remarks, version, known } = view;
  const asked = remarks.filter((remark) => (ok.remark ? remark.id === ok.remark : isOpen(view, remark)));
  if (asked.length === 0) throw new Refusal("contribution-unknown");
  const wanted = asked.filter(({ applied }) => !applied);
  const draft = state.versions.at(-1)?.hash ?? "";
  if (wanted.length > 0 && draft !== ok.base) throw new Refusal("version-replaced", { version: draft });
  const applying = { base: ok.base, before: version, remarks, wanted: idsOf(wanted) };
  const changed = wanted.length > 0 ? await applyTo(web.ports, known, applying) : undefined;
  if (changed && changed.contributions.length === 0) throw new Refusal("correction-lost");
  const of = view.round && { round: view.round.number };
  const shown = (ok.remark && ok.seen) || hashOf(answersSeen(view, changed?.contributions ?? []));
  const command = changed && ({ type: "applyCorrections", by, ...of, base: ok.base, ...changed, seen: shown } as const);
  if (command) await issue(deliverables, web.ports, state.id, command, still);
  const applied = changed?.contributions.length ?? 0;
  const current = remarks.find(({ id }) => id === ok.remark) ?? remarks[0]!;
  const taken = new Set(changed?.contributions);
  const left = remarks.map((remark) =>
    taken.has(remark.id) ? { ...remark, disposition: "integrated" as const } : remark,
  );
  const next = nextOpen(view, current, left) ?? current;
  return done(c, `${remarkHref(view, next)}?applied=${applied}#remark`, { applied });
}

/** Of a round, or those that came along. Throws `contribution-unknown`. */
async function theRemarks(c: PageContext, web: Web, opened: Opened, number?: number): Promise<Answerable> {
  const round = opened.state.rounds.find((each) => each.number === number);
  const view = round
    ? await roundRemarksFor(c, web, opened, round)
    : number === undefined && (await carriedRemarksFor(c, web, opened));
  if (!view) throw new Refusal("contribution-unknown");
  return view;
}

function idsOf(remarks: readonly { id: string }[]): ReadonlySet<string> {
  return new Set(remarks.map(({ id }) => id));
}
