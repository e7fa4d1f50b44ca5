/** <starter-words>: turns the examples inside it into buttons that begin the text box inside it. */
class StarterWords extends HTMLElement {
  connectedCallback() {
    for (const line of this.querySelectorAll("li:not(:has(button))")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.dataset.kind = "quiet";
      button.append(...line.childNodes);
      line.append(button);
    }
    this.addEventListener("click", this);
  }

  handleEvent(event) {
    const button = event.target.closest("li button");
    const box = this.querySelector("textarea");
    if (!button || !box) return;
    const words = button.textContent.replace(/\s*…\s*/gu, " ").trim();
    const before = box.value.trimEnd();
    box.value = `${before ? `${before}\n` : ""}${words} `.slice(0, box.maxLength);
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
customElements.define("starter-words", StarterWords);
