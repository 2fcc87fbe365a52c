import { Refusal } from "../../shared/errors.ts";
import type { CommandKey } from "../../shared/i18n/commands.ts";
import type { Values } from "../../shared/i18n/translate.ts";
import { isBare } from "../../shared/settings.ts";
import { say } from "../say.ts";

/** What is wrong with a variable, in a text of the commands, and what would be right. */
export type Wrong = { key: CommandKey; values: Values };

/** Those whose value may not be any text, each with what is wrong with the one it has. */
const variables = {
  PORT: (port) => (isWhole(port, 1, 65_535) ? undefined : { key: "doctor.port", values: { port } }),
  PROXIES: (proxies) => (isWhole(proxies, 0, 16) ? undefined : { key: "doctor.proxies", values: { proxies } }),
  PUBLIC_URL: (publicUrl) =>
    isUrlOf(/^https?:$/, publicUrl) && isBare(publicUrl)
      ? undefined
      : { key: "doctor.address.none", values: { publicUrl } },
  SMTP_URL: (url) => (isUrlOf(/^smtps?:$/, url) ? undefined : { key: "doctor.smtp.url", values: {} }),
} satisfies Record<string, (value: string) => Wrong | undefined>;
export type VariableName = keyof typeof variables;

/** The variables that cannot be read; one that is empty is not set. */
export function wrongVariables(environment: NodeJS.ProcessEnv): Map<VariableName, Wrong> {
  const names = Object.keys(variables) as VariableName[];
  return new Map(
    names.flatMap((name) => {
      const value = environment[name];
      const wrong = value ? variables[name](value) : undefined;
      return wrong ? [[name, wrong] as const] : [];
    }),
  );
}

/** Throws `variable-invalid` for the first that cannot be read. */
export function checkVariables(environment: NodeJS.ProcessEnv): void {
  for (const wrong of wrongVariables(environment).values()) throw wrongVariable(wrong);
}

/** The refusal `variable-invalid`, with the sentence that says what the variable takes. */
export function wrongVariable({ key, values }: Wrong): Refusal {
  return new Refusal("variable-invalid", { problem: say(key, values) });
}

function isWhole(value: string, least: number, most: number): boolean {
  return /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
}

function isUrlOf(protocols: RegExp, value: string): boolean {
  return protocols.test(URL.parse(value)?.protocol ?? "");
}

/** Why a server cannot listen at `HOST` and `PORT`, by what the system answers (listen(2), getaddrinfo(3)). */
export const listeningFaults: Readonly<Record<string, CommandKey>> = {
  EADDRINUSE: "doctor.port.taken",
  EACCES: "doctor.port.denied",
  EADDRNOTAVAIL: "doctor.host",
  ENOTFOUND: "doctor.host",
  EAI_AGAIN: "doctor.host",
};
