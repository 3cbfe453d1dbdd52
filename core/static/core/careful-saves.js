// A save waits until the text editors have written into the form what they show.
//
// Draftail does so a quarter of a second after the last change, and begins to wait anew when the
// cursor leaves; what is sent before that, by Ctrl+S right after the last word, would be without it. Whoever changes a text later than the key that
// asked for it says so: dispatch "desk:writing" on the document, with a promise as the detail.
(() => {
  const WRITTEN_MS = 350;
  const CHANGES = ["beforeinput", "input", "keydown", "paste", "cut", "drop", "focusin", "focusout"];
  const underWay = new Set();
  let touched = 0;

  const touch = () => {
    touched = performance.now();
  };

  for (const kind of CHANGES) {
    document.addEventListener(kind, ({ target }) => target.closest?.(".Draftail-Editor") && touch(), true);
  }

  document.addEventListener("desk:writing", ({ detail }) => {
    underWay.add(detail);
    detail.finally(() => {
      underWay.delete(detail);
      touch();
    });
  });

  const written = async () => {
    await Promise.allSettled(underWay);
    const left = touched + WRITTEN_MS - performance.now();
    if (left > 0) await new Promise((done) => setTimeout(done, left));
  };

  // A save by itself, done meanwhile, puts other buttons in the places of those there were.
  const inPlaceOf = (button, form) => {
    if (button.isConnected) return button;
    const isSame = (each) =>
      each.type === "submit" &&
      each.name === button.name &&
      each.value === button.value &&
      each.textContent.trim() === button.textContent.trim();
    return [...form.elements].find(isSame);
  };

  // The button is pressed once more: Wagtail's own handlers, one of which disables it, come after.
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("button, input");
      if (!button?.form || button.type !== "submit") return;
      if (!underWay.size && performance.now() >= touched + WRITTEN_MS) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { form } = button;
      written().then(() => inPlaceOf(button, form)?.click());
    },
    true,
  );
})();

// What is changed while a save by itself is on its way is not saved yet: Wagtail would take it for
// saved, until something else changes.
(() => {
  let sent = null;

  const watch = ({ target }) =>
    window.wagtail.app.getControllerForElementAndIdentifier(target, "w-unsaved");

  document.addEventListener("w-autosave:save", (event) => {
    sent = watch(event)?.formData ?? null;
  });

  // After Wagtail's own handler, which is at the form.
  document.addEventListener("w-autosave:success", (event) => {
    const form = watch(event);
    if (!form || sent === null || form.formData === sent) return;
    form.initialFormData = sent;
    form.previousFormData = sent;
  });
})();
