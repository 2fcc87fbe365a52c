import type { Command } from "../../shared/agreement/command.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { Ports } from "../../shared/ports.ts";
import { agreements } from "../../shared/stored/agreement.ts";
import { ask, portal } from "../agreement/sample.ts";
import { mpg } from "./sample.ts";

type Context = Pick<Ports, "store" | "clock" | "ids">;

/** Opens the agreement of the European portal, signed, with its terms; what is said of it otherwise. */
export async function agree(ports: Context, said: Partial<Extract<Command, { type: "open" }>> = {}): Promise<void> {
  const id = said.id ?? mpg.id;
  const terms = mpg.terms.map(({ removed: _, ...term }) => term);
  const plan = { ...portal, from: mpg.from, until: mpg.until, actions: mpg.actions, terms };
  const open = { type: "open" as const, id, stage: "signed" as const, on: "2008-02-20", today: "2008-06-02", ...plan };
  await issue(agreements, ports, id, ask({ ...open, ...said }, said.by));
  if (!said.terms) await issue(agreements, ports, id, ask({ type: "removeTerm", term: "retire" }));
}

/** Brings it to a stage. */
export async function bring(ports: Context, stage: "signed" | "settled", id = mpg.id): Promise<void> {
  await issue(agreements, ports, id, ask({ type: "advance", stage, on: "2008-06-01", today: "2008-06-02" }));
}
