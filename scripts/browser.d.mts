/** Finds a Chromium for the browser tests, and gets one where there is none. */
export function findBrowser(log: (line: string) => void): Promise<string>;
