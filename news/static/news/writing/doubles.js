// Shows beneath the original's address which articles may be about the same piece.
(() => {
  const WAIT_MS = 400;
  const FIELDS = { address: "id_source_url", headline: "id_title", source_headline: "id_source_headline" };

  class DoublesController extends window.StimulusModule.Controller {
    static targets = ["found", "heading", "list", "words"];
    static values = { url: String };

    connect() {
      this.onInput = (event) => {
        if (Object.values(FIELDS).includes(event.target.id)) this.ask();
      };
      this.form = this.element.closest("form");
      this.form?.addEventListener("input", this.onInput);
      this.ask();
    }

    disconnect() {
      this.form?.removeEventListener("input", this.onInput);
      clearTimeout(this.timer);
    }

    ask() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), WAIT_MS);
    }

    question() {
      const asked = {};
      for (const [name, id] of Object.entries(FIELDS))
        asked[name] = document.getElementById(id)?.value.trim() ?? "";
      return asked;
    }

    async look() {
      const asked = this.question();
      const question = JSON.stringify(asked);
      if (question === this.asked) return;
      this.asked = question;
      if (!Object.values(asked).some(Boolean)) {
        this.show([]);
        return;
      }
      // The page's own key stands in the address the form is sent to, once it has been saved.
      const [, article = ""] = /\/pages\/(\d+)\/edit\//.exec(this.form.action) ?? [];
      const url = `${this.urlValue}?${new URLSearchParams({ ...asked, article })}`;
      const response = await fetch(url).catch(() => null);
      const { doubles = [] } = response?.ok ? await response.json() : {};
      if (question === this.asked) this.show(doubles);
    }

    show(doubles) {
      const words = this.wordsTarget.dataset;
      const same = doubles.some((each) => each.same_address);
      this.foundTarget.hidden = doubles.length === 0;
      this.headingTarget.textContent = doubles.length ? (same ? words.address : words.headline) : "";
      this.listTarget.replaceChildren(...doubles.map((each) => this.entry(each, words)));
    }

    entry(double, words) {
      const entry = document.createElement("li");
      entry.append(`${double.words}: `);
      const title = double.edit_url || double.view_url;
      entry.append(title ? this.link(title, double.title) : double.title);
      if (double.edit_url && double.view_url)
        entry.append(" (", this.link(double.view_url, words.view), ")");
      return entry;
    }

    link(url, text) {
      const link = document.createElement("a");
      link.href = url;
      link.target = "_blank";
      link.rel = "noreferrer";
      link.textContent = text;
      return link;
    }
  }

  window.wagtail.app.register("desk-doubles", DoublesController);
})();
