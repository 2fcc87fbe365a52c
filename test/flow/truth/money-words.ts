import type { Amount, Deal, Term } from "./money.ts";
import { presentIn, programmesAt } from "./programmes.ts";
import type { Context } from "./reader.ts";
import { plain } from "./words.ts";

/** How amounts and quantities are read, and who sees which agreement as what. */

/** "1 575,00 €", "−84,60 €": cents. */
export function centsIn(said = ""): number | undefined {
  const [, sign, euros = "", cents] = /^(−)?(\d{1,3}(?: \d{3})*),(\d\d) €$/.exec(said) ?? [];
  if (cents === undefined) return undefined;
  return (sign ? -1 : 1) * Number(euros.replaceAll(" ", "") + cents);
}

/** "1,5", "−14": hundredths. */
function hundredthsIn(said: string): number | undefined {
  const [, sign, whole = "", decimals = ""] = /^(−)?(\d{1,3}(?: \d{3})*)(?:,(\d{1,2}))?$/.exec(said) ?? [];
  return whole === "" ? undefined : (sign ? -1 : 1) * Number(whole.replaceAll(" ", "") + decimals.padEnd(2, "0"));
}

export const isMoney = (said: string | undefined, cents: number) => centsIn(said) === cents;

/** Of each unit that is counted, one and several: as tables of agreements abridge it, and as entries say it. */
export const short: Record<string, [string, string]> = {
  ...{ hour: ["h", "h"], day: ["j", "j"], mission: ["mission", "missions"], "lump-sum": ["forfait", "forfaits"] },
};
const whole: Record<string, [string, string]> = {
  ...short,
  ...{ hour: ["heure", "heures"], day: ["jour", "jours"] },
};

/** "14 j", "1,5 jour"; of costs "84,60 €". */
export function isMeasure(said: string, { unit }: Term, { quantity, cents }: Amount, words = short): boolean {
  const [one, several] = words[unit] ?? [];
  if (one === undefined) return isMoney(said, cents);
  const [, number = "", name] = /^(\S.*) (\p{L}+)$/u.exec(said) ?? [];
  return hundredthsIn(number) === quantity && name === (Math.abs(quantity) < 200 ? one : several);
}

/** "1,5 jour (525,00 €)": a line, or a sum of lines. */
export function isAmount(said: string, term: Term, amount: Amount): boolean {
  const [, measure = "", money] = /^([^(]+?)(?: \((.+)\))?$/.exec(said) ?? [];
  const isBoth = amount.cents !== 0 && short[term.unit] !== undefined;
  return isMeasure(measure, term, amount, whole) && (isBoth ? isMoney(money, amount.cents) : money === undefined);
}

/** The id of the organisation of who reads. */
export const ownOrganisation = ({ archive, reader }: Pick<Context, "archive" | "reader">) =>
  archive.organisations.find(({ short }) => short === reader!.organisation)?.id;

/** As what they see an agreement: what is only considered is the office's; who pays is never a member besides. */
export function standpoint(context: Context, deal: Deal): "office" | "funder" | "member" | undefined {
  if (context.office) return "office";
  if (ownOrganisation(context) === deal.funder) return deal.stage === "considered" ? undefined : "funder";
  return deal.actions.some((ref) => takesPart(context, ref)) ? "member" : undefined;
}

/** Whether the organisation of who reads steers an action, or takes part in it. */
export function takesPart(context: Context, ref: string): boolean {
  const own = ownOrganisation(context);
  return programmesAt(context.archive.programmes, context.at).some((programme) =>
    presentIn(programme).some(
      ({ id, steering, concerned }) =>
        ref === `${programme.id}/${id}` && [...steering.organisations, ...concerned].some((each) => each === own),
    ),
  );
}

/** The title of an action, by its reference. */
export function actionCalled({ archive, at }: Context, ref: string): string {
  const [id, action] = ref.split("/");
  const programme = programmesAt(archive.programmes, at).find((each) => each.id === id);
  return plain(programme?.actions.find((each) => each.id === action)?.title ?? ref);
}
