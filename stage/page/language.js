// The page's sentences in the reader's language, which the server has put into it.

const said = JSON.parse(document.getElementById("sentences").textContent);
const { lang } = document.documentElement;

/** For dates: plain English ones are written as in Britain. */
export const locale = lang === "en" ? "en-GB" : lang;

export const language = lang;

/** The English sentence as it is, marked to be translated; `_` says it. */
export const N_ = (sentence) => sentence;

/** A sentence in the reader's language, with what its placeholders name. */
export function _(sentence, values = {}) {
  return (said[sentence] ?? sentence).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** What a message of that sentence, as `_` says it, contains whatever its placeholders stand for. */
export function sign(sentence) {
  return sentence.replaceAll("*", "").split(/\{\w+\}/).reduce((one, other) => (other.length > one.length ? other : one));
}
