/** A page that a message led to: says once that it was opened, then forgets it in the address. */
const here = new URL(location.href);
const message = here.searchParams.get("m") ?? "";

if (/^[0-9a-f-]{36}$/.test(message)) {
  fetch(`/messages/${message}/opened`, { method: "POST", keepalive: true }).catch(() => {});
  here.searchParams.delete("m");
  history.replaceState(history.state, "", here);
}
