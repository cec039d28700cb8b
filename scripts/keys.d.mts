/** The commands for a deployment and the link that its first owner opens, as lines for the terminal. */
export function makeKeys(appUrl: string | undefined): Promise<string[]>;
