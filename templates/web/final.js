/** Copies what a button names, and says so beside it. */
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.nextElementSibling.textContent = button.dataset.copied;
  });
}

/** Says which file of the final the one that was chosen or dropped is: its hash is taken here, and nothing is sent. */
const box = document.querySelector("[data-verify]");
if (box && crypto.subtle) {
  const input = box.querySelector("input");
  const verdict = box.querySelector("[role=status]");
  const say = (kind, words, file) => {
    verdict.className = `note ${kind}`;
    verdict.textContent = words.replace("%file%", () => file.name);
  };
  const check = async (file) => {
    if (!file) return;
    try {
      const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      const hash = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
      const known = document.querySelector(`[data-sha="${hash}"]`);
      say(known?.dataset.kind ?? "warning", known?.dataset.verdict ?? box.dataset.none, file);
    } catch {
      say("warning", box.dataset.unread, file);
    }
  };
  box.hidden = false;
  input.addEventListener("change", () => check(input.files[0]));
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    check(input.files[0]);
  });
}
