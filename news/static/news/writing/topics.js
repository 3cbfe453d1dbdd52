// Suggests topics for what has been written, and finds one among many; ticks nothing by itself.
(() => {
  const WAIT_MS = 900;
  // As many as fit a glance need no field to find one.
  const MANY = 12;
  const LONGEST = 30000;

  const value = (id) => document.getElementById(id)?.value ?? "";

  /** What the article's text says, as it stands in the editor. */
  const written = () =>
    [...document.querySelectorAll("#panel-child-content-body-section :is([contenteditable=true], textarea, input[type=text])")]
      .map((each) => each.value ?? each.innerText)
      .join("\n")
      .slice(0, LONGEST);

  class TopicsController extends window.StimulusModule.Controller {
    static targets = ["suggested", "buttons", "find", "search", "list", "status", "words"];
    static values = { url: String };

    connect() {
      this.boxes = [...this.listTarget.querySelectorAll("input[type=checkbox]")];
      this.findTarget.hidden = this.boxes.length <= MANY;
      this.narrow();
      this.onInput = (event) => {
        if (!this.element.contains(event.target)) this.ask();
      };
      this.form = this.element.closest("form");
      this.form?.addEventListener("input", this.onInput);
      this.form?.addEventListener("change", this.onInput);
      this.ask();
    }

    disconnect() {
      this.form?.removeEventListener("input", this.onInput);
      this.form?.removeEventListener("change", this.onInput);
      clearTimeout(this.timer);
    }

    ask() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.suggest(), WAIT_MS);
    }

    async suggest() {
      const texts = { headline: value("id_title"), summary: value("id_summary"), text: written() };
      const said = JSON.stringify(texts);
      if (said === this.said || !Object.values(texts).some((each) => each.trim())) return;
      this.said = said;
      const { CSRF_HEADER_NAME, CSRF_TOKEN } = window.wagtailConfig;
      const response = await fetch(this.urlValue, {
        method: "POST",
        headers: { [CSRF_HEADER_NAME]: CSRF_TOKEN },
        body: new URLSearchParams(texts),
      }).catch(() => null);
      if (!response?.ok || said !== this.said) return;
      this.topics = (await response.json()).topics;
      this.showSuggested();
    }

    showSuggested() {
      const open = (this.topics ?? []).filter(({ id }) => this.box(id) && !this.box(id).checked);
      // Whoever is about to press one is still about to press it.
      const name = this.buttonsTarget.querySelector(":focus")?.textContent;
      this.buttonsTarget.replaceChildren(...open.map((topic) => this.button(topic)));
      [...this.buttonsTarget.children].find((each) => each.textContent === name)?.focus();
      this.suggestedTarget.hidden = open.length === 0;
    }

    button({ id, name }) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = name;
      button.addEventListener("click", () => this.add(id, name));
      return button;
    }

    box(id) {
      return this.boxes.find((each) => each.value === String(id));
    }

    add(id, name) {
      const box = this.box(id);
      box.checked = true;
      for (const kind of ["input", "change"]) box.dispatchEvent(new Event(kind, { bubbles: true }));
      this.say(this.wordsTarget.dataset.added.replace("%(name)s", name));
      this.showSuggested();
      (this.buttonsTarget.firstElementChild ?? box).focus();
    }

    /** Show the ticked ones and those that have what is sought in their names. */
    narrow() {
      const sought = this.searchTarget.value.trim().toLowerCase();
      let found = 0;
      for (const box of this.boxes) {
        const fits = box.closest("label").textContent.toLowerCase().includes(sought);
        box.closest("label").parentElement.hidden = !fits && !box.checked;
        found += fits;
      }
      const { none, found: some } = this.wordsTarget.dataset;
      if (sought) this.say(found ? some.replace("%(number)s", found) : none);
    }

    /** Enter ticks the only one left, and never sends the form. */
    tick(event) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const sought = this.searchTarget.value.trim().toLowerCase();
      const left = this.boxes.filter((each) => each.closest("label").textContent.toLowerCase().includes(sought));
      if (!sought || left.length !== 1 || left[0].checked) return;
      this.searchTarget.value = "";
      this.add(left[0].value, left[0].closest("label").textContent.trim());
      this.narrow();
      this.searchTarget.focus();
    }

    say(text) {
      this.statusTarget.textContent = text;
    }
  }

  window.wagtail.app.register("desk-topics", TopicsController);
})();
