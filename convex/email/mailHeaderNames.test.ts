import { describe, expect, it } from "vitest";
import { startsHeaderBlock } from "./mailHeaderNames";
import { probeOf } from "./replyLine";

/** The head of a quoted email, with the names that Outlook gives its lines. */
function headOf(from: string, date: string, to: string, subject: string): string[] {
  return [
    `${from}: Ann Weber <ann@x.example>`,
    `${date}: 4 March 2026 18:42`,
    `${to}: Bob`,
    `${subject}: Hello`,
  ].map(probeOf);
}

describe("a printed mail head", () => {
  it.each([
    ["From", "Sent", "To", "Subject"],
    ["Von", "Gesendet", "An", "Betreff"],
    ["*De :*", "*Envoyé :*", "*À :*", "*Objet :*"],
    ["Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"],
    ["Gönderen", "Gönderildi", "Kime", "Konu"],
    ["De la", "Trimis", "Către", "Subiect"],
    ["От", "Изпратено", "До", "Относно"],
    ["Šalje", "Poslano", "Prima", "Predmet"],
    ["Saatja", "Saadetud", "Adressaat", "Teema"],
    ["De", "Enviat el", "Per a", "Tema"],
    ["Từ", "Đã gửi", "Tới", "Chủ đề"],
    ["מאת", "נשלח", "אל", "נושא"],
    ["من", "تم الإرسال", "إلى", "الموضوع"],
    ["จาก", "ส่ง", "ถึง", "เรื่อง"],
    ["प्रेषक", "भेजा गया", "प्रति", "विषय"],
    ["差出人", "送信日時", "宛先", "件名"],
    ["보낸 사람", "보낸 날짜", "받는 사람", "제목"],
  ])("%s, %s, %s, %s", (...names) => {
    expect(startsHeaderBlock(headOf(...(names as [string, string, string, string])))).toBe(true);
  });

  it.each([
    ["the way of a parcel", ["From: Rome", "To: Milan", "Date: Friday"]],
    ["one line with an address", ["From: Ann <ann@x.example>", "is the right sender"]],
    ["a contact", ["Contact: Ann <ann@x.example>", "When: 4 March 2026 18:42", "Where: here"]],
    ["a head further down", ["See:", "From: Ann <ann@x.example>", "To: Bob", "Subject: a"]],
  ])("is not %s", (_what, lines) => {
    expect(startsHeaderBlock(lines.map(probeOf))).toBe(false);
  });
});
