import { describe, expect, it } from "vitest";
import { readAuthentication } from "./authenticationResults";

const TRUSTED = "amazonses.com";

function verdictOf(...values: string[]) {
  return readAuthentication(new Map([["authentication-results", values]]), TRUSTED).dmarc;
}

describe("the receiver's DMARC verdict", () => {
  it.each([
    ["pass", "amazonses.com; spf=pass; dkim=pass header.i=@a.io; dmarc=pass header.from=a.io;"],
    ["pass", "AmazonSES.com 1; DMARC = PASS (p=none)"],
    ["pass", "amazonses.com; dmarc/1=pass"],
    ["fail", "amazonses.com; spf=pass; dmarc=fail (p=reject) header.from=a.io"],
    ["absent", "amazonses.com; spf=pass; dkim=pass"],
    ["absent", "amazonses.com; dmarc=none header.from=a.io"],
    ["absent", "amazonses.com; dmarc=temperror"],
    ["absent", "amazonses.com; none"],
  ])("is %s for %s", (verdict, value) => {
    expect(verdictOf(value)).toBe(verdict);
  });

  it("is absent without a header, and where nobody is trusted", () => {
    expect(readAuthentication(new Map(), TRUSTED).dmarc).toBe("absent");
    const headers = new Map([["authentication-results", ["amazonses.com; dmarc=pass"]]]);
    expect(readAuthentication(headers, null).dmarc).toBe("absent");
    expect(readAuthentication(headers, "").dmarc).toBe("absent");
  });
});

describe("a sender cannot write the verdict", () => {
  it("in a header under another name", () => {
    expect(verdictOf("evil.example; dmarc=pass")).toBe("absent");
    expect(verdictOf("amazonses.com.evil.example; dmarc=pass")).toBe("absent");
    expect(verdictOf("evil amazonses.com; dmarc=pass")).toBe("absent");
  });

  it("in a header below the receiver's own", () => {
    expect(verdictOf("amazonses.com; dmarc=fail", "amazonses.com; dmarc=pass")).toBe("fail");
    expect(verdictOf("amazonses.com; spf=pass", "amazonses.com; dmarc=pass")).toBe("absent");
    expect(verdictOf("other.example; dmarc=pass", "amazonses.com; dmarc=fail")).toBe("fail");
  });

  it.each([
    ["a comment", "amazonses.com; spf=pass (x; dmarc=pass); dmarc=fail"],
    ["a nested comment", "amazonses.com; spf=pass (a (b) ; dmarc=pass); dmarc=fail"],
    [
      "a comment with an escaped bracket",
      "amazonses.com; spf=pass (a \\) ; dmarc=pass ); dmarc=fail",
    ],
    [
      "a quoted string",
      'amazonses.com; spf=pass smtp.mailfrom="x; dmarc=pass; y"@a.io; dmarc=fail',
    ],
    ["a property that looks like it", "amazonses.com; spf=pass x-dmarc=pass; dmarc=fail"],
    ["a second verdict before", "amazonses.com; dmarc=pass; dmarc=fail"],
    ["a second verdict after", "amazonses.com; dmarc=fail; dmarc=pass"],
  ])("inside %s", (_what, value) => {
    expect(verdictOf(value)).toBe("fail");
    const withoutTheTrueOne = value.replace(/;? dmarc=fail/, "");
    if (!/dmarc=pass/.test(value.replace(/\(.*\)|".*"|x-dmarc=pass/g, ""))) {
      expect(verdictOf(withoutTheTrueOne)).toBe("absent");
    }
  });

  it("by opening a comment or a quote that swallows the true one", () => {
    expect(verdictOf("amazonses.com; spf=pass smtp.mailfrom=a(@evil.io; dmarc=fail")).toBe("fail");
    expect(verdictOf('amazonses.com; dmarc=pass; spf=pass smtp.mailfrom="a; dmarc=fail')).toBe(
      "fail",
    );
  });

  it("by mixing a pass with an unknown result", () => {
    expect(verdictOf("amazonses.com; dmarc=pass; dmarc=none")).toBe("absent");
  });
});

describe("SPF and DKIM", () => {
  const read = (value: string) =>
    readAuthentication(new Map([["authentication-results", [value]]]), TRUSTED);

  it("are read beside it, each for itself", () => {
    expect(read("amazonses.com; spf=softfail smtp.mailfrom=a.io; dkim=pass; dmarc=pass")).toEqual({
      spf: "fail",
      dkim: "pass",
      dmarc: "pass",
    });
    expect(read("amazonses.com; dmarc=pass")).toMatchObject({ spf: "absent", dkim: "absent" });
  });

  it("take one good signature among several, and no word of the sender's", () => {
    expect(read("amazonses.com; dkim=fail; dkim=pass").dkim).toBe("pass");
    expect(read("amazonses.com; dkim=fail; spf=fail (dkim=pass; spf=pass)")).toMatchObject({
      spf: "fail",
      dkim: "fail",
    });
  });
});
