// Enhancements only: every page works without this file.

/** Replace the link to a video or recording by its player, once the reader asks for it. */
function startPlayer(event) {
  const link = event.target.closest(".embed-start");
  const figure = link?.closest("[data-embed-src]");
  if (!figure || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.src = figure.dataset.embedSrc;
  frame.title = figure.dataset.embedTitle;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  link.replaceWith(frame);
  frame.focus();
}

document.addEventListener("click", startPlayer);

/** Show which colours are chosen, and remember a choice for the next visit. */
function chooseTheme(theme) {
  const root = document.documentElement;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // A browser that keeps nothing still shows the colours on this page.
  }
  markTheme();
}

function markTheme() {
  const chosen = document.documentElement.dataset.theme ?? "";
  for (const button of document.querySelectorAll("[data-theme-choice]"))
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === chosen));
}

/** The address to hand on: the canonical one, without what a mailing or a search added. */
const address = () => document.querySelector("link[rel=canonical]")?.href ?? location.href;

async function useTool(button) {
  const said = button.parentElement.querySelector("[role=status]");
  if ("print" in button.dataset) window.print();
  else if ("share" in button.dataset)
    await navigator.share({ title: document.title, url: address() }).catch(() => {});
  else
    said.textContent = await navigator.clipboard.writeText(address()).then(
      () => button.dataset.copy,
      () => address(),
    );
}

// As many dismissed notices are remembered; older ones are long gone from the site.
const DISMISSED_KEPT = 20;

/** Hide a notice here and on the pages to come: the script in the head reads what is kept. */
function dismiss(button) {
  const notice = button.closest(".notice");
  const key = notice.dataset.notice;
  if (key) remember(key);
  // Neither dismissed before nor folded away; what cannot be seen takes no focus.
  const isShown = (each) => each !== button && each.checkVisibility?.();
  const buttons = [...document.querySelectorAll("[data-dismiss]")];
  const after = buttons.slice(buttons.indexOf(button)).find(isShown);
  const next = after ?? buttons.findLast(isShown) ?? document.getElementById("main");
  notice.remove();
  for (const empty of document.querySelectorAll(".notices-more, .notices"))
    if (!empty.querySelector(".notice")) empty.remove();
  next.focus({ preventScroll: true });
}

/** A changed notice has another key with the same number: one for each number is enough. */
function remember(key) {
  const number = `${key.split("-")[0]}-`;
  try {
    const known = (localStorage.getItem("dismissed") ?? "").split(" ");
    const others = known.filter((each) => each && !each.startsWith(number));
    localStorage.setItem("dismissed", [...others, key].slice(-DISMISSED_KEPT).join(" "));
  } catch {
    // A browser that keeps nothing shows it again on the next page.
  }
}

document.addEventListener("click", (event) => {
  const dismissing = event.target.closest("[data-dismiss]");
  if (dismissing) dismiss(dismissing);
  const choice = event.target.closest("[data-theme-choice]");
  if (choice) chooseTheme(choice.dataset.themeChoice);
  const tool = event.target.closest("[data-tools] button");
  if (tool) useTool(tool);
});
markTheme();
if (!navigator.share) document.querySelector("[data-share]")?.setAttribute("hidden", "");
if (!navigator.clipboard) document.querySelector("[data-copy]")?.setAttribute("hidden", "");

/** Offer what the typed words begin, in the browser's own list below the field. */
function suggestWhileTyping(field) {
  let waiting, asked;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const typed = field.value.trim();
      if (typed.length < 2 || typed === asked) return;
      asked = typed;
      const address = `${field.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      // No answer, no suggestions: the search itself does not need them.
      const response = await fetch(address).catch(() => null);
      if (!response?.ok || asked !== typed) return;
      const { suggestions } = await response.json();
      const options = suggestions.map(({ text, kind }) => new Option(kind, text));
      field.list.replaceChildren(...options);
    }, 150);
  });
}

for (const field of document.querySelectorAll("[data-suggest]")) suggestWhileTyping(field);

/** In a wide window groups of the menu lie over the page: they close when one turns elsewhere. */
const groups = document.querySelectorAll(".main-nav details");
const isWide = matchMedia("(min-width: 64rem)");

function closeGroups(except) {
  if (!isWide.matches) return;
  for (const group of groups) if (!group.contains(except)) group.open = false;
}

document.addEventListener("click", (event) => closeGroups(event.target));
document.addEventListener("focusin", (event) => closeGroups(event.target));
document.addEventListener("keydown", (event) => {
  const open = document.querySelector(".main-nav details[open]");
  if (event.key !== "Escape" || !open || !isWide.matches) return;
  if (open.contains(document.activeElement)) open.querySelector("summary").focus();
  open.open = false;
});
