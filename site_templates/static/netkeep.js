/* What many pages share: the time where someone lives, a code for a phone, copying a command, a name for Material's
   search dialog; the scripts of single pages are loaded where they are needed.
   Every page says all it has to say without this file; nothing here builds HTML from text. */
(function () {
  "use strict";

  const base = document.currentScript.src.replace(/[^/]*$/, "");

  /* Data and libraries are scripts, because a page opened from disk may load a script and nothing else. */
  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(address, document.baseURI).href;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
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

  const SVG = "http://www.w3.org/2000/svg";

  function element(name, attributes) {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }

  function drawCode(text) {
    window.qrcode.stringToBytes = window.qrcode.stringToBytesFuncs["UTF-8"];
    const code = window.qrcode(0, "L");
    code.addData(text);
    code.make();
    const size = code.getModuleCount();
    const steps = [];
    for (let row = 0; row < size; row += 1) {
      for (let column = 0; column < size; column += 1) {
        if (code.isDark(row, column)) steps.push("M" + (column + 4) + " " + (row + 4) + "h1v1h-1z");
      }
    }
    const box = "0 0 " + (size + 8) + " " + (size + 8);
    const picture = element("svg", { viewBox: box, role: "img", "aria-label": "A contact card for a phone's camera" });
    picture.append(element("rect", { width: "100%", height: "100%", fill: "#fff" }));
    picture.append(element("path", { d: steps.join(""), fill: "#000", "shape-rendering": "crispEdges" }));
    return picture;
  }

  function offerCode(box) {
    box.hidden = false;
    box.addEventListener("toggle", async () => {
      const place = box.querySelector("div");
      if (!box.open || place.firstChild) return;
      if (!window.qrcode) await load(base + "vendor/qrcode.js");
      place.replaceChildren(drawCode(box.dataset.nkQr));
    });
  }

  function offerCopy(code) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nk-copy";
    button.textContent = "Copy";
    button.addEventListener("click", () => {
      const range = document.createRange();
      range.selectNodeContents(code);
      const chosen = window.getSelection();
      chosen.removeAllRanges();
      chosen.addRange(range);
      /* Old, but the one way that also works for a page opened from disk. */
      const done = document.execCommand("copy");
      button.textContent = done ? "Copied" : "Selected";
      window.setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    code.after(button);
  }

  /* A page that was built says so once its day is over; whoever serves it makes it anew. */
  function sayWhenMade(box) {
    const made = new Date(box.dataset.nkMade + "T00:00");
    const now = new Date();
    const days = Math.round((new Date(now.getFullYear(), now.getMonth(), now.getDate()) - made) / 86400000);
    if (!(days > 0)) return;
    const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(made);
    box.textContent = "Made on " + day + ", " + days + (days === 1 ? " day" : " days") + " ago: netkeep site build";
    box.hidden = false;
  }

  window.netkeep = Object.assign(window.netkeep || {}, { base, load });
  document.querySelectorAll("[data-nk-zone]").forEach(showTime);
  document.querySelectorAll("[data-nk-qr]").forEach(offerCode);
  document.querySelectorAll("[data-nk-copy]").forEach(offerCopy);
  document.querySelectorAll("[data-nk-made]").forEach(sayWhenMade);
  document.querySelectorAll(".md-search[role=dialog]").forEach((box) => box.setAttribute("aria-label", "Search"));
  if (document.querySelector("[data-nk-table]")) load(base + "netkeep-people.js");
  if (document.querySelector("[data-nk-map]")) load(base + "netkeep-map.js");
})();
