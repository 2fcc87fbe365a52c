/** The lines of a text in UTF-8 as they come, empty ones left out. Throws an Error for one over `longest` characters. */
export async function* linesIn(pieces: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop()!;
    if (rest.length > longest) throw new Error("a line is too long");
    yield* lines.filter(Boolean);
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
