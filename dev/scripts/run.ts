import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a command of the project and shows its output. Returns whether it succeeded. */
export async function run(command: string, env: Record<string, string> = {}): Promise<boolean> {
  const [program = '', ...args] = command.split(' ');
  const child = spawn(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

export interface Count {
  passed: number;
  failed: number;
}

/** Runs all named commands, one after the other, and says which succeeded. */
export async function runAll(steps: Readonly<Record<string, string>>): Promise<Count> {
  const count: Count = { passed: 0, failed: 0 };
  for (const [name, command] of Object.entries(steps)) {
    const start = Date.now();
    const well = await run(command);
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(`${well ? '✓' : '✗'} ${name} (${seconds} s)`);
    count[well ? 'passed' : 'failed'] += 1;
  }
  return count;
}
