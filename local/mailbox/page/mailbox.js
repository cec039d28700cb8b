/** The mailbox page: follows changes, sends answers, starts the digest. Works on server markup. */

const VERDICT_PAUSE_MS = 300;
const VERDICT_ATTEMPTS = 40;
const RETRY_PAUSE_MS = 2_000;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Times are written in UTC; show them as the reader's clock does. */
function localiseTimes(root) {
  const today = new Date().toDateString();
  for (const element of root.querySelectorAll("time")) {
    const date = new Date(element.dateTime);
    const options =
      date.toDateString() === today
        ? { hour: "2-digit", minute: "2-digit" }
        : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
    element.textContent = new Intl.DateTimeFormat(undefined, options).format(date);
    element.title = date.toString();
  }
}

function toVisible() {
  return new Promise((resolve) => {
    if (!document.hidden) return resolve();
    document.addEventListener("visibilitychange", resolve, { once: true });
  });
}

/** Waits for each next state of the mailbox; a hidden tab does not hold a connection. */
async function followChanges() {
  for (;;) {
    await toVisible();
    try {
      const answer = await fetch(`/mail/changes?since=${document.body.dataset.version}`);
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const { version } = await answer.json();
      if (String(version) !== document.body.dataset.version) await refresh();
    } catch {
      await pause(RETRY_PAUSE_MS);
    }
  }
}

/** Replaces the parts that follow the mailbox; what is typed in forms stays. */
async function refresh() {
  const answer = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.body.dataset.version = fresh.body.dataset.version;
  localiseTimes(fresh);
  const focused = document.activeElement?.getAttribute("href");
  for (const part of document.querySelectorAll("[data-live]")) {
    const replacement = fresh.getElementById(part.id);
    if (replacement && replacement.innerHTML !== part.innerHTML) {
      part.innerHTML = replacement.innerHTML;
    }
  }
  if (focused && document.activeElement === document.body) {
    document.querySelector(`[data-live] a[href="${CSS.escape(focused)}"]`)?.focus();
  }
}

async function postJson(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.message ?? `HTTP ${answer.status}`);
  return result;
}

function notify(text) {
  const notice = document.querySelector("[data-notice]");
  notice.textContent = text;
  notice.hidden = false;
}

async function sendDigest(button) {
  button.disabled = true;
  try {
    const { queued } = await postJson("/mail/actions/digest", {});
    const emails = queued === 1 ? "1 email is" : `${queued} emails are`;
    const nothing = "Nobody is waiting: whoever has unread messages was already mailed about them.";
    notify(queued === 0 ? nothing : `${emails} on the way.`);
  } catch (error) {
    notify(`The digest could not be started: ${error.message}`);
  }
  button.disabled = false;
}

function line(text, className = "") {
  const element = document.createElement("p");
  element.textContent = text;
  element.className = className;
  return element;
}

function verdictInWords({ state, reason, roomName, text }) {
  const why = reason ? ` (${reason})` : "";
  const where = roomName ? ` in “${roomName}”` : "";
  const what = text ? `: ${text}` : "";
  return `The app's verdict: ${state}${why}${where}${what}`;
}

/** Asks until the app has decided; an email that it never stored has no verdict. */
async function showVerdict(place, receivedId) {
  for (let attempt = 0; attempt < VERDICT_ATTEMPTS; attempt++) {
    const answer = await fetch(`/mail/actions/verdict/${receivedId}`);
    const { verdict, decided } = await answer.json();
    if (verdict) place.replaceChildren(line(verdictInWords(verdict), "outcome"));
    if (decided) break;
    await pause(VERDICT_PAUSE_MS);
  }
  if (!place.querySelector(".outcome")) {
    place.replaceChildren(line("The app has stored nothing for this email.", "outcome"));
  }
}

async function toBase64(file) {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(",") + 1);
}

async function sendReply(form) {
  const result = form.querySelector("[data-result]");
  const button = form.querySelector("[type=submit]");
  const { from, text, style, way, files } = form.elements;
  button.disabled = true;
  result.replaceChildren(line("Sending …"));
  try {
    const delivery = await postJson("/mail/actions/reply", {
      emailId: form.dataset.email,
      from: from.value,
      text: text.value,
      style: style.value,
      way: way.value,
      files: await Promise.all(
        [...files.files].map(async (file) => ({
          filename: file.name,
          contentType: file.type || "application/octet-stream",
          content: await toBase64(file),
        })),
      ),
    });
    await showDelivery(result, delivery);
  } catch (error) {
    result.replaceChildren(line(`Not sent: ${error.message}`, "trouble"));
  }
  button.disabled = false;
}

/** Shows what the webhook answered, then the verdict. */
async function showDelivery(result, { receivedId, answers }) {
  const told = answers.map(({ status, body }) =>
    line(status === null ? body : `The app's webhook answered HTTP ${status} ${body}`),
  );
  const verdict = document.createElement("div");
  result.replaceChildren(...told, verdict);
  await showVerdict(verdict, receivedId);
}

async function sendRaw(form) {
  const result = form.querySelector("[data-result]");
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  result.replaceChildren(line("Delivering …"));
  try {
    const raw = form.elements.raw.value;
    await showDelivery(result, await postJson("/mail/actions/raw", { raw }));
  } catch (error) {
    result.replaceChildren(line(`Not delivered: ${error.message}`, "trouble"));
  }
  button.disabled = false;
}

document.addEventListener("submit", (event) => {
  const send = event.target.matches("[data-reply]")
    ? sendReply
    : event.target.matches("[data-raw]")
      ? sendRaw
      : null;
  if (send === null) return;
  event.preventDefault();
  void send(event.target);
});

document.addEventListener("click", (event) => {
  const digest = event.target.closest("[data-action=digest]");
  if (digest) void sendDigest(digest);
  const filler = event.target.closest("[data-fill-from]");
  if (filler) filler.form.elements.from.value = filler.dataset.fillFrom;
});

localiseTimes(document);
for (const place of document.querySelectorAll("[data-verdict]")) {
  void showVerdict(place, place.dataset.verdict);
}
void followChanges();
