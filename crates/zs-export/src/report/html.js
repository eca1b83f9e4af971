// Shows only findings of the chosen severities and rule.
const form = document.getElementById("filter");
const rule = document.getElementById("rule");
function apply() {
  const shown = new Set([...form.querySelectorAll("[data-severity]:checked")].map((box) => box.dataset.severity));
  const wanted = rule.value.trim();
  for (const item of document.querySelectorAll("li[data-rule], a.mark")) {
    const fits = shown.has(item.dataset.severity) && (!wanted || item.dataset.rule.includes(wanted));
    item.classList.toggle("hidden", !fits);
  }
}
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
