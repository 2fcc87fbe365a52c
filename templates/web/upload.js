/** Sends a draft with its progress: asks for a signed form, posts the file to it, then shows the upload's page. */
const form = document.querySelector("form[data-upload]");

if (form) {
  form.querySelector("[data-without-script]").remove();
  for (const part of form.querySelectorAll("[data-with-script]")) part.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form).catch((error) => fail(form, error.message));
  });
}

async function send(form) {
  const file = form.querySelector("input[type=file]").files[0];
  if (!file) return fail(form, form.dataset.none);
  if (file.size > Number(form.dataset.limit)) return fail(form, form.dataset.large);
  form.querySelector("button").disabled = true;
  const chosen = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const asked = { name: file.name, bytes: file.size, ...chosen };
  const headers = { "content-type": "application/json", accept: "application/json" };
  const response = await fetch(form.action, { method: "POST", headers, body: JSON.stringify(asked) });
  const answer = await response.json();
  if (!response.ok) return fail(form, answer.errors?.map(({ message }) => message).join(" ") ?? answer.title);
  await post(form, answer, file);
  tell(form, form.dataset.sent);
  location.assign(answer.location);
}

/** XMLHttpRequest, since fetch tells no progress of what it sends. */
function post(form, { url, fields }, file) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", file);
  const progress = form.querySelector("progress");
  progress.hidden = false;
  tell(form, form.dataset.sending);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.onprogress = ({ loaded, total }) => {
      progress.value = Math.round((100 * loaded) / total);
    };
    // the redirect after success may lead to where a script may not look
    request.onloadend = () => (request.status >= 400 ? reject(new Error(form.dataset.failed)) : resolve());
    request.send(body);
  });
}

function tell(form, message) {
  form.querySelector("[data-status]").textContent = message;
}

/** As any refused form: its summary at the head, which takes the focus, the sentence at the field, "Erreur :" in the title. */
function fail(form, message) {
  form.querySelector("button").disabled = false;
  form.querySelector("progress").hidden = true;
  tell(form, "");
  const refusal = form.querySelector("[data-refusal]");
  const summary = refusal.content.firstElementChild.cloneNode(true);
  summary.querySelector("a").textContent = message;
  document.querySelector(".errors")?.remove();
  document.querySelector("h1").before(summary);
  mark(form.querySelector("input[type=file]"), message);
  const { prefix } = refusal.dataset;
  if (!document.title.startsWith(prefix)) document.title = prefix + document.title;
  summary.focus();
}

function mark(input, message) {
  const wrong = document.getElementById("file-error") ?? document.createElement("span");
  wrong.id = "file-error";
  wrong.className = "wrong";
  wrong.textContent = message;
  input.before(wrong);
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", wrong.id);
  input.closest(".field").classList.add("bad");
}
