/** <copy-words>: a button that copies the words inside, where the browser lets it. */
class CopyWords extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard) return;
    for (const part of this.querySelectorAll("[data-able]")) part.hidden = false;
    this.addEventListener("click", this);
  }

  async handleEvent(event) {
    if (!event.target.closest("[data-copy]")) return;
    await navigator.clipboard.writeText(this.querySelector("[data-words]").textContent.trim());
    this.querySelector("[data-done]").textContent = this.getAttribute("done");
  }
}
customElements.define("copy-words", CopyWords);
