// After the privacy of a page has been changed in its form, who can read it is asked again.
document.addEventListener("w-privacy:changed", () => {
  for (const told of document.querySelectorAll("[data-who-reads]")) {
    fetch(told.dataset.whoReads)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
      .then((words) => (told.textContent = words))
      // What it said is no longer true; the form will say it when it is opened again.
      .catch(() => (told.textContent = ""));
  }
});
