// A save waits until the text editors have written into the form what they show, and until no save by
// itself is on its way.
//
// Draftail writes a quarter of a second after the last change, and begins to wait anew when the
// cursor leaves; what is sent before that, by Ctrl+S right after the last word, would be without it.
// Whoever changes a text later than the key that asked for it says so: dispatch "desk:writing" on
// the document, with a promise as the detail.
//
// A save by itself that has begun, on a new page, is what makes the page: sent beside it, the form
// would make a second one, and be refused because its address is taken.
(() => {
  const WRITTEN_MS = 350;
  const CHANGES = ["beforeinput", "input", "keydown", "paste", "cut", "drop", "focusin", "focusout"];
  const underWay = new Set();
  let touched = 0;
  // The save by itself that was announced last, and the form that shall have no other now.
  let announced = null;
  let pressed = null;

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

  document.addEventListener("w-autosave:save", (event) => {
    announced = event;
    if (event.target === pressed) event.preventDefault();
  });

  const unwritten = () => Math.max(0, touched + WRITTEN_MS - performance.now());

  const savingByItself = (form) =>
    window.wagtail?.app?.getControllerForElementAndIdentifier(form, "w-autosave")?.submitPromise;

  const isReady = (form) => !underWay.size && !unwritten() && !savingByItself(form);

  const ready = async (form) => {
    while (!isReady(form)) {
      await Promise.allSettled([...underWay, savingByItself(form)]);
      if (unwritten()) await new Promise((done) => setTimeout(done, unwritten()));
    }
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
      const { form } = button;
      if (isReady(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // One press is enough.
      if (pressed === form) return;
      pressed = form;
      // Wagtail announces half a second before it sends; what is not sent by now need not be.
      announced?.preventDefault();
      ready(form).then(() => {
        pressed = null;
        inPlaceOf(button, form)?.click();
      });
    },
    true,
  );

  // What is typed until the answer comes is not saved by itself either.
  window.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) pressed = event.target;
  });
  window.addEventListener("pageshow", () => {
    pressed = null;
  });
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
