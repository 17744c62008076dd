// Small comforts. Every page works the same without them.

/** Bring the reader to what must be mended. */
function showErrors() {
  document.querySelector("[data-focus]")?.focus();
}

/** Say how many characters are left, politely, beside a text with a limit. */
function countCharacters(area) {
  const limit = Number(area.dataset.limit);
  const counter = document.createElement("p");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  counter.className = "field__counter";
  counter.setAttribute("aria-live", "polite");
  const count = () => {
    // Python counts code points, and so does the spread.
    counter.textContent = `${number.format([...area.value].length)} / ${number.format(limit)}`;
  };
  area.addEventListener("input", count);
  area.after(counter);
  count();
}

/** Mark in the contents the part that is being read. */
function followReading(contents) {
  const links = new Map();
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  const seen = new IntersectionObserver(
    (entries) => {
      const entry = entries.find((one) => one.isIntersecting);
      if (!entry) return;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    },
    { rootMargin: "0px 0px -70% 0px" },
  );
  for (const id of links.keys()) {
    const part = document.getElementById(id);
    if (part) seen.observe(part);
  }
}

/** On a phone the contents are a drawer, shut until they are asked for; beside the text they stand open. */
function openBesideText(drawer) {
  if (window.matchMedia("(min-width: 62em)").matches) drawer.open = true;
}

showErrors();
document.querySelectorAll("textarea[data-limit]").forEach(countCharacters);
document.querySelectorAll(".toc").forEach(followReading);
document.querySelectorAll(".toc__drawer").forEach(openBesideText);
if (document.querySelector("[data-keep-text], [data-text-sent]")) import("./keep-text.js");
