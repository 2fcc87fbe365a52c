import en from "./en/names.json" with { type: "json" };
import fr from "./fr/names.json" with { type: "json" };

/** What someone is called whose name is not told. */
export const nameTexts = { fr, en } as const;
