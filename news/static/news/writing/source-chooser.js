// Choose a source by typing: the ARIA combobox with a list, around Wagtail's own chooser.
(() => {
  const WAIT_MS = 120;

  /** The text with the name or number put in. */
  const say = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

  class DeskSourceChooser extends window.SnippetChooser {
    initHTMLElements(id) {
      super.initHTMLElements(id);
      this.typed = this.chooserElement.querySelector("[data-typed]");
      this.list = this.chooserElement.querySelector("[data-options]");
      this.status = this.chooserElement.querySelector("[data-state]");
      this.words = this.chooserElement.querySelector("[data-words]").dataset;
      this.options = [];
      this.active = -1;
      this.typed.addEventListener("input", () => this.onInput());
      this.typed.addEventListener("keydown", (event) => this.onKey(event));
      this.typed.addEventListener("click", () => this.list.hidden && !this.input.value && this.look());
      this.typed.addEventListener("focus", () => this.typed.removeAttribute("name"));
      this.typed.addEventListener("blur", () => this.onBlur());
      // Otherwise the field would lose the focus before the click has arrived.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(this.options[[...this.list.children].indexOf(option)]);
      });
    }

    getStateFromHTML() {
      if (!this.input.value) return null;
      return {
        id: this.input.value,
        string: this.typed.value,
        edit_url: this.editLink.getAttribute("href"),
      };
    }

    renderState(state) {
      super.renderState(state);
      this.typed.value = state.string;
      this.typed.removeAttribute("aria-invalid");
      this.close();
      this.tell("");
    }

    renderEmptyState() {
      super.renderEmptyState();
      this.editLink.hidden = true;
    }

    focus() {
      this.typed.focus();
    }

    tell(text, values = {}) {
      this.status.textContent = say(text, values);
      this.status.classList.remove("desk-combobox__fault");
    }

    complain(text, values = {}) {
      this.tell(text, values);
      this.status.classList.add("desk-combobox__fault");
    }

    onInput() {
      // While somebody types, what stands there is no answer yet: it is not sent (see `focus`).
      if (this.input.value) this.clear();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), WAIT_MS);
    }

    onBlur() {
      this.typed.name = `${this.input.name}-typed`;
      clearTimeout(this.timer);
      this.close();
      if (this.input.value || !this.typed.value.trim()) return;
      const typed = this.typed.value.trim();
      this.fetchOffers(typed)
        .then(({ sources }) => {
          const same = sources.filter((each) => each.string.toLowerCase() === typed.toLowerCase());
          if (this.typed.value.trim() !== typed || this.input.value) return;
          if (same.length === 1) this.setState(same[0]);
          else {
            this.complain(this.words.unknown, { name: typed });
            this.typed.dispatchEvent(new Event("change", { bubbles: true }));
          }
        })
        .catch(() => this.complain(this.words.failed));
    }

    onKey(event) {
      const moves = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in moves) {
        event.preventDefault();
        if (this.list.hidden) this.look();
        else this.move(moves[event.key]);
      } else if (event.key === "Enter") {
        // Enter never sends the form from here.
        event.preventDefault();
        if (!this.list.hidden && this.active >= 0) this.choose(this.options[this.active]);
      } else if (event.key === "Escape" && !this.list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        this.close();
      } else if (event.key === "Tab" && !this.list.hidden && this.active >= 0) {
        const option = this.options[this.active];
        // Leaving the field takes what is marked, but makes nothing new.
        if (option.id) this.choose(option);
      }
    }

    async fetchOffers(typed) {
      const url = `${this.chooserElement.dataset.findUrl}?${new URLSearchParams({ q: typed })}`;
      const response = await fetch(url, { headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(response.statusText);
      return response.json();
    }

    async look() {
      const typed = this.typed.value;
      try {
        const { sources, create } = await this.fetchOffers(typed);
        // A later answer may have come before this one.
        if (typed !== this.typed.value || document.activeElement !== this.typed) return;
        this.options = create ? [...sources, { create }] : sources;
        this.show();
      } catch {
        this.close();
        this.complain(this.words.failed);
      }
    }

    show() {
      this.list.replaceChildren(...this.options.map((each, number) => this.option(each, number)));
      this.list.hidden = this.options.length === 0;
      this.typed.setAttribute("aria-expanded", String(!this.list.hidden));
      const { found, none } = this.words;
      this.tell(this.options.length ? found : none, { number: this.options.length });
      this.active = -1;
      if (this.options.length && this.typed.value.trim()) this.move(1);
    }

    option(offer, number) {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const name = document.createElement("span");
      name.textContent = offer.create
        ? say(this.words.create, { name: offer.create })
        : offer.string;
      option.append(name);
      if (offer.create) option.classList.add("desk-combobox__create");
      if (offer.detail) {
        const detail = document.createElement("small");
        detail.textContent = offer.detail;
        option.append(" ", detail);
      }
      return option;
    }

    move(by) {
      const rows = [...this.list.children];
      rows[this.active]?.setAttribute("aria-selected", "false");
      this.active = (this.active + by + rows.length + (this.active < 0 && by < 0 ? 1 : 0)) % rows.length;
      rows[this.active].setAttribute("aria-selected", "true");
      rows[this.active].scrollIntoView({ block: "nearest" });
      this.typed.setAttribute("aria-activedescendant", rows[this.active].id);
    }

    close() {
      this.list.hidden = true;
      this.active = -1;
      this.typed.setAttribute("aria-expanded", "false");
      this.typed.removeAttribute("aria-activedescendant");
    }

    choose(offer) {
      if (offer.create) this.create(offer.create);
      else this.setStateFromModalData(offer);
    }

    async create(name) {
      this.close();
      const { CSRF_HEADER_NAME, CSRF_TOKEN } = window.wagtailConfig;
      try {
        const response = await fetch(this.chooserElement.dataset.createUrl, {
          method: "POST",
          headers: { [CSRF_HEADER_NAME]: CSRF_TOKEN, Accept: "application/json" },
          body: new URLSearchParams({ name }),
        });
        const answer = await response.json();
        if (answer.error) this.complain(answer.error);
        if (!response.ok) return;
        this.setStateFromModalData(answer);
        this.tell(this.words.created, { name: answer.string });
      } catch {
        this.complain(this.words.notCreated);
      }
    }
  }

  window.DeskSourceChooser = DeskSourceChooser;
})();
