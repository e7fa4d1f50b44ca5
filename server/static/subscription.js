/**
 * <keep-subscription>: on each page of somebody who is signed in, and at most once a day, sees to it
 * that messages still reach this browser and are this person's. It never asks for leave.
 */
const DAY = 24 * 60 * 60 * 1000;
const PATIENCE = 20 * 1000; // a push service that is out of reach may never answer at all
const PARTING = 2 * 1000;
const [GONE, REFUSED] = [410, 422]; // stopped from another device; not an address we send to
const NOTE = "messages";

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

const within = (time, promise) =>
  Promise.race([promise, new Promise((_, fail) => setTimeout(fail, time, new Error("late")))]);

const keyOf = (held) => text(held.options.applicationServerKey);

const markOf = async ({ endpoint }) =>
  text(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint)));

async function currentKey() {
  const answer = await fetch("/me/subscriptions/key");
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).key;
}

const made = (worker, applicationServerKey) =>
  within(PATIENCE, worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));

function post(held) {
  const [p256dh, auth] = ["p256dh", "auth"].map((name) => text(held.getKey(name)));
  return fetch("/me/subscriptions", {
    method: "POST",
    keepalive: true, // going on to another page does not stop it
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ endpoint: held.endpoint, p256dh, auth, key: keyOf(held) }),
  });
}

/** What this browser remembers: when it last told the server, of which address (a hash), for whom. */
function noted() {
  try {
    return JSON.parse(localStorage.getItem(NOTE)) ?? {};
  } catch {
    return {};
  }
}

class KeepSubscription extends HTMLElement {
  connectedCallback() {
    [this.person, this.session] = ["person", "session"].map((name) => this.getAttribute(name));
    if (!this.able || Notification.permission !== "granted") return;
    document.addEventListener("submit", this);
    // Two windows must not repair at once; offline, the next page tries again.
    navigator.locks.request(NOTE, () => this.keep()).catch(() => {});
  }

  disconnectedCallback() {
    document.removeEventListener("submit", this);
  }

  /** Signing out: the browser lets go too, if it can do so at once. */
  handleEvent(event) {
    const form = event.target;
    if (form.getAttribute("action") !== "/sign-out") return;
    event.preventDefault();
    this.off().catch(() => {}).then(() => form.submit());
  }

  /** Whether this browser can show messages at all. */
  get able() {
    return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  }

  async keep() {
    const { person, session, mark, at } = noted();
    const worker = await navigator.serviceWorker.getRegistration();
    const held = worker?.active && (await worker.pushManager.getSubscription());
    const said = person === this.person;
    if (!worker?.active || !(held || said)) return;
    const told = said && session === this.session && Date.now() - at < DAY;
    if (held && told && mark === (await markOf(held))) return;
    const key = await currentKey();
    if (held && (await this.tell(held)).status === GONE) return;
    if (!held || keyOf(held) !== key) {
      await held?.unsubscribe();
      await this.tell(await made(worker, key));
    }
    this.dispatchEvent(new Event("kept", { bubbles: true }));
  }

  /** After our own yes and the browser's: a new address. Says whether messages will come to it. */
  async on() {
    const worker = await within(PATIENCE, navigator.serviceWorker.ready);
    const before = await worker.pushManager.getSubscription();
    await before?.unsubscribe(); // that one may have been stopped from another device
    return (await this.tell(await made(worker, await currentKey()))).ok;
  }

  /** No more messages in this browser. The server ends it in any case, so nobody waits for long. */
  async off() {
    this.note(null);
    const worker = await navigator.serviceWorker.getRegistration();
    const held = await worker?.pushManager.getSubscription();
    if (held) await within(PARTING, held.unsubscribe());
  }

  /** The server hears of it; what the server will not have, the browser lets go. */
  async tell(held) {
    const answer = await post(held);
    const { person, session } = this;
    if (answer.ok) this.note({ person, session, mark: await markOf(held), at: Date.now() });
    if ([GONE, REFUSED].includes(answer.status)) await this.off();
    return answer;
  }

  note(what) {
    try {
      localStorage.setItem(NOTE, JSON.stringify(what));
    } catch {} // a browser that keeps nothing tells the server again on its next page
  }
}
customElements.define("keep-subscription", KeepSubscription);
