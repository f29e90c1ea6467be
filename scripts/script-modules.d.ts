// Types of the set-up scripts that benches and tests use; the scripts themselves are plain JavaScript, because they run before
// anything is installed.
declare module '*/setup/chromium-flags.mjs' {
  export function chromiumFlags(executable: string, options: { virtualDisplay: boolean }): string[];
}
declare module '*/setup/electron-runtime.mjs' {
  export function electronExecutable(): string;
}
declare module '*/places.mjs' {
  export function inRoot(...parts: string[]): string;
}
declare module '*/setup/prometheus.mjs' {
  export function prometheusPrograms(): { readonly server: string; readonly promtool: string } | null;
}
declare module '*/virtual-display.mjs' {
  export function hasDisplay(): boolean;
  export function startVirtualDisplay(size?: {
    readonly width?: number;
    readonly height?: number;
  }): Promise<{ readonly env: NodeJS.ProcessEnv; readonly stop: () => void }>;
}

declare module '*/setup/office.mjs' {
  export function officeProgram(): string | null;
}

declare module '*/setup/run.mjs' {
  export function attempt(
    command: string,
    args: readonly string[],
  ): { readonly status: number; readonly output: string };
}

declare module '*/turn.mjs' {
  export function inTurn<T>(
    file: string,
    say: (line: string) => void,
    work: () => T | Promise<T>,
  ): Promise<T>;
}

declare module '*/scratch.mjs' {
  export function withScratchBeside<T>(place: string, work: (folder: string) => T | Promise<T>): Promise<T>;
}

declare module '*/while-growing.mjs' {
  export function whileGrowing<T>(
    folders: readonly string[],
    watch: { readonly silenceMs: number; say(line: string): void },
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | null>;
}

declare module '*/setup/seven-zip.mjs' {
  export function sevenZip(): string | null;
}

declare module '*/builder-config.mjs' {
  interface BuilderConfig {
    readonly files: readonly string[];
    readonly electronFuses: Readonly<Record<string, boolean>>;
    readonly fileAssociations: readonly [
      { readonly ext: string; readonly mimeType: string; readonly icon: string },
    ];
    readonly nsis: object;
    readonly linux: { readonly target: readonly string[]; readonly icon: string };
    readonly win: { readonly target: readonly string[]; readonly icon: string };
    readonly mac: { readonly target: readonly object[]; readonly icon: string };
  }
  export function builderConfig(platform: 'linux' | 'win' | 'mac'): BuilderConfig;
}

declare module '*/build/bundle-tools.mjs' {
  export function bundleTools(
    folder: string,
    names: readonly string[],
    outDir?: string,
  ): Promise<(name: string) => string>;
}

declare module '*/guard-list.mjs' {
  export const GUARDS: readonly {
    readonly guard: string;
    readonly file: string;
    readonly stands: string;
    readonly without: string;
    readonly unit?: string;
    readonly journey?: readonly [spec: string, title: string];
  }[];
}

declare module '*/second-tries.mjs' {
  interface Suite {
    readonly specs?: readonly unknown[];
    readonly suites?: readonly Suite[];
  }
  export function retriedJourneys(report: { readonly suites: readonly Suite[] }): readonly string[];
  export function retriedUnitTests(report: { readonly testResults: readonly unknown[] }): readonly string[];
}
