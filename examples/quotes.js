"use strict";

// Where the API is: data-api in the page. A page that runs here may try another, as
// ?api=http://127.0.0.1:9000; a page of yours may not, or a link could make it lie.
const PAGE = new URL(location.href);
const HERE = ["", "localhost", "127.0.0.1"].includes(PAGE.hostname);
const API = (HERE && PAGE.searchParams.get("api")) || document.documentElement.dataset.api;

const QUOTES_AT_A_TIME = 12;
const LONGEST_IN_AN_ADDRESS = 1000; // characters; longer claims are posted
const WORTH_SHOWING = 0.4; // similarity of what is near
const PATIENCE = 15_000; // milliseconds

const WORDS = {
  nl: {
    title: "Citaten die zichzelf bewijzen",
    quotes: "Citaten",
    topic: "Onderwerp",
    allTopics: "alle onderwerpen",
    more: "Meer citaten",
    asked: "Op de vraag:",
    source: "Lees het in het interview",
    loading: "Even geduld …",
    shown: (shown, count) => `${shown} van ${count} citaten`,
    none: "Over dit onderwerp zijn er geen citaten.",
    withdrawn: "Dit citaat is ingetrokken.",
    away: "De bron van de citaten geeft geen antwoord. Probeer het later opnieuw.",
    trouble: (status) => `De bron van de citaten gaf een fout (${status}).`,
    again: "Opnieuw proberen",
    verify: "Is dat gezegd?",
    claim: "Woorden die u ergens hebt gelezen",
    saidBy: "Gezegd door",
    anyone: "wie dan ook",
    check: "Nagaan",
    verdicts: {
      verbatim: "Dit is letterlijk gezegd.",
      condensed: "Dit is gezegd, ingekort of aangevuld, en dat is aangegeven.",
      altered: "Niet zo: er is ongemerkt iets aan de woorden veranderd.",
      stitched: "Niet zo: woorden van verschillende plaatsen zijn aan elkaar geplakt.",
      not_found: "Dit is in de gepubliceerde interviews niet gevonden.",
    },
    unknown: "De uitkomst is niet te begrijpen.",
    misattributed: "Het was iemand anders die dit zei.",
    meaning: "Er is een ontkenning, getal of naam anders: dat kan de betekenis veranderen.",
    limits: "Dat het hier niet staat, bewijst niet dat het nooit is gezegd.",
    legend: "Doorgestreept: wel gezegd, maar hier weggelaten. Onderstreept: hier wel, maar niet gezegd.",
    omitted: "weggelaten:",
    added: "toegevoegd:",
    said: "Dit zei",
    told: (teller) => `volgens ${teller}`,
    nearest: "Wat er het dichtst bij komt",
    alike: (percent) => `${percent}% gelijk`,
    stored: "Naar dit citaat",
  },
  en: {
    title: "Quotes that prove themselves",
    quotes: "Quotes",
    topic: "Topic",
    allTopics: "all topics",
    more: "More quotes",
    asked: "Asked:",
    source: "Read it in the interview",
    loading: "One moment …",
    shown: (shown, count) => `${shown} of ${count} quotes`,
    none: "There are no quotes on this topic.",
    withdrawn: "This quote was withdrawn.",
    away: "The source of the quotes does not answer. Please try again later.",
    trouble: (status) => `The source of the quotes answered with an error (${status}).`,
    again: "Try again",
    verify: "Was it said?",
    claim: "Words that you read somewhere",
    saidBy: "Said by",
    anyone: "anyone",
    check: "Check",
    verdicts: {
      verbatim: "This was said, word for word.",
      condensed: "This was said, shortened or explained, and marked as such.",
      altered: "Not like this: words were silently changed.",
      stitched: "Not like this: words from different places were joined.",
      not_found: "This was not found in the published interviews.",
    },
    unknown: "The outcome cannot be understood.",
    misattributed: "It was somebody else who said it.",
    meaning: "A negation, a number or a name differs, which may change what it means.",
    limits: "That it is not here does not prove that it was never said.",
    legend: "Struck out: said, but left out here. Underlined: here, but not said.",
    omitted: "left out:",
    added: "added:",
    said: "Said by",
    told: (teller) => `as told by ${teller}`,
    nearest: "What comes closest",
    alike: (percent) => `${percent}% alike`,
    stored: "To this quote",
  },
};
const COLOURS = { verbatim: "good", condensed: "good", altered: "bad", stitched: "bad", not_found: "doubt" };

const find = (id) => document.getElementById(id);
const every = (selector) => document.querySelectorAll(selector);
let language = navigator.language.startsWith("nl") ? "nl" : "en";
const words = () => WORDS[language];

// What comes from the API reaches the page as text, never as markup, and as an address
// only where it is one of the web.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value) made.setAttribute(attribute, value);
  }
  made.append(...children);
  return made;
}

function link(address, text) {
  return /^https?:\/\//i.test(address ?? "") ? element("a", { href: address }, text) : null;
}

class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || words().trouble(status));
    this.gone = status === 410;
    this.reason = problem.reason;
  }
}

async function ask(address, { body, signal } = {}) {
  const response = await fetch(new URL(address, API), {
    ...(body && { method: "POST", headers: { "Content-Type": "application/json" } }),
    body: body && JSON.stringify(body),
    signal: AbortSignal.any([AbortSignal.timeout(PATIENCE), signal].filter(Boolean)),
  });
  if (!response.ok) throw new Refusal(response.status, await response.json().catch(() => ({})));
  return response.json();
}

function explain(error) {
  if (!(error instanceof Refusal)) {
    console.warn(error);
    return words().away;
  }
  if (!error.gone) return error.message;
  return [words().withdrawn, error.reason].filter(Boolean).join(" ");
}

function say(place, text, colour = "") {
  place.className = colour;
  place.textContent = text;
}

// The wall

let loading = new AbortController();
let next = null;
let count = 0;

const paragraphs = (text) => text.split("\n\n").map((part) => element("p", {}, part));

function card(quote) {
  const { speaker, publication, published_on } = quote;
  const attribution =
    quote.attribution || [speaker?.name, publication, published_on].filter(Boolean).join(", ");
  const source = quote.links?.page || quote.links?.source;
  const lang = quote.language;
  const text = element("blockquote", { lang, cite: source }, ...paragraphs(quote.text));
  const line = element("figcaption", {}, element("span", { lang }, attribution));
  const figure = element("figure", {}, text, line);
  if (quote.question) {
    const asked = element("span", { lang }, quote.question.text);
    figure.prepend(element("p", { class: "asked" }, caption("asked"), " ", asked));
  }
  const way = link(source, caption("source"));
  if (way) line.append(element("p", {}, way));
  return element("li", { tabindex: "-1" }, figure);
}

// Text of the page, which follows its language.
function caption(name) {
  return element("span", { "data-words": name }, words()[name]);
}

async function show(address) {
  loading.abort();
  loading = new AbortController();
  const { signal } = loading;
  const wall = find("wall");
  const asked = document.activeElement;
  wall.setAttribute("aria-busy", "true");
  say(find("state"), words().loading);
  try {
    const page = await ask(address, { signal });
    const cards = page.results.map(card);
    wall.append(...cards);
    next = page.next;
    count = page.count;
    tell();
    if (asked === find("more")) cards[0]?.focus();
  } catch (error) {
    if (signal.aborted) return;
    next = address;
    say(find("state"), explain(error), "trouble");
  }
  wall.setAttribute("aria-busy", "false");
  offerMore();
}

function tell() {
  const shown = find("wall").children.length;
  say(find("state"), shown ? words().shown(shown, Math.max(count, shown)) : words().none);
}

function offerMore() {
  const failed = find("state").className === "trouble";
  find("more").textContent = failed ? words().again : words().more;
  find("more").hidden = !next;
}

// One quote that an address names, as ?quote=qt_…: it may be withdrawn since.
async function showNamed(id) {
  try {
    find("named").replaceChildren(card(await ask(`/api/v1/quotes/${encodeURIComponent(id)}/`)));
  } catch (error) {
    find("named").replaceChildren(element("li", { class: "trouble" }, explain(error)));
  }
}

function showTopic() {
  const asked = new URLSearchParams({ page_size: QUOTES_AT_A_TIME });
  if (find("topic").value) asked.set("topic", find("topic").value);
  find("wall").replaceChildren();
  next = null;
  offerMore();
  return show(`/api/v1/quotes/?${asked}`);
}

// The choices: without them the page still works, for all topics and anyone.

async function offer(select, address, option) {
  if (select.options.length > 1) return;
  try {
    while (address) {
      const page = await ask(address);
      select.append(...page.results.map(option));
      address = page.next;
    }
  } catch (error) {
    console.warn(error);
  }
}

function offerChoices() {
  offer(find("topic"), "/api/v1/topics/?page_size=200", topicOption);
  offer(find("speaker"), "/api/v1/speakers/?page_size=200", ({ slug, name }) =>
    element("option", { value: slug }, name),
  );
}

function topicOption({ slug, label, label_en }) {
  const option = element("option", { value: slug });
  Object.assign(option.dataset, { nl: label, en: label_en || label });
  option.textContent = option.dataset[language];
  return option;
}

// The verdict

let checking = new AbortController();
let answered = null;

// Offsets count code points, and a string of JavaScript counts UTF-16 units.
const cut = (points, start, end) => points.slice(start, end).join("");
const wordsIn = (text) => text.split(/\s+/).filter(Boolean).length;

function afterWords(points, from, wanted) {
  const passed = cut(points, from).match(new RegExp(`^(\\s*\\S+){0,${wanted}}`, "u"))[0];
  return from + Array.from(passed).length;
}

function change(name, text) {
  const note = name === "del" ? words().omitted : words().added;
  const unseen = (note) => element("span", { class: "unseen" }, note);
  return element(name, {}, unseen(` [${note} `), text.trim(), unseen("] "));
}

// The words of the record, with what the claim left out and what it put in.
function compared(claim, match) {
  const claimed = Array.from(claim);
  const record = Array.from(match.text);
  const shown = [];
  let inClaim = match.claim?.start ?? 0;
  let inRecord = 0;
  const same = (until) => {
    shown.push(cut(record, inRecord, until));
    inRecord = Math.max(inRecord, until);
  };
  for (const { claim: put, record: left } of match.differences ?? []) {
    if (left) {
      const start = left.start - match.start;
      inClaim = afterWords(claimed, inClaim, wordsIn(cut(record, inRecord, start)));
      same(start);
      shown.push(change("del", left.text));
      inRecord = left.end - match.start;
    } else {
      same(afterWords(record, inRecord, wordsIn(cut(claimed, inClaim, put.start))));
    }
    if (put) {
      shown.push(" ", change("ins", put.text), left ? "" : " ");
      inClaim = put.end;
    }
  }
  same(record.length);
  return element("blockquote", {}, element("p", {}, ...shown));
}

function evidence(claim, match, heading) {
  const teller = match.teller && words().told(match.teller.name);
  const who = [match.speaker?.name, teller, match.interview?.name].filter(Boolean);
  const percent = Math.round((match.similarity ?? 1) * 100);
  const alike = percent < 100 ? ` (${words().alike(percent)})` : "";
  const title = element("h3", {}, `${heading} ${who.join(", ")}${alike}`);
  return element("article", {}, title, compared(claim, match));
}

function showVerdict(claim, answer) {
  answered = [claim, answer];
  const { verdict, misattributed, changes_meaning, matches = [], nearest = [], quote } = answer;
  const headline = [words().verdicts[verdict] ?? words().unknown];
  if (misattributed) headline.push(words().misattributed);
  if (changes_meaning) headline.push(words().meaning);
  say(find("verdict"), headline.join(" "), headline[1] ? "bad" : COLOURS[verdict]);

  const shown = matches.map((match) => evidence(claim, match, words().said));
  if (matches.some(({ differences }) => differences?.length)) {
    shown.push(element("p", {}, words().legend));
  }
  if (quote) {
    PAGE.searchParams.set("quote", quote.id);
    shown.push(element("p", {}, element("a", { href: PAGE.href }, words().stored)));
  }
  if (matches.length === 0) {
    const near = nearest.filter(({ similarity }) => similarity >= WORTH_SHOWING);
    const plain = near.map((place) => ({ ...place, differences: [] }));
    shown.push(element("p", {}, words().limits));
    shown.push(...plain.map((place) => evidence(claim, place, `${words().nearest}:`)));
  }
  find("evidence").replaceChildren(...shown);
}

async function verify(event) {
  event.preventDefault();
  const text = find("text").value.trim();
  if (!text) return find("text").focus();
  const speaker = find("speaker").value;
  const asked = speaker ? { text, speaker } : { text };
  checking.abort();
  checking = new AbortController();
  const { signal } = checking;
  answered = null;
  say(find("verdict"), words().loading);
  find("evidence").replaceChildren();
  try {
    const place = "/api/v1/quotes/verify/";
    const answer =
      text.length > LONGEST_IN_AN_ADDRESS
        ? await ask(place, { body: asked, signal })
        : await ask(`${place}?${new URLSearchParams(asked)}`, { signal });
    showVerdict(text, answer);
  } catch (error) {
    if (!signal.aborted) say(find("verdict"), explain(error), "trouble");
  }
}

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = language;
  document.title = words().title;
  for (const place of every("[data-words]")) place.textContent = words()[place.dataset.words];
  for (const option of every("[data-nl]")) option.textContent = option.dataset[language];
  for (const button of every("[data-language]")) {
    button.setAttribute("aria-pressed", button.dataset.language === language);
  }
  if (count && find("state").className !== "trouble") tell();
  offerMore();
  if (answered) showVerdict(...answered);
}

find("topic").addEventListener("change", showTopic);
find("claim").addEventListener("submit", verify);
find("more").addEventListener("click", () => {
  show(next);
  offerChoices(); // where they failed before
});
for (const button of every("[data-language]")) {
  button.addEventListener("click", () => speak(button.dataset.language));
}

speak(language);
showTopic();
if (PAGE.searchParams.has("quote")) showNamed(PAGE.searchParams.get("quote"));
offerChoices();
