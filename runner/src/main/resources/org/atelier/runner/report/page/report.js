"use strict";
/* Everything that comes from files is put into the page as text, never as markup. */
const parse = id => JSON.parse(document.getElementById(id).textContent);
const page = parse("page");
const runs = page.runs;
const several = runs.length > 1;

/* ---------- making elements ---------- */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ""));
  return element;
}
const SVG = "http://www.w3.org/2000/svg";
function draw(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
const slug = text => "s-" + encodeURIComponent(text).replace(/%/g, "_");

/* ---------- words for numbers ---------- */
const isNumber = value => typeof value === "number" && Number.isFinite(value);
function number(value) {
  if (!isNumber(value)) return String(value);
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e7) return value.toLocaleString("en");
  if (size >= 1e7 || size < 1e-5) return value.toExponential(3);
  if (size < 1 && size >= 1e-3) return value.toFixed(4);
  return String(Number(value.toPrecision(4)));
}
function duration(seconds) {
  if (!isNumber(seconds)) return "";
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}
const shown = value => isNumber(value) ? number(value) : value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
const moment = text => String(text ?? "").replace("T", " at ").replace(/Z$/, " UTC").replace(/(\d)([+-]\d\d:\d\d)$/, "$1 $2");
const count = (amount, one, many) => `${amount.toLocaleString("en")} ${amount === 1 ? one : many}`;
const intervalText = interval => `${number(interval.low)} to ${number(interval.high)}` + (interval.confidence === 0.95 ? "" : ` (${number(100 * interval.confidence)} %)`);

/* ---------- lazily shown parts and charts ---------- */
const waiting = new Map();
const watcher = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => fill(entry.target)), { rootMargin: "400px" });
function later(element, filler) {
  waiting.set(element, filler);
  watcher.observe(element);
  return element;
}
function fill(element) {
  const filler = waiting.get(element);
  if (!filler) return;
  waiting.delete(element);
  watcher.unobserve(element);
  filler(element);
}
const darkScreen = matchMedia("(prefers-color-scheme: dark)");
let printing = false;
const charts = new Map();
const colours = () => darkScreen.matches && !printing
  ? { text: "#e6e9ed", faint: "#9da7b3", line: "#3a424c", ground: "#14171b", panel: "#1d2228", heat: ["#1d2228", "#12395c", "#2f7fb8", "#bfe1f7"] }
  : { text: "#1b1f24", faint: "#59636e", line: "#d1d9e0", ground: "#ffffff", panel: "#ffffff", heat: ["#ffffff", "#c6ddf0", "#58a5d4", "#084a80"] };
/* Colours that people of every colour vision tell apart (Okabe and Ito 2008). */
const palette = () => darkScreen.matches && !printing
  ? ["#4c9ed9", "#ff8a4c", "#2ec793", "#e3a0cb", "#9bd8fa", "#f2bd4a", "#ffffff"]
  : ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000"];
const DASHES = ["solid", "dashed", "dotted"];
const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin", "arrow", "emptyCircle"];

function chart(label, height, options, least = 0, most = 0) {
  const element = make("div", { class: "chart", role: "img", "aria-label": label, style: `height:${height}px` + (least ? `;min-width:${least}px` : "") + (most ? `;max-width:${most}px` : "") });
  later(element, () => {
    const drawn = echarts.init(element, null, { renderer: "svg" });
    charts.set(element, { drawn, options });
    drawn.setOption(common(options()));
  });
  return make("div", { class: "scroll" }, element);
}
function common(option) {
  const colour = colours();
  const axis = one => ({
    nameLocation: "middle", nameTextStyle: { color: colour.text }, axisLabel: { color: colour.text, ...one.axisLabel },
    axisLine: { onZero: false, lineStyle: { color: colour.faint } }, splitLine: { lineStyle: { color: colour.line } }, ...one, ...(one.axisLabel ? { axisLabel: { color: colour.text, ...one.axisLabel } } : {})
  });
  const axes = ones => (Array.isArray(ones) ? ones.map(axis) : ones && axis(ones));
  return {
    animation: false, color: palette(), backgroundColor: "transparent", textStyle: { color: colour.text, fontFamily: "system-ui, sans-serif" },
    ...option, ...(printing ? { toolbox: undefined, dataZoom: undefined } : {}), xAxis: axes(option.xAxis), yAxis: axes(option.yAxis),
    legend: option.legend && { type: "scroll", textStyle: { color: colour.text }, pageTextStyle: { color: colour.text }, pageIconColor: colour.text, ...option.legend },
    tooltip: { confine: true, backgroundColor: colour.panel, borderColor: colour.line, textStyle: { color: colour.text, fontSize: 13 }, ...option.tooltip }
  };
}
function redraw() {
  for (const { drawn, options } of charts.values()) {
    drawn.resize();
    drawn.setOption(common(options()), true);
  }
}
darkScreen.addEventListener("change", redraw);
let resizing = 0;
addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(() => charts.forEach(({ drawn }) => drawn.resize()), 120); });
addEventListener("beforeprint", () => {
  printing = true;
  document.body.classList.add("printing");
  document.querySelectorAll("details.stage[data-print]").forEach(details => { details.open = true; });
  [...waiting.keys()].filter(element => element.getClientRects().length).forEach(fill);
  [...waiting.keys()].filter(element => element.getClientRects().length).forEach(fill);
  redraw();
});
addEventListener("afterprint", () => { printing = false; document.body.classList.remove("printing"); redraw(); });
const zoom = axes => ({ right: 8, top: 0, iconStyle: { borderColor: colours().text }, feature: { dataZoom: { ...axes, title: { zoom: "Zoom into an area", back: "Zoom back" } }, restore: { title: "Show all" } } });

function pointed(...lines) {
  return make("div", { class: "pointed" }, ...lines.map(line => typeof line === "string" ? make("div", {}, line) : line));
}

/* ---------- pictures ---------- */
let addresses;
function picture(index, text) {
  if (!isNumber(index)) return null;
  addresses = addresses || parse("pictures");
  const image = make("img", { src: addresses[index], alt: text, decoding: "async" });
  image.addEventListener("load", () => {
    const side = Math.max(image.naturalWidth, image.naturalHeight);
    const factor = Math.floor((image.closest(".pointed") ? 128 : 132) / side);
    if (factor > 1) { image.style.width = `${image.naturalWidth * factor}px`; if (side < 60) image.style.imageRendering = "pixelated"; }
  });
  return image;
}

/* ---------- tables ---------- */
const FEW_ROWS = 12;
/* A cell is a value, or {sort, node} for one that is shown otherwise than it is sorted. */
function table(columns, rows, label, few = FEW_ROWS) {
  const numeric = columns.map((_, at) => rows.some(row => isNumber(key(row[at]))) && rows.every(row => { const value = key(row[at]); return isNumber(value) || value === "" || value === null || value === undefined; }));
  const widths = columns.map((_, at) => numeric[at] || rows.some(row => row[at] && row[at].node) ? 0 : Math.min(38, Math.max(0, ...rows.map(row => shown(row[at]).length))));
  const body = make("tbody");
  let order = rows, all = rows.length <= few + 3, wanted = "";
  const search = rows.map(row => row.map(cell => String(key(cell) ?? "")).join("\u0000").toLowerCase());
  const positions = new Map(rows.map((row, at) => [row, at]));
  const more = make("button", { type: "button", onclick: () => { all = !all; show(); } });
  const filter = make("input", { type: "search", placeholder: "Filter rows", "aria-label": `Filter the rows of: ${label}` });
  filter.addEventListener("input", () => { wanted = filter.value.toLowerCase(); show(); });
  function show() {
    const fitting = order.filter(row => !wanted || search[positions.get(row)].includes(wanted));
    const some = all ? fitting : fitting.slice(0, few);
    body.replaceChildren(...some.map(row => make("tr", {}, row.map((cell, at) => {
      const element = make(at === 0 && !numeric[0] ? "th" : "td", at === 0 && !numeric[0] ? { scope: "row", style: "font-weight:400;white-space:normal" } : { class: numeric[at] && !(cell && cell.words) ? "number" : null });
      if (cell && cell.node) element.append(cell.node);
      else { element.textContent = shown(cell); if (isNumber(cell) && number(cell) !== String(cell)) element.title = String(cell); }
      return element;
    }))));
    more.textContent = all ? `Show the first ${few} rows` : `Show all ${fitting.length.toLocaleString("en")} rows`;
    more.hidden = fitting.length <= few;
  }
  const heads = columns.map((name, at) => make("th", { scope: "col", "aria-sort": "none", class: numeric[at] && !rows.some(row => row[at] && row[at].words) ? "number" : null, style: widths[at] > 18 ? `min-width:${widths[at] / 2}rem` : null }, make("button", { type: "button", onclick: () => sort(at) }, name)));
  function sort(at) {
    const down = heads[at].getAttribute("aria-sort") === "ascending";
    heads.forEach((head, index) => head.setAttribute("aria-sort", index !== at ? "none" : down ? "descending" : "ascending"));
    const sign = down ? -1 : 1;
    order = [...rows].sort((one, other) => compare(key(one[at]), key(other[at]), sign));
    show();
  }
  show();
  const element = make("div", {}, make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, make("table", { "aria-label": label }, make("thead", {}, make("tr", {}, heads)), body)));
  if (rows.length > few + 3) element.append(make("div", { class: "tools" }, more, filter));
  return element;
}
const key = cell => cell !== null && typeof cell === "object" && "sort" in cell ? cell.sort : cell;
function compare(one, other, sign) {
  const empty = value => value === "" || value === null || value === undefined;
  if (empty(one) || empty(other)) return empty(one) - empty(other);
  return sign * (isNumber(one) && isNumber(other) ? one - other : String(one).localeCompare(String(other), "en", { numeric: true }));
}
function plainTable(rows, label) {
  return make("div", { class: "scroll" }, make("table", { "aria-label": label }, make("tbody", {}, rows.map(([name, value]) => make("tr", {}, make("th", { scope: "row", style: "font-weight:400" }, name), make("td", {}, make("code", {}, shown(value))))))));
}
/* The numbers behind a chart, for those who cannot see or point at it. */
function numbers(label, columns, rows) {
  const inside = make("div");
  const details = make("details", { class: "more" }, make("summary", {}, "Numbers of this figure"), inside);
  details.addEventListener("toggle", () => { if (details.open && !inside.firstChild) inside.append(table(columns, rows(), label)); });
  return details;
}

/* ---------- kinds of content ---------- */
const finite = value => isNumber(value) ? value : null;
function lineChart(content) {
  const lines = content.lines;
  const whole = lines.every(line => line.xs.every(Number.isInteger));
  const label = `${content.title}. ` + lines.slice(0, 8).map(line => line.ys.length ? `${line.name}: from ${shown(line.ys[0])} to ${shown(line.ys[line.ys.length - 1])}` : `${line.name}: nothing`).join("; ");
  const options = () => ({
    grid: { left: 70, right: 24, top: 34, bottom: 104 },
    legend: { bottom: 0, left: 0, right: 0 },
    toolbox: zoom({ yAxisIndex: "none" }),
    dataZoom: [{ type: "slider", bottom: 34, height: 18, labelFormatter: value => isNumber(value) ? number(whole ? Math.round(value) : value) : "" }, { type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseMove: false, moveOnMouseWheel: false }],
    xAxis: { type: "value", name: content.horizontal, nameGap: 26, min: "dataMin", max: "dataMax", minInterval: whole ? 1 : 0 },
    yAxis: { type: "value", name: content.vertical, nameGap: 50, scale: true },
    tooltip: { trigger: "axis", formatter: points => pointed(`${content.horizontal} ${shown(points[0].axisValue)}`, ...points.slice(0, 20).map(point => make("div", {}, make("span", { style: `color:${point.color}`, "aria-hidden": "true" }, "\u25CF "), `${point.seriesName}: ${shown(point.value[1])}`))) },
    series: lines.map((line, at) => ({ type: "line", name: line.name, data: line.xs.map((x, index) => [x, finite(line.ys[index])]), showSymbol: line.xs.length <= 60, symbol: SYMBOLS[at % 4], symbolSize: 6, lineStyle: { width: 2, type: DASHES[Math.floor(at / 7) % 3] } }))
  });
  return [chart(label, 380, options), numbers(content.title, ["line", content.horizontal, content.vertical], () => lines.flatMap(line => line.xs.map((x, at) => [line.name, x, line.ys[at]])))];
}
function heatMap(content) {
  const cells = content.values.flatMap((row, y) => row.map((value, x) => [x, y, isNumber(value) ? value : "-"]));
  const values = cells.map(cell => cell[2]).filter(isNumber);
  const low = Math.min(0, ...values), high = Math.max(...values, low + 1e-9);
  const width = content.columns.length, height = content.rows.length;
  const label = `${content.title}: ${height} rows (${content.vertical}) by ${width} columns (${content.horizontal}), values from ${number(Math.min(...values))} to ${number(Math.max(...values))}`;
  const options = () => ({
    grid: { left: 190, right: 24, top: 34, bottom: 190 },
    toolbox: { right: 8, top: 0 },
    xAxis: { type: "category", data: content.columns, name: content.horizontal, nameGap: 112, axisLabel: { rotate: 60, interval: 0, width: 120, overflow: "truncate" }, splitArea: { show: false } },
    yAxis: { type: "category", data: content.rows, inverse: true, name: content.vertical, nameGap: 165, axisLabel: { interval: 0, width: 150, overflow: "truncate" } },
    visualMap: { min: low, max: high, calculable: true, orient: "horizontal", left: "center", bottom: 0, textStyle: { color: colours().text }, inRange: { color: colours().heat }, formatter: number, hoverLink: false },
    tooltip: { formatter: point => pointed(`${content.vertical}: ${content.rows[point.value[1]]}`, `${content.horizontal}: ${content.columns[point.value[0]]}`, make("strong", {}, shown(point.value[2]))) },
    series: [{ type: "heatmap", data: cells, label: { show: width <= 12, formatter: point => isNumber(point.value[2]) ? shortNumber(point.value[2]) : "" }, itemStyle: { borderColor: colours().ground, borderWidth: 1 }, emphasis: { itemStyle: { borderColor: colours().text, borderWidth: 1.5 } } }]
  });
  return [chart(label, Math.max(360, 24 * height + 240), options, (width <= 12 ? 44 : 24) * width + 230, 80 * width + 230), numbers(content.title, [content.vertical, content.horizontal, "value"], () => cells.map(([x, y, value]) => [content.rows[y], content.columns[x], value]))];
}
const shortNumber = value => Number.isInteger(value) ? String(value) : value.toPrecision(2);
function scatterPlot(content) {
  const groups = content.groups.filter(group => group.xs.length);
  const total = groups.reduce((sum, group) => sum + group.xs.length, 0);
  const options = () => ({
    grid: { left: 66, right: 24, top: 34, bottom: 84 },
    legend: { bottom: 0, left: 0, right: 0 },
    toolbox: zoom({}),
    dataZoom: [{ type: "inside", xAxisIndex: 0, zoomOnMouseWheel: "ctrl", moveOnMouseMove: false, moveOnMouseWheel: false }, { type: "inside", yAxisIndex: 0, zoomOnMouseWheel: "ctrl", moveOnMouseMove: false, moveOnMouseWheel: false }],
    xAxis: { type: "value", name: content.horizontal, nameGap: 26, scale: true },
    yAxis: { type: "value", name: content.vertical, nameGap: 46, scale: true },
    tooltip: { trigger: "item", triggerOn: "mousemove|click", formatter: point => {
      const group = groups[point.seriesIndex], detail = group.details[point.dataIndex];
      return pointed(detail && picture(detail.picture, detail.text), make("strong", {}, group.name), ...(detail ? detail.text.split("\n") : []), `${number(point.value[0])}, ${number(point.value[1])}`);
    } },
    series: groups.map((group, at) => ({ type: "scatter", name: group.name, symbol: SYMBOLS[at % SYMBOLS.length], symbolSize: 9, itemStyle: { opacity: .85, borderColor: colours().ground, borderWidth: .6 }, emphasis: { itemStyle: { borderColor: colours().text, borderWidth: 2 } }, data: group.xs.map((x, index) => [x, group.ys[index]]) }))
  });
  return [chart(`${content.title}: ${count(total, "point", "points")} of ${count(groups.length, "kind", "kinds")}`, 520, options),
    numbers(content.title, ["group", "what", content.horizontal, content.vertical], () => groups.flatMap(group => group.xs.map((x, at) => [group.name, group.details[at] ? group.details[at].text : "", x, group.ys[at]])))];
}
function intervalChart(content) {
  const names = content.rows.map(row => row.name);
  const points = content.rows.flatMap(row => row.points);
  const all = points.flatMap(point => [point.low, point.high, point.value, point.baseline]).filter(isNumber);
  const low = Math.min(...all), high = Math.max(...all), edge = (high - low) * .05 || 1;
  const panels = content.panels.map((panel, at) => {
    const options = () => ({
      grid: { left: 170, right: 20, top: 30, bottom: 60 },
      xAxis: { type: "value", name: panel, nameGap: 28, min: low - edge, max: high + edge, axisLabel: { formatter: number, hideOverlap: true } },
      yAxis: { type: "category", data: names, inverse: true, axisLabel: { interval: 0, width: 155, overflow: "truncate" }, splitLine: { show: true } },
      tooltip: { trigger: "item", formatter: point => { const row = content.rows[point.dataIndex], value = row.points[at]; return pointed(make("strong", {}, row.name), `${content.points}: ${number(value.value)} (${number(value.low)} to ${number(value.high)})`, ...(isNumber(value.baseline) ? [`${content.baseline}: ${number(value.baseline)}`] : [])); } },
      series: [
        { type: "custom", data: content.rows.map((row, index) => [row.points[at].low, row.points[at].high, index]), encode: { x: [0, 1], y: 2 }, renderItem: (_, api) => { const from = api.coord([api.value(0), api.value(2)]), to = api.coord([api.value(1), api.value(2)]); return { type: "line", shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: palette()[0], lineWidth: 3 } }; } },
        { type: "scatter", symbolSize: 10, itemStyle: { color: palette()[0] }, data: content.rows.map((row, index) => [row.points[at].value, index]) },
        { type: "scatter", symbol: "diamond", symbolSize: 10, itemStyle: { color: palette()[1] }, data: content.rows.map((row, index) => isNumber(row.points[at].baseline) ? [row.points[at].baseline, index] : null) }
      ]
    });
    return chart(`${content.title}, ${panel}: ` + content.rows.slice(0, 8).map(row => `${row.name} ${number(row.points[at].value)}`).join("; "), Math.max(180, 24 * names.length + 100), options);
  });
  return [make("div", { class: "panels" }, panels), make("p", { class: "small faint" }, `\u25CF ${content.points}` + (content.baseline ? `; \u25C6 ${content.baseline}` : "")),
    numbers(content.title, ["", "panel", "value", "low", "high", "baseline"], () => content.rows.flatMap(row => row.points.map((point, at) => [row.name, content.panels[at], point.value, point.low, point.high, point.baseline])))];
}
function imageGrid(content) {
  const cell = (one, row, column) => make("figure", { class: "picture" }, column && make("div", { class: "small" }, column), picture(one.image, [row, column, one.caption].filter(Boolean).join(", ").replace(/\n/g, ", ") || content.title) || make("p", { class: "faint" }, "(left out)"), one.caption && make("figcaption", {}, one.caption));
  const flowing = !content.columns.length && content.rows.every(row => !row.name);
  if (flowing) return [make("div", { class: "pictures" }, content.rows.flatMap(row => row.cells.map(one => cell(one, "", ""))))];
  const most = Math.max(...content.rows.map(row => row.cells.length));
  return [make("div", { class: "rows", style: `--pictures:${most}` }, content.rows.map(row => make("div", {}, row.name && make("div", { class: "rowname" }, row.name), make("div", { class: "pictures row", tabindex: "0", role: "group", "aria-label": row.name || content.title }, row.cells.map((one, at) => cell(one, row.name, content.columns[at] || ""))))))];
}
const KINDS = {
  "table": content => [table(content.columns, content.rows, content.title)],
  "line-chart": lineChart, "heat-map": heatMap, "scatter-plot": scatterPlot, "interval-chart": intervalChart, "image-grid": imageGrid
};
function link(run, stage, file) {
  const path = `${run.folder}${stage.folder}/${file}`.split("/").map(encodeURIComponent).join("/");
  return make("a", { href: path }, file);
}
/* A placeholder as high as most contents, so that only what comes into view is made. */
function contentPart(run, stage, id) {
  const element = make("section", { style: "min-height:6rem" });
  return later(element, () => {
    element.style.minHeight = "";
    const content = parse(id);
    const kind = KINDS[content.kind];
    element.append(make("h3", {}, content.title));
    const notes = [content.note, content.file && make("span", {}, "file: ", link(run, stage, content.file))].filter(Boolean);
    element.append(make("p", { class: "small faint" }, ...notes.flatMap((note, at) => at ? ["; ", note] : [note])));
    if (kind) element.append(...kind(content));
  });
}

/* ---------- metrics ---------- */
const better = (metric, one, other) => metric.direction === "LOWER_IS_BETTER" ? one < other : one > other;
function verdict(metric) {
  if (!metric.baseline) return { sort: "", node: make("span", { class: "faint" }, "no baseline") };
  const base = metric.baseline.value, interval = metric.interval;
  const worst = interval ? (metric.direction === "LOWER_IS_BETTER" ? interval.high : interval.low) : metric.value;
  const best = interval ? (metric.direction === "LOWER_IS_BETTER" ? interval.low : interval.high) : metric.value;
  if (better(metric, worst, base)) return { sort: "better", node: make("span", { class: "good" }, "\u2713 better") };
  if (better(metric, base, best)) return { sort: "worse", node: make("span", { class: "bad-text" }, "\u2717 worse") };
  return { sort: "not clearly better", node: make("span", { class: "warn-text" }, "~ not clearly better") };
}
function intervalCell(metric) {
  const { interval, baseline } = metric;
  if (!interval) return { sort: "", node: make("span", { class: "faint" }, "\u2013") };
  const ends = [interval.low, interval.high, metric.value, ...(baseline ? [baseline.value] : [])];
  const unit = ends.every(end => end >= 0 && end <= 1);
  const low = unit ? 0 : Math.min(...ends), high = unit ? 1 : Math.max(...ends), at = value => 4 + 122 * (value - low) / (high - low || 1);
  return { sort: interval.low, words: true, node: make("span", {}, make("span", { title: interval.method }, intervalText(interval)),
    draw("svg", { class: "interval", viewBox: "0 0 130 16", "aria-hidden": "true" },
      draw("line", { x1: 4, x2: 126, y1: 8, y2: 8, stroke: "var(--line)" }),
      draw("line", { x1: at(interval.low), x2: at(interval.high), y1: 8, y2: 8, stroke: "#0072B2", "stroke-width": 4 }),
      draw("circle", { cx: at(metric.value), cy: 8, r: 4, fill: "#0072B2" }),
      ...(baseline ? [draw("path", { d: `M${at(baseline.value)} 2l5 6l-5 6l-5 -6z`, fill: "#D55E00" })] : []))) };
}
const METRIC_COLUMNS = ["metric", "value", "against baseline", "95 % interval", "baseline"];
const metricRow = metric => [metric.name, metric.value, verdict(metric), intervalCell(metric), metric.baseline ? { sort: metric.baseline.value, words: true, node: make("span", { class: "words" }, `${number(metric.baseline.value)} (${metric.baseline.name})`) } : ""];
const repeated = stage => Object.keys(stage.matrix || {}).length > 0;
const family = stage => repeated(stage) ? stage.name.split("[")[0] : stage.name;
const stageLink = (name, target = name) => ({ sort: name, node: make("a", { href: `#${slug(target)}` }, name) });

function results(main) {
  const parts = several ? comparedMetrics() : singleMetrics(runs[0].record.stages);
  main.append(section("results", "Results", ...(parts.length ? parts : [make("p", { class: "faint" }, "No stage has reported a figure.")])));
}
function singleMetrics(stages) {
  const parts = [];
  const single = stages.filter(stage => !repeated(stage)).flatMap(stage => stage.metrics.map(metric => [stageLink(stage.name), ...metricRow(metric)]));
  if (single.length) parts.push(make("p", { class: "small faint" }, "In the small drawings the dot is the value, the bar its interval, the diamond the baseline."), table(["stage", ...METRIC_COLUMNS], single, "Results of all stages", 40));
  const families = new Map();
  stages.filter(repeated).forEach(stage => families.set(family(stage), [...(families.get(family(stage)) || []), stage]));
  families.forEach((members, name) => {
    const part = repeatedMetrics(members);
    if (part) parts.push(make("h3", {}, make("a", { href: `#${slug(name)}` }, name), `: ${count(members.length, "repetition", "repetitions")}`), ...part);
  });
  return parts;
}
function repeatedMetrics(members) {
  const axes = [...new Set(members.flatMap(stage => Object.keys(stage.matrix)))];
  const names = [...new Set(members.flatMap(stage => stage.metrics.map(metric => metric.name)))];
  if (!names.length) return null;
  const find = (stage, name) => stage.metrics.find(metric => metric.name === name);
  const baselines = new Map(names.map(name => [name, [...new Set(members.map(stage => find(stage, name)).filter(Boolean).map(metric => metric.baseline ? `${number(metric.baseline.value)} (${metric.baseline.name})` : ""))]]));
  const rows = members.map(stage => [...axes.map(axis => stage.matrix[axis] ?? ""), ...names.map(name => {
    const metric = find(stage, name);
    if (!metric) return "";
    const beside = [metric.interval && intervalText(metric.interval), metric.baseline && baselines.get(name).length > 1 && `baseline ${number(metric.baseline.value)}`].filter(Boolean).join("; ");
    return { sort: metric.value, node: make("span", { title: metric.baseline ? `baseline: ${metric.baseline.name}` : null }, number(metric.value), beside && make("span", { class: "faint small" }, ` (${beside})`)) };
  })]);
  const same = names.filter(name => baselines.get(name).length === 1 && baselines.get(name)[0]).map(name => `${name}: ${baselines.get(name)[0]}`);
  return [table([...axes, ...names], rows, `Results of all repetitions of ${family(members[0])}`, 40), same.length ? make("p", { class: "small faint" }, `Baselines: ${same.join("; ")}`) : null].filter(Boolean);
}
function comparedMetrics() {
  const keys = new Map();
  runs.forEach((run, at) => run.record.stages.forEach(stage => stage.metrics.forEach(metric => {
    const id = JSON.stringify([stage.name, metric.name]);
    if (!keys.has(id)) keys.set(id, { stage: stage.name, metric, values: [] });
    keys.get(id).values[at] = metric;
  })));
  const rows = [...keys.values()].map(({ stage, metric, values }) => {
    const present = values.filter(Boolean);
    const best = present.reduce((one, other) => better(metric, other.value, one.value) ? other : one).value;
    const bases = [...new Set(present.map(one => one.baseline ? `${number(one.baseline.value)} (${one.baseline.name})` : ""))];
    return [stageLink(stage, stage.split("[")[0]), metric.name, ...runs.map((_, at) => {
      const one = values[at];
      return one ? { sort: one.value, node: make("span", { class: present.length > 1 && one.value === best ? "best" : null }, number(one.value), present.length > 1 && one.value === best ? " \u2605" : "", one.interval ? make("span", { class: "faint small", style: "font-weight:400" }, ` (${intervalText(one.interval)})`) : "") } : "";
    }), bases.join(" / ")];
  });
  return rows.length ? [make("p", { class: "small faint" }, "\u2605 marks the best value. Where intervals overlap by much, the difference may be chance."), table(["stage", "metric", ...runs.map(run => run.label), "baseline"], rows, "Results of all runs", 60)] : [];
}

/* ---------- what differs between runs ---------- */
function flat(value, path = "", into = {}) {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) for (const [name, inner] of Object.entries(value)) flat(inner, path ? `${path}.${name}` : name, into);
  else into[path] = Array.isArray(value) ? JSON.stringify(value) : value;
  return into;
}
function facts(record) {
  const into = { seed: record.seed, atelier: record.atelier };
  Object.assign(into, flat(record.engine || {}, "engine"), flat(record.java || {}, "java"), flat(record.system || {}, "system"), flat(record.datasets || {}, ""));
  (record.plugins || []).forEach(plugin => { into[`plugin ${plugin.name}`] = `${plugin.version} ${String(plugin.sha256).slice(0, 12)}`; });
  record.stages.forEach(stage => Object.assign(into, flat({ type: stage.type, ...stage.settings }, `stages.${stage.name}`)));
  return into;
}
function differences(main) {
  const all = runs.map(run => facts(run.record));
  const names = [...new Set(all.flatMap(Object.keys))].filter(name => new Set(all.map(one => JSON.stringify(one[name]))).size > 1);
  const body = names.length ? table(["what", ...runs.map(run => run.label)], names.map(name => [name, ...all.map(one => one[name] === undefined ? "\u2013" : String(one[name]))]), "What differs between the runs", 40) : make("p", {}, "The runs have the same settings, data, plugins, engine and machine.");
  main.append(section("differences", "What differs", body));
}

/* ---------- the pipeline as a graph ---------- */
function graph(record) {
  const nodes = new Map();
  record.stages.forEach(stage => {
    const name = family(stage);
    const node = nodes.get(name) || { name, type: stage.type, seconds: 0, members: 0, reused: 0, inputs: new Set(), status: "done" };
    node.begun = true;
    node.members++;
    node.reused += stage.reused ? 1 : 0;
    node.seconds += stage.seconds;
    if (stage.status !== "done") node.status = stage.status;
    (stage.inputs || []).forEach(input => node.inputs.add(input.split("[")[0]));
    nodes.set(name, node);
  });
  (record.waiting || []).forEach(stage => {
    const name = family(stage), node = nodes.get(name) || { name, type: stage.type, seconds: 0, members: 0, reused: 0, inputs: new Set(), status: "not begun" };
    node.members++;
    if (node.status === "done") node.status = "not begun";
    (stage.inputs || []).forEach(input => node.inputs.add(input.split("[")[0]));
    nodes.set(name, node);
  });
  if (!nodes.size) return make("p", { class: "faint" }, "There is no stage.");
  const depth = node => node.depth ??= Math.max(0, ...[...node.inputs].filter(name => nodes.has(name)).map(name => 1 + depth(nodes.get(name))));
  const layers = [];
  nodes.forEach(node => (layers[depth(node)] ||= []).push(node));
  const WIDE = 196, HIGH = 66, GAP = 56, DOWN = 20;
  const rows = Math.max(...layers.map(layer => layer.length));
  const height = rows * (HIGH + DOWN) + DOWN, width = layers.length * (WIDE + GAP) - GAP + 4;
  layers.forEach((layer, column) => layer.forEach((node, row) => {
    node.x = 2 + column * (WIDE + GAP);
    node.y = (height - layer.length * (HIGH + DOWN) + DOWN) / 2 + row * (HIGH + DOWN);
  }));
  const clip = (text, most) => text.length > most ? `${text.slice(0, most - 1)}\u2026` : text;
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": "The stages and what flows from one to the next" });
  svg.append(draw("defs", {}, draw("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" }, draw("path", { d: "M0 0L8 4L0 8z" }))));
  nodes.forEach(node => node.inputs.forEach(name => {
    const from = nodes.get(name);
    if (!from) return;
    const x1 = from.x + WIDE, y1 = from.y + HIGH / 2, x2 = node.x - 2, y2 = node.y + HIGH / 2, bend = Math.max(24, (x2 - x1) / 2);
    svg.append(draw("path", { d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, "marker-end": "url(#arrow)" }));
  }));
  nodes.forEach(node => {
    const state = node.reused === node.members ? "reused" : node.status;
    const words = [node.members > 1 ? `${node.members} repetitions` : "", node.status === "done" ? (node.reused === node.members ? "reused" : duration(node.seconds) + (node.reused ? `, ${node.reused} reused` : "")) : node.status].filter(Boolean).join(", ");
    const anchor = draw("a", { ...(node.begun ? { href: `#${slug(node.name)}` } : {}), "aria-label": `${node.name}, ${node.type}, ${words}` });
    const text = (string, y, style, most) => { const element = draw("text", { x: node.x + 12, y: node.y + y, class: style }); element.textContent = clip(string, most); return element; };
    const title = draw("title");
    title.textContent = `${node.name} (${node.type}): ${words}`;
    const group = draw("g", { class: `node ${state.replace(" ", "-")}` }, title, draw("rect", { x: node.x, y: node.y, width: WIDE, height: HIGH, rx: 8 }), text(node.name, 21, "title", 25), text(node.type, 39, "sub", 29), text(words, 56, "sub", 29));
    anchor.append(group);
    svg.append(anchor);
  });
  return make("div", { class: "scroll graph", tabindex: "0", role: "region", "aria-label": "Pipeline" }, svg);
}

/* ---------- stages ---------- */
function state(stage) {
  const word = stage.reused ? "reused" : stage.status;
  return make("span", { class: `state ${word}` }, word);
}
function stageInside(run, stage, heading) {
  const parts = [];
  if (heading) parts.push(make("h3", {}, heading, " ", state(stage), make("span", { class: "faint small" }, ` ${duration(stage.seconds)}`)));
  if (stage.reason) parts.push(make("p", { class: "small faint" }, `${stage.reused ? "Reused" : "Why it ran"}: ${stage.reason}`));
  if (stage.goneOnAfter) parts.push(make("p", { class: "small faint" }, `Went on after ${stage.goneOnAfter}, which an earlier run had reached.`));
  if (stage.warnings.length) parts.push(make("div", { class: "box warn" }, make("strong", {}, "Warnings"), make("ul", {}, stage.warnings.map(warning => make("li", {}, warning)))));
  if (stage.metrics.length) parts.push(table(METRIC_COLUMNS, stage.metrics.map(metricRow), `Results of ${stage.name}`, 40));
  const entry = run.contents[stage.name] || { shown: [], files: {} };
  parts.push(...entry.shown.map(id => contentPart(run, stage, id)));
  const settings = Object.entries(flat(stage.settings || {}));
  if (settings.length) parts.push(make("details", { class: "more" }, make("summary", {}, `Settings of ${stage.name}`), plainTable(settings, `Settings of ${stage.name}`)));
  const files = Object.entries(entry.files);
  if (files.length) parts.push(make("details", { class: "more" }, make("summary", {}, `Files of ${stage.name}`), make("ul", {}, files.map(([file, title]) => make("li", {}, link(run, stage, file), `: ${title}`)))));
  return parts;
}
/* Lines of the same figure of several repetitions or runs, in one chart. */
function overlays(entries) {
  const byName = new Map();
  entries.forEach(({ run, stage, label }) => (run.contents[stage.name] || { lines: {} }) && Object.entries((run.contents[stage.name] || { lines: {} }).lines).forEach(([name, id]) => byName.set(name, [...(byName.get(name) || []), { label, id }])));
  return [...byName.values()].filter(list => list.length > 1).map(list => later(make("section", { style: "min-height:6rem" }), element => {
    element.style.minHeight = "";
    const contents = list.map(({ label, id }) => ({ label, content: parse(id) })).filter(one => one.content.lines);
    if (contents.length < 2) return;
    const first = contents[0].content;
    const merged = { ...first, title: `${first.title}, all together`, lines: contents.flatMap(({ label, content }) => content.lines.map(line => ({ ...line, name: `${label}: ${line.name}` }))) };
    element.append(make("h3", {}, merged.title), ...lineChart(merged));
  }));
}
function disclosure(id, summary, open, printed, parts) {
  const inside = make("div", { class: "inside" });
  const details = make("details", { class: "stage", id, open, "data-print": printed }, make("summary", {}, ...summary), inside);
  const show = () => { if (details.open && !inside.firstChild) inside.append(...parts()); };
  details.addEventListener("toggle", show);
  show();
  return details;
}
function stages(main) {
  const families = new Map();
  runs.forEach(run => run.record.stages.forEach(stage => families.set(family(stage), [...(families.get(family(stage)) || []), { run, stage, label: [several && run.label, repeated(stage) && Object.values(stage.matrix).join(", ")].filter(Boolean).join(", ") }])));
  const open = families.size <= 12;
  const list = [...families].map(([name, entries]) => {
    const first = entries[0].stage;
    const seconds = entries.reduce((sum, entry) => sum + entry.stage.seconds, 0);
    const plain = entries.length === 1 && !repeated(first);
    const summary = [make("strong", {}, name), make("span", { class: "faint" }, `${first.type} `), ...(plain ? [state(first)] : []), make("span", { class: "faint small" }, ` ${plain ? "" : count(entries.length, "time", "times") + ", "}${duration(seconds)}`)];
    return disclosure(slug(name), summary, open, true, () => plain
      ? stageInside(entries[0].run, first, "")
      : [...overlays(entries), ...entries.map(({ run, stage, label }) => disclosure(several ? slug(`${run.label} ${stage.name}`) : slug(stage.name), [make("strong", {}, label), state(stage), make("span", { class: "faint small" }, ` ${duration(stage.seconds)}`)], entries.length <= 3, entries.length <= 6, () => stageInside(run, stage, "")))]);
  });
  main.append(section("stages", "Stages", ...list));
}

/* ---------- the rest ---------- */
function section(id, title, ...children) {
  return make("section", { id }, make("h2", {}, title), ...children);
}
function header() {
  const header = document.getElementById("header");
  const first = runs[0].record;
  header.append(make("h1", {}, page.title, " ", several ? "" : make("span", { class: `state ${first.status}` }, first.status)));
  if (several) {
    header.append(make("p", {}, `${count(runs.length, "run", "runs")} side by side.`), make("ul", {}, runs.map(run => make("li", {}, make("strong", {}, run.label), `: pipeline ${run.record.pipeline}, ${run.record.status}, began ${moment(run.record.started)}, ${duration(run.record.seconds)}`))));
    return;
  }
  const reused = first.stages.filter(stage => stage.reused).length;
  header.append(make("p", {}, `Began ${moment(first.started)}, took ${duration(first.seconds)}. ${count(first.stages.length, "stage", "stages")}${reused ? `, ${reused} of them reused` : ""}. ` + (first.engine ? `${first.engine.name} ${first.engine.version} on ${first.engine.device}.` : "")));
}
function problems(main) {
  runs.forEach(run => (run.record.failures || []).forEach(failure => {
    main.append(make("div", { class: "box bad", role: "note" }, make("strong", {}, `${several ? run.label + ": " : ""}${failure.stage ? `The stage '${failure.stage}' failed` : "The run failed"}`), make("p", {}, failure.message), failure.blame && make("p", {}, failure.blame), make("p", {}, `To mend it: ${failure.remedy}`)));
  }));
}
function warnings(main) {
  const rows = new Map();
  runs.forEach(run => run.record.stages.forEach(stage => stage.warnings.forEach(warning => {
    const name = `${several ? run.label + ", " : ""}${family(stage)}`;
    const id = JSON.stringify([name, warning]);
    rows.set(id, { name, warning, times: (rows.get(id) || { times: 0 }).times + 1 });
  })));
  if (!rows.size) return;
  main.append(section("warnings", "Warnings", make("div", { class: "box warn" }, make("ul", {}, [...rows.values()].map(({ name, warning, times }) => make("li", {}, make("strong", {}, name), times > 1 ? ` (${times} repetitions)` : "", `: ${warning}`))))));
}
function provenance(main) {
  const parts = runs.map(run => {
    const record = run.record;
    const term = (name, value) => value === undefined || value === null || value === "" ? [] : [make("dt", {}, name), make("dd", {}, value instanceof Node ? value : shown(value))];
    const data = Object.entries(record.datasets || {});
    const engine = record.engine;
    return make("div", {}, several ? make("h3", {}, run.label) : "", make("dl", {},
      term("Command", make("code", {}, record.command)), term("Pipeline file", make("code", {}, record.file)), term("Seed", String(record.seed)), term("Began", moment(record.started)), term("Took", duration(record.seconds)),
      engine ? term("Engine", `${engine.name} ${engine.version} on ${engine.device}, ${engine.threads} threads (${engine.reason})`) : [], engine ? term("Native library", engine.natives) : [], engine ? term("DJL", engine.djl) : [],
      record.java ? term("Java", `${record.java.version}, ${record.java.machine}, ${record.java.vendor}, heap up to ${Math.round(record.java.maximumHeapBytes / 1048576).toLocaleString("en")} MB`) : [],
      record.system ? term("Machine", `${record.system.name} ${record.system.version}, ${record.system.architecture}, ${record.system.processors} processors`) : [], term("Atelier", record.atelier)),
      data.length ? make("h3", {}, "Datasets") : "", data.length ? table(["dataset", "images", "classes", "fingerprint"], data.map(([name, one]) => [name, one.images, one.classes, one.fingerprint]), "Datasets") : "",
      (record.plugins || []).length ? make("h3", {}, "Plugins") : "", (record.plugins || []).length ? table(["plugin", "version", "SHA-256 of its jar"], record.plugins.map(one => [one.name, one.version, one.sha256]), "Plugins") : "",
      run.pipeline ? make("details", { class: "more" }, make("summary", {}, "The pipeline as it ran, with every default"), make("div", { class: "scroll" }, make("pre", {}, make("code", {}, run.pipeline)))) : "");
  });
  main.append(section("provenance", "Provenance", ...parts));
}
function contents() {
  const list = [...document.querySelectorAll("main > section[id]")].map(part => make("li", {}, make("a", { href: `#${part.id}` }, part.querySelector("h2").textContent)));
  document.getElementById("contents").append(make("ul", {}, list));
}
/* A link to a stage opens what it stands in. */
function follow() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  for (let element = target; element; element = element.parentElement) if (element.localName === "details") element.open = true;
  if (target) target.scrollIntoView();
}

header();
const main = document.getElementById("main");
problems(main);
results(main);
if (several) differences(main);
warnings(main);
main.append(section("pipeline", "Pipeline", ...runs.flatMap(run => [several ? make("h3", {}, run.label) : "", graph(run.record)])));
stages(main);
provenance(main);
main.append(make("footer", {}, `Made by Atelier ${page.atelier}. This page loads nothing from the network. Figures are drawn with Apache ECharts (Apache License 2.0).`));
contents();
addEventListener("hashchange", follow);
follow();
