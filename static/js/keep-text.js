// Keeps what is being written in this tab until it is sent, and asks before it is left behind.
// A form says <form data-keep-text="name">; the page that confirms the sending says data-text-sent="name" (or
// the beginning of several names). Passwords, tokens, files and hidden fields are never kept, unless a hidden
// field says <input data-kept>. What stands in <… data-unsaved="name" hidden> is shown while something is not sent.

const KEPT = 'textarea, select, input:not([type="password"], [type="hidden"], [type="file"]), input[data-kept]';

const nameOf = (name) => `text:${name}`;

function read(form) {
  const values = {};
  for (const field of form.querySelectorAll(KEPT)) {
    if (!field.name) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      values[`${field.name}=${field.value}`] = field.checked;
    } else {
      values[field.name] = field.value;
    }
  }
  return values;
}

function write(form, values) {
  for (const field of form.querySelectorAll(KEPT)) {
    const choice = field.type === "checkbox" || field.type === "radio";
    const value = values[choice ? `${field.name}=${field.value}` : field.name];
    if (value === undefined) continue;
    if (choice) field.checked = value;
    else field.value = value;
  }
}

function keep(form) {
  const name = nameOf(form.dataset.keepText);
  const before = JSON.stringify(read(form));
  let changed = false;
  const kept = sessionStorage.getItem(name);
  // What the server gives back after an error is newer than what was kept.
  if (kept && kept !== before && !form.querySelector('[aria-invalid="true"]')) {
    write(form, JSON.parse(kept));
    const fold = form.closest("details");
    if (fold) fold.open = true;
  }
  const tell = () => {
    const unsaved = JSON.stringify(read(form)) !== before;
    document.querySelectorAll("[data-unsaved]").forEach((mark) => {
      if (nameOf(mark.dataset.unsaved) === name) mark.hidden = !unsaved;
    });
    return unsaved;
  };
  tell();
  form.addEventListener("input", () => {
    changed = tell();
    sessionStorage.setItem(name, JSON.stringify(read(form)));
  });
  document.addEventListener("submit", () => {
    // It stays kept until a page confirms it: the sending itself may fail, or be that of another form.
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

function forget(sent) {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(nameOf(sent))) sessionStorage.removeItem(name);
  }
}

document.querySelectorAll("[data-text-sent]").forEach((mark) => forget(mark.dataset.textSent));
document.querySelectorAll("form[data-keep-text]").forEach(keep);
