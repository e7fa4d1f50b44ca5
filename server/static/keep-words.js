/**
 * <keep-words>: another language without losing what was typed. The choice is made in place, the
 * page comes again in the new language, and the words are put back. Nothing is stored here.
 */
const BOXES = "input:not([type=hidden]):not([type=file]):not([type=password]), textarea, select";
const TICKS = ["checkbox", "radio"];

const fields = (page) =>
  [...page.forms].flatMap((form) =>
    [...form.querySelectorAll(BOXES)].map((box) => ({ form: form.id || form.getAttribute("action"), box })));

const changed = (box) =>
  TICKS.includes(box.type) ? box.checked !== box.defaultChecked
  : box.options ? [...box.options].some((one) => one.selected !== one.defaultSelected)
  : box.value !== box.defaultValue;

const same = (a, b) =>
  a.form === b.form && a.name === b.name && (!TICKS.includes(a.type) || a.value === b.value);

const words = (page) =>
  fields(page).map(({ form, box }) => ({
    form, name: box.name, type: box.type, value: box.value, checked: box.checked,
  }));

async function fetched(path) {
  const answer = await fetch(path, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

class KeepWords extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  handleEvent(event) {
    const way = event.target.closest("a, button");
    if (!way || !this.contains(way) || !fields(document).some(({ box }) => changed(box))) return;
    event.preventDefault();
    this.offer().catch(() => this.instead(way));
  }

  /** When that cannot be done here, the server keeps the words, where the page lets it. */
  instead(way) {
    if (way.form) way.form.requestSubmit(way);
    else location.assign(way.href);
  }

  async offer() {
    const path = this.getAttribute("path");
    const page = await fetched(`/language?next=${encodeURIComponent(path)}`);
    const dialog = document.createElement("dialog");
    dialog.className = "over";
    dialog.setAttribute("aria-label", page.querySelector("h1").textContent);
    dialog.append(page.querySelector("[data-languages]"));
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      this.speak(path, event.target, event.submitter).catch(() => dialog.close());
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  async speak(path, form, button) {
    const kept = words(document);
    await fetch("/language", { method: "POST", body: new URLSearchParams(new FormData(form, button)) });
    const page = await fetched(path);
    document.documentElement.lang = page.documentElement.lang;
    document.documentElement.dir = page.documentElement.dir;
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    for (const { form: name, box } of fields(document)) {
      const before = kept.find((one) => same(one, { form: name, name: box.name, type: box.type, value: box.value }));
      if (before && TICKS.includes(box.type)) box.checked = before.checked;
      else if (before) box.value = before.value;
    }
    window.htmx?.process(document.body);
    document.querySelector("main").focus();
  }
}
customElements.define("keep-words", KeepWords);
