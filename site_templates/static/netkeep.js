/* The table of people: sorting and filtering. The time where someone lives. A name for Material's search dialog.
   Every page says all it has to say without this file; nothing here builds HTML from text. */
(function () {
  "use strict";

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function key(row, column) {
    return row.cells[column].dataset.key || "";
  }

  /* What is empty comes last, whichever way the rest is sorted. */
  function compare(a, b, sign) {
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    return sign * a.localeCompare(b, undefined, { numeric: true, sensitivity: "base" });
  }

  function sort(table, header) {
    const column = header.cellIndex;
    const last = header.dataset.nkSort === "last";
    const before = header.getAttribute("aria-sort");
    const up = before ? before !== "ascending" : !last;
    const rows = Array.from(table.tBodies[0].rows);
    rows.sort((a, b) => compare(key(a, column), key(b, column), up ? 1 : -1));
    table.tBodies[0].append(...rows);
    table.querySelectorAll("th[aria-sort]").forEach((one) => one.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", up ? "ascending" : "descending");
  }

  function sortable(table) {
    table.querySelectorAll("th[data-nk-sort]").forEach((header) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = header.textContent;
      button.addEventListener("click", () => sort(table, header));
      header.replaceChildren(button);
    });
  }

  function filterable(table, box) {
    const input = box.querySelector("input");
    const rows = Array.from(table.tBodies[0].rows);
    const count = document.querySelector("[data-nk-count]");
    const none = document.querySelector("[data-nk-none]");
    input.addEventListener("input", () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of rows) {
        const fits = words.every((word) => row.dataset.find.includes(word));
        row.hidden = !fits;
        left += fits ? 1 : 0;
      }
      count.textContent = words.length ? left + " of " + rows.length : rows.length + " in all";
      none.hidden = left > 0;
    });
    box.hidden = false;
  }

  function showTime(place) {
    try {
      const now = new Date();
      const options = { hour: "2-digit", minute: "2-digit", weekday: "short", timeZone: place.dataset.nkZone };
      place.textContent = new Intl.DateTimeFormat("en-GB", options).format(now) + " (" + place.dataset.nkZone + ")";
    } catch (error) {
      /* A zone this browser does not know stays a name. */
    }
  }

  const table = document.querySelector("[data-nk-table]");
  if (table) {
    sortable(table);
    filterable(table, document.querySelector("[data-nk-filter]"));
  }
  document.querySelectorAll("[data-nk-zone]").forEach(showTime);
  document.querySelectorAll(".md-search[role=dialog]").forEach((box) => box.setAttribute("aria-label", "Search"));
})();
