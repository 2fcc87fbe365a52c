/** Words as a reader has them before them, without a break: a paragraph, a label, a cell, a description. */
export type Piece = { text: string; language: string };

/** Elements whose words are not ours: what machines read, code, what people typed, and the text of a deliverable. */
const excused = new Set(["script", "style", "template", "textarea", "code", "pre"]);
/** Classes of the same: the set text of a document, what somebody wrote, an address. */
const excusedClasses = /^(document|abstract|mail-text)$/;
/** Our own words inside of such text: remarks and buttons in the margin of a document that is read. */
const ownClasses = /^(beside|plus)$/;
/** Elements that do not end the words they stand among. */
const inline = new Set(
  ["a", "abbr", "b", "bdi", "cite", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span"].concat(
    ...["strong", "sub", "sup", "time", "u", "wbr", "tspan"],
  ),
);
/** Attributes that are read out or shown. */
const spoken = ["title", "alt", "placeholder", "aria-label", "aria-description"];
const empty = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

type Open = { name: string; language: string; excused: boolean };

/** The words of a page or of the HTML of a mail, by the language they are marked with; what is excused is left out. */
export function visible(html: string): Piece[] {
  const pieces: Piece[] = [];
  const open: Open[] = [{ name: "", language: "", excused: false }];
  let words: Piece = { text: "", language: "" };
  const end = (): void => {
    const text = words.text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
    if (text !== "") pieces.push({ ...words, text });
    words = { text: "", language: "" };
  };
  for (const [token, closes = "", name = "", attributes = ""] of html.matchAll(tokens)) {
    const at = open.at(-1)!;
    if (name === "") {
      if (token.startsWith("<!") || at.excused) continue;
      if (words.text.trim() !== "" && words.language !== at.language) end();
      words = { text: words.text + decoded(token), language: at.language };
      continue;
    }
    if (!inline.has(name)) end();
    if (closes)
      open.splice(
        Math.max(
          1,
          open.findLastIndex((each) => each.name === name),
        ),
      );
    else {
      const values = valuesOf(attributes);
      const entered = enter(at, name, values);
      pieces.push(...said(entered, name, values));
      if (!empty.has(name) && !attributes.endsWith("/")) open.push(entered);
      else if (entered.excused !== at.excused) end();
    }
  }
  end();
  return pieces;
}

/** A comment or a doctype; a tag with its attributes; else words. In a script no tag is closed but its own. */
const tokens = /<!--[\s\S]*?-->|<![^>]*>|<(\/?)([a-zA-Z][\w-]*)((?:[^>"]|"[^"]*")*)>|[^<]+|</g;

function enter(at: Open, name: string, values: Values): Open {
  const classes = (values.class ?? "").split(" ");
  const hides = excused.has(name) || classes.some((each) => excusedClasses.test(each));
  const shows = classes.some((each) => ownClasses.test(each));
  const language = values.lang ?? at.language;
  return { name, language, excused: hides || (at.excused && !shows) };
}

/** What attributes of an element say, and the name of a button that is an input. */
function said({ language, excused }: Open, name: string, values: Values): Piece[] {
  if (excused) return [];
  const isButton = name === "input" && (values.type === "submit" || values.type === "button");
  const names = isButton ? [...spoken, "value"] : spoken;
  const texts = names.flatMap((each) => values[each] ?? []);
  return texts.filter((text) => text.trim() !== "").map((text) => ({ text: decoded(text), language }));
}

type Values = Record<string, string>;

function valuesOf(attributes: string): Values {
  const values: Values = {};
  for (const [, name = "", value = ""] of attributes.matchAll(/([\w-]+)="([^"]*)"/g)) values[name] = value;
  return values;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0", "#39": "'" };

function decoded(text: string): string {
  return !text.includes("&") ? text : text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
