import { html } from "hono/html";
import { lateness } from "../../../shared/asking/week.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { checkboxes, chosenIn, type Option, textArea } from "../components/fields.ts";
import type { MeetingSay } from "../components/meeting-words.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Offered } from "./proposals.ts";

/** What the agenda has: matters by their keys, and lines of words. */
export type AgendaValues = { matters: readonly string[]; lines: readonly string[] };
type View = { speak: MeetingSay; filled: Filled; today: LocalDate };

const groups = {
  before: ["postponed", "decision"],
  late: ["late", "expected"],
  open: ["remarks", "round"],
  others: ["document"],
} as const satisfies Record<string, readonly Offered["why"][]>;
type Group = keyof typeof groups;

/** What is to be discussed: what is proposed, to tick, by what speaks for it; then lines of one's own. */
export function agendaFields(view: View, offered: readonly Offered[], { matters, lines }: AgendaValues): Html {
  const { told } = view.speak;
  const shown = (Object.keys(groups) as Group[]).map((group) => {
    const whys: readonly string[] = groups[group];
    const own = offered.filter(({ why }) => whys.includes(why));
    return own.length === 0 ? "" : groupField(view, group, own, matters);
  });
  return html`<h2 id="matters" tabindex="-1">${told("agenda")}</h2>${shown}
${textArea(view.filled, { name: "lines", label: told(offered.length > 0 ? "agenda.lines.more" : "agenda.lines"), hint: told("agenda.lines.hint"), rows: 5, value: lines.join("\n") })}`;
}

/** Matters of a group that are all shown: more are folded. */
const mostShown = 12;

/** Documents of which nothing is late or open are folded, and so is a long list, unless one of them is chosen. */
function groupField(
  { speak, filled, today }: View,
  group: Group,
  offered: readonly Offered[],
  values: readonly string[],
): Html {
  const { told } = speak;
  const options = offered.map((each): Option => {
    const hint = reasonWords(speak, each, today);
    return { value: each.key, label: each.label, ...(hint && { hint }) };
  });
  const label = told(`agenda.${group}`);
  const field = checkboxes(filled, { name: "matters", key: `matters-${group}`, label, options, values: [...values] });
  const folded = group === "others" || options.length > mostShown;
  if (!folded) return field;
  const chosen = chosenIn(filled, "matters", values);
  const open = offered.some(({ key }) => chosen.has(key)) ? html` open` : "";
  return html`<details${open}><summary>${told(`agenda.${group}.count`, { count: offered.length })}</summary>${field}</details>`;
}

/** Why it is proposed: "Brouillon attendu le 12 mai 2008" among what is late, "7 remarques à traiter". */
function reasonWords(speak: MeetingSay, offered: Offered, today: LocalDate): string {
  const { told, text, date } = speak;
  const late = (day: LocalDate): string => {
    const { unit, count } = lateness(day, today);
    return text(`late.${unit}`, { count });
  };
  switch (offered.why) {
    case "late":
      return text(`late.${offered.what}`, { date: date(offered.date) });
    case "expected":
      return told("why.expected", { count: offered.titles.length, titles: offered.titles.join(" · ") });
    case "remarks":
      return told("why.remarks", { count: offered.count });
    case "round":
      return told("why.round", { date: date(offered.date) });
    case "decision":
      if (offered.date === undefined) return told("why.decision");
      return offered.late
        ? `${told("why.decision")}, ${late(offered.date)}`
        : told("why.decision.by", { date: date(offered.date) });
    case "postponed":
      return told("why.postponed");
    default:
      return "";
  }
}
