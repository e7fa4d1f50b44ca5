/** <join-square>: the secret stands after the # of the address; it takes the place of the typed code. */
class JoinSquare extends HTMLElement {
  connectedCallback() {
    const words = location.hash.slice(1);
    if (!words) return;
    const secret = this.querySelector("input[name=secret]");
    secret.disabled = false;
    secret.value = words;
    this.querySelector("input[name=code]").disabled = true;
    this.querySelector("[data-code]").hidden = true;
  }
}
customElements.define("join-square", JoinSquare);
