// Keys and the counter. The form works without it.
const form = document.querySelector("form.review");
if (form) {
  const lines = [...form.querySelectorAll(".candidate")].filter((line) => line.querySelector("input"));
  const source = form.querySelector(".source");
  const decided = form.querySelector(".decided");
  const answer = (line) => line.querySelector("input:checked")?.value ?? "";
  const answers = () => lines.map(answer);
  const done = [];
  let at = -1;

  // Answers outlive a reload of the page, not the tab; a browser may forbid that.
  const storage = (use) => {
    try {
      return use(sessionStorage, location.pathname);
    } catch {
      return null;
    }
  };
  const stored = () => storage((store, key) => JSON.parse(store.getItem(key))) ?? [];
  const show = () => {
    const all = answers();
    const count = all.filter(Boolean).length;
    decided.textContent = `${count} of ${all.length} decided, ${all.filter((a) => a === "y").length} accepted`;
    storage((store, key) => store.setItem(key, JSON.stringify(all)));
  };
  const set = (all) => {
    lines.forEach((line, place) => {
      for (const input of line.querySelectorAll("input")) input.checked = input.value === all[place];
    });
    show();
  };
  const change = (all) => {
    done.push(answers());
    set(all);
  };

  const mark = (place) => {
    at = place;
    for (const old of form.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
    const line = lines[at];
    line.setAttribute("aria-current", "true");
    const inText = document.getElementById(line.id.replace(/^i/, "t"));
    if (!inText) return;
    inText.setAttribute("aria-current", "true");
    // On a wide window the text scrolls by itself.
    if (getComputedStyle(source).position === "sticky") {
      const offset = inText.getBoundingClientRect().top - source.getBoundingClientRect().top;
      source.scrollTop += offset - source.clientHeight / 2;
    }
  };
  const move = (place) => {
    mark(Math.min(Math.max(place, 0), lines.length - 1));
    lines[at].focus({ preventScroll: true });
    lines[at].scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  const say = (value) => {
    if (at < 0) at = 0;
    change(answers().map((old, place) => (place === at ? value : old)));
    move(at + 1);
  };
  const rest = (value) => change(answers().map((old) => old || value));
  const keys = {
    y: () => say("y"),
    n: () => say("n"),
    j: () => move(at + 1),
    k: () => move(at - 1),
    ArrowDown: () => move(at + 1),
    ArrowUp: () => move(at - 1),
    a: () => rest("y"),
    q: () => rest("n"),
    u: () => done.length && set(done.pop()),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !lines.length) return;
    if (event.key === "Enter") {
      if (event.target.closest("a, button")) return;
      event.preventDefault();
      form.requestSubmit();
    } else if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  form.addEventListener("change", show);
  form.addEventListener("focusin", (event) => {
    const place = lines.indexOf(event.target.closest(".candidate"));
    if (place >= 0 && place !== at) mark(place);
  });

  const before = stored();
  if (before.length === lines.length && !answers().some(Boolean)) set(before);
  decided.hidden = form.querySelector(".keys").hidden = false;
  show();
}
