/**
 * <yes-to-messages>: shows the part of itself that is true of this browser (data-state), and only
 * after a tap on our own yes lets the browser ask. All words stand in its parts and notes.
 */
const onApple = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent)
  || (/Mac/.test(navigator.platform) && navigator.maxTouchPoints > 1);

const asApp = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;

class YesToMessages extends HTMLElement {
  connectedCallback() {
    this.keeper = document.querySelector("keep-subscription");
    customElements.upgrade(this.keeper); // it stands further down, and may not be awake yet
    for (const kind of ["click", "submit"]) this.addEventListener(kind, this);
    for (const kind of ["visibilitychange", "kept"]) document.addEventListener(kind, this);
    for (const part of this.querySelectorAll("[data-able]")) part.hidden = false;
    this.show(this.state);
  }

  disconnectedCallback() {
    for (const kind of ["visibilitychange", "kept"]) document.removeEventListener(kind, this);
  }

  handleEvent(event) {
    if (event.type === "visibilitychange") this.look();
    else if (event.type === "kept") this.kept();
    else if (event.type === "submit") this.off(event);
    else if (event.target.closest("[data-again]")) this.again(event);
    else if (event.target.closest("[data-yes]") && this.state === "ask") this.yes(event);
  }

  get state() {
    if (this.hasAttribute("shared")) return "shared";
    if (!this.keeper.able) return onApple() && !asApp() ? "iphone" : "unable";
    if (Notification.permission === "denied") return "blocked";
    return this.hasAttribute("on") && Notification.permission === "granted" ? "on" : "ask";
  }

  /** The part with this name, or the page that has them all. */
  show(name, { moved = false } = {}) {
    const parts = [...this.querySelectorAll("[data-state]")];
    const shown = parts.find((part) => part.dataset.state === name);
    if (shown) for (const part of parts) part.hidden = part !== shown;
    else if (moved) location.assign("/me/phone");
    if (shown && moved) shown.querySelector("h1").focus();
  }

  /** Back from the settings of the phone, where messages may have been let through. */
  look() {
    const blocked = this.querySelector("[data-state=blocked]:not([hidden])");
    if (blocked && !document.hidden) this.show(this.state);
  }

  /** The server has just heard of this browser: the page as it is now. */
  kept() {
    if (this.querySelector("[data-state=on]") && !this.hasAttribute("on")) location.assign("/me/phone");
  }

  again(event) {
    event.preventDefault();
    this.note(this.state === "blocked" ? "still" : "");
    this.show(this.state, { moved: true });
  }

  note(name) {
    for (const each of this.querySelectorAll("[data-note]")) each.hidden = each.dataset.note !== name;
  }

  async yes(event) {
    event.preventDefault();
    const button = event.target.closest("[data-yes]");
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    this.note("");
    await this.ask().catch(() => this.note("failed"));
    button.removeAttribute("aria-busy");
  }

  async ask() {
    const leave = await Notification.requestPermission();
    if (leave === "denied") return this.show("blocked", { moved: true });
    if (leave === "default") return this.note("closed");
    this.note("wait");
    if (await this.keeper.on()) location.assign("/me/phone");
    else this.show("unable", { moved: true });
  }

  async off(event) {
    if (!event.target.matches("[data-off]") || this.isOff) return;
    event.preventDefault();
    await this.keeper.off().catch(() => {});
    this.isOff = true;
    event.target.requestSubmit(event.submitter); // the button says which device
  }
}
customElements.define("yes-to-messages", YesToMessages);
