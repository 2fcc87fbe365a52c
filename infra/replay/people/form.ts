import { attributeOf, hasAttribute, type PageText, unescaped, wordsOf } from "./page.ts";

/** One control of a form: what it may be given, and what it is given now; `legend`: the words above its choices. */
type Control = { name: string; type: string; legend: string; choices: Choice[]; values: string[] };
/** A box, a radio or an option: its value, and the words that people see beside it. */
type Choice = { value: string; label: string };
type Button = { label: string; name?: string; value?: string; action?: string };

/** A form as a person finds it on a page, with what they have filled in. */
export type Form = {
  action: string;
  method: string;
  /** "multipart/form-data" where files go along. */
  encoding: string;
  controls: Map<string, Control>;
  buttons: Button[];
};

/** What a person gives a field: words, the words beside a choice (several of boxes), a tick, or nothing at all. */
export type Given = string | number | boolean | readonly string[] | undefined;

/** The forms of a page, in order. */
export function formsIn({ html, address }: PageText): Form[] {
  const labels = labelsIn(html);
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, attributes = "", body = ""]) => ({
    action: new URL(attributeOf(attributes, "action") || address, address).href,
    method: (attributeOf(attributes, "method") ?? "get").toLowerCase(),
    encoding: attributeOf(attributes, "enctype") ?? "application/x-www-form-urlencoded",
    controls: controlsIn(body, labels),
    buttons: buttonsIn(body, address),
  }));
}

/** The words of each label by the id that it is for, without its hint. */
function labelsIn(html: string): Map<string, string> {
  const all = html.matchAll(/<label for="([^"]*)"[^>]*>([\s\S]*?)<\/label>/g);
  return new Map(
    [...all].map(([, id = "", inner = ""]) => [id, wordsOf(inner.replace(/<span class="hint"[\s\S]*/, ""))]),
  );
}

function controlsIn(body: string, labels: ReadonlyMap<string, string>): Map<string, Control> {
  const controls = new Map<string, Control>();
  let legend = "";
  const control = (name: string, type: string): Control => {
    const known = controls.get(name) ?? { name, type, legend, choices: [], values: [] };
    controls.set(name, known);
    return known;
  };
  const pattern =
    /<input\b([^>]*)>([^<]*)|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>|<legend>([\s\S]*?)<\/legend>/g;
  for (const [, input, after = "", area, text = "", select, options = "", above] of body.matchAll(pattern)) {
    if (above !== undefined) legend = wordsOf(above);
    const attributes = input ?? area ?? select ?? "";
    const name = attributeOf(attributes, "name");
    if (name === undefined || hasAttribute(attributes, "disabled")) continue;
    if (area !== undefined) control(name, "textarea").values = [unescaped(text)];
    else if (select !== undefined) readSelect(control(name, "select"), options);
    else readInput(control(name, attributeOf(attributes, "type") ?? "text"), attributes, labels, after);
  }
  return controls;
}

function readInput(control: Control, attributes: string, labels: ReadonlyMap<string, string>, after: string): void {
  const value = attributeOf(attributes, "value") ?? "";
  if (control.type !== "radio" && control.type !== "checkbox") {
    // a box that stays ticked sends its value unseen, beside those of its name
    control.values = control.type === "hidden" ? [...control.values, value] : [value];
    return;
  }
  const label = labels.get(attributeOf(attributes, "id") ?? "") ?? wordsOf(after);
  control.choices.push({ value, label });
  if (hasAttribute(attributes, "checked")) control.values.push(value);
}

function readSelect(control: Control, options: string): void {
  for (const [, attributes = "", inner = ""] of options.matchAll(/<option\b([^>]*)>([\s\S]*?)<\/option>/g)) {
    const value = attributeOf(attributes, "value") ?? "";
    control.choices.push({ value, label: wordsOf(inner) });
    if (hasAttribute(attributes, "selected") || control.values.length === 0) control.values = [value];
  }
}

function buttonsIn(body: string, address: string): Button[] {
  return [...body.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].flatMap(([, attributes = "", inner = ""]) => {
    if (attributeOf(attributes, "type") === "button") return [];
    const [name, value] = [attributeOf(attributes, "name"), attributeOf(attributes, "value")];
    const action = attributeOf(attributes, "formaction");
    return [
      {
        label: wordsOf(inner),
        ...(name !== undefined && { name, value: value ?? "" }),
        ...(action !== undefined && { action: new URL(action, address).href }),
      },
    ];
  });
}

/** The name of the field whose choices stand under some words. Throws where there is none. */
export function fieldUnder({ action, controls }: Form, words: string): string {
  const found = [...controls.values()].find(({ legend }) => legend.includes(words));
  if (found) return found.name;
  throw new Error(
    `${action} has nothing under « ${words} »: ${[...controls.values()].map(({ legend }) => legend).join(" | ")}`,
  );
}

/** Fills fields as a person does, by the words that stand beside a choice. Throws where the page has no such field or choice. */
export function fill(form: Form, fields: Readonly<Record<string, Given>>): void {
  for (const [name, given] of Object.entries(fields)) {
    if (given === undefined) continue;
    const control = form.controls.get(name);
    if (!control) throw new Error(`${form.action} has no field ${name}: ${[...form.controls.keys()].join(", ")}`);
    control.values = control.choices.length > 0 ? chosenIn(control, given) : [String(given)];
  }
}

function chosenIn({ name, choices }: Control, given: Exclude<Given, undefined>): string[] {
  if (given === true) return choices.slice(0, 1).map(({ value }) => value);
  if (given === false) return [];
  return [given].flat().map((wanted) => {
    const found = choices.find(({ value, label }) => isCalled(label, String(wanted)) || value === String(wanted));
    if (found) return found.value;
    throw new Error(`« ${wanted} » is no choice of ${name}: ${choices.map(({ label }) => label).join(" | ")}`);
  });
}

/** A person is called with their organisation where several may have one name: "Direction (ORIV)". */
function isCalled(label: string, wanted: string): boolean {
  return label === wanted || label.startsWith(`${wanted} (`);
}

/** What a browser sends of it: each name with each value; `button`: the words on the one pressed, else the one that the form is for. */
export function entriesOf(form: Form, button?: string): [string, string][] {
  const typed = [...form.controls.values()]
    .filter(({ type }) => type !== "file")
    .flatMap(({ name, values }) => values.map((value): [string, string] => [name, value]));
  const pressed = pressedIn(form, button);
  return pressed?.name === undefined ? typed : [...typed, [pressed.name, pressed.value ?? ""]];
}

/** Where it goes. Throws where it has no such button. */
export function actionOf(form: Form, button?: string): string {
  return pressedIn(form, button)?.action ?? form.action;
}

function pressedIn({ action, buttons }: Form, button?: string): Button | undefined {
  if (button === undefined)
    return buttons.find((each) => each.label !== "" && !each.name && !each.action) ?? buttons[0];
  const found = buttons.find(({ label }) => label === button);
  if (!found)
    throw new Error(`${action} has no button « ${button} »: ${buttons.map(({ label }) => label).join(" | ")}`);
  return found;
}
