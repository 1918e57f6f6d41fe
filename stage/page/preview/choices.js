// A chosen suggestion is shown by its name, as Discord does; the preview shows what is sent for it.

export function showChosenNames(page) {
  const form = page.getElementById("channel-composer");
  if (!form) return;
  const names = new Map();
  const rename = () => {
    for (const one of form.querySelectorAll(".command-suggestion")) {
      names.set(one.dataset.value, one.querySelector(".command-suggestion-label").textContent);
    }
    for (const field of form.querySelectorAll(".command-option-input")) {
      const name = names.get(field.value);
      if (name === undefined || name === field.value || field === page.activeElement) continue;
      field.value = name;
      field.style.width = `${Math.min(24, name.length + 1)}ch`;
    }
  };
  new page.defaultView.MutationObserver(rename).observe(form, { childList: true, subtree: true });
}
