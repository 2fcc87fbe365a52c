import * as z from "zod";
import { applyTo } from "../../../shared/acts/corrections.ts";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Input, InvalidRequest, identifier } from "../http/input.ts";
import { mayDispose, nextOpen, roundRemarksFor } from "./round-remarks.ts";

export const applying = z.strictObject({
  /** The draft that was seen. */
  base: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
  /** One remark; without it, all of the round that can still be applied. */
  remark: identifier.optional(),
  round: z.int("input.wrong").min(1, "input.wrong"),
});

/**
 * Puts what reviewers offered in the draft, as they worded it: one correction, or all that can be, are a new draft. Throws
 * `contribution-unknown`, `version-replaced`, `correction-lost`.
 */
export async function applyCorrections(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof applying>>,
): Promise<Response> {
  if (!ok) throw new InvalidRequest(filled.errors);
  const { state, by, still } = opened;
  const round = state.rounds.find(({ number }) => number === ok.round);
  if (!round) throw new Refusal("contribution-unknown");
  const view = await roundRemarksFor(c, web, opened, round);
  const { remarks } = view;
  const asked = remarks.filter((remark) =>
    ok.remark ? remark.id === ok.remark : remark.disposition === "open" && mayDispose(view, remark),
  );
  if (asked.length === 0) throw new Refusal("contribution-unknown");
  const wanted = asked.filter(({ applied }) => !applied);
  const draft = state.versions.at(-1)?.hash ?? "";
  if (wanted.length > 0 && draft !== ok.base) throw new Refusal("version-replaced", { version: draft });
  const applying = { base: ok.base, before: round.version, remarks, wanted: idsOf(wanted) };
  const changed = wanted.length > 0 ? await applyTo(web.ports, state, applying) : undefined;
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
  const next = nextOpen(view, current, left) ?? current;
  const page = href("contribution", { id: state.id, remark: next.id }, { applied });
  return done(c, `${page}#remark`, { applied });
}

function idsOf(remarks: readonly { id: string }[]): ReadonlySet<string> {
  return new Set(remarks.map(({ id }) => id));
}
