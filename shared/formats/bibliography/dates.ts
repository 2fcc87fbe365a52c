/** "2014", "2014-06-07" or "2014/2015" as a CSL date; other words stay as they are. */
export function dateOf(text: string): { "date-parts": number[][] } | { literal: string } {
  const parts = text.split("/").map((one) => /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?/.exec(one.trim()));
  if (parts.length > 2 || parts.some((part) => part === null)) return { literal: text };
  return { "date-parts": parts.map((part) => part!.slice(1).flatMap((digits) => (digits ? [Number(digits)] : []))) };
}
