import * as z from "zod";
import { wrapped } from "../lines.ts";
import { misused, say } from "../say.ts";
import { examine } from "./doctor/examine.ts";
import type { Finding } from "./doctor/finding.ts";
import type { Asked } from "./grammar.ts";

/**
 * Checks what the network that the environment names needs of the world, a line a check; the exit code is 1 where
 * something is to be mended. Sends nothing but the test mail that `--mail` asks for.
 */
export async function run({ values }: Asked<"doctor">): Promise<void> {
  const mail = values.mail?.trim();
  if (mail !== undefined && !z.email().safeParse(mail).success) throw misused("wrong.address", { address: mail });
  const findings = await examine(await checksOf(process.env, mail), process.env);
  if (values.json) console.log(JSON.stringify(findings.map(plainly)));
  else for (const finding of findings) console.log(line(finding));
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
}

/** The SDK is loaded where it is needed: it is slow to load. */
async function checksOf(environment: NodeJS.ProcessEnv, mail: string | undefined) {
  if (environment.LIVRABLE_TABLE) return (await import("./doctor/deployed.ts")).deployedChecks(environment, mail);
  return (await import("./doctor/local.ts")).localChecks(environment, mail);
}

/** "ok", or "to mend", in a column of its own. */
function line({ ok, key, values }: Finding): string {
  const [marks, mark] = [[say("doctor.ok"), say("doctor.mend")], say(ok ? "doctor.ok" : "doctor.mend")];
  const column = Math.max(...marks.map(({ length }) => length)) + 2;
  return mark.padEnd(column) + wrapped(" ".repeat(column) + say(key, values), column).slice(column);
}

function plainly({ ok, key, values }: Finding) {
  return { ok, check: key, says: say(key, values) };
}
