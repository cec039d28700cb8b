/** An HTTP refusal with a code for programs and a sentence for people. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "HttpError";
    this.status = status;
    this.code = code;
  }

  /** `{code, message}`, the shape in which Convex reports such errors. */
  toResponse(): Response {
    const { status, code, message } = this;
    return Response.json({ code, message }, { status, headers: { "Cache-Control": "no-store" } });
  }
}
