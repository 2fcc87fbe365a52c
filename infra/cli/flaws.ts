import type { Flaw } from "../../shared/moving/inventory.ts";
import { say } from "../say.ts";

/** What is wrong with a network, in a line: what, where, and who names it. */
export function flawLine({ code, where, by }: Flaw): string {
  const named = by === undefined ? "" : ` ${say("flaw.by", { by })}`;
  return `  ${say(`flaw.${code}`)} (${code}): ${where}${named}`;
}
