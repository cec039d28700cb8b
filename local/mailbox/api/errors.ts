/** Refusals in the shape that Resend's API gives them: `{statusCode, name, message}`. */
import { json } from "../../respond.ts";

/** The documented error names that this stand-in can give, with their HTTP status. */
const STATUS_OF = {
  validation_error: 422,
  invalid_json: 400,
  invalid_idempotency_key: 400,
  missing_api_key: 401,
  invalid_api_key: 403,
  not_found: 404,
  method_not_allowed: 405,
  invalid_idempotent_request: 409,
  missing_required_field: 422,
  invalid_from_address: 422,
  invalid_attachment: 422,
  rate_limit_exceeded: 429,
  internal_server_error: 500,
} as const;

export type ApiErrorName = keyof typeof STATUS_OF;

export class ApiError extends Error {
  override name = "ApiError";
  readonly code: ApiErrorName;
  readonly headers: Record<string, string>;

  constructor(code: ApiErrorName, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.code = code;
    this.headers = headers;
  }

  toResponse(): Response {
    const statusCode = STATUS_OF[this.code];
    return json({ statusCode, name: this.code, message: this.message }, statusCode, this.headers);
  }
}
