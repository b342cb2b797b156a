// API page: a link to a part that is folded opens it.
(function () {
  "use strict";
  const unfold = () => {
    const part = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (part instanceof HTMLDetailsElement) {
      part.open = true;
      part.scrollIntoView();
    }
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
