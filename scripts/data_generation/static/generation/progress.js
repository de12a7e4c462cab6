// Follows a run that goes on: asks how it gets on, shows it, and draws the page anew at its end.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const live = document.querySelector("[data-progress]");
  if (!live) return;
  const every = Number(live.dataset.every);
  const bar = live.querySelector("progress");

  const show = ({ share, shown }) => {
    bar.value = share;
    for (const [name, words] of Object.entries(shown)) {
      const place = live.querySelector(`[data-name="${name}"]`);
      if (place && place.textContent !== words) place.textContent = words;
    }
  };

  const ask = async () => {
    try {
      const answer = await fetch(live.dataset.progress, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const progress = await answer.json();
      show(progress);
      live.querySelector("[role=status]").textContent = "";
      if (progress.state !== live.dataset.state) {
        location.reload();
        return;
      }
    } catch (error) {
      live.querySelector("[role=status]").textContent = `No answer (${error.message}); asking again.`;
    }
    setTimeout(ask, every);
  };

  setTimeout(ask, every);
});
