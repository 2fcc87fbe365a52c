/** Text as XML and HTML hold it, in an element or in a quoted attribute: `"Qui & quand"` is `&quot;Qui &amp; quand&quot;`. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => references[character]!);
}

const references: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
