import { parseArgs } from "node:util";
import { misused, say } from "../say.ts";
import { type Asked, type CommandName, type Grammar, grammar, type Option } from "./grammar.ts";
import { inWords } from "./help.ts";
import { nearest } from "./nearest.ts";

/** What every command takes besides its own. */
const common = { help: { short: "h" }, version: {} } as const;

/**
 * The arguments of a command as its grammar understands them, or which of the common options was given instead. Throws
 * `usage`, with the argument that is wrong by name.
 */
export function parse<N extends CommandName>(name: N, args: string[]): Asked<N> | keyof typeof common {
  const { options, operand, operands: bounds }: Grammar = grammar[name];
  const { tokens } = parseArgs({
    args,
    strict: false,
    tokens: true,
    options: Object.fromEntries(Object.entries({ ...options, ...common }).map(([key, option]) => [key, typed(option)])),
  });
  const given = tokens.filter((token) => token.kind === "option");
  for (const key of ["help", "version"] as const) if (given.some((option) => option.name === key)) return key;
  const values: Record<string, string | true | string[]> = {};
  for (const option of given) {
    const known = Object.hasOwn(options, option.name) ? options[option.name]! : undefined;
    if (!known) throw unknownOption(option.rawName, options);
    const value = readValue(known, option);
    values[option.name] = known.multiple ? [...((values[option.name] as string[]) ?? []), value as string] : value;
  }
  const operands = tokens.filter((token) => token.kind === "positional").map(({ value }) => value);
  checkCount(operands, bounds, operand);
  return { values, operands } as Asked<N>;
}

function typed({ value, short }: Option) {
  return { type: value === undefined ? ("boolean" as const) : ("string" as const), ...(short && { short }) };
}

type Given = { rawName: string; value?: string | undefined; inlineValue?: boolean | undefined };

/** An option's value. What begins with a dash is one only after "=", as in `--name=-x`; a dash alone is one anywhere. */
function readValue({ value: wanted }: Option, { rawName, value, inlineValue }: Given): string | true {
  if (wanted === undefined) {
    if (value !== undefined) throw misused("wrong.option.switch", { option: rawName });
    return true;
  }
  const missing = value === undefined || (!inlineValue && /^-./.test(value));
  if (missing) throw misused("wrong.option.value", { option: rawName, value: inWords(wanted) });
  if (wanted.includes("=") && !/^[\w.]+=/.test(value))
    throw misused("wrong.option.form", { option: rawName, given: value, value: inWords(wanted) });
  return value;
}

function unknownOption(option: string, options: Grammar["options"]) {
  const known = Object.keys({ ...options, ...common }).map((name) => `--${name}`);
  return unknown("wrong.option", option, nearest(option, known));
}

function checkCount(operands: string[], [least, most]: Grammar["operands"], name = ""): void {
  const surplus = operands[most];
  if (surplus !== undefined) throw misused("wrong.surplus", { argument: surplus });
  if (operands.length < least) throw misused("wrong.missing", { argument: inWords(name) });
}

/** The refusal of a word that is not known, with the known one that it resembles. */
export function unknown(key: "wrong.option" | "wrong.command", word: string, near: string | undefined) {
  const suggestion = near === undefined ? "" : say("nearest", { word: near });
  return misused(key, { word, suggestion });
}
