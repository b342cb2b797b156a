// What makes the pages quicker; everything works without it. Other files of static/js/ are appended to this one.
(function () {
  "use strict";
  const root = document.documentElement;
  const live = document.getElementById("live");
  const drawer = document.getElementById("drawer");

  const say = (text) => {
    if (live) {
      live.textContent = "";
      setTimeout(() => { live.textContent = text; }, 30);
    }
  };
  const typing = (target) => target instanceof Element && target.matches("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");

  // Theme: the system's unless chosen here.
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const themeButton = document.querySelector("[data-theme-switch]");
  const nameTheme = () => { if (themeButton) themeButton.textContent = dark() ? "Light" : "Dark"; };
  const switchTheme = () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("detente-theme", root.dataset.theme); } catch (error) { /* kept for this page only */ }
    nameTheme();
    say(dark() ? "Dark colours" : "Light colours");
  };
  if (themeButton) themeButton.addEventListener("click", switchTheme);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
  nameTheme();

  // Drawer: shows what a link with data-drawer leads to beside the page.
  let opener = null;
  let asked = 0;
  const close = () => {
    if (!drawer || drawer.hidden) return;
    drawer.hidden = true;
    drawer.replaceChildren();
    root.classList.remove("drawer-open");
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  };
  // Ids of the fragment must not meet those of the page.
  const rename = (part) => {
    for (const element of part.querySelectorAll("[id]")) element.id = "drawer-" + element.id;
    for (const name of ["for", "aria-labelledby", "aria-describedby", "aria-controls"])
      for (const element of part.querySelectorAll("[" + name + "]"))
        element.setAttribute(name, element.getAttribute(name).split(/\s+/).map((id) => "drawer-" + id).join(" "));
    for (const element of part.querySelectorAll("a[href^='#']")) element.setAttribute("href", "#drawer-" + element.getAttribute("href").slice(1));
  };
  const open = async (link) => {
    const target = new URL(link.href);
    const number = ++asked;
    const inside = drawer.contains(link);
    const fragment = new URL(target);
    fragment.hash = "";
    fragment.searchParams.set("fragment", "1");
    let part;
    try {
      const answer = await fetch(fragment, { headers: { Accept: "text/html" }, credentials: "same-origin" });
      const kind = answer.headers.get("content-type") || "";
      if (!answer.ok || answer.redirected || !kind.startsWith("text/html")) throw new Error(String(answer.status));
      part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
      if (!part) throw new Error("no fragment");
    } catch (error) {
      location.assign(link.href);
      return;
    }
    if (number !== asked) return;
    if (!inside) opener = link;
    rename(part);
    const head = document.createElement("div");
    head.className = "drawer-head";
    const whole = document.createElement("a");
    whole.href = target.href;
    whole.textContent = "Open the page";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = "Close";
    button.addEventListener("click", close);
    head.append(whole, button);
    const body = document.createElement("div");
    body.className = "drawer-body " + part.className;
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", "What the link leads to");
    body.append(...part.childNodes);
    // One h1 a page: that of the fragment becomes one step smaller.
    for (const heading of body.querySelectorAll("h1")) {
      const smaller = document.createElement("h2");
      for (const attribute of heading.attributes) smaller.setAttribute(attribute.name, attribute.value);
      smaller.append(...heading.childNodes);
      heading.replaceWith(smaller);
    }
    drawer.replaceChildren(head, body);
    drawer.hidden = false;
    root.classList.add("drawer-open");
    if (window.htmx) window.htmx.process(body);
    const at = target.hash ? document.getElementById("drawer-" + decodeURIComponent(target.hash.slice(1))) : null;
    if (at) {
      at.classList.add("is-target");
      at.scrollIntoView({ block: "center" });
    }
    button.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("detente:drawer", { detail: { body } }));
  };
  document.addEventListener("click", (event) => {
    if (!drawer || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a[data-drawer][href]") : null;
    if (!link || new URL(link.href).origin !== location.origin) return;
    event.preventDefault();
    open(link);
  });

  // Keys. Other files add theirs to `window.detente.keys`.
  const keys = [
    ["/", "Search the texts", () => (document.querySelector("main [data-search]") ?? document.getElementById("find"))?.focus()],
    ["j", "Next row of a list", () => step(1)],
    ["k", "Row before", () => step(-1)],
    ["t", "Light or dark", switchTheme],
    ["?", "These keys", () => help()],
  ];
  const step = (by) => {
    const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null && !drawer?.contains(row));
    if (!rows.length) return;
    const now = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[Math.min(rows.length - 1, Math.max(0, now < 0 ? 0 : now + by))];
    (next.querySelector("a[href], button") || next).focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const help = () => {
    let dialog = document.getElementById("keys");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.id = "keys";
      dialog.setAttribute("aria-labelledby", "keys-title");
      const title = document.createElement("h2");
      title.id = "keys-title";
      title.textContent = "Keys";
      const list = document.createElement("dl");
      for (const [key, words] of [...keys, ["Esc", "Close what is open"]]) {
        const row = document.createElement("div");
        const term = document.createElement("dt");
        const kbd = document.createElement("kbd");
        kbd.textContent = key;
        term.append(kbd);
        const told = document.createElement("dd");
        told.textContent = words;
        row.append(term, told);
        list.append(row);
      }
      const form = document.createElement("form");
      form.method = "dialog";
      const button = document.createElement("button");
      button.textContent = "Close";
      // Single keys get in the way of some who speak to their machine; the switch itself is in records.js.
      const whether = document.createElement("button");
      whether.type = "button";
      whether.className = "plain";
      whether.dataset.keysSwitch = "";
      let on = true;
      try { on = localStorage.getItem("detente-keys") !== "off"; } catch (error) { /* nothing is stored */ }
      whether.textContent = on ? "Keys on" : "Keys off";
      whether.setAttribute("aria-pressed", String(on));
      form.append(button, " ", whether);
      dialog.append(title, list, form);
      document.body.append(dialog);
    }
    dialog.showModal();
  };
  document.querySelector("[data-keys]")?.addEventListener("click", help);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      if (drawer && !drawer.hidden) { event.preventDefault(); close(); }
      return;
    }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const found = keys.find(([key]) => key === event.key);
    if (found) { event.preventDefault(); found[2](event); }
  });

  // Selects and boxes of a form with data-live send it at once.
  document.addEventListener("change", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-live]") : null;
    if (form) form.requestSubmit();
  });

  // htmx: the token with what changes something, and words for those who do not see the change.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("meta[name=csrf-token]");
    if (token) event.detail.headers["X-CSRF-Token"] = token.content;
  });
  document.addEventListener("say", (event) => say(typeof event.detail === "string" ? event.detail : event.detail?.value || ""));
  document.addEventListener("htmx:responseError", () => say("That did not work."));
  document.addEventListener("htmx:sendError", () => say("The server does not answer."));

  window.detente = { say, close, open, keys };
})();
