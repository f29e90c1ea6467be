/** Deeper than any document of ours; what is deeper would only end in a full stack of whoever walks it. */
const MOST_DEEP = 100;

/** Whether an object is one that JSON could have made: no date, map, buffer or class instance. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Whether a request is made of what JSON can say: texts, finite numbers, flags, `null`, lists and plain objects, `undefined`
 * for what is left out; at most 100 deep, and no key `__proto__`, which would name the prototype of whatever it is copied
 * into. Asked once at the edge, so that whole documents, whose inside no channel's schema describes, are walked without
 * care afterwards. Walks without recursion: a request of any depth gets an answer.
 */
export function isPlainData(request: unknown): boolean {
  let level: unknown[] = [request];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_DEEP) return false;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'number') {
        if (!Number.isFinite(value)) return false;
      } else if (typeof value === 'object' && value !== null) {
        if (Array.isArray(value)) for (const item of value as unknown[]) next.push(item);
        else if (!isPlain(value) || Object.hasOwn(value, '__proto__')) return false;
        else for (const key of Object.keys(value)) next.push((value as Record<string, unknown>)[key]);
      } else if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol')
        return false;
    }
    level = next;
  }
  return true;
}
