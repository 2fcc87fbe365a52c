import { foldWords, reservedIds, slug } from "../name.ts";

/**
 * The id of something new with a title, "note-finale" of "Note finale"; another where `taken` has that one ("note-finale-2"), or an
 * address ends with it. `noun`: for a title without a letter or digit of ours.
 */
export function idFor(title: string, taken: readonly string[], noun: string): string {
  const wanted = slug(title) || noun;
  const refused = new Set([...taken, ...reservedIds]);
  for (let turn = 1; ; turn++) {
    const id = turn === 1 ? wanted : `${wanted.slice(0, 60)}-${turn}`;
    if (!refused.has(id)) return id;
  }
}

type Titled = { id: string; title: string };

/**
 * A list whose titles were written anew, a line each: what keeps its title keeps the rest; what was renamed too, where as many
 * titles are new as are gone. A title that stands twice is made twice, for `faultsOf` to say so.
 */
export function retitled<T extends Titled>(
  before: readonly T[],
  titles: readonly string[],
  noun: string,
  made: (named: Titled) => T,
): T[] {
  const isOf = (title: string) => (each: T) => foldWords(each.title) === foldWords(title);
  const gone = before.filter((each) => !titles.some((title) => isOf(title)(each)));
  const fresh = titles.filter((title) => !before.some(isOf(title)));
  const renamed = gone.length === fresh.length ? gone : [];
  const kept = before.filter((each) => !gone.includes(each) || renamed.includes(each)).map(({ id }) => id);
  return titles.map((title) => {
    const same = before.find(isOf(title)) ?? renamed[fresh.indexOf(title)];
    return same ? { ...same, title } : made({ id: idFor(title, kept, noun), title });
  });
}
