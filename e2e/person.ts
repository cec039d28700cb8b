/** A signed-in person in a browser context of their own, and what reaches them over the wire. */
import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import { expect, type App } from "./app.ts";

export class Person {
  readonly page: Page;
  /** Every WebSocket frame and HTTP answer that this person's browser has received, as text. */
  readonly received: string[] = [];
  readonly #app: App;
  readonly #context: BrowserContext;

  private constructor(app: App, context: BrowserContext, page: Page) {
    this.#app = app;
    this.#context = context;
    this.page = page;
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => this.received.push(payload.toString()));
    });
    page.on("response", (response) => {
      const isData = new URL(response.url()).pathname.startsWith("/api/");
      if (isData)
        void response.text().then(
          (text) => this.received.push(text),
          () => undefined,
        );
    });
  }

  /** Signs a demo person in (by subject: "anna", "bob" …) in a fresh browser context. */
  static async signIn(
    browser: Browser,
    app: App,
    subject: string,
    viewport = { width: 1280, height: 800 },
    hasTouch = false,
  ): Promise<Person> {
    const context = await browser.newContext({ viewport, hasTouch });
    const page = await context.newPage();
    const person = new Person(app, context, page);
    await page.goto(`${app.url}/sign-in?as=${subject}`);
    await page.waitForURL(/\/(staff|portal)/);
    return person;
  }

  async openRoom(name: string): Promise<void> {
    const row = this.page.getByRole("navigation").getByText(name, { exact: true }).first();
    await row.click();
    await this.#seeMessages();
  }

  /** Goes straight to a room's address. */
  async visitRoom(roomId: string): Promise<void> {
    await this.page.goto(`${this.#app.url}/open/${roomId}`);
    await this.#seeMessages();
  }

  /** Until the messages are there: what stands for them before is another element. */
  async #seeMessages(): Promise<void> {
    await expect(this.page.locator("[role=log][aria-busy=false]")).toBeVisible();
  }

  /** The id of the room on screen. */
  roomId(): string {
    return this.page.url().split("/rooms/")[1]?.split(/[/?#]/)[0] ?? "";
  }

  composer(): Locator {
    return this.page.locator("form textarea").last();
  }

  async send(text: string): Promise<void> {
    await this.composer().fill(text);
    await this.composer().press("Enter");
  }

  message(text: string): Locator {
    return this.page.getByRole("log").getByRole("article").filter({ hasText: text });
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}
