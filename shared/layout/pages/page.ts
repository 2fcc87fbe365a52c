import type { Section } from "../../document/composed.ts";
import { marginOf, type Theme } from "../../kinds/theme.ts";
import type { Column } from "../setting.ts";

const pointsPerMillimetre = 72 / 25.4;

/** A page's size and the place of its column, points. */
export type PageBox = { width: number; height: number; left: number; top: number; column: Column };

/** The page of a theme, turned where it lies; `recto` pages have their inner margin at the left. */
export function pageBox(theme: Theme, orientation: Section["orientation"], recto: boolean): PageBox {
  const { page } = theme;
  const sizes = [page.width, page.height].map((length) => length * pointsPerMillimetre) as [number, number];
  const [width, height] = orientation === "portrait" ? sizes : [sizes[1], sizes[0]];
  const { top, bottom, inner, outer } = marginOf(theme, orientation);
  const left = (recto ? inner : outer) * pointsPerMillimetre;
  const column: Column = {
    width: width - (inner + outer) * pointsPerMillimetre,
    height: height - (top + bottom) * pointsPerMillimetre,
  };
  return { width, height, left, top: top * pointsPerMillimetre, column };
}

/** The size of the column on pages of an orientation: the same on recto and verso. */
export function columnOf(theme: Theme, orientation: Section["orientation"]): Column {
  return pageBox(theme, orientation, true).column;
}
