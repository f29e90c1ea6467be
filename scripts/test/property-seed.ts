import fc from 'fast-check';

// Properties draw the same cases in every run, so that what fails once fails again. HEADROOM_SEED=random looks elsewhere, and
// a number looks where a failure said it was.
const asked = process.env['HEADROOM_SEED'] ?? '4711';
const seed = asked === 'random' ? Date.now() : Number(asked);
if (!Number.isInteger(seed)) throw new Error(`HEADROOM_SEED is ${asked}, not "random" or a whole number`);
fc.configureGlobal({ seed: seed | 0 });
