import { type Token, Tokenizer, TokenizerMode } from "parse5";

/** A piece of raw HTML, its entities decoded; `empty`: an element written as `<br/>`. */
export type HtmlToken =
  | { type: "text"; value: string }
  | { type: "open"; tag: string; attributes: ReadonlyMap<string, string>; empty: boolean }
  | { type: "close"; tag: string }
  | { type: "comment"; source: string };

/** Elements whose content is no markup (HTML, 13.2.6.2). */
const raw = new Set(["script", "style", "iframe", "noembed", "noframes", "xmp", "noscript"]);

/** The tokens of `source` (HTML, 13.2.5); a tag that breaks off is words. */
export function tokenize(source: string): HtmlToken[] {
  const text = source.replace(/\r\n?/g, "\n");
  const tokens: HtmlToken[] = [];
  let end = 0;
  const addText = (value: string): void => {
    const last = tokens.at(-1);
    if (last?.type === "text") last.value += value;
    else tokens.push({ type: "text", value });
  };
  const pass = ({ location }: Token.Token): void => {
    end = location?.endOffset ?? end;
  };
  const onText = (token: Token.CharacterToken): void => {
    pass(token);
    addText(token.chars);
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        pass(token);
        const { tagName: tag, attrs, selfClosing: empty } = token;
        tokens.push({ type: "open", tag, attributes: new Map(attrs.map(({ name, value }) => [name, value])), empty });
        if (raw.has(tag) && !empty) tokenizer.state = TokenizerMode.RAWTEXT;
      },
      onEndTag(token) {
        pass(token);
        tokens.push({ type: "close", tag: token.tagName });
      },
      onComment(token) {
        pass(token);
        const { startOffset = 0, endOffset = 0 } = token.location ?? {};
        tokens.push({ type: "comment", source: text.slice(startOffset, endOffset) });
      },
      onDoctype: pass,
      onEof() {
        if (end < text.length) addText(text.slice(end));
      },
      onCharacter: onText,
      onNullCharacter: pass,
      onWhitespaceCharacter: onText,
    },
  );
  tokenizer.write(text, true);
  return tokens;
}
