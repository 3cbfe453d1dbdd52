/* Shows how a change to many articles goes, until it is done. Without it one presses "Look again". */
(() => {
  const region = document.querySelector("[data-bulk-change]");
  const lookAgain = async () => {
    const answer = await fetch(region.dataset.bulkChange, { credentials: "same-origin" });
    if (answer.ok) region.innerHTML = await answer.text();
    waitUnlessFinished();
  };
  const waitUnlessFinished = () => {
    if (region && !region.querySelector("[data-finished]")) setTimeout(lookAgain, 2000);
  };
  waitUnlessFinished();
})();
