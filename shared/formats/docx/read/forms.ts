import { childOf, childrenOf, type Element } from "../../xml.ts";
import { isOn } from "./run-properties.ts";

/**
 * What a form field shows that has no text of its own (ECMA-376-1, 17.16.17): a box that is ticked or not, the entry of
 * a list that was chosen. Undefined for others, whose result is text.
 */
export function formWords(data: Element | undefined): string | undefined {
  const box = childOf(data, "w:checkBox");
  if (box) return isTicked(box) ? "☒" : "☐";
  const list = childOf(data, "w:ddList");
  if (!list) return undefined;
  const entries = childrenOf(list, "w:listEntry").map(({ attributes }) => attributes["w:val"] ?? "");
  const chosen = childOf(list, "w:result") ?? childOf(list, "w:default");
  return entries[Number(chosen?.attributes["w:val"] ?? 0)];
}

function isTicked(box: Element): boolean {
  const state = childOf(box, "w:checked") ?? childOf(box, "w:default");
  return state !== undefined && isOn(state.attributes["w:val"]);
}
