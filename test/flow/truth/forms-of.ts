import { decoded } from "./lines.ts";
import type { Context } from "./reader.ts";
import { plain } from "./words.ts";

/** A control of a form: its value as it is sent, whether it is chosen, the words before it and those of its group. */
export type Control = {
  name: string;
  type: string;
  value: string;
  checked: boolean;
  label: string;
  hint: string;
  legend: string;
};
export type Form = { action: string; controls: Control[]; buttons: string[] };

/** Whether what a control has filled in, or offers, is so. */
export type Field = (context: Context, controls: readonly Control[], form: Form) => boolean;

/** The forms of a page, each with its controls. */
export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, attributes = "", inside = ""]) => ({
    action: attributeOf(attributes, "action") ?? "",
    controls: controlsIn(inside),
    buttons: [...inside.matchAll(/<button\b[^>]*>([\s\S]*?)<\/button>/g)].map(([, said = ""]) => wordsOf(said)),
  }));
}

function controlsIn(inside: string): Control[] {
  const controls: Control[] = [];
  let legend = "";
  const token = /<legend>([\s\S]*?)<\/legend>|(<\/fieldset>)|<(input|textarea|select)\b((?:"[^"]*"|[^">])*)>([^<]*)/g;
  for (const { index, 1: group, 2: closes, 3: element, 4: attributes = "", 5: text = "" } of inside.matchAll(token)) {
    if (group !== undefined) legend = wordsOf(group);
    else if (closes) legend = "";
    else {
      const id = attributeOf(attributes, "id");
      const own = element === "textarea" ? decoded(text) : attributeOf(attributes, "value");
      const value = own ?? (element === "select" ? chosenIn(inside.slice(index)) : "");
      controls.push({
        ...{ name: attributeOf(attributes, "name") ?? "", value, legend },
        type: element === "input" ? (attributeOf(attributes, "type") ?? "text") : element!,
        checked: / checked\b/.test(attributes),
        ...(id ? labelOf(inside, id) : { label: "", hint: "" }),
      });
    }
  }
  return controls;
}

/** The value of the option that is chosen in a list; else the first. */
function chosenIn(html: string): string {
  const options = html.slice(0, html.indexOf("</select>")).match(/<option\b[^>]*>/g) ?? [];
  return attributeOf(options.find((each) => / selected\b/.test(each)) ?? options[0] ?? "", "value") ?? "";
}

/** The words of the label for a control, and the hint in it. */
function labelOf(inside: string, id: string): { label: string; hint: string } {
  const [, said = ""] = new RegExp(`<label for="${id}">([\\s\\S]*?)</label>`).exec(inside) ?? [];
  const [whole = "", hint = ""] = /<span class="hint">([\s\S]*?)<\/span>/.exec(said) ?? [];
  return { label: wordsOf(whole ? said.replace(whole, "") : said), hint: wordsOf(hint) };
}

const wordsOf = (html: string) => plain(decoded(html.replace(/<[^>]+>/g, " ")));

function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? undefined : decoded(found);
}
