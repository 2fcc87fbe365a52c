import { html } from "hono/html";
import type { Html } from "../http/context.ts";

/** Something to do, or awaited: its title leads to `page`; `detail` says who and when; `act` is a button or a form beside it. */
export type Task = { title: Html | string; page?: string; detail?: Html | string; act?: Html | "" };

/** A list of things to do, one a line, each with its act at its end. */
export function taskList(tasks: readonly Task[]): Html {
  return html`<ul class="tasks">${tasks.map(
    ({
      title,
      page,
      detail = "",
      act = "",
    }) => html`<li><div>${page ? html`<a href="${page}">${title}</a>` : html`<strong>${title}</strong>`}
${detail ? html`<p>${detail}</p>` : ""}</div>${act}</li>`,
  )}</ul>`;
}
