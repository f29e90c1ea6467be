/** Bad usage: a sentence for standard error, exit code 2. */
export class UsageError extends Error {}
