/**
 * Text out of a file's bytes, its lines ended by U+000A; undefined when they are no text. `guessed`: it is neither UTF-8
 * nor UTF-16, and was read as Windows-1252.
 */
export function decodeText(bytes: Uint8Array): { text: string; guessed: boolean } | undefined {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : undefined;
  const known = decode(bytes, utf16 ?? "utf-8");
  const text = known ?? decode(bytes, "windows-1252");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters tell binary files from text.
  if (text === undefined || /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.test(text)) return undefined;
  return { text: text.replace(/\r\n?/g, "\n"), guessed: known === undefined };
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
