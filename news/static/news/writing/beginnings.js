// The cards above a new article's form leave once the first words are written.
(() => {
  class BeginningsController extends window.StimulusModule.Controller {
    connect() {
      this.form = this.element.closest("form");
      this.leave = (event) => {
        if (!this.element.contains(event.target)) this.panel().hidden = true;
      };
      this.form?.addEventListener("input", this.leave);
    }

    disconnect() {
      this.form?.removeEventListener("input", this.leave);
    }

    panel() {
      return this.element.closest("[data-panel]") ?? this.element;
    }
  }

  window.wagtail.app.register("desk-beginnings", BeginningsController);
})();
