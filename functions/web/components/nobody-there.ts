import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { emptyOrganisations, organisationIn } from "../../../shared/deliverable/holder.ts";
import type { Holder } from "../../../shared/values.ts";
import type { People } from "../http/access.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Of whom something is given to, the organisations of which the directory has nobody, with the way to add somebody. */
export function nobodyThere({ text }: Say, people: People, holders: readonly Holder[]): Html | "" {
  const empty = emptyOrganisations(holders, people.present);
  if (empty.length === 0) return "";
  const lines = empty.map((organisation) => {
    const add = href("newPerson", {}, { organisation: organisationIn(organisation) });
    return html`<p>${text("organisation.nobody", { name: people.name(organisation) })} <a href="${add}">${text("organisation.nobody.add")}</a></p>`;
  });
  return html`<div class="note warning">${lines}</div>`;
}
