/** <pass-key>: opens or makes a passkey, where this browser can. Words come from the server. */
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

const send = (at, what) =>
  fetch(at, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(what),
  });

const listed = (all) => all?.map((each) => ({ ...each, id: bytes(each.id) }));

const wanted = (options) => ({
  ...options,
  challenge: bytes(options.challenge),
  ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
  ...(options.excludeCredentials && { excludeCredentials: listed(options.excludeCredentials) }),
  ...(options.allowCredentials && { allowCredentials: listed(options.allowCredentials) }),
});

function given(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response };
}

class PassKey extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    for (const part of this.querySelectorAll("[data-able]")) part.hidden = false;
    for (const part of this.querySelectorAll("[data-unable]")) part.hidden = true;
    this.addEventListener("click", this);
  }

  handleEvent(event) {
    const button = event.target.closest("button[data-key]");
    if (button) this.turn(button);
  }

  async turn(button) {
    const wrong = this.querySelector("[data-wrong]");
    wrong.hidden = true;
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await this.ceremony();
      if (answer.at) location.assign(answer.at);
      else if (answer.problem) wrong.querySelector("span").textContent = answer.problem;
      wrong.hidden = Boolean(answer.at);
    } catch {
      wrong.hidden = false;
    }
    button.removeAttribute("aria-busy");
  }

  async ceremony() {
    const secret = this.hasAttribute("secret") ? location.hash.slice(1) : "";
    const at = this.getAttribute("at");
    const options = await (await send(`${at}/options`, { secret })).json();
    if (options.problem) return options;
    const publicKey = wanted(options);
    const credential = this.hasAttribute("make")
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
    const shared = Boolean(this.querySelector("input[name=shared]:checked"));
    const next = this.getAttribute("next");
    return (await send(at, { credential: given(credential), next, shared, secret })).json();
  }
}
customElements.define("pass-key", PassKey);
