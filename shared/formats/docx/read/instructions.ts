/** A word of a field's instruction; what stood in quotation marks is never a switch. */
type Word = { value: string; quoted: boolean };

/** A field's instruction (ECMA-376-1, 17.16.4): its name in capitals, and what follows. */
export type Instruction = { name: string; words: Word[] };

/** The words of an instruction, in quotation marks or bare. */
export function readInstruction(instruction: string): Instruction {
  const [first, ...words] = [...instruction.matchAll(/"([^"]*)"|[^\s"]+/g)].map(
    ([whole, quoted]): Word => ({ value: quoted ?? whole, quoted: quoted !== undefined }),
  );
  return { name: first?.value.toUpperCase() ?? "", words };
}

/** The first word that is neither a switch nor the argument of one; `taking`: switches that take an argument. */
export function argumentOf({ words }: Instruction, taking = ""): string | undefined {
  return words.find((word, at) => !isSwitch(word) && !takes(words[at - 1], taking))?.value;
}

/** True where the instruction has the switch `\letter`. */
export function hasSwitch({ words }: Instruction, letter: string): boolean {
  return words.some((word) => takes(word, letter));
}

/** What follows the switch `\letter`. */
export function switchArgument({ words }: Instruction, letter: string): string | undefined {
  const at = words.findIndex((word) => takes(word, letter));
  const next = at < 0 ? undefined : words[at + 1];
  return next && !isSwitch(next) ? next.value : undefined;
}

function isSwitch({ value, quoted }: Word): boolean {
  return !quoted && value.startsWith("\\");
}

function takes(word: Word | undefined, letters: string): boolean {
  return (
    word !== undefined && isSwitch(word) && word.value.length === 2 && letters.includes(word.value[1]!.toLowerCase())
  );
}
