import { faultOf } from "../../faults/fault.ts";
import { type Check, type Finding, toMend } from "./finding.ts";

/** What each check found, one after another; what two found alike is told once. */
export async function examine(checks: readonly Check[], environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const findings = new Map<string, Finding>();
  for (const check of checks) {
    const finding = await found(check, environment);
    findings.set(JSON.stringify(finding), finding);
  }
  return [...findings.values()];
}

async function found(check: Check, environment: NodeJS.ProcessEnv): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    const fault = faultOf(error, environment);
    return fault ? { ok: false, ...fault } : toMend("doctor.unexpected", { problem: String(error) });
  }
}
