import type { CommandKey } from "../../shared/i18n/commands.ts";
import { wrapped } from "../lines.ts";
import { say } from "../say.ts";
import { type CommandName, commandNames, type Grammar, grammar, type Option } from "./grammar.ts";

/** Every command in a line or two. */
export function overview(): string {
  const column = Math.max(...commandNames.map((name) => name.length)) + 4;
  const lines = commandNames.map((name) => entry(`  ${name}`, say(`help.${name}`), column));
  return [synopsis("livrable", [say("help.command")]), "", ...lines, "", wrapped(say("help.more"))].join("\n");
}

/** How one command is written, and what its options are. */
export function usage(name: CommandName): string {
  const { options }: Grammar = grammar[name];
  const lines = Object.entries(options).map(([option, form]) => [written(option, form), textOf(name, option)] as const);
  const all = [...lines, ["  -h, --help", say("option.help")] as const];
  const column = Math.min(Math.max(...all.map(([left]) => left.length)) + 2, widest);
  return [
    forms(name),
    "",
    wrapped(say(`help.${name}`)),
    "",
    ...all.map(([left, text]) => entry(left, text, column)),
  ].join("\n");
}

/** How one command is written: a line a form. */
export function forms(name: CommandName): string {
  return synopsis(`livrable ${name}`, grammar[name].forms.map(inWords));
}

/** The words in capitals of a form in the language of the reader: "FILE|FOLDER" → "FICHIER|DOSSIER". */
export function inWords(form: string): string {
  return form.replace(/[A-Z]{3,}/g, (word) => say(`value.${word}` as CommandKey));
}

/** Characters of the left column beyond which what it says is below. */
const widest = 28;

function synopsis(command: string, forms: readonly string[]): string {
  const [head, indent] = [say("help.usage"), say("help.usage").length + 1];
  const lines = forms.map((form, index) => {
    const line = `${command} ${form}`.trimEnd();
    const whole = wrapped(
      `${index === 0 ? head : " ".repeat(head.length)} ${unbroken(line)}`,
      indent + command.length + 1,
    );
    return whole.replaceAll(glue, " ");
  });
  return lines.join("\n");
}

/** Stands for a space at which no line ends. */
const glue = "\u2007";

/** No line ends within a command's name, brackets, or between an option and its value. */
function unbroken(form: string): string {
  return form.replace(/^livrable \S+|\[[^\]]*\]|--\S+ [^-[]\S*/g, (whole) => whole.replaceAll(" ", glue));
}

function written(name: string, { short, value }: Option): string {
  const value_ = value === undefined ? "" : ` ${inWords(value)}`;
  return `  ${short === undefined ? "" : `-${short}, `}--${name}${value_}`;
}

function textOf(command: CommandName, option: string): string {
  return say(`option.${command}.${option}` as CommandKey);
}

/** Two columns; the right one begins below where the left is too wide. */
function entry(left: string, right: string, column: number): string {
  if (left.length + 2 > column) return `${left}\n${wrapped(" ".repeat(column) + right, column)}`;
  return left.padEnd(column) + wrapped(" ".repeat(column) + right, column).slice(column);
}
