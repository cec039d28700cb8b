/** Clerk's publishable key of this build, or null: then Clerk is never downloaded. */
export const clerkKey: string | null = import.meta.env["VITE_CLERK_PUBLISHABLE_KEY"] || null;
