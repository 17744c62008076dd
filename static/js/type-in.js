// Typing in paper forms by keyboard alone. Without this script the form is filled in by Tab and arrows.
// A digit chooses in the group that has the focus and goes on; Enter goes on; Ctrl+Enter sends.

const form = document.querySelector("[data-type-in]");

/** The places to stop at, in order: each group of radios or ticks once, each other field. */
function stops() {
  const seen = new Set();
  return [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button")].filter((one) => {
    if (one.type !== "radio" && one.type !== "checkbox") return true;
    if (seen.has(one.name)) return false;
    seen.add(one.name);
    return true;
  });
}

/** To the stop after the one that has the focus. */
function goOn(from) {
  const all = stops();
  const here = all.findIndex((one) => one === from || (from.name && one.name === from.name));
  const next = all[here + 1];
  if (!next) return;
  const chosen = next.type === "radio" && form.querySelector(`input[name="${CSS.escape(next.name)}"]:checked`);
  (chosen || next).focus();
}

/** Choose by a digit within the group of this field. True when there is such a choice. */
function choose(field, digit) {
  const choice = form.querySelector(`input[name="${CSS.escape(field.name)}"][data-digit="${digit}"]`);
  if (!choice) return false;
  choice.checked = choice.type === "radio" ? true : !choice.checked;
  return true;
}

if (form) {
  form.addEventListener("keydown", (event) => {
    const field = event.target;
    const isChoice = field.type === "radio" || field.type === "checkbox";
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Enter" && field.localName !== "button" && field.localName !== "textarea") {
      event.preventDefault();
      goOn(field);
    } else if (isChoice && /^[0-9]$/.test(event.key) && !event.ctrlKey && !event.altKey) {
      // Of eleven points the last is reached by the arrows.
      if (choose(field, event.key)) {
        event.preventDefault();
        if (field.type === "radio") goOn(field);
      }
    }
  });
  if (!document.querySelector("[data-focus]")) stops()[0]?.focus();
}
