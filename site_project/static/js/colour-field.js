// The admin's colour field: the code and the browser's colour picker follow each other.

/** The code as the picker takes it, or nothing where it is none. */
function sixDigits(text) {
  const found = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim());
  if (!found) return "";
  const digits = found[1].length === 6 ? found[1] : found[1].replace(/./g, "$&$&");
  return `#${digits.toLowerCase()}`;
}

function fill(input, code) {
  input.value = code;
  // For Wagtail: it watches for changes that are not saved, and shows the preview anew.
  for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
}

document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-colour-field]");
  if (!field) return;
  const picker = field.querySelector("[data-colour-picker]");
  const text = field.querySelector("input[type=text]");
  if (event.target === picker) fill(text, picker.value);
  else picker.value = sixDigits(text.value) || picker.value;
});

document.addEventListener("click", (event) => {
  const offer = event.target.closest("[data-colour-offer]");
  if (!offer) return;
  const text = offer.closest("[data-colour-field]").querySelector("input[type=text]");
  fill(text, offer.dataset.colourOffer);
  text.focus();
});

function colourSamples() {
  for (const sample of document.querySelectorAll("[data-colour-sample]"))
    sample.style.background = sample.parentElement.dataset.colourOffer;
}

if (document.readyState === "loading")
  document.addEventListener("DOMContentLoaded", colourSamples);
else colourSamples();
