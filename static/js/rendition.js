// Looks every two seconds whether the document is ready and says so when it is.
// Without this script the page has a link that does the same.

const PAUSE = 2000;
const STOP_AFTER = 15 * 60 * 1000;
const began = Date.now();

const region = document.getElementById("rendition");
region.setAttribute("role", "status");

async function look() {
  let fresh = null;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      fresh = page.getElementById("rendition");
      if (fresh && fresh.innerHTML !== region.innerHTML) {
        // Only what changed is replaced, so that a link that has the focus keeps it.
        const focused = region.contains(document.activeElement);
        region.innerHTML = fresh.innerHTML;
        document.title = page.title;
        if (focused) region.querySelector("a")?.focus();
      }
    }
  } catch {
    // The line is down for a moment; the next look finds out.
  }
  const settled = fresh?.dataset.settled === "true";
  if (!settled && Date.now() - began < STOP_AFTER) setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
