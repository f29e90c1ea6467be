/** The private displays this run has, one to a worker; none where the tests draw on the desktop of the person who runs them. */
export const DISPLAYS: readonly string[] = (process.env['HEADROOM_TEST_DISPLAYS'] ?? '')
  .split(' ')
  .filter(Boolean);
