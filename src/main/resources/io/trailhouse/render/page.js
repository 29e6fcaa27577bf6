"use strict";
// Draws the tables and charts of a report page out of the data beside them. Every value in that data
// was chosen by whoever made a request: it is only ever set as text, never as markup, address or style.
(function () {
  const FIRST_ROWS = 12;
  const FOLD_FROM = 64;
  const NUMBERS = new Set(["count", "number", "percent", "bytes", "seconds"]);
  const root = document.documentElement;

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  // ---- values

  function number(value) {
    return typeof value === "string" && /^-?\d+$/.test(value) ? BigInt(value) : Number(value);
  }

  function grouped(value) {
    const n = number(value);
    return typeof n === "bigint" ? n.toLocaleString("en-US") : n.toLocaleString("en-US", { maximumFractionDigits: 2 });
  }

  function percent(value) {
    const share = Number(value) * 100;
    const digits = share !== 0 && Math.abs(share) < 1 ? 2 : 1;
    return share.toLocaleString("en-US", { maximumFractionDigits: digits }) + " %";
  }

  function bytes(value) {
    let size = Number(value);
    if (size < 1000) return size + " B";
    const units = ["kB", "MB", "GB", "TB", "PB", "EB"];
    let unit = -1;
    while (size >= 1000 && unit < units.length - 1) {
      size /= 1000;
      unit++;
    }
    return size.toLocaleString("en-US", { maximumFractionDigits: size < 10 ? 1 : 0 }) + " " + units[unit];
  }

  function seconds(value) {
    const s = Math.round(Number(value));
    if (s < 60) return grouped(value) + " s";
    const minutes = Math.floor(s / 60);
    if (minutes < 60) return minutes + " min " + (s % 60) + " s";
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? hours + " h " + (minutes % 60) + " min" : grouped(Math.round(hours / 24)) + " days";
  }

  function time(value) {
    return value.replace("T", " ").replace("Z", "");
  }

  /** The text of a cell: whole, without how it is folded. */
  function plain(cell) {
    return Array.isArray(cell) ? cell[0] : cell;
  }

  function shown(cell, form) {
    if (cell === null) return "";
    const value = plain(cell);
    switch (form) {
      case "count":
      case "number":
        return grouped(value);
      case "percent":
        return percent(value);
      case "bytes":
        return bytes(value);
      case "seconds":
        return seconds(value);
      case "truth":
        return value ? "yes" : "no";
      case "time":
        return time(value);
      default:
        return String(value);
    }
  }

  function compare(a, b, form) {
    if (NUMBERS.has(form)) {
      const x = number(a);
      const y = number(b);
      return x < y ? -1 : x > y ? 1 : 0;
    }
    if (form === "time") {
      const difference = Date.parse(a) - Date.parse(b);
      return difference !== 0 ? difference : a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
    }
    if (form === "truth") return Number(a) - Number(b);
    return collator.compare(String(a), String(b));
  }

  const collator = new Intl.Collator("en", { numeric: true });

  // ---- CSV, as in the files beside the page

  const FORMULA = /^(?:'*[\t\r]|['\s\p{Z}\p{C}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;
  const PLAIN_NUMBER = /^[+-]?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,4})?$/;

  function csvCell(cell) {
    const value = plain(cell);
    if (value === null) return "";
    if (value === "") return '""';
    if (typeof value !== "string") return String(value);
    const safe = FORMULA.test(value) && !PLAIN_NUMBER.test(value) ? "'" + value : value;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  }

  function csv(columns, rows) {
    const lines = [columns.map((column) => csvCell(column.name)), ...rows.map((row) => row.map(csvCell))];
    return lines.map((line) => line.join(",") + "\r\n").join("");
  }

  async function copy(text, button) {
    const label = button.textContent;
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", "offscreen");
      area.value = text;
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = done ? "Copied" : "Cannot copy";
    announce(done ? "Copied" : "Cannot copy");
    setTimeout(() => (button.textContent = label), 1600);
  }

  function announce(text) {
    document.getElementById("said").textContent = text;
  }

  // ---- cells

  function foldedText(text) {
    const line = text.replace(/\s+/g, " ");
    if (line.startsWith("arn:")) return line.slice(0, 16) + "\u2026" + line.slice(-40);
    return line.slice(0, FOLD_FROM - 4) + "\u2026";
  }

  function pretty(text) {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  }

  function textCell(td, cell, form) {
    const text = String(plain(cell));
    const cut = Array.isArray(cell) ? cell[1] : 0;
    const isCode = form === "code";
    const bdi = make("bdi", isCode ? "code" : "text");
    td.append(bdi);
    if (!isCode && text.length < FOLD_FROM && !text.includes("\n") && cut === 0) {
      bdi.textContent = text;
      return;
    }
    const whole = isCode ? pretty(text) : text;
    const folded = isCode ? "" : foldedText(text);
    const button = make("button", "fold");
    button.type = "button";
    const note = cut > 0 ? make("span", "cut", grouped(cut) + " more characters are not shown here") : null;
    const copyButton = isCode ? make("button", "fold", "Copy") : null;
    function show(isOpen) {
      bdi.textContent = isOpen ? whole : folded;
      bdi.hidden = isCode && !isOpen;
      td.classList.toggle("open", isOpen);
      button.textContent = isOpen ? "Less" : isCode ? "Show" : "More";
      button.setAttribute("aria-expanded", String(isOpen));
      if (note) note.hidden = !isOpen;
      if (copyButton) copyButton.hidden = !isOpen;
    }
    button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
    td.append(" ", button);
    if (copyButton) {
      copyButton.type = "button";
      copyButton.addEventListener("click", () => copy(whole, copyButton));
      td.append(" ", copyButton);
      td.append(make("span", "cut", grouped(text.length) + " characters"));
      td.prepend(button, " ", copyButton);
    }
    if (note) td.append(note);
    show(false);
  }

  const CHANGES = new Set(["new", "gone", "up", "down", "same"]);

  function cellOf(cell, column) {
    const td = make("td", column.form);
    if (cell === null) {
      td.classList.add("none");
      return td;
    }
    switch (column.form) {
      case "text":
      case "code":
        textCell(td, cell, column.form);
        break;
      case "change": {
        const word = String(plain(cell));
        td.append(make("span", CHANGES.has(word) ? "change " + word : "change", word));
        break;
      }
      case "bytes":
        td.textContent = shown(cell, "bytes");
        td.title = grouped(cell) + " bytes";
        break;
      case "truth":
        td.append(make("span", plain(cell) ? "yes" : "no", shown(cell, "truth")));
        break;
      default:
        td.textContent = shown(cell, column.form);
    }
    return td;
  }

  // ---- tables

  function table(section, data) {
    const body = section.querySelector("tbody");
    const head = section.querySelector("thead tr");
    const filter = section.querySelector("input");
    const count = section.querySelector(".count");
    const more = section.querySelector(".more");
    const texts = data.rows.map((row) =>
      row.map((cell, at) => (cell === null ? "" : shown(cell, data.columns[at].form))).join("\n").toLowerCase()
    );
    let order = data.rows.map((row, at) => at);
    let sortedBy = -1;
    let descends = false;
    let showsAll = data.rows.length <= FIRST_ROWS + 3;
    const drawn = new Map();

    function found() {
      const words = (filter.value + " " + everywhere()).toLowerCase().split(/\s+/).filter(Boolean);
      return words.length === 0 ? order : order.filter((at) => words.every((word) => texts[at].includes(word)));
    }

    function rowOf(at) {
      let tr = drawn.get(at);
      if (!tr) {
        tr = make("tr");
        data.rows[at].forEach((cell, column) => tr.append(cellOf(cell, data.columns[column])));
        drawn.set(at, tr);
      }
      return tr;
    }

    function draw() {
      const hits = found();
      const visible = showsAll ? hits : hits.slice(0, FIRST_ROWS);
      body.replaceChildren(...visible.map(rowOf));
      if (visible.length === 0) {
        const td = make("td", "nothing", "No row has this.");
        td.colSpan = data.columns.length;
        const tr = make("tr");
        tr.append(td);
        body.append(tr);
      }
      const isFiltered = hits.length !== data.rows.length;
      count.textContent = isFiltered ? grouped(hits.length) + " of " + grouped(data.rows.length) + " rows" : "";
      more.hidden = hits.length <= FIRST_ROWS || data.rows.length <= FIRST_ROWS + 3;
      more.textContent = showsAll ? "Show fewer rows" : "Show all " + grouped(hits.length) + " rows";
      more.setAttribute("aria-expanded", String(showsAll));
      section.classList.toggle("without-hits", everywhere() !== "" && hits.length === 0);
      return hits.length;
    }

    function sort(column) {
      const form = data.columns[column].form;
      const startsDescending = NUMBERS.has(form) || form === "time";
      if (sortedBy !== column) {
        sortedBy = column;
        descends = startsDescending;
      } else if (descends === startsDescending) {
        descends = !descends;
      } else {
        sortedBy = -1;
      }
      order = data.rows.map((row, at) => at);
      if (sortedBy >= 0) {
        const sign = descends ? -1 : 1;
        order.sort((a, b) => {
          const x = plain(data.rows[a][column]);
          const y = plain(data.rows[b][column]);
          if (x === null || y === null) return (x === null) - (y === null) || a - b;
          return sign * compare(x, y, form) || a - b;
        });
      }
      head.querySelectorAll("th").forEach((th, at) => {
        if (at === sortedBy) th.setAttribute("aria-sort", descends ? "descending" : "ascending");
        else th.removeAttribute("aria-sort");
      });
      draw();
    }

    data.columns.forEach((column, at) => {
      const th = make("th", column.form);
      th.scope = "col";
      const button = make("button", "", column.label);
      button.type = "button";
      button.title = column.comment;
      button.addEventListener("click", () => sort(at));
      th.append(button);
      head.append(th);
    });
    filter.addEventListener("input", draw);
    more.addEventListener("click", () => {
      showsAll = !showsAll;
      draw();
      if (!showsAll) section.scrollIntoView({ block: "start" });
    });
    const copyButton = section.querySelector(".copy");
    copyButton.addEventListener("click", () => copy(csv(data.columns, found().map((at) => data.rows[at])), copyButton));
    draw();
    return draw;
  }

  /** A box that scrolls sideways can be reached and scrolled with the keyboard. */
  function watchScroll(box) {
    const update = () => {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    };
    new ResizeObserver(update).observe(box.firstElementChild);
    update();
  }

  // ---- charts

  const SERIES = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => "var(--series-" + n + ")");

  function config() {
    const text = { labelColor: "var(--soft)", titleColor: "var(--soft)", labelFontSize: 12, titleFontSize: 12 };
    return {
      background: null,
      font: "system-ui, sans-serif",
      view: { stroke: null },
      mark: { color: SERIES[0] },
      bar: { color: SERIES[0] },
      rect: { color: SERIES[0] },
      line: { color: SERIES[0], strokeCap: "round" },
      area: { color: SERIES[0], fillOpacity: 0.14, line: { color: SERIES[0] } },
      point: { color: SERIES[0] },
      text: { color: "var(--soft)", fontSize: 12 },
      range: { category: SERIES },
      axis: { ...text, gridColor: "var(--line)", domainColor: "var(--line)", tickColor: "var(--line)", labelPadding: 6 },
      axisY: { domain: false, ticks: false, minExtent: 30 },
      legend: { ...text, symbolSize: 90 },
    };
  }

  function isNarrow(width) {
    return width < 520;
  }

  /** Where there is little room, names leave most of it to the bars, and legends take less. */
  function limitLabels(spec, width) {
    const limit = Math.min(280, Math.round(width * 0.42));
    (spec.layer || [spec]).forEach((layer) => {
      const axis = layer.encoding.y.axis;
      if (axis && axis.labelExpr) {
        axis.labelLimit = limit;
        axis.labelExpr = axis.labelExpr.replace(", 40,", ", " + Math.min(40, Math.floor(limit / 7.6)) + ",");
      }
      const legend = layer.encoding.color && layer.encoding.color.legend;
      if (legend && isNarrow(width)) Object.assign(legend, { columns: 2, labelLimit: 120 });
    });
    return spec;
  }

  const tip = document.getElementById("tip");

  /** Takes the place of Vega's own, so that nothing of a value is read as anything but text. */
  function tooltip(handler, event, item, value) {
    if (value === null || value === undefined || value === "") {
      tip.hidden = true;
      return;
    }
    const lines = typeof value === "object" ? Object.entries(value) : [["", String(value)]];
    tip.replaceChildren(
      ...lines.map(([name, text]) => {
        const line = make("div");
        line.append(make("span", "name", name.replaceAll("_", " ")), make("bdi", "", String(text)));
        return line;
      })
    );
    tip.hidden = false;
    const x = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
    const y = event.clientY + 18 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18;
    tip.style.left = Math.max(8, x) + "px";
    tip.style.top = y + "px";
  }

  function chart(figure, spec) {
    const plot = figure.querySelector(".plot");
    let view = null;
    let wasNarrow = null;
    function draw() {
      const width = plot.clientWidth;
      const narrow = isNarrow(width);
      if (width === 0 || narrow === wasNarrow) return;
      wasNarrow = narrow;
      if (view) view.finalize();
      const own = limitLabels(structuredClone(spec), width);
      const compiled = vegaLite.compile(own, { config: config(), logger: vega.logger(vega.Error) }).spec;
      view = new vega.View(vega.parse(compiled, null, { ast: true }), {
        expr: vega.expressionInterpreter,
        renderer: "svg",
        container: plot,
        hover: true,
        tooltip,
        logLevel: vega.Error,
        loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse },
      });
      view.run();
    }
    draw();
    new ResizeObserver(draw).observe(plot);
  }

  function refuse() {
    return Promise.reject(new Error("A page loads nothing."));
  }

  // ---- the page

  const search = document.getElementById("everywhere");

  function everywhere() {
    return search.value.trim();
  }

  function read(section) {
    return JSON.parse(section.querySelector("script.data").textContent);
  }

  function scheme() {
    const button = document.getElementById("scheme");
    const prefersDark = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : prefersDark.matches);
    const label = () => {
      button.textContent = isDark() ? "Light" : "Dark";
      button.setAttribute("aria-label", "Show the page in " + (isDark() ? "light" : "dark"));
    };
    button.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      label();
    });
    prefersDark.addEventListener("change", label);
    label();
  }

  function navigation() {
    const links = new Map();
    document.querySelectorAll("nav a").forEach((a) => links.set(a.hash.slice(1), a));
    const seen = new Set();
    const observer = new IntersectionObserver(
      (entries) => {
        entries.forEach((e) => (e.isIntersecting ? seen.add(e.target.id) : seen.delete(e.target.id)));
        let current = null;
        links.forEach((a, id) => {
          a.removeAttribute("aria-current");
          if (current === null && seen.has(id)) current = a;
        });
        if (current) current.setAttribute("aria-current", "true");
      },
      { rootMargin: "-15% 0px -60% 0px" }
    );
    document.querySelectorAll("section[id]").forEach((section) => observer.observe(section));
    const menu = document.getElementById("menu");
    const wide = matchMedia("(min-width: 1100px)");
    const place = () => (menu.open = wide.matches);
    wide.addEventListener("change", place);
    place();
    menu.addEventListener("click", (event) => {
      if (event.target.closest("a") && !wide.matches) menu.open = false;
    });
  }

  const redraws = [];
  const charts = new Map();
  scheme();
  navigation();
  document.querySelectorAll("section.report").forEach((section) => {
    const script = section.querySelector("script.data");
    if (!script) return;
    const data = read(section);
    if (data.rows.length > 0) {
      redraws.push(table(section, data));
      watchScroll(section.querySelector(".scroll"));
    }
    if (data.chart) charts.set(section.id, data.chart);
  });
  search.addEventListener("input", () => {
    const hits = redraws.map((redraw) => redraw()).reduce((a, b) => a + b, 0);
    root.classList.toggle("searching", everywhere() !== "");
    announce(everywhere() === "" ? "" : grouped(hits) + " rows");
  });
  document.querySelectorAll("figure[data-chart]").forEach((figure) => {
    const spec = charts.get(figure.dataset.chart);
    if (spec) chart(figure, spec);
  });
  addEventListener("scroll", () => (tip.hidden = true), { passive: true });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") tip.hidden = true;
  });
  root.classList.add("ready");
})();
