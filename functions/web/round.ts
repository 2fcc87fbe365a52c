import * as z from "zod";
import { Refusal } from "../../shared/errors.ts";
import { openRound } from "../../shared/workflow/round.ts";
import type { Round } from "../../shared/workflow/state.ts";
import { type Opened, theDeliverable } from "./access.ts";
import type { PageContext, Web } from "./context.ts";

export const roundNumber = z.int("input.wrong").min(1, "input.wrong");

/** A deliverable and its open round, for its coordinator. Throws `not-found`, `round-closed`. */
export async function theOpenRound(c: PageContext, web: Web): Promise<Opened & { round: Round }> {
  const opened = await theDeliverable(c, web, "coordinator");
  const round = openRound(opened.state);
  if (!round) throw new Refusal("round-closed", { round: opened.state.rounds.at(-1)?.number ?? 0 });
  return { ...opened, round };
}
