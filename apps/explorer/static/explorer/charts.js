// What each kind of chart looks like: from its figures to the options of the library that draws it.
// The colours are in the style sheet; page.js puts the charts on a page.
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
  const unitOf = (name) => /\[([^\]]+)\]/.exec(name ?? "")?.[1] ?? "";
  const withUnit = (words, unit) => (unit && words !== "–" ? `${words} ${unit}` : words);
  const told = (units) => (one) => ({
    colour: one.color, name: one.seriesName, words: withUnit(inWords(one.value), units.get(one.seriesName)),
  });
  const tipOfSeries = (chart) => {
    const units = new Map(chart.series.map((one) => [one.name, unitOf(chart.y_names[one.axis])]));
    return (asked) => {
      if (Array.isArray(asked)) return tip(`${asked[0].axisValueLabel ?? asked[0].name}`.replace(midnight, ""), asked.map(told(units)));
      if (asked.value === undefined) return tip(asked.name, []);
      return tip(`${asked.name || shown(asked.value[0])}`, [told(units)(asked)]);
    };
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
      formatter: chart.kind === "xy" ? tipOfSeries(chart) : undefined,
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
    // A line needs two points: one that stands alone is a dot.
    const there = (n) => (one.points[n]?.[1] ?? null) !== null;
    const alone = (n) => there(n) && !there(n - 1) && !there(n + 1);
    if (made.showSymbol === false && one.points.some((_, n) => alone(n))) {
      Object.assign(made, { showSymbol: true, symbolSize: 6, symbol: (_, { dataIndex }) => (alone(dataIndex) ? "circle" : "none") });
    }
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

  // One for each kind, so that the legend tells what is shaded.
  const kindsOf = (chart) => [...new Set(chart.periods.map((period) => period.name))];
  const periods = (chart) =>
    kindsOf(chart).map((name) => {
      const found = chart.periods.filter((period) => period.name === name);
      const tint = colour(found[0].colour || "shade");
      return {
        type: "line",
        name,
        data: [],
        symbol: "rect",
        itemStyle: { color: tint },
        lineStyle: { opacity: 0 },
        markArea: {
          label: { show: false },
          emphasis: { label: { show: true, color: colour("ink") } },
          itemStyle: { color: tint, opacity: 0.35 },
          data: found.map((period) => [{ name, xAxis: period.first }, { xAxis: dayAfter(period.last) }]),
        },
      };
    });

  // What hardly changes looks as if it hardly changes: an axis shows a fifth of its values at least.
  const calm = ({ min, max }) => {
    const least = Math.abs(max) / 5;
    if (!(max - min < least)) return undefined;
    const step = 10 ** Math.floor(Math.log10(least || 1));
    return Number((Math.floor((max - least) / step) * step).toPrecision(6));
  };

  // Of fish, cages and batches there are no parts.
  const countsOnly = (chart, n) =>
    chart.series.filter((one) => one.axis === n && one.drawn !== "band").every((one) => one.points.every(([, y]) => y === null || Number.isInteger(y)));

  const xy = (chart) => {
    const named = chart.series.filter((one) => one.drawn !== "thin").map((one) => one.name);
    const many = named.length < chart.series.length;
    const shaded = kindsOf(chart);
    const option = common(chart, (many && named.length) || shaded.length ? 2 : named.length);
    if (option.legend) option.legend.data = [...named, ...shaded];
    const series = chart.series.map((one) => whole(one, chart)).flatMap((one) => row(one, chart.series.length));
    const kinds = { time: "time", category: "category", value: "value" };
    option.xAxis = axis({ type: kinds[chart.x], name: chart.x_name, nameLocation: "middle", nameGap: 26, data: chart.x === "category" ? chart.categories : undefined, scale: true });
    if (chart.x !== "category") option.xAxis.splitLine = { show: false };
    if (chart.days) [option.xAxis.min, option.xAxis.max] = [chart.days[0], dayAfter(chart.days[1])];
    if (chart.x_name) option.grid.bottom = 26;
    // Bars and areas stand on zero; lines are read from each other.
    const standing = (n) => chart.series.some((one) => one.axis === n && ["bar", "area", "step"].includes(one.drawn));
    option.yAxis = chart.y_names.map((name, n) => axis({
      type: "value", name, splitNumber: 4, scale: !standing(n), min: standing(n) ? undefined : calm, minInterval: countsOnly(chart, n) ? 1 : undefined,
    }));
    if (chart.log) Object.assign(option.yAxis[0], { type: "log", logBase: 10 });
    if (option.yAxis.length > 1) {
      option.yAxis[1].splitLine = { show: false };
      option.yAxis[1].nameTextStyle.align = "right";
    }
    if (series.every((one) => one.type === "scatter")) option.tooltip.trigger = "item";
    if (many) option.tooltip.trigger = "item";
    if (chart.x === "time") option.dataZoom = [{ ...zoom }];
    option.series = [...series, ...levels(chart), ...periods(chart)];
    return option;
  };

  const gantt = (chart, canvas) => {
    const kinds = [...new Set(chart.bars.map((bar) => bar.kind))];
    const option = common({ ...chart, series: kinds.map((name) => ({ name })) }, kinds.length > 1 || kinds[0] ? 2 : 1);
    option.grid.top = option.legend ? 36 : 8;
    option.grid.left = 16;
    option.tooltip.trigger = "item";
    option.tooltip.formatter = ({ data, value }) => (data ? tip(data.name, [{ name: chart.rows[data.value[0]], words: `${data.value[1]} to ${data.value[2]}` }]) : tip(value, []));
    const [first, last] = chart.days ?? [];
    option.xAxis = axis({ type: "time", min: first, max: last && dayAfter(last) });
    option.yAxis = axis({ type: "category", data: chart.rows, inverse: true, splitLine: { show: false }, triggerEvent: true });
    Object.assign(option.yAxis.axisLabel, { width: canvas.clientWidth / 4, overflow: "break", lineHeight: 13, interval: 0 });
    option.dataZoom = [{ ...zoom, xAxisIndex: 0 }];
    option.series = kinds.map((kind) => ({
      type: "custom",
      name: kind,
      encode: { x: [1, 2], y: 0 },
      renderItem: stay,
      itemStyle: { color: colour(chart.bars.find((bar) => bar.kind === kind).colour || "c1") },
      data: chart.bars.filter((bar) => bar.kind === kind).map((bar) => ({
        name: bar.label,
        link: bar.link,
        value: [chart.rows.indexOf(bar.row), bar.first, bar.last],
        itemStyle: { color: colour(bar.colour || "c1") },
      })),
    }));
    return option;
  };

  const stay = (params, api) => {
    const from = api.coord([api.value(1), api.value(0)]);
    const to = api.coord([api.value(2), api.value(0)]);
    const height = api.size([0, 1])[1] * 0.7;
    const shape = echarts.graphic.clipRectByRect(
      { x: from[0], y: from[1] - height / 2, width: Math.max(to[0] - from[0], 2), height },
      { x: params.coordSys.x, y: params.coordSys.y, width: params.coordSys.width, height: params.coordSys.height },
    );
    return shape && { type: "rect", shape, style: { fill: api.visual("color") } };
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
    const symbols = [...new Set(chart.places.map((place) => place.kind))];
    const groups = [...new Set(chart.places.map((place) => `${place.kind}${place.state ? `, ${place.state}` : ""}`))].sort();
    const groupOf = (place) => `${place.kind}${place.state ? `, ${place.state}` : ""}`;
    const [west, south, east, north] = chart.frame;
    option.legend = { data: groups, type: "scroll", top: 0, textStyle: text(), pageTextStyle: text() };
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
    option.series = groups.map((group, n) => {
      const places = chart.places.filter((place) => groupOf(place) === group);
      return {
        type: "scatter",
        name: group,
        coordinateSystem: "geo",
        symbol: ["circle", "rect"][symbols.indexOf(places[0].kind) % 2],
        symbolSize: 11,
        itemStyle: { color: colour(places[0].colour || `c${(n % 8) + 1}`), borderColor: colour("card"), borderWidth: 1 },
        data: places.map((place) => ({ name: place.name, says: place.says, link: place.link, value: [place.longitude, place.latitude] })),
      };
    });
    return option;
  };

  window.farmCharts = { colour, shown, unitOf, withUnit, kinds: { xy, gantt, heat, map } };
})();
