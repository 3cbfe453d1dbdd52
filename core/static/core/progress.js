/* Shows how work in the background goes, until it is done. Without it one presses "Look again". */
(() => {
  const region = document.querySelector("[data-progress]");
  const lookAgain = async () => {
    const answer = await fetch(region.dataset.progress, { credentials: "same-origin" });
    if (answer.ok) region.innerHTML = await answer.text();
    waitUnlessFinished();
  };
  const waitUnlessFinished = () => {
    if (region && !region.querySelector("[data-finished]")) setTimeout(lookAgain, 2000);
  };
  waitUnlessFinished();
})();
