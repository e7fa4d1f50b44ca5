/** <install-app>: where the browser can install the app itself, its button asks the browser. */
let offered;

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offered = event;
  for (const each of document.querySelectorAll("install-app")) each.able();
});

class InstallApp extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.able();
  }

  able() {
    for (const part of this.querySelectorAll("[data-able]")) part.hidden = !offered;
  }

  handleEvent(event) {
    const button = event.target.closest("[data-install]");
    if (!button || !offered) return;
    event.preventDefault();
    this.ask(this.querySelector("form")).catch(() => {});
  }

  async ask(form) {
    const asked = offered;
    offered = undefined;
    await asked.prompt();
    const { outcome } = await asked.userChoice;
    if (form) await this.answer(form, outcome === "accepted" ? "yes" : "not-now");
    this.hidden = true;
  }

  async answer(form, said) {
    const body = new URLSearchParams(new FormData(form));
    body.set("answer", said);
    await fetch(form.action, { method: "POST", body });
  }
}
customElements.define("install-app", InstallApp);
