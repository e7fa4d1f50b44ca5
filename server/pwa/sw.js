// The worker of the installed app. Its first line, HERE, is written by the server (worker.py).
// It keeps what is the same for everybody, and two notes of its own: a language, and what was shown.
const NOTES = "notes";
const PATIENCE = 8000; // without an answer for so long there is no connection worth the name
const ANSWERS = 400; // a page that sleeps longer than this may hold words
const DAY = 86400000;
const MOST = 50;

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(settle()));
addEventListener("push", (event) => event.waitUntil(inTurn(() => notify(event.data))));
addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribe().catch(() => {})));
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(lead(event.notification.data?.navigate));
});
addEventListener("message", (event) => {
  const { type, language } = event.data ?? {};
  if (type === "skip-waiting") skipWaiting();
  if (type === "wipe") event.waitUntil(caches.keys().then(drop));
  if (type === "language") event.waitUntil(arrived(String(language), event.source?.id));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(fromShell(request));
  else if (request.mode === "navigate") navigated(event, pathname);
  else if (request.headers.has("HX-Request")) event.respondWith(part(request));
});

/* ---- the shell: files and pages that are the same for everybody ---- */

async function keep() {
  const shell = await caches.open(HERE.shell);
  const pages = Object.values(HERE.languages).map(({ page }) => page);
  await Promise.all([
    ...HERE.files.map((url) => kept(shell, url, "default")),
    ...pages.map((url) => kept(shell, url, "no-cache")),
  ]);
}

async function kept(shell, url, cache) {
  const answer = await fetch(url, { cache, credentials: "omit", redirect: "error" });
  const said = answer.headers.get("cache-control") ?? "";
  if (!answer.ok || !said.includes("public") || said.includes("no-store")) throw new Error(url);
  await shell.put(url, answer);
}

async function settle() {
  // While a page is open it may be of an older version: its files go when it has gone (arrived).
  if (!(await windows()).length) await tidy();
  await registration.navigationPreload?.enable();
  await clients.claim();
}

const windows = () => clients.matchAll({ type: "window", includeUncontrolled: true });

const drop = (names) => Promise.all(names.map((name) => caches.delete(name)));

/** Caches come in the order they were made in; one made after ours is of a worker that waits. */
async function tidy() {
  const names = await caches.keys();
  await drop(names.slice(0, names.indexOf(HERE.shell)).filter((name) => name !== NOTES));
}

async function arrived(language, page) {
  if (speaks(language) && (await noted("language")) !== language) await note("language", language);
  if ((await windows()).every(({ id }) => id === page)) await tidy();
}

async function fromShell(request) {
  return (await caches.match(request.url)) ?? fetch(request);
}

/* ---- without a connection ---- */

function navigated(event, pathname) {
  const { method, referrer } = event.request;
  if (method === "GET") event.respondWith(page(event));
  // Another site's form is none of ours, and signing out ends this worker while it answers.
  else if (referrer.startsWith(`${location.origin}/`) && pathname !== "/sign-out") {
    event.respondWith(sent(event));
  }
}

async function page(event) {
  const late = new Promise((_, fail) => setTimeout(fail, PATIENCE));
  try {
    return await Promise.race([arriving(event), late]);
  } catch {
    return (await caches.match((await spoken()).page)) ?? Response.error();
  }
}

async function arriving(event) {
  const early = await Promise.resolve(event.preloadResponse).catch(() => undefined);
  // Without a connection Firefox hands over an answer that is itself an error.
  return early && early.type !== "error" ? early : fetch(event.request);
}

/** A form that did not get away leaves its page as it is, words and all. */
async function sent(event) {
  try {
    return await fetch(event.request);
  } catch {
    const { unsent } = await spoken();
    for (const client of await clients.matchAll()) client.postMessage({ type: "unsent", words: unsent });
    return new Response(null, { status: 204 });
  }
}

async function part(request) {
  try {
    return await fetch(request);
  } catch {
    const asked = request.method === "GET";
    const words = asked ? "" : (await spoken()).unsent.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    const headers = { "content-type": "text/html; charset=utf-8" };
    const where = asked ? { "HX-Reswap": "none" } : { "HX-Retarget": "#status", "HX-Reswap": "innerHTML" };
    return new Response(words, { headers: { ...headers, ...where, "HX-Trigger": "app:offline" } });
  }
}

/* ---- notes ---- */

async function noted(name) {
  return (await caches.match(`/notes/${name}`, { cacheName: NOTES }))?.json();
}

async function note(name, what) {
  await (await caches.open(NOTES)).put(`/notes/${name}`, new Response(JSON.stringify(what)));
}

/** The words in the language of the page that was open last, else of the phone. */
async function spoken() {
  const last = await noted("language").catch(() => undefined);
  const tags = Object.keys(HERE.languages);
  const first = navigator.language.split("-")[0];
  const lang = [last, tags.find((tag) => tag.split("-")[0] === first), tags[0]].find(speaks);
  return { lang, ...HERE.languages[lang] };
}

const speaks = (tag) => Object.hasOwn(HERE.languages, tag ?? "");

/* ---- messages ---- */

let turn = Promise.resolve();
const inTurn = (work) => (turn = turn.then(work, work));

/** Whatever comes, something is shown, once: a phone takes the permission away otherwise. */
async function notify(data) {
  const told = read(data) ?? (await spoken());
  const { title, body, lang, dir, tag, navigate, seq, silent } = await newest(told).catch(() => told);
  await registration.showNotification(title, {
    body: body ?? "",
    lang: lang ?? "",
    dir: dir ?? "auto",
    tag: tag ?? "",
    icon: HERE.icon,
    badge: HERE.badge,
    silent: silent ?? false,
    renotify: Boolean(tag) && !silent,
    data: { navigate: navigate ?? "/messages", seq },
  });
}

function read(data) {
  let told;
  try {
    told = data.json();
  } catch {
    return undefined;
  }
  const said = told?.notification ?? told;
  const text = (name) => (typeof said?.[name] === "string" ? said[name] : undefined);
  if (!text("title")) return undefined;
  return {
    title: text("title"),
    body: text("body"),
    lang: text("lang"),
    dir: ["ltr", "rtl"].find((way) => way === said.dir),
    tag: text("tag"),
    navigate: text("navigate") ?? text("url"),
    seq: said.data?.seq,
  };
}

/** A message that was overtaken on its way shows the newer one again, without a sound. */
async function newest(told) {
  if (!told.tag || !Number.isInteger(told.seq)) return told;
  const shown = (await noted("shown")) ?? {};
  const before = shown[told.tag];
  if (before?.seq >= told.seq && before.at > Date.now() - DAY) return { ...before, silent: true };
  delete shown[told.tag];
  const all = Object.entries({ ...shown, [told.tag]: { ...told, at: Date.now() } });
  await note("shown", Object.fromEntries(all.slice(-MOST)));
  return told;
}

async function lead(address) {
  const to = ours(address);
  const open = await clients.matchAll({ type: "window" });
  const here = open.find(({ visibilityState }) => visibilityState === "visible") ?? open[0];
  if (here && !(await busy(here))) {
    try {
      await (await here.focus()).navigate(to);
      return;
    } catch {
      // A browser may refuse to; a window of its own is as good.
    }
  }
  await clients.openWindow(to);
}

function ours(address) {
  try {
    const to = new URL(address ?? "/", location.origin);
    if (to.origin === location.origin) return to.href;
  } catch {
    // no address: the first page
  }
  return `${location.origin}/`;
}

/** Whether words stand on this page that going on would lose; no answer is a yes. */
function busy(client) {
  return new Promise((answer) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => answer(data);
    setTimeout(answer, ANSWERS, true);
    client.postMessage({ type: "busy" }, [port2]);
  });
}

/** The push service changed the address. What fails here is done when the app is next opened. */
async function subscribe() {
  const { key } = await (await fetch("/me/subscriptions/key")).json();
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = made.toJSON();
  await fetch("/me/subscriptions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ endpoint, p256dh: keys.p256dh, auth: keys.auth, key }),
  });
}
