import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { emptyOrganisations, organisationIn } from "../../../shared/deliverable/holder.ts";
import type { Holder, PersonId } from "../../../shared/values.ts";
import type { People } from "../http/access.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Whom something is given to: `reviewers` write nothing for their organisation. */
type Given = { authors: readonly Holder[]; funders: readonly Holder[]; reviewers: readonly PersonId[] };

/** The organisations that nothing reaches, since nobody is there or all who are review it, with the way to add somebody. */
export function nobodyThere({ text }: Say, people: People, { authors, funders, reviewers }: Given): Html | "" {
  const { present } = people;
  const empty = emptyOrganisations([...authors, ...funders], present);
  const writing = present.filter(({ id }) => !reviewers.includes(id));
  const reviewing = emptyOrganisations(authors, writing).filter((each) => !empty.includes(each));
  const line = (organisation: Holder, key: "nobody" | "reviewing"): Html => {
    const add = href("newPerson", {}, { organisation: organisationIn(organisation) });
    return html`<p>${text(`organisation.${key}`, { name: people.name(organisation) })} <a href="${add}">${text("organisation.nobody.add")}</a></p>`;
  };
  const lines = [...empty.map((each) => line(each, "nobody")), ...reviewing.map((each) => line(each, "reviewing"))];
  return lines.length === 0 ? "" : html`<div class="note warning">${lines}</div>`;
}
