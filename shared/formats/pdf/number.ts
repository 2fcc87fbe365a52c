/** A number as content streams write it: at most two decimals, nothing that can be left out. */
export function short(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  const text = String(rounded === 0 ? 0 : rounded);
  return text.startsWith("0.") ? text.slice(1) : text.startsWith("-0.") ? `-${text.slice(2)}` : text;
}

/** "#RRGGBB" as the operands of `rg` and `RG`, three decimals at most, or one grey for `g` and `G`. */
export function colourOf(colour: string): { operands: string; grey: boolean } {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const texts = channels.map((channel) => String(Math.round(channel * 1000) / 1000).replace(/^0\./, "."));
  const grey = texts.every((text) => text === texts[0]);
  return { operands: grey ? texts[0]! : texts.join(" "), grey };
}
