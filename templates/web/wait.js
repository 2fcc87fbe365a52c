/** Asks every two seconds whether what is waited for is there, and shows the page again when it is. */
const waiting = document.querySelector("[data-wait]");

async function look() {
  const response = await fetch(location.pathname + location.search, { headers: { accept: "application/json" } });
  const { upload, ready = upload?.status !== "awaited" } = await response.json();
  if (ready) location.reload();
  else setTimeout(look, 2000);
}

if (waiting) setTimeout(look, 1000);
