/* The table of people: filtered, sorted, drawn a screenful at a time from the data; its state is in the address. */
(async function () {
  "use strict";

  const table = document.querySelector("[data-nk-table]");
  const form = document.querySelector("[data-nk-filter]");
  const count = document.querySelector("[data-nk-count]");
  const none = document.querySelector("[data-nk-none]");
  const body = table.tBodies[0];
  const FIELDS = ["url", "name", "initials", "hue", "picture", "archived", "aliases", "org", "role", "place",
    "last", "lastWords", "tie", "tags", "jobs"];
  const DOWN_FIRST = ["last", "tie"];
  const PORTION = 100;
  const DAY = 86400000;

  await window.netkeep.load(table.dataset.nkTable);
  const root = table.dataset.nkTable.replace(/data\/people\.js$/, "");
  const data = window.netkeep.people;
  const people = data.rows.map((row) => {
    const person = Object.fromEntries(FIELDS.map((name, at) => [name, row[at]]));
    [person.org, person.orgUrl] = person.org < 0 ? ["", ""] : data.orgs[person.org];
    person.tags = person.tags.map((at) => data.tags[at]);
    person.jobs = person.jobs.map((at) => data.jobs[at]);
    person.find = fold([person.name, person.aliases, person.org, person.role, person.place]
      .concat(person.tags.map((tag) => tag[0])).join(" "));
    return person;
  });
  const words = Array.from(form.elements.tie.options, (option) => option.text);
  let shown = [];
  let drawn = 0;

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function make(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) {
      made.textContent = text;
      made.dir = "auto";
    }
    return made;
  }

  function link(address, text, className) {
    const made = make("a", className, text);
    made.href = root + address;
    return made;
  }

  function avatar(person) {
    if (person.picture) {
      const picture = make("img", "nk-avatar");
      picture.src = root + person.picture;
      picture.alt = "";
      picture.loading = "lazy";
      return picture;
    }
    const letters = make("span", "nk-avatar nk-hue-" + person.hue, person.initials);
    letters.setAttribute("aria-hidden", "true");
    return letters;
  }

  function level(marks) {
    const made = make("span", "nk-level nk-level--" + marks);
    const signs = make("span", "nk-level__marks");
    signs.setAttribute("aria-hidden", "true");
    signs.append(make("i"), make("i"), make("i"), make("i"));
    made.append(signs, words[words.length - 1 - marks]);
    return made;
  }

  function who(person) {
    const line = make("div", "nk-person");
    const text = make("span", "nk-person__words");
    text.append(link(person.url, person.name, "nk-name"));
    if (person.archived) text.append(" ", make("span", "nk-badge", "archived"));
    if (person.aliases) text.append(make("span", "nk-soft", person.aliases));
    line.append(avatar(person), text);
    return [line];
  }

  function where(person) {
    if (!person.org) return [];
    const org = person.orgUrl ? link(person.orgUrl, person.org) : make("span", "", person.org);
    return [org, ...(person.role ? [make("span", "nk-soft", person.role)] : [])];
  }

  function tags(person) {
    if (!person.tags.length) return [];
    const list = make("ul", "nk-tags");
    list.setAttribute("aria-label", "Tags");
    person.tags.forEach(([tag, address]) => {
      const item = make("li");
      item.append(link(address, tag, "nk-tag"));
      list.append(item);
    });
    return [list];
  }

  function cell(row, label, parts) {
    const made = row.insertCell();
    if (label) made.dataset.label = label;
    made.append(...parts);
    return made;
  }

  function draw(person) {
    const row = make("tr");
    cell(row, "", who(person));
    cell(row, "Now", where(person));
    cell(row, "Where", person.place ? [make("bdi", "", person.place)] : []);
    cell(row, "Last contact", person.lastWords ? [person.lastWords] : []).dataset.key = person.last;
    cell(row, "Tie", person.tie ? [level(person.tie)] : []);
    cell(row, "Tags", tags(person));
    return row;
  }

  const more = make("button", "nk-button");
  more.type = "button";

  function drawMore() {
    body.append(...shown.slice(drawn, drawn + PORTION).map(draw));
    drawn = Math.min(shown.length, drawn + PORTION);
    more.hidden = drawn >= shown.length;
    more.textContent = "Show more of " + shown.length;
  }

  const TIES = { last: "last", tie: "tie", org: "org", place: "place", name: "name" };

  /* What is empty comes last, whichever way the rest is sorted. */
  function compare(one, other, name, sign) {
    const a = one[TIES[name]];
    const b = other[TIES[name]];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    if (typeof a === "number") return sign * (a - b);
    return sign * collator.compare(a, b);
  }

  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  function seen(person, wish) {
    if (!wish) return true;
    if (!person.last || wish === "never") return !person.last && wish === "never";
    const days = (Date.now() - Date.parse(person.last)) / DAY;
    return Number(wish) > 0 ? days <= Number(wish) : days > -Number(wish);
  }

  function state() {
    return Object.fromEntries(new FormData(form).entries());
  }

  let order = { by: "name", up: true };

  function fits(wish) {
    const parts = fold(wish.q || "").split(/\s+/).filter(Boolean);
    return (person) =>
      parts.every((part) => person.find.includes(part)) &&
      (!wish.tie || person.tie === Number(wish.tie)) &&
      (!wish.org || person.org === wish.org) &&
      (!wish.tag || person.tags.some(([tag]) => tag === wish.tag)) &&
      (!wish.job || person.jobs.includes(wish.job)) &&
      seen(person, wish.seen);
  }

  function show() {
    const wish = state();
    shown = people.filter(fits(wish));
    if (order.by !== "name" || !order.up) shown.sort((a, b) => compare(a, b, order.by, order.up ? 1 : -1));
    body.replaceChildren();
    drawn = 0;
    drawMore();
    const text = shown.length < people.length ? shown.length + " of " + people.length : people.length + " in all";
    if (count.textContent !== text) count.textContent = text;
    none.hidden = shown.length > 0;
    table.querySelectorAll("th[data-nk-sort]").forEach((one) => {
      if (one.dataset.nkSort === order.by) one.setAttribute("aria-sort", order.up ? "ascending" : "descending");
      else one.removeAttribute("aria-sort");
    });
    remember(wish);
  }

  function remember(wish) {
    const kept = new URLSearchParams(Object.entries(wish).filter((pair) => pair[1]));
    if (order.by !== "name" || !order.up) kept.set("sort", (order.up ? "" : "-") + order.by);
    const text = kept.toString();
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  }

  function recall() {
    const kept = new URLSearchParams(location.hash.slice(1));
    Array.from(form.elements).filter((field) => field.name).forEach((field) => {
      field.value = kept.get(field.name) || "";
    });
    const sort = kept.get("sort") || "name";
    const by = sort.replace(/^-/, "");
    order = by in TIES ? { by, up: by === sort } : { by: "name", up: true };
    show();
  }

  function offer(field, values) {
    const names = Array.from(new Set(values)).sort(collator.compare);
    field.append(...names.map((name) => new Option(name, name)));
    field.parentElement.hidden = names.length === 0;
  }

  table.querySelectorAll("th[data-nk-sort]").forEach((header) => {
    const button = make("button", "", header.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      const by = header.dataset.nkSort;
      order = { by, up: order.by === by ? !order.up : !DOWN_FIRST.includes(by) };
      show();
    });
    header.replaceChildren(button);
  });

  offer(form.elements.tag, people.flatMap((person) => person.tags.map(([tag]) => tag)));
  offer(form.elements.org, people.map((person) => person.org).filter(Boolean));
  more.addEventListener("click", drawMore);
  table.after(more);
  new IntersectionObserver((found) => {
    if (found.some((one) => one.isIntersecting) && !more.hidden) drawMore();
  }, { rootMargin: "600px" }).observe(more);
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => window.setTimeout(() => {
    order = { by: "name", up: true };
    show();
  }));
  window.addEventListener("hashchange", recall);
  document.querySelectorAll("[data-nk-more]").forEach((place) => { place.hidden = true; });
  form.hidden = false;
  recall();
})();
