/** Said wherever a rule watches used memory while the assessment counts what is reserved. */
export const reservedMemory =
  'The rule watches memory used: no query is mapped for memory_reserved_bytes. What is reserved is watched by the app alone.';
