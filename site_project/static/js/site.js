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
