import { names } from "./catalogues.ts";

/** What someone is called whose name is not told. */
export const nameTexts = names;
