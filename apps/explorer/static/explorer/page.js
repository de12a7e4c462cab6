// Puts the charts on a page: draws them, zooms those over time together, reads them aloud to whoever
// goes through them with the arrow keys, and saves each as a picture.
"use strict";

(() => {
  const { colour, shown, unitOf, withUnit, kinds } = window.farmCharts;
  const PAPER_WIDTH = 660; // pixels that fit on an upright A4 page with its margins and the card's
  const SHARPNESS = 2; // pixels of a picture for each of the page
  const charts = [];

  const read = (figure) => JSON.parse(document.getElementById(figure.dataset.chart).textContent);

  const heights = {
    map: () => "24rem",
    gantt: (chart) => `${Math.max(160, 90 + 22 * chart.rows.length)}px`,
    heat: (chart) => `${Math.max(220, 110 + 22 * chart.rows.length)}px`,
  };

  const draw = async (figure) => {
    const canvas = figure.querySelector(".canvas");
    if (!canvas) return;
    const chart = read(figure);
    if (chart.kind === "map") echarts.registerMap("land", await (await fetch(chart.land)).json());
    if (heights[chart.kind]) canvas.style.height = heights[chart.kind](chart);
    const drawing = echarts.init(canvas, null, { renderer: "svg" });
    drawing.setOption(kinds[chart.kind](chart, canvas));
    const one = { chart, drawing, canvas };
    drawing.on("click", ({ data, componentType, value }) => {
      const link = componentType === "yAxis" ? chart.links?.[value] : data?.link;
      if (link) location.assign(link);
    });
    // The library tells points, not lines: the browser itself names a faint line under the mouse.
    drawing.on("mouseover", ({ seriesName, dataIndex }) => { canvas.title = dataIndex === undefined ? seriesName ?? "" : ""; });
    drawing.on("mouseout", () => { canvas.title = ""; });
    drawing.on("dataZoom", () => zoomed(one));
    charts.push(one);
    canvas.tabIndex = 0;
    canvas.addEventListener("keydown", (event) => walk(event, one));
    canvas.addEventListener("dblclick", () => drawing.dispatchAction({ type: "dataZoom", start: 0, end: 100 }));
    addPicture(figure, one);
    figure.dataset.drawn = "yes";
  };

  // One axis of time: what one chart shows, all of its section show.
  let following = false;
  const overTime = ({ chart }) => chart.x === "time" || chart.kind === "gantt";
  const together = (a, b) => a.canvas.closest("section, main") === b.canvas.closest("section, main");
  const zoomed = (moved) => {
    if (following || !overTime(moved)) return;
    const { startValue, endValue } = moved.drawing.getOption().dataZoom[0];
    following = true;
    charts
      .filter((one) => one !== moved && overTime(one) && together(one, moved))
      .forEach(({ drawing }) => drawing.dispatchAction({ type: "dataZoom", startValue, endValue }));
    following = false;
  };

  // What is under the arrow keys is shown beside the point, and said.
  const said = document.createElement("p");
  Object.assign(said, { className: "said", role: "status" });
  said.setAttribute("aria-live", "polite");

  const day = (x) => (typeof x === "string" ? x.replace(/T00:00:00.*$/, "") : shown(x));
  const points = {
    xy: (chart) => {
      const places = [...new Set(chart.series.flatMap((one) => one.points.map(([x]) => x)))];
      if (chart.x === "time") places.sort();
      return places.map((x) => {
        const there = chart.series.filter((one) => one.points.some(([at, y]) => at === x && y !== null));
        const figures = there.map((one) => {
          const [, ...values] = one.points.find(([at]) => at === x);
          return `${one.name} ${withUnit(values.map(shown).join(" to "), unitOf(chart.y_names[one.axis]))}`;
        });
        return `${day(x)}: ${figures.join(", ") || "nothing"}`;
      });
    },
    gantt: (chart) => chart.bars.map((bar) => `${bar.row}: ${bar.label}, ${bar.first} to ${bar.last}`),
    heat: (chart) => chart.cells.map(([column, row, value]) => `${chart.rows[row]}, ${chart.columns[column]}: ${shown(value)} ${chart.unit}`),
    map: (chart) => chart.places.map((place) => `${place.name}, ${place.kind}: ${place.says}`),
  };

  const walk = (event, one) => {
    const { chart, drawing } = one;
    if (event.key === "Escape") drawing.dispatchAction({ type: "hideTip" });
    const moves = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    if (!(event.key in moves)) return;
    event.preventDefault();
    one.points ??= points[chart.kind](chart);
    one.place = Math.min(Math.max((one.place ?? -1) + moves[event.key], 0), one.points.length - 1);
    said.textContent = one.points[one.place];
    show(one);
  };

  const show = ({ drawing, place }) => {
    const series = drawing.getOption().series;
    const told = series.findIndex((one) => one.data?.length && !one.silent);
    if (told < 0) return;
    drawing.dispatchAction({ type: "showTip", seriesIndex: told, dataIndex: Math.min(place, series[told].data.length - 1) });
  };

  const addPicture = (figure, { chart, drawing, canvas }) => {
    const place = figure.querySelector(".saves");
    if (!place) return;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "PNG" });
    button.setAttribute("aria-label", `Save as a picture: ${chart.title}`);
    button.addEventListener("click", () => {
      const picture = new Image();
      picture.addEventListener("load", () => {
        const paper = document.createElement("canvas");
        Object.assign(paper, { width: canvas.clientWidth * SHARPNESS, height: canvas.clientHeight * SHARPNESS });
        const pen = paper.getContext("2d");
        pen.fillStyle = colour("card");
        pen.fillRect(0, 0, paper.width, paper.height);
        pen.drawImage(picture, 0, 0, paper.width, paper.height);
        Object.assign(document.createElement("a"), { href: paper.toDataURL("image/png"), download: `${chart.key}.png` }).click();
      });
      picture.src = drawing.getDataURL({ type: "svg" });
    });
    place.append(button);
  };

  const again = () => charts.forEach(({ chart, drawing, canvas }) => drawing.setOption(kinds[chart.kind](chart, canvas), true));

  addEventListener("DOMContentLoaded", () => {
    document.body.append(said);
    document.querySelectorAll("figure[data-chart]").forEach(draw);
  });
  addEventListener("resize", () => charts.forEach(({ drawing }) => drawing.resize()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  // Paper is white and narrower than a screen.
  const paper = (printing) => {
    document.documentElement.classList.toggle("paper", printing);
    again();
    charts.forEach(({ drawing }) => {
      drawing.resize({ width: printing ? PAPER_WIDTH : "auto" });
      drawing.getZr().flush(); // the printer does not wait for the next frame
    });
  };
  addEventListener("beforeprint", () => paper(true));
  addEventListener("afterprint", () => paper(false));
})();
