/** Finds people while their name is typed, and puts them among those to choose. */
for (const find of document.querySelectorAll("[data-find]")) {
  const input = find.querySelector("input[type=search]");
  const list = find.parentElement.querySelector(".choices");
  const status = find.querySelector("[role=status]");
  const model = find.querySelector("template").content.firstElementChild;
  // searched for here: the form is sent without these words
  input.removeAttribute("name");
  let timer;

  async function search() {
    clearTimeout(timer);
    const words = input.value.trim();
    if (!words) return;
    const headers = { accept: "application/json" };
    const response = await fetch(`/people?${new URLSearchParams({ q: words })}`, { headers });
    if (!response.ok || words !== input.value.trim()) return;
    const { people, count } = await response.json();
    for (const old of list.querySelectorAll("[data-fresh]:not(:has(:checked))")) old.remove();
    const known = new Set([...list.querySelectorAll("input")].map(({ value }) => value));
    list.append(...people.filter(({ id }) => !known.has(id)).map(choiceOf));
    status.textContent = find.dataset.found.replace("{words}", words).replace("{count}", count);
  }

  function choiceOf({ id, name, organisation }) {
    const choice = model.cloneNode(true);
    const [box, label] = choice.children;
    box.value = id;
    box.id = label.htmlFor = `${find.dataset.find}-${id}`;
    label.textContent = organisation ? `${name} – ${organisation}` : name;
    choice.dataset.fresh = "";
    return choice;
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 250);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    search();
  });
  find.querySelector("[name=search]").addEventListener("click", (event) => {
    event.preventDefault();
    search();
  });
}
