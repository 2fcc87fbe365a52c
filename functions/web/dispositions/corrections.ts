import { Hono } from "hono";
import * as z from "zod";
import { applyTo } from "../../../shared/acts/corrections.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { readConfirmed } from "../components/confirmation.ts";
import { theDeliverable } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Variables, Web } from "../http/context.ts";
import { InvalidRequest, identifier } from "../http/input.ts";
import { answeringOf, following, mayAnswer } from "./answering.ts";

const applying = z.strictObject({
  /** The draft that was seen. */
  base: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
  /** One remark; without it, all of the round that can still be applied. */
  remark: identifier.optional(),
  round: z.int("input.wrong").min(1, "input.wrong"),
});

/** Puts what reviewers offered in the draft, as they worded it. */
export function correctionsPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>().post("/deliverables/:id/corrections", (c) => apply(c, web));
}

/** One correction, or all that can be: a new draft, whose parts are these trees. */
async function apply(c: PageContext, web: Web): Promise<Response> {
  const opened = await theDeliverable(c, web, "author", "coordinator");
  const { ok, filled } = await readConfirmed(c, applying);
  if (!ok) throw new InvalidRequest(filled.errors);
  const { state, by, still } = opened;
  const round = state.rounds.find(({ number }) => number === ok.round);
  if (!round) throw new Refusal("contribution-unknown");
  const view = await answeringOf(c, web, opened, round);
  const { remarks, here } = view;
  const asked = remarks.filter((remark) =>
    ok.remark ? remark.id === ok.remark : remark.disposition === "open" && mayAnswer(view, remark),
  );
  if (asked.length === 0) throw new Refusal("contribution-unknown");
  const wanted = asked.filter(({ applied }) => !applied);
  const draft = state.versions.at(-1)?.hash ?? "";
  if (wanted.length > 0 && draft !== ok.base) throw new Refusal("version-replaced", { version: draft });
  const base = { base: ok.base, before: round.version };
  const changed = wanted.length > 0 ? await applyTo(web.ports, state, base, wanted) : undefined;
  if (changed && changed.contributions.length === 0) throw new Refusal("correction-lost");
  if (changed)
    await issue(
      deliverables,
      web.ports,
      state.id,
      { type: "applyCorrections", by, round: round.number, base: ok.base, ...changed },
      still,
    );
  const applied = changed?.contributions.length ?? 0;
  const current = remarks.find(({ id }) => id === ok.remark) ?? remarks[0]!;
  const taken = new Set(changed?.contributions);
  const left = remarks.map((remark) =>
    taken.has(remark.id) ? { ...remark, disposition: "integrated" as const } : remark,
  );
  const next = following(view, current, left) ?? current;
  return done(c, `${here}/contributions/${next.id}?applied=${applied}#remark`, { applied });
}
