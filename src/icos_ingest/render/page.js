"use strict";
// Search and order for each table of findings. What it needs stands in the rows; without it all is still there.
for (const table of document.querySelectorAll("table.findings")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  if (rows.length < 2) continue;
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const tools = document.createElement("div");
  const search = Object.assign(document.createElement("input"), { type: "search" });
  const order = document.createElement("select");
  const told = document.createElement("span");
  tools.className = "tools";
  told.setAttribute("role", "status");
  for (const [word, control] of [["Search ", search], ["Order ", order]]) {
    const label = document.createElement("label");
    label.append(word, control);
    tools.append(label);
  }
  const number = (key, missing) => (row) => (row.dataset[key] ? Number(row.dataset[key]) : missing);
  const orders = {
    "worst first": null,
    "by line": number("line", Infinity),
    "by rule": (row) => row.dataset.code,
    "most often first": (row) => -Number(row.dataset.count),
  };
  for (const name of Object.keys(orders)) order.append(new Option(name));
  tools.append(told);
  table.before(tools);
  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, i) => {
      row.hidden = !words.every((word) => texts[i].includes(word));
      shown += !row.hidden;
    });
    told.textContent = `${shown} of ${rows.length} findings`;
  };
  order.addEventListener("change", () => {
    const key = orders[order.value];
    const less = (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
    body.append(...(key ? [...rows].sort(less) : rows));
  });
  search.addEventListener("input", show);
  show();
}
