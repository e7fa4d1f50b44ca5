/**
 * The app on this phone: registers its worker, tells it the language, shows its words when a form
 * did not get away, and lets a newer worker take over once no words on this page could be lost.
 */
const QUIET = 2000;
const worker = navigator.serviceWorker;
let sending = false;
let registered;

const chosen = (box) => {
  const usual = [...box.options].findIndex((one) => one.defaultSelected);
  return box.selectedIndex !== Math.max(usual, 0);
};

const typed = (box) =>
  box.options ? chosen(box)
  : ["checkbox", "radio"].includes(box.type) ? box.checked !== box.defaultChecked
  : box.type === "textarea" ? box.value.trim() !== ""
  : box.value !== box.defaultValue;

const busy = () => [...document.querySelectorAll("input, textarea, select")].some(typed);

function renew() {
  if (registered?.waiting && !busy()) registered.waiting.postMessage({ type: "skip-waiting" });
}

function watch(newer) {
  newer?.addEventListener("statechange", () => newer.state === "installed" && setTimeout(renew, QUIET));
}

async function begin() {
  registered = await worker.register("/sw.js", { updateViaCache: "none" });
  registered.addEventListener("updatefound", () => watch(registered.installing));
  watch(registered.installing);
  setTimeout(renew, QUIET);
  const { active } = await worker.ready;
  active.postMessage({ type: "language", language: document.documentElement.lang });
}

function hear({ data, ports }) {
  if (data.type === "busy") ports[0].postMessage(busy());
  if (data.type === "unsent" && sending) document.querySelector("#status").textContent = data.words;
}

if (worker) {
  worker.addEventListener("message", hear);
  addEventListener("submit", () => { sending = true; });
  addEventListener("pageshow", () => { sending = false; });
  addEventListener("pagehide", renew);
  addEventListener("visibilitychange", () => document.hidden && renew());
  // A browser that does not let us (a private window) has the pages as they are.
  addEventListener("load", () => begin().catch(() => {}));
}
