import type { Texts } from "../../../shared/i18n/languages.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import type { QuorumDemand } from "../../../shared/quorum/quorum.ts";
import type { Shown } from "../components/stale.ts";
import type { Say } from "../http/say.ts";

/** "Deux approbations". */
export function demandWords({ text }: Say, demand: QuorumDemand): string {
  if (demand === "all") return text("kinds.demand.all");
  return typeof demand === "number"
    ? text("kinds.demand.count", { count: demand })
    : text("kinds.demand.members", { count: demand.members });
}

/** What a kind demands, as people read it; `network`: its name, as covers have it. */
export function shownKind(
  speak: Say,
  network: string,
  { name, description, sections, stages, texts, draft, round, editions, layout, cover }: Kind,
): Shown {
  const { text, given } = speak;
  const yes = (value: boolean) => text(value ? "kinds.yes" : "kinds.no");
  const days = (list: readonly number[]) => list.join(", ");
  const { confirming, atDeadline } = round;
  const coverLine = (line: Texts) =>
    given(line).replaceAll("{network}", network).replaceAll("{action}", text("kinds.preview.action"));
  return [
    [text("kinds.text.name"), given(name)],
    [text("kinds.text.description"), given(description)],
    [text("kinds.sections"), sections.map((each) => sectionWords(speak, each)).join(" · ")],
    [text("kinds.quorum"), demandWords(speak, round.quorum)],
    [text("kinds.veto"), String(round.veto)],
    [text("kinds.days"), String(round.days)],
    [text("kinds.reminders"), days(round.reminders)],
    [text("kinds.atDeadline"), endWords(speak, atDeadline)],
    [
      text("kinds.confirming"),
      confirming
        ? text("kinds.confirming.words", { demand: demandWords(speak, confirming.quorum), count: confirming.days })
        : text("kinds.rule.none"),
    ],
    [text("kinds.anonymous"), yes(round.anonymous)],
    [text("kinds.editions"), text(`kinds.editions.${editions}`)],
    [text("kinds.draft.reminders"), days(draft.reminders)],
    [text("kinds.draft.after"), days(draft.after)],
    [text("kinds.text.author"), given(texts.author)],
    [text("kinds.text.reviewer"), given(texts.reviewer)],
    [text("kinds.text.asked"), texts.asked ? given(texts.asked) : ""],
    [text("kinds.stages"), [stages.draft, stages.review, stages.final].map((each) => given(each)).join(" → ")],
    [text("kinds.cover"), layout.cover ? cover.map(coverLine).join(" · ") : text("kinds.no")],
    [text("kinds.contents"), levelWords(speak, "contents", layout.contents)],
    [text("kinds.numbered"), levelWords(speak, "numbered", layout.numbered)],
  ];
}

/** "jusqu’au niveau 2", "pas de sommaire". */
function levelWords({ text }: Pick<Say, "text">, of: "contents" | "numbered", level: number): string {
  return level === 0 ? text(`kinds.${of}.none`) : text("kinds.level", { level: String(level) });
}

function endWords({ text }: Say, end: Kind["round"]["atDeadline"]): string {
  const words = text(`kinds.end.${end.do}`);
  return end.do === "extend" ? `${words} (${end.days})` : words;
}

/** "Références théoriques (obligatoire, non vide)". */
function sectionWords({ text, given }: Say, { title, required, filled }: Kind["sections"][number]): string {
  return `${given(title)} (${text(`kinds.need.${filled ? "filled" : required ? "required" : "optional"}`).toLowerCase()})`;
}
