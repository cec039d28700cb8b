// Sets the colour scheme before the first paint, so that a dark screen never flashes white.
// The key is the one that Mantine's localStorageColorSchemeManager writes.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("mantine-color-scheme-value");
  } catch (error) {
    // Storage is blocked: follow the system.
  }
  var scheme =
    chosen === "light" || chosen === "dark"
      ? chosen
      : matchMedia("(prefers-color-scheme: dark)").matches
        ? "dark"
        : "light";
  document.documentElement.setAttribute("data-mantine-color-scheme", scheme);
})();
