/* The search. What everything is called is one small file; which words stand in whose notes, one file for each beginning
   of a word, read when it is typed. Both are scripts, made when the site was built, because a page that was opened from
   disk may load nothing else. Nothing here builds HTML from text. */
(function () {
  "use strict";

  const box = document.querySelector("[data-nk-search]");
  const toggle = document.getElementById("__search");
  if (!box || !toggle) return;

  const MOST = 30;
  const KINDS = { orgs: "Organisation", tags: "Tag", jobs: "Job", people: "" };
  const SIGNS = "\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af";
  const WORD = new RegExp("[" + SIGNS + "]|(?:(?![" + SIGNS + "])[\\p{L}\\p{N}])+", "gu");
  const SIGN = new RegExp("^[" + SIGNS + "]", "u");
  const LETTERS = { "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ς": "σ" };
  const LETTER = new RegExp("[" + Object.keys(LETTERS).join("") + "]", "g");
  const LONGEST = 24;
  /* How well a word fits: the beginning of the name, a word of it, another name, an organisation, a tag, the notes. */
  const FIRST = 0, NAME = 1, OTHER = 2, ORG = 3, TAG = 4, NOTES = 6, NOWHERE = 99;

  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  const meta = box.querySelector("[data-nk-meta]");
  const hint = meta.textContent;
  const loads = new Map();
  let entries = [];
  let shards = new Set();
  let active = -1;
  let asked = 0;

  function fold(text) {
    const low = text.toLowerCase();
    if (/^[\x00-\x7f]*$/.test(low)) return low;
    const bare = low.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "").normalize("NFC");
    return bare.replace(LETTER, (letter) => LETTERS[letter]);
  }

  function words(text) {
    return (fold(text).match(WORD) || []).map((word) => word.slice(0, LONGEST));
  }

  /* Each word with a blank before it: what is typed is the beginning of one. */
  function keyed(text) {
    return " " + words(text).join(" ");
  }

  function load(name) {
    if (!loads.has(name)) {
      loads.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = box.dataset.nkSearch + name + ".js";
        script.onload = resolve;
        script.onerror = resolve;
        document.head.append(script);
      }));
    }
    return loads.get(name);
  }

  function found(name) {
    return (window.netkeepFound || {})[name];
  }

  function slug(name) {
    return fold(name).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  }

  /* What a page is called, where it is not called like what it is about, or goes on from there. */
  function stem(one) {
    return !one.stem || one.stem.startsWith("-") ? slug(one.name) + (one.stem || "") : one.stem;
  }

  function numbers(text) {
    return text ? text.split(",").map((one) => parseInt(one, 36)) : [];
  }

  /* A table by columns, a line for each row; lines at the end of a column may be missing. */
  function read(kind, columns) {
    if (!columns.length) return [];
    const [names, stems, others, orgs, tags] = columns.map((column) => column.split("\n"));
    return names.map((name, row) => ({
      kind,
      name,
      stem: stems[row],
      others: others[row] || "",
      orgs: numbers(orgs[row]),
      tags: numbers(tags[row]),
      at: 0,
    }));
  }

  function prepare() {
    const told = found("names");
    if (!told || entries.length) return;
    const byKind = {};
    for (const kind of Object.keys(KINDS)) {
      byKind[kind] = read(kind, told[kind]);
    }
    const orgs = byKind.orgs.map((one) => keyed(one.name) + keyed(one.others));
    const tags = byKind.tags.map((one) => keyed(one.name));
    entries = Object.values(byKind).flat();
    entries.forEach((one, at) => {
      one.at = at;
      one.line = one.orgs.length ? byKind.orgs[one.orgs[0]].name : KINDS[one.kind];
      one.keys = [keyed(one.name), keyed(one.others), one.orgs.map((org) => orgs[org]).join(""),
        one.tags.map((tag) => tags[tag]).join("")];
    });
    shards = new Set(told.shards.split(" ").filter(Boolean));
  }

  function ready() {
    return load("names").then(prepare);
  }

  function fits(one, word) {
    const part = SIGN.test(word) ? word : " " + word;
    const at = one.keys[0].indexOf(part);
    if (at >= 0) return at <= 1 && one.keys[0].startsWith(" " + word) ? FIRST : NAME;
    if (one.keys[1].includes(part)) return OTHER;
    if (one.keys[2].includes(part)) return ORG;
    return one.keys[3].includes(part) ? TAG : NOWHERE;
  }

  function shard(word) {
    const first = word[0];
    if (first > "\x7f") return "u" + (first.charCodeAt(0) >> 6).toString(16);
    if (word.length < 2) return "";
    return first + (word[1] > "\x7f" ? "_" : word[1]);
  }

  function notes(word) {
    const numbersOf = new Set();
    const stock = found("notes-" + shard(word)) || {};
    for (const other of Object.keys(stock)) {
      if (!other.startsWith(word)) continue;
      let at = 0;
      for (const step of stock[other].split(" ")) {
        at += parseInt(step, 36);
        numbersOf.add(at);
      }
    }
    return numbersOf;
  }

  function score(one, typed, stock) {
    let sum = 0;
    for (let at = 0; at < typed.length; at += 1) {
      let fit = fits(one, typed[at]);
      if (fit === NOWHERE && stock[at] && stock[at].has(one.at)) fit = NOTES;
      if (fit === NOWHERE) return NOWHERE * 10;
      sum += fit;
    }
    return sum / typed.length;
  }

  function rank(typed, stock) {
    const fitting = [];
    for (const one of entries) {
      const points = score(one, typed, stock);
      if (points < NOWHERE) fitting.push([points, one]);
    }
    const order = (a, b) => a[0] - b[0] || a[1].name.length - b[1].name.length || a[1].at - b[1].at;
    return fitting.sort(order);
  }

  function make(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text) {
      made.textContent = text;
      made.dir = "auto";
    }
    return made;
  }

  function option(one, number, inNotes) {
    const item = make("li", "md-search-result__item");
    item.setAttribute("role", "presentation");
    const link = make("a", "nk-found");
    link.id = "nk-found-" + number;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    link.href = box.dataset.nkTop + one.kind + "/" + stem(one) + ".html";
    link.append(make("span", "nk-found__name", one.name));
    const line = [one.line, inNotes ? "in the notes" : ""].filter(Boolean).join(", ");
    if (line) link.append(make("span", "nk-found__line", line));
    item.append(link);
    return item;
  }

  function select(number) {
    const options = list.querySelectorAll("[role=option]");
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = options.length ? (number + options.length) % options.length : -1;
    const chosen = options[active];
    if (!chosen) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    chosen.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  function show(typed, stock) {
    const ranked = typed.length ? rank(typed, stock) : [];
    list.replaceChildren(...ranked.slice(0, MOST).map(([points, one], number) => option(one, number, points >= NOTES)));
    input.setAttribute("aria-expanded", ranked.length ? "true" : "false");
    const more = ranked.length > MOST ? ", the first " + MOST + " shown" : "";
    meta.textContent = typed.length ? (ranked.length || "Nothing") + " found" + more : hint;
    box.dataset.nkShown = input.value;
    select(ranked.length ? 0 : -1);
  }

  /* Names at once; then, with the files that the words ask for, the notes. */
  function search() {
    const turn = (asked += 1);
    const typed = words(input.value);
    const missing = typed.map(shard).filter((name) => shards.has(name) && !found("notes-" + name));
    show(typed, typed.map((word) => (shard(word) ? notes(word) : null)));
    if (!missing.length) return;
    Promise.all(missing.map((name) => load(name))).then(() => {
      if (turn !== asked) return;
      const before = active;
      show(typed, typed.map((word) => (shard(word) ? notes(word) : null)));
      if (before > 0) select(Math.min(before, list.children.length - 1));
    });
  }

  function open() {
    toggle.checked = true;
    ready().then(search);
  }

  function close() {
    toggle.checked = false;
    input.setAttribute("aria-expanded", "false");
    input.blur();
  }

  function go() {
    const chosen = list.querySelectorAll("[role=option]")[active];
    if (chosen) chosen.click();
  }

  const KEYS = {
    ArrowDown: () => select(active + 1),
    ArrowUp: () => select(active - 1),
    Enter: go,
    Escape: close,
  };

  input.addEventListener("focus", open);
  input.addEventListener("input", () => { ready().then(search); });
  input.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.isComposing) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  list.addEventListener("click", () => { toggle.checked = false; });
  toggle.addEventListener("change", () => {
    if (toggle.checked) input.focus();
    else close();
  });
  /* Whoever tabs on has left the search. */
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) toggle.checked = false;
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
