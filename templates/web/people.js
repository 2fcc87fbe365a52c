/** Finds people and organisations while their name is typed, in the groups one chooses from, and lists those who are chosen. */
for (const place of document.querySelectorAll("[data-pick]")) pick(place);

function pick(place) {
  const { pick: name, among } = place.dataset;
  const words = JSON.parse(place.dataset.words);
  const fold = place.querySelector(".picking");
  const groups = place.querySelector(".groups");
  // where choices are few, there is no search
  const find = place.querySelector(".find");
  const input = find?.querySelector("input");
  const status = find?.querySelector("[role=status]");
  const list = place.querySelector(".chosen");
  let timer;

  place.addEventListener("change", ({ target }) => target.type === "checkbox" && listChosen());
  if (find) searching();
  listChosen();

  function searching() {
    find.hidden = false;
    // searched for here: the form is sent without these words
    input.removeAttribute("name");
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, 250);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      search();
    });
    find.querySelector("[name=search]")?.addEventListener("click", (event) => {
      event.preventDefault();
      search();
    });
    for (const group of place.querySelectorAll("[data-part]"))
      group.addEventListener("toggle", () => group.open && !input.value.trim() && complete(group));
  }

  async function search() {
    clearTimeout(timer);
    const q = input.value.trim();
    if (!q) return show();
    const answer = await ask({ q, among });
    if (!answer || q !== input.value.trim()) return;
    const { people, organisations = [], count } = answer;
    for (const old of place.querySelectorAll("[data-fresh]:not(:has(:checked))")) old.remove();
    show(new Set([...organisations.map(organisationValue), ...people.map(personValue)]));
    status.textContent = words.found.replace("{words}", q).replace("{count}", count);
  }

  async function ask(what) {
    const headers = { accept: "application/json" };
    const response = await fetch(`/people?${new URLSearchParams(what)}`, { headers });
    return response.ok ? response.json() : undefined;
  }

  /** A group that the page has only a part of, with all its people. */
  async function complete(group) {
    if (!("part" in group.dataset)) return;
    delete group.dataset.part;
    const answer = await ask({ organisation: group.dataset.group });
    for (const person of answer?.people ?? []) personValue(person);
    for (const choice of group.querySelectorAll(".choice")) delete choice.dataset.fresh;
  }

  /** Only the choices of these values; without any all, the groups closed that nobody is chosen of. */
  function show(values) {
    for (const group of groups.children) {
      const choices = [...group.querySelectorAll(".choice")];
      for (const choice of choices) choice.hidden = Boolean(values && !values.has(boxOf(choice).value));
      const shown = choices.filter((choice) => !choice.hidden);
      group.hidden = shown.length === 0;
      group.open = values ? shown.length > 0 : choices.some((choice) => boxOf(choice).checked);
    }
    if (!values) status.textContent = "";
  }

  function boxOf(choice) {
    return choice.querySelector("[type=checkbox]");
  }

  function organisationValue({ id, short }) {
    if (among === "organisations") return id;
    return known(`org:${id}`) ?? added(groupOf(id, short), `org:${id}`, short, words.whole);
  }

  function personValue({ id, name: label, belongs, organisation }) {
    return known(id) ?? added(groupOf(belongs, organisation || words.none), id, label);
  }

  function known(value) {
    return document.getElementById(`${name}-${value}`)?.value;
  }

  function groupOf(id, title) {
    const group = [...groups.children].find((each) => each.dataset.group === id);
    if (group) return group;
    const made = element("details", element("summary", title), element("div"));
    made.dataset.group = id;
    made.lastChild.className = "choices";
    groups.append(made);
    return made;
  }

  function added(group, value, label, hint) {
    const box = Object.assign(element("input"), { type: "checkbox", name, value, id: `${name}-${value}` });
    const title = element("label", label);
    title.htmlFor = box.id;
    if (hint) title.append(Object.assign(element("span", hint), { className: "hint" }));
    const choice = Object.assign(element("div", box, title), { className: "choice" });
    choice.dataset.fresh = "";
    group.querySelector(".choices").append(choice);
    return value;
  }

  function listChosen() {
    const boxes = [...fold.querySelectorAll(":checked")];
    list.replaceChildren(...boxes.map(itemOf));
    place.querySelector(".count").textContent = boxes.length ? words.chosen.replace("{count}", boxes.length) : "";
  }

  function itemOf(box) {
    const label = box.labels[0].firstChild.textContent;
    const group = box.closest("[data-group]");
    const title = group?.querySelector("summary").firstChild.textContent.trim();
    const named = !group?.dataset.group || label === title ? label : `${label} (${title})`;
    if (box.disabled) return element("li", named);
    const button = Object.assign(element("button", words.remove), { type: "button", className: "link" });
    button.setAttribute("aria-label", `${words.remove} ${named}`);
    button.addEventListener("click", () => {
      const place = [...list.querySelectorAll("button")].indexOf(button);
      box.checked = false;
      listChosen();
      const buttons = list.querySelectorAll("button");
      const next = buttons[place] ?? buttons[place - 1];
      if (!next) fold.open = true;
      (next ?? input ?? fold.querySelector("summary")).focus();
    });
    return element("li", named, " ", button);
  }

  function element(tag, ...content) {
    const made = document.createElement(tag);
    made.append(...content);
    return made;
  }
}
