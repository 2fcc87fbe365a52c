import { formsIn } from "../people/form.ts";
import type { Person } from "../people/person.ts";
import type { Play } from "../story.ts";

const files = /\/(outputs\/(pdf|docx)|dossier\/archive|final\/\d+\/dossier)$/;

/** Whoever is given a final opens the link of its mail, and downloads what there is: the PDF, the Word file, the proof archive. */
export async function receive(on: Play, who: Person, title: string, subject = "Document final"): Promise<void> {
  const { address } = await who.follow(`${subject} : « ${title} »`);
  const page = await on.wait("the proof archive of a final", async () => {
    const looked = await who.open(address);
    return looked.html.includes("/dossier") ? looked : undefined;
  });
  const buttons = formsIn(page).flatMap((form) => form.buttons.filter(({ action = "" }) => files.test(action)));
  for (const { label, action = "" } of buttons) {
    await who.submit(page, files, { confirmed: true }, { button: label });
    on.downloads.push({ track: on.track, by: who.name, address: action });
  }
}
