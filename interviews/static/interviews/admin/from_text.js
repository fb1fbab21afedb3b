// A choice is shown at once; without this script, by "Show again".
"use strict";
const form = document.getElementById("review_form");
for (const select of form.querySelectorAll(".segment select")) {
  select.addEventListener("change", () => {
    form.action = `#${select.closest(".segment").id}`;
    form.requestSubmit(document.getElementById("show-again"));
  });
}
