
"use strict";
const box = document.getElementById("filter");
const input = document.getElementById("words");
const shown = document.getElementById("shown");
const rows = [...document.querySelectorAll("[data-system]")];
const systems = new Map();
for (const row of rows) {
  const text = systems.get(row.dataset.system) || "";
  systems.set(row.dataset.system, `${text} ${row.textContent.toLowerCase()}`);
}
function filter() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = new Set();
  for (const [system, text] of systems) {
    if (words.every((word) => text.includes(word))) matches.add(system);
  }
  for (const row of rows) row.hidden = !matches.has(row.dataset.system);
  shown.textContent = words.length ? `${matches.size} of ${systems.size} systems are shown` : "";
}
input.addEventListener("input", filter);
box.hidden = false;
filter();
