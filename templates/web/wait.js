/** Asks every two seconds whether the file was read, and shows the page again when it was. */
const waiting = document.querySelector("[data-wait]");

async function look() {
  const response = await fetch(location.pathname, { headers: { accept: "application/json" } });
  const { upload } = await response.json();
  if (upload.status !== "awaited") location.reload();
  else setTimeout(look, 2000);
}

if (waiting) setTimeout(look, 1000);
