import { html } from "hono/html";
import type { Html } from "../http/context.ts";

/**
 * Something to do, or awaited: its title leads to `page`; `detail` says who and when; `note` unfolds below; `act` is a button or a form
 * beside it.
 */
export type Task = {
  title: Html | string;
  page?: string | undefined;
  detail?: Html | string;
  note?: Html | "" | undefined;
  act?: Html | "" | undefined;
};

/** A list of things to do, one a line, each with its act at its end. */
export function taskList(tasks: readonly Task[]): Html {
  return html`<ul class="tasks">${tasks.map(
    ({ title, page, detail = "", note = "", act = "" }) =>
      html`<li><div>${page ? html`<a href="${page}">${title}</a>` : html`<strong>${title}</strong>`}
${detail ? html`<p>${detail}</p>` : ""}${note}</div>${act}</li>`,
  )}</ul>`;
}

/** The same, of which the first `few` are seen at once; `more` says how many others unfold. */
export function foldedTasks(tasks: readonly Task[], few: number, more: (count: number) => string): Html {
  const rest = tasks.slice(few);
  // one that would unfold alone is shown
  if (rest.length < 2) return taskList(tasks);
  return html`${taskList(tasks.slice(0, few))}<details><summary>${more(rest.length)}</summary>${taskList(rest)}</details>`;
}
