// Says beneath a date how it is understood; the server reads it, so that both agree.
(() => {
  const WAIT_MS = 200;

  class PartialDateController extends window.StimulusModule.Controller {
    static targets = ["words"];
    static values = { url: String };

    ask() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.show(), WAIT_MS);
    }

    disconnect() {
      clearTimeout(this.timer);
    }

    async show() {
      const { value } = this.element.querySelector("input");
      const url = `${this.urlValue}?${new URLSearchParams({ text: value })}`;
      // Without an answer nothing is said; the form says it when it is saved.
      const response = await fetch(url).catch(() => null);
      const answer = response?.ok ? await response.json() : {};
      if (value !== this.element.querySelector("input").value) return;
      this.wordsTarget.textContent = answer.words || answer.error || "";
      this.wordsTarget.classList.toggle("desk-date__words--unread", Boolean(answer.error));
    }
  }

  window.wagtail.app.register("desk-date", PartialDateController);
})();
