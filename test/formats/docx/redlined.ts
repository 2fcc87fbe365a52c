import { type RedlineInput, setRedline } from "../../../shared/formats/redline.ts";
import { images, theme } from "./everything.ts";

/** The redline of some parts, with what else it takes. */
export function redlined(parts: RedlineInput["parts"], more: Partial<RedlineInput> = {}) {
  return setRedline({
    parts,
    theme,
    images,
    imageHref: (hash) => `/images/${hash}`,
    author: "Réseau RECI",
    instant: "2008-05-12T22:00:00.000Z",
    language: "fr-FR",
    title: "Note de cadrage : ce qui a changé",
    ...more,
  });
}
