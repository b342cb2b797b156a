// Judging by keyboard, filters without empty fields, and passages of long texts. Everything works without it.
(function () {
  "use strict";
  const { say, keys } = window.detente;
  const stored = (name) => { try { return localStorage.getItem(name); } catch (error) { return null; } };
  const store = (name, value) => { try { localStorage.setItem(name, value); } catch (error) { /* kept for this page only */ } };

  // Single keys can be switched off (WCAG 2.1.4), those of every page included.
  let on = stored("detente-keys") !== "off";
  const typing = (target) => target instanceof Element && target.matches("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    const single = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!on && single && !typing(event.target)) event.stopImmediatePropagation();
  }, true);
  const nameSwitch = () => {
    for (const button of document.querySelectorAll("[data-keys-switch]")) {
      button.setAttribute("aria-pressed", String(on));
      button.textContent = on ? "Keys on" : "Keys off";
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-keys-switch]") : null;
    if (!button) return;
    on = !on;
    store("detente-keys", on ? "on" : "off");
    nameSwitch();
    say(on ? "Single keys work" : "Single keys do nothing");
  });
  nameSwitch();

  // The item that has the focus, else the only one of the drawer or of the page.
  const current = () => {
    const focused = document.activeElement?.closest("[data-item]");
    if (focused) return focused;
    const open = document.querySelector("#drawer:not([hidden]) [data-item]");
    if (open) return open;
    const all = document.querySelectorAll("[data-item]");
    return all.length === 1 ? all[0] : null;
  };
  const press = (selector, missing) => () => {
    const item = current();
    if (!item) return say("Choose an event first, with j and k");
    const control = item.querySelector(selector);
    if (!control) return say(missing);
    control.click();
  };
  if (document.querySelector("[data-item]") || document.querySelector("[data-drawer]")) {
    keys.splice(-2, 0,
      ["a", "Accept the event", press("[data-accept]", "This event cannot be judged here")],
      ["r", "Reject it", press("[data-reject]", "This event cannot be judged here")],
      ["c", "Correct it", press("[data-correct]", "This event cannot be judged here")],
      ["u", "Undo your judgement", press("[data-undo]", "There is no judgement of yours to undo")],
    );
  }

  // What was judged takes its place anew; the focus stays with it.
  let focused = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const item = event.detail.target.closest?.("[data-item]");
    focused = item && item.contains(document.activeElement) ? { event: item.dataset.event, view: item.dataset.view, whole: event.detail.target === item, drawer: !!item.closest("#drawer") } : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!focused || !focused.whole) return;
    const place = focused.drawer ? document.getElementById("drawer") : document;
    const item = [...place.querySelectorAll("[data-item]")].find((one) => one.dataset.event === focused.event && one.dataset.view === focused.view);
    focused = null;
    if (item && !item.contains(document.activeElement)) (item.querySelector("a[href], button") || item).focus({ preventScroll: true });
  });
  // The same event elsewhere on the page, behind the drawer or beside it.
  document.addEventListener("judged", (event) => {
    for (const item of document.querySelectorAll("[data-item]")) {
      if (item.dataset.event !== event.detail.event || item.dataset.view === event.detail.view) continue;
      const query = new URLSearchParams({ event: item.dataset.event, view: item.dataset.view, number: item.dataset.number || "", copy_of: item.dataset.copyOf || "", next: location.pathname + location.search });
      window.htmx.ajax("GET", "/judgements/item?" + query, { target: item, swap: "outerHTML" });
    }
  });
  // A form that was refused: to the field that is meant.
  document.addEventListener("refused", (event) => {
    const { event: id, view, field } = event.detail;
    const item = [...document.querySelectorAll("[data-item]")].find((one) => one.dataset.event === id && one.dataset.view === view);
    const meant = (field && item?.querySelector("[name='" + CSS.escape(field) + "']")) || (field === "reviewer" && document.getElementById("reviewer"));
    if (meant) { meant.setAttribute("aria-invalid", "true"); meant.focus(); }
  });
  document.addEventListener("input", (event) => event.target.removeAttribute?.("aria-invalid"));

  // Addresses of lists name only what they are narrowed by.
  const tidy = (form) => {
    for (const field of form.querySelectorAll("input[name], select[name]")) field.disabled = !field.value || (field.type === "radio" && !field.checked);
    setTimeout(() => { for (const field of form.querySelectorAll("[disabled]")) field.disabled = false; });
  };
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, parameters } = event.detail;
    if (elt.id !== "narrow") return;
    for (const [name, value] of [...parameters.entries()]) if (value === "") parameters.delete(name);
  });
  document.addEventListener("submit", (event) => { if (event.target.matches("form.filters")) tidy(event.target); });

  // A passage that stands on another part of a long text.
  const paged = document.querySelector("[data-paged]");
  const follow = () => {
    const start = /^#c(\d+)$/.exec(location.hash);
    const query = new URLSearchParams(location.search);
    if (!paged || !start || document.getElementById(location.hash.slice(1)) || query.get("at") === start[1]) return;
    location.replace(location.pathname + "?at=" + start[1] + location.hash);
  };
  follow();
  addEventListener("hashchange", follow);
})();
