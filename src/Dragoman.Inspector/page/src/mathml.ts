const allowed = new Set([
  'math', 'mrow', 'mi', 'mo', 'mn', 'ms', 'mtext', 'mspace', 'msub', 'msup', 'msubsup', 'mover', 'munder', 'munderover', 'mfrac', 'msqrt', 'mroot',
  'mtable', 'mtr', 'mtd', 'mstyle', 'mpadded', 'mphantom', 'semantics',
]);
const attributes = new Set(['mathvariant', 'stretchy', 'fence', 'separator', 'accent', 'accentunder', 'display', 'displaystyle', 'linebreak', 'lspace', 'rspace', 'width', 'columnalign', 'form', 'largeop', 'movablelimits']);
const namespace = 'http://www.w3.org/1998/Math/MathML';

/** Builds an equation of MathML's own elements and nothing else; null when the text is none. */
export function buildMath(mathml: string): Element | null {
  const parsed = new DOMParser().parseFromString(mathml, 'text/html').querySelector('math');
  return parsed === null ? null : copy(parsed);
}

function copy(from: Element): Element | null {
  const name = from.localName;
  if (!allowed.has(name)) {
    return null;
  }

  const to = document.createElementNS(namespace, name);
  for (const { name: attribute, value } of from.attributes) {
    if (attributes.has(attribute)) {
      to.setAttribute(attribute, value);
    }
  }

  for (const child of from.childNodes) {
    const made = child instanceof Element ? copy(child) : child.nodeType === Node.TEXT_NODE ? document.createTextNode(child.textContent ?? '') : null;
    if (made !== null) {
      to.append(made);
    }
  }

  return to;
}
