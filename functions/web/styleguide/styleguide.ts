import { html } from "hono/html";
import { facts, table } from "../components/facts.ts";
import { checkboxes, hidden, radios, selectField, textArea, textField } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { panel, panels } from "../components/panel.ts";
import { stageTag } from "../components/stage.ts";
import { taskList } from "../components/task-list.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";

/** Every component in each of its states, for who works on them and for the tests that look at them. In English, as the sources are. */
export function styleguide(c: PageContext, web: Web): Promise<Response> {
  const speak = say(c, web);
  const main = html`<h1>Style guide</h1>
<div>${parts.map(
    ([
      name,
      shown,
    ]) => html`<section id="${name.replaceAll(" ", "-")}" aria-labelledby="title-${name.replaceAll(" ", "-")}">
<h2 id="title-${name.replaceAll(" ", "-")}">${name}</h2>${shown(speak)}</section>`,
  )}</div>`;
  return frame(c, web, { title: "Style guide", main });
}

const parts: readonly [name: string, shown: (speak: Say) => Html][] = [
  [
    "type",
    () => html`<h3>A heading of the third level</h3><p>Text, with <a href="#type">a link</a>, <strong>what is strong</strong> and <mark>a passage</mark>.</p>
<p class="muted">Muted text</p><p class="small">Small text</p><p class="late-words">12 days late</p><blockquote><p>A quotation</p></blockquote>`,
  ],
  [
    "buttons",
    () =>
      html`<p class="buttons"><a class="button" href="#buttons">Primary</a> <a class="button second" href="#buttons">Second</a> <button type="button">Act</button> <button type="button" class="second">Second act</button> <button type="button" class="link">As a link</button></p>`,
  ],
  [
    "tags",
    (speak) =>
      html`<p>${(["draft", "review", "final", "withdrawn"] as const).map((stage) => html`${stageTag(speak, stage)} `)}<span class="tag warning">Warning</span> <span class="tag error">Late</span></p>`,
  ],
  [
    "notes",
    () =>
      html`${["", "done", "warning", "next"].map((kind) => html`<div class="note ${kind}"><p>A note${kind ? `: ${kind}` : ""}.</p></div>`)}<div class="receipt"><p class="number">4F2A-90C1</p><p>A receipt.</p></div>`,
  ],
  ["fields", () => fieldsOf(nothingFilled, "calm")],
  ["refused fields", (speak) => html`${errorSummary(speak, refused)}${fieldsOf(refused, "refused")}`],
  [
    "panels and tasks",
    () =>
      panels(
        panel(
          "panel-own",
          "Yours",
          taskList([
            {
              title: "A note to treat",
              page: "#tasks",
              detail: "before 12 May",
              act: html`<a class="button" href="#tasks">Treat</a>`,
            },
          ]),
          { kind: "own", span: 4 },
        ),
        panel(
          "panel-late",
          "With others",
          taskList([
            {
              title: "A late draft",
              page: "#tasks",
              detail: html`<span class="late-words">5 days late</span>`,
              act: html`<button type="button" class="second">Chase</button>`,
            },
          ]),
          { kind: "late", span: 5 },
        ),
        panel("panel-plain", "A fortnight", html`<p>Nothing.</p>`, { span: 3 }),
      ),
  ],
  [
    "facts",
    () =>
      facts([
        ["Kind", "Framing note"],
        ["Language", "French"],
      ]),
  ],
  [
    "table",
    () =>
      table(
        "People",
        ["Name", "Organisation", { figures: "Hours" }],
        [
          ["Direction", "ORIV", "12"],
          ["Documentation", "CREFE", "7.5"],
        ],
      ),
  ],
  ["folded", () => html`<details><summary>What is past</summary><p>Folded until it is asked for.</p></details>`],
  [
    "progress",
    () =>
      html`<p><label for="progress">9 of 14</label> <progress id="progress" max="14" value="9">9 of 14</progress></p>`,
  ],
];

const refused: Filled = {
  typed: { "refused-title": [""], "refused-kind": [] },
  errors: [
    { field: "refused-title", message: "Give it a title." },
    { field: "refused-kind", message: "Choose a kind." },
  ],
};

function fieldsOf(filled: Filled, prefix: string): Html {
  const options = [
    { value: "note", label: "Framing note", hint: "Two pages" },
    { value: "dossier", label: "Resource dossier" },
  ];
  const name = (field: string) => `${prefix}-${field}`;
  return html`<form method="get" action="#${prefix}" novalidate>${hidden(name("id"), "1")}
${textField(filled, { name: name("title"), label: "Title", hint: "As it will be printed" })}
${textField(filled, { name: name("day"), label: "Day", type: "date" })}
${selectField(filled, { name: name("language"), label: "Language", options })}
${radios(filled, { name: name("kind"), label: "Kind", options })}
${checkboxes(filled, { name: name("people"), label: "People", options })}
${textArea(filled, { name: name("words"), label: "Words", rows: 3 })}
<button>Save</button></form>`;
}
