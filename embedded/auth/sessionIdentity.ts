import type { Identity } from "../execution/types.ts";

/** Who a caller is. `key` is equal exactly when functions would see the same claims. */
export type SessionIdentity = {
  identity: Identity | null;
  key: string;
  /** From this moment on (ms) the sign-in counts no more; null for anonymous. */
  expiryTime: number | null;
};

export const ANONYMOUS: SessionIdentity = { identity: null, key: "", expiryTime: null };
