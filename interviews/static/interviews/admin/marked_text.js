// Words that are selected become a row: a quote or a mention of them.
"use strict";
{
  const panel = document.querySelector(".marked-text");
  const words = panel.querySelector(".words");
  const tools = panel.querySelector(".tools");
  const buttons = tools.querySelectorAll("[data-rows]");
  const saveFirst = tools.querySelector(".save-first");
  const says = tools.querySelector("output");
  const box = document.getElementById("id_text");
  const saveAndStay = () => box.form.querySelector("[name=_continue]");

  const SAVED = words.textContent;
  const LETTER = String.raw`[\p{L}\p{M}\p{N}_]`;
  const ENDS_IN_WORD = new RegExp(`${LETTER}$`, "u");
  const BEGINS_IN_WORD = new RegExp(`^${LETTER}`, "u");
  const INVITATION = "Select words to make a quote or a mention of them.";
  const UNSAVED = "The text below has changed. Quotes and mentions are made of the saved text.";

  let chosen = null;

  // Places

  // A browser counts UTF-16 units, we count code points.
  const codePoints = (text) => Array.from(text).length;

  // As UTF-16 units: nothing where words are selected elsewhere, which keeps what was chosen.
  const selected = () => {
    if (box && document.activeElement === box) {
      return [box.selectionStart, box.selectionEnd];
    }
    const selection = getSelection();
    if (!selection.rangeCount) return undefined;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(words)) return undefined;
    return [unitsUntil(range.startContainer, range.startOffset), unitsUntil(range.endContainer, range.endOffset)];
  };

  const unitsUntil = (node, offset) => {
    const before = document.createRange();
    before.selectNodeContents(words);
    const side = before.comparePoint(node, offset);
    if (side) return side < 0 ? 0 : SAVED.length;
    before.setEnd(node, offset);
    return before.toString().length;
  };

  const span = ([from, until]) => {
    // No character is cut in two.
    if (/^[\uDC00-\uDFFF]/.test(SAVED.slice(from))) from -= 1;
    if (/^[\uDC00-\uDFFF]/.test(SAVED.slice(until))) until += 1;
    const text = SAVED.slice(from, until).trim();
    if (!text) return null;
    from += SAVED.slice(from, until).indexOf(text);
    until = from + text.length;
    const start = codePoints(SAVED.slice(0, from));
    return {
      text,
      start,
      end: start + codePoints(text),
      cutsFirst: ENDS_IN_WORD.test(SAVED.slice(0, from)) && BEGINS_IN_WORD.test(text),
      cutsLast: ENDS_IN_WORD.test(text) && BEGINS_IN_WORD.test(SAVED.slice(until)),
    };
  };

  // What is said

  const described = ({ text, start, end, cutsFirst, cutsLast }) => {
    const shown = Array.from(text.replace(/\s+/gu, " "));
    const short = shown.length > 60 ? `${shown.slice(0, 28).join("")}…${shown.slice(-28).join("")}` : shown.join("");
    const cut = [cutsFirst && "begins", cutsLast && "ends"].filter(Boolean).join(" and ");
    return `${start}–${end}: “${short}”${cut ? `. It ${cut} in the midst of a word.` : ""}`;
  };

  const look = () => {
    const isChanged = Boolean(box) && box.value !== SAVED;
    const found = selected();
    if (isChanged) chosen = null;
    else if (found) chosen = span(found);
    buttons.forEach((button) => { button.disabled = !chosen; });
    saveFirst.hidden = !isChanged || !saveAndStay();
    const text = isChanged ? UNSAVED : chosen ? described(chosen) : INVITATION;
    if (says.textContent !== text) says.textContent = text;
    showCaret();
  };

  // Rows

  const input = (row, name) => row.querySelector(`[name$="-${name}"]`);

  const rowOfChosen = (group) => [...group.querySelectorAll("tr.form-row:not(.empty-form)")].find(
    (row) => ["start", "end"].every((name) => input(row, name)?.value === String(chosen[name])),
  );

  const addRow = (group) => {
    let row;
    group.addEventListener("formset:added", (event) => { row = event.target; }, { once: true });
    group.querySelector(".add-row a").click();
    for (const name of ["text", "start", "end"]) input(row, name).value = chosen[name];
    return row;
  };

  const fillIn = (row) => {
    const speaker = input(row, "speaker");
    const inTurn = document.getElementById("id_speaker")?.selectedOptions?.[0];
    if (speaker && inTurn) {
      speaker.append(new Option(inTurn.text, inTurn.value, true, true));
      django.jQuery(speaker).trigger("change");
    }
    const entity = input(row, "entity");
    if (!entity) return input(row, "kind").focus({ preventScroll: true });
    django.jQuery(entity).select2("open");
    const search = document.querySelector(".select2-container--open .select2-search__field");
    search.value = chosen.text;
    django.jQuery(search).trigger("input").trigger("focus");
  };

  const make = (prefix) => {
    const group = document.getElementById(`${prefix}-group`);
    const same = rowOfChosen(group);
    const row = same ?? addRow(group);
    row.scrollIntoView({ block: "center" });
    if (same) input(same, "text").focus({ preventScroll: true });
    else fillIn(row);
  };

  // Selecting with the keyboard

  const caret = document.createElement("span");
  caret.className = "caret";
  words.before(caret);
  let withKeys = false;

  const STEPS = {
    ArrowLeft: ["left", "character", "word"],
    ArrowRight: ["right", "character", "word"],
    ArrowUp: ["backward", "line", "paragraph"],
    ArrowDown: ["forward", "line", "paragraph"],
    Home: ["backward", "lineboundary", "lineboundary"],
    End: ["forward", "lineboundary", "lineboundary"],
  };

  const placeOfCaret = ({ focusNode, focusOffset }) => {
    const range = document.createRange();
    range.setStart(focusNode, focusOffset);
    if (!range.getClientRects().length && focusOffset < (focusNode.length ?? 0)) {
      // An empty line has no place, its end has.
      range.setEnd(focusNode, focusOffset + 1);
    }
    return range.getClientRects()[0];
  };

  const showCaret = () => {
    const selection = getSelection();
    const isHere = withKeys && document.activeElement === words && selection.isCollapsed && words.contains(selection.focusNode);
    const place = isHere ? placeOfCaret(selection) : undefined;
    caret.hidden = !place;
    if (!place) return;
    const origin = words.parentElement.getBoundingClientRect();
    caret.style.left = `${place.left - origin.left}px`;
    caret.style.top = `${place.top - origin.top}px`;
    caret.style.height = `${place.height}px`;
  };

  words.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.target !== words || event.metaKey) return;
    event.preventDefault();
    withKeys = true;
    const [direction, unit, bigUnit] = step;
    const selection = getSelection();
    if (!words.contains(selection.focusNode)) selection.collapse(words, 0);
    const { anchorNode, anchorOffset } = selection;
    selection.modify(event.shiftKey ? "extend" : "move", direction, event.ctrlKey || event.altKey ? bigUnit : unit);
    if (words.contains(selection.focusNode)) {
      caret.scrollIntoView({ block: "nearest" });
      return;
    }
    const end = unitsUntil(selection.focusNode, selection.focusOffset) ? words.childNodes.length : 0;
    if (event.shiftKey) selection.setBaseAndExtent(anchorNode, anchorOffset, words, end);
    else selection.collapse(words, end);
  });

  // A mark and its link

  const light = (event) => {
    const key = event.target.dataset?.mark;
    if (!key) return;
    const isOn = event.type === "mouseover" || event.type === "focusin";
    for (const mark of words.querySelectorAll(`[data-marks~="${key}"]`)) mark.classList.toggle("lit", isOn);
  };
  for (const type of ["mouseover", "mouseout", "focusin", "focusout"]) words.addEventListener(type, light);

  buttons.forEach((button) => button.addEventListener("click", () => make(button.dataset.rows)));
  saveFirst.addEventListener("click", () => box.form.requestSubmit(saveAndStay()));
  document.addEventListener("selectionchange", look);
  box?.addEventListener("select", look);
  box?.addEventListener("input", look);
  words.addEventListener("pointerdown", () => { withKeys = false; });
  words.addEventListener("blur", showCaret);
  tools.hidden = !buttons.length;
  look();
}
