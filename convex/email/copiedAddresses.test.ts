import { expect, test } from "vitest";
import { copiedAddresses } from "./copiedAddresses";

const OWN = ["carla@client.test", "@in.firm.test", "notifications@firm.test"];

test("names whoever else stands in To and Cc, lower-case, each once, in their order", () => {
  const fields = [
    "Website <r0123456789abcdefghjkmnpqr@IN.firm.test>",
    "Mia Jansen <Mia@Client.test>, jan@client.test",
    '"Weber, Anna \\"AW\\"" <anna@client.test>',
    "Jansen, Mia <mia@client.test>",
  ];
  expect(copiedAddresses(fields, OWN)).toEqual([
    "mia@client.test",
    "jan@client.test",
    "anna@client.test",
  ]);
});

test("leaves out the sender, us, and what is no address", () => {
  const fields = [
    "Carla <CARLA@client.test>",
    "notifications@firm.test",
    "undisclosed:;",
    "",
    "a@b",
  ];
  expect(copiedAddresses(fields, OWN)).toEqual([]);
  expect(copiedAddresses(['"a@good.test" <b@real.test>'], [""])).toEqual(["b@real.test"]);
});

test("stops at twenty, however many there are, and does not hang on what never ends", () => {
  const many = Array.from({ length: 1_000 }, (_, index) => `p${index}@client.test`).join(",");
  expect(copiedAddresses([many], OWN)).toHaveLength(20);
  expect(copiedAddresses([`"${",".repeat(1_000_000)}`], OWN)).toEqual([]);
});
