/* The map: found, filtered, moved and walked through with keys. Without this file every dot is a link all the same. */
(function () {
  "use strict";

  const map = document.querySelector("[data-nk-map]");
  const form = document.querySelector("[data-nk-filter]");
  const said = document.querySelector("[data-nk-count]");
  const dots = Array.from(map.querySelectorAll(".nk-dot"));
  const whole = map.viewBox.baseVal;
  const home = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const first = said.textContent;
  const places = dots.map((dot) => {
    const circle = dot.querySelector("circle");
    return { x: Number(circle.getAttribute("cx")), y: Number(circle.getAttribute("cy")) };
  });
  const rays = document.createElementNS("http://www.w3.org/2000/svg", "path");
  rays.setAttribute("class", "nk-rays");
  dots[0].before(rays);

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function look(box) {
    whole.x = box.x;
    whole.y = box.y;
    whole.width = box.width;
    whole.height = box.height;
    map.classList.toggle("nk-map--near", box.width < home.width / 2.5);
  }

  function zoom(factor, at) {
    const middle = at || { x: whole.x + whole.width / 2, y: whole.y + whole.height / 2 };
    const width = Math.min(home.width * 1.2, Math.max(home.width / 30, whole.width * factor));
    const by = width / whole.width;
    look({
      x: middle.x - (middle.x - whole.x) * by,
      y: middle.y - (middle.y - whole.y) * by,
      width,
      height: whole.height * by,
    });
  }

  function point(event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
  }

  function show(at) {
    const from = places[at];
    const others = (dots[at].dataset.of || "").split(" ").filter(Boolean).map(Number);
    rays.setAttribute("d", others.map((to) => "M" + from.x + " " + from.y + "L" + places[to].x + " " + places[to].y).join(""));
    const name = dots[at].querySelector("title").textContent;
    said.textContent = name + (others.length ? "; joined to " + others.length : "");
  }

  function left() {
    return dots.map((dot, at) => at).filter((at) => !dots[at].classList.contains("nk-dot--out"));
  }

  let current = 0;

  function choose(at) {
    dots[current].setAttribute("tabindex", "-1");
    current = at;
    dots[current].setAttribute("tabindex", "0");
  }

  /* The nearest dot that lies rather that way than to the side of it. */
  function next(dx, dy) {
    const from = places[current];
    let best = -1;
    let least = Infinity;
    left().forEach((at) => {
      const x = places[at].x - from.x;
      const y = places[at].y - from.y;
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (at !== current && along > 0 && aside <= along * 1.5 && along + 2 * aside < least) {
        least = along + 2 * aside;
        best = at;
      }
    });
    return best;
  }

  function bringIntoSight(at) {
    const place = places[at];
    const inside = place.x > whole.x && place.x < whole.x + whole.width && place.y > whole.y && place.y < whole.y + whole.height;
    if (!inside) look({ x: place.x - whole.width / 2, y: place.y - whole.height / 2, width: whole.width, height: whole.height });
  }

  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  map.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (way && event.target.closest(".nk-dot")) {
      event.preventDefault();
      const at = next(way[0], way[1]);
      if (at < 0) return;
      choose(at);
      bringIntoSight(at);
      dots[at].focus();
    } else if (event.key === "+" || event.key === "-") {
      event.preventDefault();
      zoom(event.key === "+" ? 0.7 : 1 / 0.7, places[current]);
    }
  });

  dots.forEach((dot, at) => {
    dot.setAttribute("tabindex", at ? "-1" : "0");
    dot.addEventListener("focus", () => { choose(at); show(at); });
    dot.addEventListener("pointerenter", () => show(at));
  });
  map.querySelectorAll(".nk-island__link").forEach((link) => link.setAttribute("tabindex", "-1"));
  map.addEventListener("pointerleave", () => rays.removeAttribute("d"));

  function filter() {
    const parts = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
    const least = Number(form.elements.tie.value);
    dots.forEach((dot) => {
      const marks = Number(dot.getAttribute("class").replace(/.*nk-dot--(\d).*/, "$1"));
      const fits = marks >= least && parts.every((part) => dot.dataset.find.includes(part));
      dot.classList.toggle("nk-dot--out", !fits);
    });
    const found = left();
    const filtered = found.length < dots.length;
    map.classList.toggle("nk-map--filtered", filtered);
    said.textContent = filtered ? found.length + " of " + dots.length : first;
    if (found.length) choose(found[0]);
  }

  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.shiftKey) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, point(event));
  }, { passive: false });

  let grip = null;
  map.addEventListener("pointerdown", (event) => { grip = { at: point(event), moved: false }; });
  map.addEventListener("pointermove", (event) => {
    if (!grip || !event.buttons) return;
    const here = point(event);
    const dx = grip.at.x - here.x;
    const dy = grip.at.y - here.y;
    if (!grip.moved && Math.hypot(dx, dy) < whole.width / 150) return;
    grip.moved = true;
    look({ x: whole.x + dx, y: whole.y + dy, width: whole.width, height: whole.height });
  });
  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("click", (event) => {
    if (grip && grip.moved) event.preventDefault();
    grip = null;
  });

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const way = event.target.value;
    if (way === "in" || way === "out") zoom(way === "in" ? 0.6 : 1 / 0.6);
  });
  form.addEventListener("reset", () => window.setTimeout(() => { look(home); filter(); }));
  form.hidden = false;

  /* On a phone as much of it as can be read; the rest is a finger's way off. */
  if (map.clientWidth < 600) {
    const width = home.height * map.clientWidth / map.clientHeight;
    const best = Math.max(0, dots.findIndex((dot) => dot.classList.contains("nk-dot--4")));
    if (width < home.width) look({ x: places[best].x - width / 2, y: home.y, width, height: home.height });
  }
})();
