import { dayOf } from "./facts.ts";
import { isReadable, sourceOf } from "./origin-words.ts";
import { compared, isVersionNamed } from "./page-forms.ts";
import { type Sentence, says } from "./reader.ts";
import { isOn, isVersion } from "./words.ts";

/** What changed since: between the version of the other and one of its own; nothing once the other was withdrawn. */
const redline: Sentence[] = [
  says("Avant : {title}", (context, { title }) => sourceOf(context)!.title === title),
  says("Après : {title}", ({ doc }, { title }) => doc!.title === title),
  ...compared,
  says(
    "Le document d’origine, « {title} », a été retiré, {date} : ce qui a changé depuis son texte ne se lit plus.",
    (context, { title, date }) => {
      const source = sourceOf(context)!;
      return isReadable(context) && source.title === title && isOn(context, dayOf(source.withdrawn?.at ?? "0"), date);
    },
  ),
  says("De « {source} », {version}, à « {title} », {own}", (context, found) => {
    const { doc } = context;
    const source = sourceOf(context)!;
    const isSource = source.title === found.source && isVersion(context, source, doc!.origin!.version, found.version);
    const newest = doc!.drafts.at(-1)!.version;
    return (
      isReadable(context) &&
      !source.withdrawn &&
      isSource &&
      doc!.title === found.title &&
      isVersionNamed(context, newest, found.own!)
    );
  }),
];

/** Pages of a document that began as another. */
export const originPages: Record<string, Sentence[]> = {
  "origin/redline": redline,
};
