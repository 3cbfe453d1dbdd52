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
  // What has not come by then is not waited for: the press goes out as it would without all this.
  const LONGEST_MS = 10_000;
  // A form that was sent and is still there after this is not on its way any more.
  const SENT_MS = 30_000;
  const CHANGES = ["beforeinput", "input", "keydown", "paste", "cut", "drop", "focusin", "focusout"];
  const underWay = new Set();
  let touched = 0;
  // The save by itself that was announced last.
  let announced = null;
  // The form whose button is held, and the one that was sent: neither saves by itself meanwhile.
  let held = null;
  let sent = null;
  let sentAt = 0;
  // The form whose button is pressed by us, once it was waited for.
  let waived = null;

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
    const isOnItsWay = event.target === sent && performance.now() < sentAt + SENT_MS;
    if (event.target === held || isOnItsWay) event.preventDefault();
  });

  const unwritten = () => Math.max(0, touched + WRITTEN_MS - performance.now());

  const savingByItself = (form) =>
    window.wagtail?.app?.getControllerForElementAndIdentifier(form, "w-autosave")?.submitPromise;

  const isReady = (form) => !underWay.size && !unwritten() && !savingByItself(form);

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  const ready = async (form) => {
    const begun = performance.now();
    const left = () => begun + LONGEST_MS - performance.now();
    while (!isReady(form) && left() > 0) {
      await Promise.race([Promise.allSettled([...underWay, savingByItself(form)]), pause(left())]);
      if (unwritten()) await pause(unwritten());
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
      if (form === waived || (form !== held && isReady(form))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // One press is enough.
      if (held === form) return;
      held = form;
      form.setAttribute("aria-busy", "true");
      // Wagtail announces half a second before it sends; what is not sent by now need not be.
      announced?.preventDefault();
      ready(form).then(() => {
        held = null;
        form.removeAttribute("aria-busy");
        waived = form;
        inPlaceOf(button, form)?.click();
        waived = null;
      });
    },
    true,
  );

  // What is typed until the answer comes is not saved by itself either.
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    sent = event.target;
    sentAt = performance.now();
  });
  window.addEventListener("pageshow", () => {
    sent = null;
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
