import { html } from "hono/html";
import type { ContributionType } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { type Option, radios } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import { shownDisposition } from "../components/remark-words.ts";
import type { Html, PageContext } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Which remarks are asked for; "": all; `suite`: by their disposition, as the address has named it since 0.1. `from`: how many come before those shown. */
export type Asked = { round: string; suite: string; type: string; who: string; from: number };

/** The filter in the address of a request; `from` is 0 where it is no number of at most six figures. */
export function askedOf(c: PageContext): Asked {
  const asked = (name: keyof Asked): string => c.req.query(name) ?? "";
  const from = /^\d{1,6}$/.test(asked("from")) ? Number(asked("from")) : 0;
  return { round: asked("round"), suite: asked("suite"), type: asked("type"), who: asked("who"), from };
}

/** The same as a query of an address. */
export function queryOf(asked: Asked): string {
  const set = Object.entries(asked).filter(([, value]) => value !== "" && value !== 0);
  return new URLSearchParams(set.map(([name, value]): [string, string] => [name, String(value)])).toString();
}

/** Whether a filter lets a remark through. */
export function passes({ suite, type, who }: Asked, remark: LocatedRemark): boolean {
  const fits = (wanted: string, is: string): boolean => wanted === "" || wanted === is;
  return fits(suite, remark.disposition) && fits(type, typeOf(remark)) && fits(who, remark.who);
}

/** "" of a remark that was erased. */
function typeOf({ type, erased }: LocatedRemark): string {
  return erased ? "" : type;
}

const dispositions = ["open", "integrated", "partly", "declined"] as const;
const types: ContributionType[] = ["comment", "correction", "addition", "reference"];

/** Filters by what was answered, what it is and who offered it, with how many each has; open where one is set. */
export function filterForm(
  { text }: Say,
  state: Pick<State, "stage">,
  asked: Asked,
  { rounds, remarks, shown }: { rounds: readonly Round[]; remarks: readonly LocatedRemark[]; shown: number },
): Html {
  const set = asked.suite !== "" || asked.type !== "" || asked.who !== "" || asked.round !== "";
  const whole = { value: "", label: text("filter.all", { count: remarks.length }) };
  const option = (value: string, label: string, count: number): Option[] =>
    count > 0 ? [{ value, label: text("filter.option", { label, number: count }) }] : [];
  const count = (is: (remark: LocatedRemark) => boolean): number => remarks.filter(is).length;
  const people = [...new Set(remarks.map(({ who }) => who))];
  return html`<details${set ? html` open` : ""}><summary>${text("filter.title")}</summary>
<form method="get">
${
  rounds.length > 1
    ? radios(nothingFilled, {
        name: "round",
        label: text("filter.round"),
        value: asked.round || String(rounds[0]?.number),
        options: rounds.map(({ number }) => ({ value: String(number), label: text("round.title", { round: number }) })),
      })
    : ""
}
${radios(nothingFilled, {
  name: "suite",
  label: text("filter.disposition"),
  value: asked.suite,
  options: [
    whole,
    ...dispositions.flatMap((each) =>
      option(
        each,
        text(`disposition.${shownDisposition(state, each)}`),
        count(({ disposition }) => disposition === each),
      ),
    ),
  ],
})}
${radios(nothingFilled, {
  name: "type",
  label: text("filter.type"),
  value: asked.type,
  options: [
    whole,
    ...types.flatMap((type) =>
      option(
        type,
        text(`contributions.type.${type}`),
        count((remark) => typeOf(remark) === type),
      ),
    ),
  ],
})}
${
  people.length > 1
    ? radios(nothingFilled, {
        name: "who",
        label: text("filter.who"),
        value: asked.who,
        options: [
          whole,
          ...people.flatMap((who) =>
            option(
              who,
              who,
              count((remark) => remark.who === who),
            ),
          ),
        ],
      })
    : ""
}
<button class="second">${text("filter.do")}</button></form></details>
${set ? html`<p>${text("filter.shown", { count: shown })} <a href="?">${text("filter.none")}</a></p>` : ""}`;
}
