/** Facts beside a line, for programs that read logs. */
export type LogFields = Record<string, string | number>;

/** Where the backend writes what an operator should read. Never arguments, documents or messages. */
export interface Log {
  info(line: string, fields?: LogFields): void;
  warn(line: string, fields?: LogFields): void;
  /** `cause` is shown with its stack. */
  error(line: string, cause?: unknown, fields?: LogFields): void;
}

export const consoleLog: Log = {
  info: (line) => console.info(line),
  warn: (line) => console.warn(line),
  error: (line, cause) => (cause === undefined ? console.error(line) : console.error(line, cause)),
};

/** For tests and embedding programs that want silence. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
