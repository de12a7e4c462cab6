// Draws every chart of a page: the figures lie beside it as JSON, the colours in the style sheet.
"use strict";

(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const palette = () => [1, 2, 3, 4, 5, 6, 7, 8].map((n) => colour(`c${n}`));
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
  const shown = (value) => (typeof value === "number" ? number.format(value) : value ?? "–");

  // What is told at the mouse. The library's own words carry their styles in their text, which the
  // page's policy forbids; these are elements, and the style sheet has their looks.
  const element = (name, className, words = "") => Object.assign(document.createElement(name), { className, textContent: words });
  const tip = (title, lines) => {
    const box = element("div", "tip");
    if (title) box.append(element("div", "", title));
    for (const { colour: tint, name, words } of lines) {
      const line = element("div", "line");
      if (tint) line.append(element("span", "mark"));
      if (tint) line.firstChild.style.backgroundColor = tint;
      line.append(element("span", "name", name), element("strong", "", words));
      box.append(line);
    }
    return box;
  };
  const inWords = (value) => shown(Array.isArray(value) ? value[1] : value);
  const midnight = / 00:00:00$/;
  const told = (one) => ({ colour: one.color, name: one.seriesName, words: inWords(one.value) });
  const tipOfSeries = (asked) => {
    if (Array.isArray(asked)) return tip(`${asked[0].axisValueLabel ?? asked[0].name}`.replace(midnight, ""), asked.map(told));
    if (asked.value === undefined) return tip(asked.name, []);
    return tip(`${asked.name || shown(asked.value[0])}`, [told(asked)]);
  };

  const text = () => ({ color: colour("soft"), fontSize: 12 });
  const lines = () => ({ lineStyle: { color: colour("line") } });
  const axis = (more) => ({
    nameTextStyle: { ...text(), align: "left" },
    axisLabel: { ...text(), hideOverlap: true },
    axisLine: lines(),
    splitLine: lines(),
    ...more,
  });

  // The wheel scrolls the page; with Ctrl it zooms the chart.
  const zoom = { type: "inside", filterMode: "none", zoomOnMouseWheel: "ctrl", preventDefaultMouseMove: false };

  // What every kind of chart has in common.
  const common = (chart, names) => ({
    animation: !still.matches,
    color: palette(),
    textStyle: { fontFamily: "system-ui, sans-serif" },
    grid: { left: 8, right: chart.y_names?.length > 1 ? 8 : 16, top: names > 1 ? 64 : 36, bottom: 8, containLabel: true },
    legend: names > 1 ? { data: chart.series.map((one) => one.name), type: "scroll", top: 0, textStyle: text(), pageTextStyle: text() } : undefined,
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: colour("card"),
      borderColor: colour("line"),
      textStyle: { color: colour("ink"), fontSize: 13 },
      formatter: tipOfSeries,
    },
  });

  const drawn = {
    line: () => ({ type: "line", showSymbol: false, lineStyle: { width: 2 } }),
    step: () => ({ type: "line", step: "end", showSymbol: false, lineStyle: { width: 2 } }),
    area: () => ({ type: "line", showSymbol: false, lineStyle: { width: 1 }, areaStyle: { opacity: 0.5 } }),
    bar: () => ({ type: "bar", barMaxWidth: 40 }),
    points: () => ({ type: "scatter", symbolSize: 6 }),
    dashed: () => ({ type: "line", showSymbol: false, lineStyle: { width: 2, type: "dashed" }, z: 4 }),
    thin: () => ({
      type: "line", showSymbol: false, triggerLineEvent: true, lineStyle: { width: 1.2 },
      emphasis: { lineStyle: { width: 3, opacity: 1 } },
    }),
  };

  // A band is drawn as two stacked lines: an unseen one below, the band's height above it.
  const band = (one) => {
    const tint = colour(one.colour || "shade");
    const base = { type: "line", yAxisIndex: one.axis, stack: `band ${one.name}`, symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } };
    return [
      { ...base, data: one.points.map(([x, low]) => [x, low]) },
      { ...base, name: one.name, itemStyle: { color: tint }, areaStyle: { color: tint, opacity: 0.45 }, data: one.points.map(([x, low, high]) => [x, low === null || high === null ? null : high - low]) },
    ];
  };

  const row = (one, many) => {
    if (one.drawn === "band") return band(one);
    const made = { name: one.name, yAxisIndex: one.axis, stack: one.stack || undefined, data: one.points, ...drawn[one.drawn]() };
    if (one.colour) made.itemStyle = { color: colour(one.colour) };
    // The more lines there are the fainter each is, so that a crowd shows where most are.
    if (one.drawn === "thin") made.lineStyle = { ...made.lineStyle, opacity: Math.min(0.7, Math.max(0.2, 20 / many)) };
    return [made];
  };

  // What stands on each other must have the same places; what is not there is 0.
  const whole = (one, chart) => {
    if (!one.stack) return one;
    const stacked = chart.series.filter((other) => other.stack === one.stack);
    const places = [...new Set(stacked.flatMap((other) => other.points.map(([x]) => x)))];
    if (chart.x === "time") places.sort();
    const known = new Map(one.points);
    return { ...one, points: places.map((x) => [x, known.get(x) ?? 0]) };
  };

  const levels = (chart) =>
    chart.levels.map((level) => ({
      type: "line",
      name: level.name,
      yAxisIndex: level.axis,
      data: [],
      markLine: {
        silent: true,
        symbol: "none",
        lineStyle: { color: colour("warn"), type: "dashed", width: 1.5 },
        label: { formatter: level.name, position: "insideStartTop", color: colour("warn") },
        data: [{ yAxis: level.value }],
      },
    }));

  // A period lasts to the end of its last day.
  const dayAfter = (day) => Date.parse(day) + 86_400_000;

  const periods = (chart) =>
    chart.periods.length === 0
      ? []
      : [{
          type: "line",
          data: [],
          markArea: {
            label: { show: false },
            emphasis: { label: { show: true, color: colour("ink") } },
            data: chart.periods.map((p) => [
              { name: p.name, xAxis: p.first, itemStyle: { color: colour(p.colour || "shade"), opacity: 0.35 } },
              { xAxis: dayAfter(p.last) },
            ]),
          },
        }];

  const xy = (chart) => {
    const named = chart.series.filter((one) => one.drawn !== "thin").map((one) => one.name);
    const many = named.length < chart.series.length;
    const option = common(chart, many && named.length ? 2 : named.length);
    if (option.legend) option.legend.data = named;
    const series = chart.series.map((one) => whole(one, chart)).flatMap((one) => row(one, chart.series.length));
    const kinds = { time: "time", category: "category", value: "value" };
    option.xAxis = axis({ type: kinds[chart.x], name: chart.x_name, nameLocation: "middle", nameGap: 26, data: chart.x === "category" ? chart.categories : undefined, scale: true });
    if (chart.x !== "category") option.xAxis.splitLine = { show: false };
    if (chart.x_name) option.grid.bottom = 26;
    // Bars and areas stand on zero; lines are read from each other.
    const standing = (n) => chart.series.some((one) => one.axis === n && ["bar", "area", "step"].includes(one.drawn));
    option.yAxis = chart.y_names.map((name, n) => axis({ type: "value", name, splitNumber: 4, scale: !standing(n) }));
    if (chart.log) Object.assign(option.yAxis[0], { type: "log", logBase: 10 });
    if (option.yAxis.length > 1) {
      option.yAxis[1].splitLine = { show: false };
      option.yAxis[1].nameTextStyle.align = "right";
    }
    if (series.every((one) => one.type === "scatter")) option.tooltip.trigger = "item";
    if (many) option.tooltip.trigger = "item";
    if (chart.x === "time" && series.some((one) => one.data.length > 60)) option.dataZoom = [{ ...zoom }];
    option.series = [...series, ...levels(chart), ...periods(chart)];
    return option;
  };

  const gantt = (chart, canvas) => {
    const option = common(chart, 1);
    option.grid.top = 8;
    option.grid.left = 16;
    option.tooltip.trigger = "item";
    option.tooltip.formatter = ({ data }) => tip(data.name, [{ name: chart.rows[data.value[0]], words: `${data.value[1]} to ${data.value[2]}` }]);
    const [first, last] = chart.days ?? [];
    option.xAxis = axis({ type: "time", min: first, max: last });
    option.yAxis = axis({ type: "category", data: chart.rows, inverse: true, splitLine: { show: false } });
    Object.assign(option.yAxis.axisLabel, { width: canvas.clientWidth / 4, overflow: "break", lineHeight: 13, interval: 0 });
    option.dataZoom = [{ ...zoom, xAxisIndex: 0 }];
    option.series = [{
      type: "custom",
      encode: { x: [1, 2], y: 0 },
      renderItem: (params, api) => {
        const from = api.coord([api.value(1), api.value(0)]);
        const to = api.coord([api.value(2), api.value(0)]);
        const height = api.size([0, 1])[1] * 0.7;
        const shape = echarts.graphic.clipRectByRect(
          { x: from[0], y: from[1] - height / 2, width: Math.max(to[0] - from[0], 2), height },
          { x: params.coordSys.x, y: params.coordSys.y, width: params.coordSys.width, height: params.coordSys.height },
        );
        return shape && { type: "rect", shape, style: { fill: api.visual("color") } };
      },
      data: chart.bars.map((bar) => ({
        name: bar.label,
        link: bar.link,
        value: [chart.rows.indexOf(bar.row), bar.first, bar.last],
        itemStyle: { color: colour(bar.colour || "c1") },
      })),
    }];
    return option;
  };

  const heat = (chart) => {
    const option = common(chart, 1);
    const values = chart.cells.map((cell) => cell[2]).filter((value) => value !== null);
    option.grid.top = 8;
    option.grid.bottom = 56;
    // Of more than 40 names the library measures some; the longest needs room all the same.
    if (chart.rows.length > 40) option.grid.left = 40;
    option.tooltip.trigger = "item";
    option.tooltip.formatter = ({ data }) => tip(`${chart.rows[data[1]]}, ${chart.columns[data[0]]}`, [{ name: "", words: `${shown(data[2])} ${chart.unit}` }]);
    option.xAxis = axis({ type: "category", data: chart.columns, splitLine: { show: false } });
    Object.assign(option.xAxis.axisLabel, { alignMinLabel: "left", alignMaxLabel: "right" });
    option.yAxis = axis({ type: "category", data: chart.rows, inverse: true, splitLine: { show: false } });
    option.yAxis.axisLabel.interval = 0;
    const highest = chart.highest ?? Math.max(...values, 1);
    option.visualMap = {
      min: 0,
      max: highest,
      calculable: false,
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemHeight: 90,
      itemWidth: 14,
      text: [`${shown(highest)} ${chart.unit}`, "0"],
      textStyle: text(),
      inRange: { color: [colour("ground"), colour("c1")] },
    };
    option.series = [{ type: "heatmap", data: chart.cells, itemStyle: { borderColor: colour("card"), borderWidth: chart.columns.length > 40 ? 0 : 1 } }];
    return option;
  };

  // Places on the coastline, as wide as it is tall at the latitude of their middle.
  const map = (chart) => {
    const option = common(chart, 1);
    const middle = chart.places.reduce((sum, place) => sum + place.latitude, 0) / Math.max(chart.places.length, 1);
    const kinds_ = [...new Set(chart.places.map((place) => place.kind))];
    const [west, south, east, north] = chart.frame;
    option.legend = { data: kinds_, top: 0, textStyle: text() };
    option.tooltip.trigger = "item";
    option.tooltip.formatter = ({ data, name }) => (data ? tip(data.name, [{ name: data.says, words: "" }]) : tip(name, []));
    option.geo = {
      map: "land",
      roam: "move",
      silent: true,
      aspectScale: Math.cos((middle * Math.PI) / 180),
      boundingCoords: [[west, north], [east, south]],
      top: 32,
      bottom: 8,
      itemStyle: { areaColor: colour("shade"), borderColor: colour("line") },
    };
    option.series = kinds_.map((kind, n) => ({
      type: "scatter",
      name: kind,
      coordinateSystem: "geo",
      symbol: ["circle", "rect"][n % 2],
      symbolSize: 10,
      itemStyle: { color: colour(`c${n + 1}`), borderColor: colour("card"), borderWidth: 1 },
      data: chart.places
        .filter((place) => place.kind === kind)
        .map((place) => ({ name: place.name, says: place.says, link: place.link, value: [place.longitude, place.latitude] })),
    }));
    return option;
  };

  const PAPER_WIDTH = 660; // pixels that fit on an upright A4 page with its margins and the card's

  const kinds = { xy, gantt, heat, map };
  const charts = [];

  const read = (figure) => JSON.parse(document.getElementById(figure.dataset.chart).textContent);

  const draw = async (figure) => {
    const canvas = figure.querySelector(".canvas");
    if (!canvas) return;
    const chart = read(figure);
    if (chart.kind === "map") echarts.registerMap("land", await (await fetch(chart.land)).json());
    if (chart.kind === "map") canvas.style.height = "24rem";
    if (chart.kind === "gantt") canvas.style.height = `${Math.max(160, 60 + 22 * chart.rows.length)}px`;
    if (chart.kind === "heat") canvas.style.height = `${Math.max(220, 110 + 22 * chart.rows.length)}px`;
    const drawing = echarts.init(canvas, null, { renderer: "svg" });
    drawing.setOption(kinds[chart.kind](chart, canvas));
    drawing.on("click", ({ data }) => {
      if (data?.link) location.assign(data.link);
    });
    // The library tells points, not lines: the browser itself names a faint line under the mouse.
    drawing.on("mouseover", ({ seriesName, dataIndex }) => { canvas.title = dataIndex === undefined ? seriesName ?? "" : ""; });
    drawing.on("mouseout", () => { canvas.title = ""; });
    charts.push({ chart, drawing, canvas });
    canvas.tabIndex = 0;
    canvas.addEventListener("keydown", (event) => walk(event, chart, drawing));
    figure.dataset.drawn = "yes";
  };

  // With the arrow keys the figures at one place after the other are told.
  const walk = (event, chart, drawing) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") drawing.dispatchAction({ type: "hideTip" });
    if (!step) return;
    event.preventDefault();
    const option = drawing.getOption();
    const told = option.series.findIndex((one) => one.data?.length && !one.silent);
    const last = option.series[told].data.length - 1;
    drawing.place = Math.min(Math.max((drawing.place ?? -1) + step, 0), last);
    drawing.dispatchAction({ type: "showTip", seriesIndex: told, dataIndex: drawing.place });
  };

  const again = () => charts.forEach(({ chart, drawing, canvas }) => drawing.setOption(kinds[chart.kind](chart, canvas), true));

  addEventListener("DOMContentLoaded", () => document.querySelectorAll("figure[data-chart]").forEach(draw));
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
  window.farmCharts = { kinds, draw };
})();
