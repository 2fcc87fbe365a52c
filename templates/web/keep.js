/** Keeps what is typed in this browser until it is sent, and gives it back where its page comes without it. */
const said = document.getElementById("kept")?.dataset;
const prefix = "livrable:typed:";
const longest = 7 * 86_400_000;
const sent = "livrable:sent";

const here = (address) => new URL(address, location.href).pathname;
const keyOf = (field) => {
  const { form, name } = field;
  const twins = [...form.elements].filter((other) => other.name === name);
  const place = here(form.getAttribute("action") ?? "");
  return `${prefix}${said.visitor}:${place}:${name}:${field.id || twins.indexOf(field)}`;
};
const isKept = (field) =>
  field.matches?.("textarea,input[type=text]") &&
  field.name &&
  field.form?.matches("[method=post]:not([data-remark],[data-unkept])");

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
const mine = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

function keep(field) {
  const { value, defaultValue: before } = field;
  if (value === before) return localStorage.removeItem(keyOf(field));
  localStorage.setItem(keyOf(field), JSON.stringify({ value, before, at: Date.now() }));
}

/** A time of typing in the network's own zone, as the pages have theirs. */
function when(at) {
  const timeZone = said.zone;
  const lang = document.documentElement.lang;
  const day = (time) => new Date(time).toLocaleDateString(lang, { day: "numeric", month: "long", timeZone });
  const clock = { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone };
  const told = new Intl.DateTimeFormat(lang, clock).formatToParts(at);
  const { hour, minute } = Object.fromEntries(told.map(({ type, value }) => [type, value]));
  const parts = { day: day(at), hours: Number(hour), minutes: minute };
  const words = day(at) === day(Date.now()) ? said.today : said.when;
  return words.replace(/%(\w+)/g, (_, name) => parts[name]);
}

/** Puts back what was typed where the page is as it was then; else offers it. The other text is one click away. */
function giveBack(field) {
  if (field.dataset.given || !isKept(field)) return;
  field.dataset.given = "looked";
  const { value: typed, before, at } = stored(keyOf(field)) ?? {};
  const now = field.value;
  if (typed === undefined) return;
  if (typed === now) return localStorage.removeItem(keyOf(field));
  const note = document.createElement("p");
  const [words, button] = [document.createElement("span"), document.createElement("button")];
  Object.assign(note, { className: "muted small" }).setAttribute("role", "status");
  Object.assign(button, { type: "button", className: "link" });
  field.after(note);
  let isBack = before === now;
  const show = () => {
    field.value = isBack ? typed : now;
    words.textContent = `${(isBack ? said.back : said.offered).replace("%when", when(at))} · `;
    button.textContent = isBack ? said.undo : said.redo;
  };
  button.addEventListener("click", () => {
    isBack = !isBack;
    show();
  });
  // a status is told when it changes
  setTimeout(() => note.append(words, button));
  show();
}

const all = (root) => [...root.querySelectorAll("textarea,input[type=text]")].filter(isKept);

/** What was sent is kept no more once the page that it led to `isThere`, without its field or with word of what was done. */
function settle(isThere) {
  const keys = JSON.parse(sessionStorage.getItem(sent) ?? "[]");
  sessionStorage.removeItem(sent);
  if (said?.ok === undefined || !isThere) return;
  const shown = new Set(document.querySelector(".note.done[role=status]") ? [] : all(document).map(keyOf));
  for (const key of keys) if (!shown.has(key)) localStorage.removeItem(key);
}

try {
  settle(performance.getEntriesByType("navigation")[0]?.redirectCount > 0);
  for (const key of mine()) if (!(Date.now() - stored(key)?.at < longest)) localStorage.removeItem(key);
  if (said) begin();
} catch {
  // a browser that keeps nothing
}

function begin() {
  all(document).forEach(giveBack);
  new MutationObserver(() => all(document).forEach(giveBack)).observe(document.body, {
    childList: true,
    subtree: true,
  });
  addEventListener("input", ({ target }) => isKept(target) && keep(target));
  // a script of the page sent a form, and put what came of it in place
  document.addEventListener("shown", () => settle(true));
}

/** What a form had typed into it: it is sent now. */
addEventListener("submit", ({ target }) => {
  const place = here(target.getAttribute("action") ?? "");
  if (place === said?.leave) for (const key of mine()) localStorage.removeItem(key);
  sessionStorage.setItem(sent, JSON.stringify(typedInto(target, place)));
});

/** Keys of what was typed into a form; where its texts are sent once more, of whoever was in when they were typed. */
function typedInto(form, place) {
  const fields = [...form.elements].filter((field) => field.name);
  if (said) return fields.filter(isKept).map(keyOf);
  const ways = fields.map(({ name }) => `:${place}:${name}:`);
  return mine().filter((key) => ways.some((way) => key.includes(way)));
}
