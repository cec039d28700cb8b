/** Where the backend answers: the address of a Convex deployment, or this very origin (the embedded backend). */
export const convexUrl: string = import.meta.env["VITE_CONVEX_URL"] || window.location.origin;
