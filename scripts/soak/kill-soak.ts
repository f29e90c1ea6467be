import { killRounds } from './kill-rounds.ts';
import process from 'node:process';
const t = await killRounds({
  victim: process.argv[2] ?? '',
  kills: Number(process.argv[3]),
  seed: 1,
  acts: 60,
  onRound: console.log,
});
console.log(JSON.stringify(t, null, 1));
