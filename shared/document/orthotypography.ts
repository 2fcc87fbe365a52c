import { ofLanguage, orthotypographies } from "./languages.ts";
import type { RuleName, Rules } from "./orthotypography/rule.ts";
import { applied, hasSpans, type Raised, type Run, raised, runOf, written } from "./orthotypography/run.ts";
import type { Block, Inline } from "./tree.ts";
import { mapBlocks, mapInlinesOf } from "./visit.ts";

/** How often each rule had something to do. */
export type TypographyReport = Partial<Record<RuleName, number>>;

/**
 * Blocks as their language wants them typed: spaces, apostrophes, quotation marks, dashes, ellipses, raised ordinals.
 * The author's words stay, code and addresses untouched; a span in another language follows that language's rules, or
 * none where we know none. Idempotent. `report` is added to.
 */
export function setBlocks(blocks: readonly Block[], language: string, report: TypographyReport): Block[] {
  const set = mapInlinesOf(blocks, (inlines) => setInlines(inlines, language, report));
  return mapBlocks(set, (block) => {
    if (block.type !== "figure") return block;
    const alt = setText(block.alt, language, report);
    return alt === block.alt ? block : { ...block, alt };
  });
}

/** Sets one run of inlines by a language's rules, as `setBlocks` sets blocks: a paragraph's, a caption's. */
export function setInlines(inlines: Inline[], language: string, report: TypographyReport): Inline[] {
  const rules = ofLanguage(orthotypographies, language);
  const run = runOf(inlines);
  const typed = rules ? typedRun(run, rules, report) : run;
  const ordinals = ordinalsIn(typed, rules);
  count(report, "ordinals", [...ordinals.values()].flat().length);
  if (typed === run && ordinals.size === 0 && !hasSpans(run)) return inlines;
  return written(inlines, typed, ordinals, (span, other) => setInlines(span, other, report));
}

/** Inlines with the ordinals raised that setting them raises ("1er"), and nothing else done. */
export function withRaisedOrdinals(inlines: Inline[], language: string): Inline[] {
  const run = runOf(inlines);
  const ordinals = ordinalsIn(run, ofLanguage(orthotypographies, language));
  if (ordinals.size === 0 && !hasSpans(run)) return inlines;
  return written(inlines, run, ordinals, withRaisedOrdinals);
}

function ordinalsIn(run: Run, rules: Rules | undefined): Raised {
  const raise = rules?.raise;
  return raise?.trigger.test(run.text) ? raised(run, raise.pattern) : new Map();
}

/** Sets a plain text by a language's rules, without superscripts: "1er" stays so in the title of a window. */
export function setText(value: string, language: string, report: TypographyReport): string {
  const rules = ofLanguage(orthotypographies, language);
  return rules ? typedRun(runOf([{ type: "text", value }]), rules, report).text : value;
}

function typedRun(run: Run, { rules }: Rules, report: TypographyReport): Run {
  return rules.reduce((typed, rule) => {
    if (!rule.trigger.test(typed.text)) return typed;
    const edits = rule.find(typed.shadow).filter(({ start, end, to }) => typed.text.slice(start, end) !== to);
    count(report, rule.name, edits.length);
    return edits.length === 0 ? typed : applied(typed, edits);
  }, run);
}

function count(report: TypographyReport, name: RuleName, times: number): void {
  if (times > 0) report[name] = (report[name] ?? 0) + times;
}
