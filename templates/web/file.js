/** Reads a chosen file into the text area beside it: UTF-8, or Windows' own letters, as a spreadsheet may write them. */
for (const field of document.querySelectorAll("[data-file-into]")) {
  const area = document.getElementById(field.dataset.fileInto);
  field.hidden = false;
  field.querySelector("input").addEventListener("change", async ({ target }) => {
    const bytes = await target.files[0]?.arrayBuffer();
    if (!bytes) return;
    area.value = decoded(bytes);
    area.focus();
    area.setSelectionRange(0, 0);
  });
}

function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
