// Runs before the page is painted, so that a chosen theme does not flash.
(function () {
  "use strict";
  try {
    var chosen = localStorage.getItem("detente-theme");
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  } catch (error) {
    // Storage may be forbidden; the system's theme is used then.
  }
  document.documentElement.classList.add("script");
})();
