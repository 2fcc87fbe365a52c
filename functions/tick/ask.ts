import { issue } from "../../shared/chain/issue.ts";
import type { Command } from "../../shared/deliverable/command.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Ports } from "../../shared/ports.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";

/** The ports that `tick` uses: no mail, no keys. */
export type TickPorts = Pick<Ports, "store" | "files" | "clock" | "ids" | "assets">;

/** Issues a command of the clock. A refusal because a person acted meanwhile, e.g. closed the round, is no fault. */
export async function ask(ports: TickPorts, id: string, command: Command): Promise<void> {
  try {
    await issue(deliverables, ports, id, command);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const overtaken = ["round-closed", "stage-forbids", "version-replaced"].includes(error.code);
    if (!overtaken) throw error;
  }
}
