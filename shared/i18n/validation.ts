import en from "zod/v4/locales/en.js";
import fr from "zod/v4/locales/fr.js";
import type { Language } from "./languages.ts";

/** What is wrong of a value that a schema does not take, in each language: "Entrée invalide : nombre attendu, tableau reçu". */
export const validationWords = { fr: fr().localeError, en: en().localeError } satisfies Record<Language, unknown>;
